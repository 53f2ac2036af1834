/// What a chart or a page is drawn on: a few shapes and text, measured by the canvas itself.
///
/// Coordinates are logical units (points in a PDF), y grows downwards, text is placed by its baseline.
/// A chart never knows whether it draws on PNG, PDF, SVG or a recording.
public protocol Canvas: TextMeasuring, AnyObject {
    /// The canvas's logical width and height.
    var size: Size { get }

    /// Fills a closed path with one colour.
    func fill(_ path: Path, _ colour: Colour)

    /// Draws a path's outline.
    func stroke(_ path: Path, _ stroke: Stroke)

    /// Sets one line of text; `point` is on the baseline, at the side that `anchor` names.
    func text(_ text: String, at point: Point, anchor: TextAnchor, style: TextStyle)

    /// Restricts what follows to a rectangle until the matching `endClip()`.
    func beginClip(_ rectangle: Rectangle)

    /// Ends the innermost clip.
    func endClip()

    /// Opens a structure element (PDF tag); canvases without structure ignore it.
    func begin(_ element: StructureElement)

    /// Closes the innermost structure element.
    func end(_ element: StructureElement)
}

extension Canvas {
    public func begin(_ element: StructureElement) {}
    public func end(_ element: StructureElement) {}
}

/// Knows how wide and how high a line of text is, in the font that will draw it.
public protocol TextMeasuring {
    /// The extent of one line of text in a style, in logical units.
    func measure(_ text: String, style: TextStyle) -> TextExtent
}

/// Advance width of a line, and its ascent and descent from the baseline (both positive).
public struct TextExtent: Hashable, Sendable {
    public var width: Double
    public var ascent: Double
    public var descent: Double

    public init(width: Double, ascent: Double, descent: Double) {
        self.width = width
        self.ascent = ascent
        self.descent = descent
    }
}

/// Which side of the text lies on the point it is placed at.
public enum TextAnchor: String, Hashable, Sendable {
    case leading
    case middle
    case trailing
}

/// One of the two families of the house: Inter for text, Inter Display for titles and large figures.
public enum FontFamily: String, Hashable, Sendable, CaseIterable {
    case text
    case display
}

/// The weights in use.
public enum FontWeight: Int, Hashable, Sendable, CaseIterable {
    case regular = 400
    case medium = 500
    case semibold = 600
}

/// How a line of text looks; figures are always tabular.
public struct TextStyle: Hashable, Sendable {
    public var family: FontFamily
    /// Logical units.
    public var size: Double
    public var weight: FontWeight
    public var colour: Colour
    /// A paper-coloured outline three units wide, for text that lies over grid lines.
    public var halo: Colour?

    public init(
        _ size: Double, _ weight: FontWeight = .regular, _ colour: Colour, family: FontFamily = .text,
        halo: Colour? = nil,
    ) {
        self.family = family
        self.size = size
        self.weight = weight
        self.colour = colour
        self.halo = halo
    }
}

/// An outline: colour, width, dashes and caps.
public struct Stroke: Hashable, Sendable {
    public var colour: Colour
    public var width: Double
    /// Lengths of dash and gap in turn; empty is solid.
    public var dash: [Double]
    public var roundCap: Bool

    public init(_ colour: Colour, width: Double, dash: [Double] = [], roundCap: Bool = false) {
        self.colour = colour
        self.width = width
        self.dash = dash
        self.roundCap = roundCap
    }
}

/// A piece of the document's structure, named by its PDF tag.
public enum StructureElement: Hashable, Sendable {
    case document
    case section
    case heading1
    case heading2
    case paragraph
    case figure(alternativeText: String)
    case caption
    case table
    case tableHead
    case tableBody
    case tableRow
    case tableHeader
    case tableCell
    case list
    case listItem
    case listBody
    /// A link to a named destination or an address.
    case link(target: String)
}
