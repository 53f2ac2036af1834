/// A canvas that draws nothing and remembers everything, for tests and for checking a layout.
public final class RecordingCanvas: Canvas {
    /// One call, with what it covers.
    public enum Call: Hashable, Sendable {
        /// A filled shape.
        case fill(Path, Colour)
        /// A stroked shape.
        case stroke(Path, Stroke)
        /// A line of text, with the room it takes.
        case text(String, at: Point, TextAnchor, TextStyle, box: Rectangle)
        /// The start of a clip.
        case beginClip(Rectangle)
        /// The end of a clip.
        case endClip
        /// The start of a structure element.
        case begin(StructureElement)
        /// The end of a structure element.
        case end(StructureElement)
    }

    /// The canvas's logical width and height.
    public let size: Size
    /// The calls so far.
    public private(set) var calls: [Call] = []
    private let measure: any TextMeasuring

    /// Makes an empty recording; text is measured by another canvas or by the fixed table.
    public init(size: Size, measure: any TextMeasuring = FixedTextMeasure()) {
        self.size = size
        self.measure = measure
    }

    /// Remembers a filled shape.
    public func fill(_ path: Path, _ colour: Colour) { calls.append(.fill(path, colour)) }

    /// Remembers a stroked shape.
    public func stroke(_ path: Path, _ stroke: Stroke) { calls.append(.stroke(path, stroke)) }

    /// Remembers a line of text.
    public func text(_ text: String, at point: Point, anchor: TextAnchor, style: TextStyle) {
        let width = measure.measure(text, style: style).width
        let box = TextBox.rectangle(width: width, size: style.size, at: point, anchor: anchor)
        calls.append(.text(text, at: point, anchor, style, box: box))
    }

    /// Remembers the start of a clip.
    public func beginClip(_ rectangle: Rectangle) { calls.append(.beginClip(rectangle)) }

    /// Remembers the end of a clip.
    public func endClip() { calls.append(.endClip) }

    /// Remembers the start of a structure element.
    public func begin(_ element: StructureElement) { calls.append(.begin(element)) }

    /// Remembers the end of a structure element.
    public func end(_ element: StructureElement) { calls.append(.end(element)) }

    /// Measures as the canvas or table it was made with.
    public func measure(_ text: String, style: TextStyle) -> TextExtent {
        measure.measure(text, style: style)
    }

    /// Makes the same calls on another canvas, which shows then what would have been drawn on it.
    public func replay(on canvas: any Canvas) {
        for call in calls {
            switch call {
            case .fill(let path, let colour): canvas.fill(path, colour)
            case .stroke(let path, let stroke): canvas.stroke(path, stroke)
            case .text(let words, at: let point, let anchor, let style, box: _):
                canvas.text(words, at: point, anchor: anchor, style: style)
            case .beginClip(let rectangle): canvas.beginClip(rectangle)
            case .endClip: canvas.endClip()
            case .begin(let element): canvas.begin(element)
            case .end(let element): canvas.end(element)
            }
        }
    }

    /// How many characters of the words on the canvas no font has, those of equal words counted once.
    public var missingCharacters: Int {
        var seen: Set<String> = []
        return calls.reduce(0) { sum, call in
            guard case .text(let words, at: _, _, let style, box: _) = call, seen.insert(words).inserted
            else { return sum }
            return sum + measure.measure(words, style: style).missingCharacters
        }
    }

    /// The words on the canvas, in drawing order.
    public var words: [String] {
        calls.compactMap { if case .text(let words, at: _, _, _, box: _) = $0 { words } else { nil } }
    }
}
