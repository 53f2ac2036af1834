/// A canvas with a theme and a kind: what every drawing function needs, in one value.
struct Pen {
    let canvas: any Canvas
    let theme: Theme
    let kind: CanvasKind

    func style(_ role: TextRole) -> TextStyle { kind.style(role, theme) }

    func size(_ role: TextRole) -> Double { style(role).size }

    func width(_ text: String, _ role: TextRole) -> Double {
        canvas.measure(text, style: style(role)).width
    }

    /// The distance from the middle of a line of figures down to its baseline.
    func drop(_ role: TextRole) -> Double { size(role) * 0.36 }

    func write(
        _ text: String, at point: Point, anchor: TextAnchor = .leading, _ role: TextRole,
        colour: Colour? = nil, halo: Bool = false,
    ) {
        var style = style(role)
        if let colour { style.colour = colour }
        if halo { style.halo = theme.paper }
        canvas.text(text, at: point, anchor: anchor, style: style)
    }

    /// The rectangle that a line of text needs, from its ascenders to its descenders.
    func box(_ text: String, at point: Point, anchor: TextAnchor = .leading, _ role: TextRole) -> Rectangle {
        TextBox.rectangle(width: width(text, role), size: size(role), at: point, anchor: anchor)
    }

    /// Diagonal lines in a box.
    func stripes(_ box: Rectangle, _ colour: Colour, width: Double, apart: Double) {
        guard box.height > 0, box.width > 0 else { return }
        canvas.beginClip(box)
        var x = box.x - box.height
        while x < box.maxX {
            canvas.stroke(
                .line(Point(x, box.maxY), Point(x + box.height, box.y)), Stroke(colour, width: width))
            x += apart
        }
        canvas.endClip()
    }

    func horizontal(_ y: Double, from x1: Double, to x2: Double, _ colour: Colour, width: Double) {
        canvas.stroke(.line(Point(x1, y), Point(x2, y)), Stroke(colour, width: width))
    }
}

/// The room that a line of text takes: the same for placing it and for checking it.
enum TextBox {
    static let above = 0.75
    static let below = 0.21

    static func rectangle(width: Double, size: Double, at point: Point, anchor: TextAnchor) -> Rectangle {
        let x =
            switch anchor {
            case .leading: point.x
            case .middle: point.x - width / 2
            case .trailing: point.x - width
            }
        return Rectangle(x: x, y: point.y - above * size, width: width, height: (above + below) * size)
    }
}

/// What is already drawn in a plot, so that words are set only where nothing is.
struct FreeSpace {
    let bounds: Rectangle
    private(set) var taken: [Rectangle] = []

    init(bounds: Rectangle) { self.bounds = bounds }

    mutating func take(_ rectangle: Rectangle) { taken.append(rectangle) }

    mutating func take(_ rectangles: [Rectangle]) { taken += rectangles }

    /// Takes the room around a line, in pieces so small that words may stand close to a slope.
    mutating func take(line points: [Point], halfWidth: Double = 2) {
        for (a, b) in zip(points, points.dropFirst()) {
            let pieces = min(max(Int((max(abs(a.x - b.x), abs(a.y - b.y)) / 6).rounded(.up)), 1), 64)
            for piece in 0..<pieces {
                let (from, to) = (Double(piece) / Double(pieces), Double(piece + 1) / Double(pieces))
                let (x1, x2) = (a.x + (b.x - a.x) * from, a.x + (b.x - a.x) * to)
                let (y1, y2) = (a.y + (b.y - a.y) * from, a.y + (b.y - a.y) * to)
                taken.append(
                    Rectangle(
                        x: min(x1, x2) - halfWidth, y: min(y1, y2) - halfWidth,
                        width: abs(x1 - x2) + 2 * halfWidth, height: abs(y1 - y2) + 2 * halfWidth, ))
            }
        }
    }

    /// Whether nothing is there, and nothing closer than that at its left and right.
    func isFree(_ box: Rectangle, apart: Double = 0) -> Bool {
        let wide = Rectangle(x: box.x - apart, y: box.y, width: box.width + 2 * apart, height: box.height)
        return bounds.contains(box) && !taken.contains { $0.intersects(wide) }
    }
}
