/// Finds what is wrong with a drawing by measure: text on text, on marks, over the edge, or too pale to read.
public struct CanvasCheck: Hashable, Sendable {
    /// The font sizes that may appear.
    public var fontSizes: Set<Double>
    /// How many different sizes may appear.
    public var sizesMax: Int
    /// Fills that text may stand on, such as paper and band.
    public var grounds: Set<Colour>
    /// The least contrast between text and what it stands on, as WCAG 2.2 asks for at level AA.
    public var contrastMin: Double

    /// The rules for one kind of canvas in one theme.
    public init(_ kind: CanvasKind, theme: Theme) {
        fontSizes = Set(kind.fontSizes)
        sizesMax = 5
        grounds = [theme.paper, theme.band]
        contrastMin = 4.5
    }

    private struct Word {
        var text: String
        var box: Rectangle
        var colour: Colour
        /// How many fills lie below it.
        var fills: Int
    }

    /// A filled shape that text must not touch.
    private struct Mark {
        var bounds: Rectangle
        var corners: [Point]
        var colour: Colour

        init(bounds: Rectangle, path: Path, colour: Colour) {
            self.bounds = bounds
            self.colour = colour
            corners = path.steps.compactMap { step in
                switch step {
                case .move(let point), .line(let point), .curve(_, _, let point): point
                case .close: nil
                }
            }
        }

        /// Whether a rectangle shares area with the shape, tested on a grid of points and the corners.
        func touches(_ box: Rectangle) -> Bool {
            guard bounds.intersects(box) else { return false }
            let isRectangle = corners.allSatisfy { corner in
                (corner.x == bounds.x || corner.x == bounds.maxX)
                    && (corner.y == bounds.y || corner.y == bounds.maxY)
            }
            if isRectangle || corners.contains(where: { box.contains(Rectangle(at: $0)) }) { return true }
            return (0...16).contains { column in
                (0...4).contains { row in
                    contains(
                        Point(box.x + box.width * Double(column) / 16, box.y + box.height * Double(row) / 4))
                }
            }
        }

        /// Whether a point lies inside, by the even-odd rule.
        func contains(_ point: Point) -> Bool {
            var isInside = false
            for (index, a) in corners.enumerated() {
                let b = corners[(index + 1) % corners.count]
                guard (a.y > point.y) != (b.y > point.y) else { continue }
                if point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x { isInside.toggle() }
            }
            return isInside
        }
    }

    /// One sentence for each fault; none for a clean drawing.
    public func problems(in recording: RecordingCanvas) -> [String] {
        var problems: [String] = []
        var words: [Word] = []
        var fills: [Mark] = []
        var sizes: Set<Double> = []
        var clips = 0
        for call in recording.calls {
            switch call {
            case .text(let text, at: _, _, let style, let box):
                words.append(Word(text: text, box: box, colour: style.colour, fills: fills.count))
                sizes.insert(style.size)
                if text.isEmpty { problems.append("an empty text is drawn") }
                if !fontSizes.contains(style.size) {
                    problems.append("`\(text)` has size \(style.size), which is not in the type table")
                }
            case .fill(let path, let colour):
                guard let bounds = path.bounds else { continue }
                if !Self.isFinite(bounds) { problems.append("a fill is not finite") }
                if colour.alpha == 1 { fills.append(Mark(bounds: bounds, path: path, colour: colour)) }
            case .stroke(let path, _):
                if let bounds = path.bounds, !Self.isFinite(bounds) {
                    problems.append("a stroke is not finite")
                }
            case .beginClip: clips += 1
            case .endClip: clips -= 1
            case .begin, .end: break
            }
        }
        if clips != 0 { problems.append("clips are not balanced") }
        if sizes.count > sizesMax { problems.append("\(sizes.count) text sizes are in use") }
        let marks = fills.filter { !grounds.contains($0.colour) }
        return problems + overlaps(words, marks, recording.size) + pale(words, fills)
    }

    private func overlaps(_ words: [Word], _ marks: [Mark], _ size: Size) -> [String] {
        var problems: [String] = []
        let canvas = Rectangle(x: -0.01, y: -0.01, width: size.width + 0.02, height: size.height + 0.02)
        for (index, word) in words.enumerated() {
            if !Self.isFinite(word.box) || !canvas.contains(word.box) {
                problems.append("`\(word.text)` leaves the canvas")
            }
            let core = word.box.shrunk(by: 0.25)
            for other in words[(index + 1)...] where core.intersects(other.box.shrunk(by: 0.25)) {
                problems.append("`\(word.text)` meets `\(other.text)`")
            }
            if marks.contains(where: { $0.touches(core) }) {
                problems.append("`\(word.text)` stands on a mark")
            }
        }
        return problems
    }

    /// Words that differ too little from what lies below their middle.
    private func pale(_ words: [Word], _ fills: [Mark]) -> [String] {
        words.compactMap { word in
            let middle = Point(word.box.x + word.box.width / 2, word.box.y + word.box.height / 2)
            guard let ground = fills[..<word.fills].last(where: { $0.contains(middle) }) else { return nil }
            return word.colour.contrast(with: ground.colour) < contrastMin
                ? "`\(word.text)` is too pale" : nil
        }
    }

    private static func isFinite(_ r: Rectangle) -> Bool {
        r.x.isFinite && r.y.isFinite && r.width.isFinite && r.height.isFinite
    }
}

extension Rectangle {
    /// A point as a rectangle without extent.
    fileprivate init(at point: Point) {
        self.init(x: point.x, y: point.y, width: 0, height: 0)
    }

    /// The rectangle with all edges moved inwards.
    fileprivate func shrunk(by distance: Double) -> Rectangle {
        Rectangle(
            x: x + distance, y: y + distance, width: max(width - 2 * distance, 0),
            height: max(height - 2 * distance, 0), )
    }
}
