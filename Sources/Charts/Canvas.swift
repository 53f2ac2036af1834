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
    /// Ignores structure, for canvases that have none.
    public func begin(_ element: StructureElement) {}

    /// Ignores structure, for canvases that have none.
    public func end(_ element: StructureElement) {}
}

/// Knows how wide and how high a line of text is, in the font that will draw it.
public protocol TextMeasuring {
    /// The extent of one line of text in a style, in logical units.
    func measure(_ text: String, style: TextStyle) -> TextExtent
}

/// Advance width of a line, its ascent and descent from the baseline (both positive), and what of it has no shape.
public struct TextExtent: Hashable, Sendable {
    /// The distance from the line's first to its last pen position.
    public var width: Double
    /// The height above the baseline.
    public var ascent: Double
    /// The depth below the baseline, as a positive number.
    public var descent: Double
    /// How many characters of the line no font has, so that boxes stand for them.
    public var missingCharacters: Int

    /// Makes an extent from its three lengths.
    public init(width: Double, ascent: Double, descent: Double, missingCharacters: Int = 0) {
        self.width = width
        self.ascent = ascent
        self.descent = descent
        self.missingCharacters = missingCharacters
    }
}

/// Which side of the text lies on the point it is placed at.
public enum TextAnchor: String, Hashable, Sendable {
    /// The text starts at the point.
    case leading
    /// The text is centred on the point.
    case middle
    /// The text ends at the point.
    case trailing
}

/// One of the two families of the house: Inter for text, Inter Display for titles and large figures.
public enum FontFamily: String, Hashable, Sendable, CaseIterable {
    /// Inter, for everything but titles.
    case text
    /// Inter Display, for titles and large figures.
    case display
}

/// The weights in use.
public enum FontWeight: Int, Hashable, Sendable, CaseIterable {
    /// Plain text and figures.
    case regular = 400
    /// Names and period labels.
    case medium = 500
    /// Titles, totals and changes.
    case semibold = 600
}

/// How a line of text looks; figures are always tabular.
public struct TextStyle: Hashable, Sendable {
    /// Text or display.
    public var family: FontFamily
    /// The em height in logical units.
    public var size: Double
    /// How bold it is.
    public var weight: FontWeight
    /// The colour of the glyphs.
    public var colour: Colour
    /// A paper-coloured outline three units wide, for text that lies over grid lines.
    public var halo: Colour?

    /// Makes a style; the family is text unless said otherwise.
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
    /// The colour of the line.
    public var colour: Colour
    /// The thickness in logical units.
    public var width: Double
    /// Lengths of dash and gap in turn; empty is solid.
    public var dash: [Double]
    /// Whether ends and corners are round.
    public var roundCap: Bool

    /// Makes a solid stroke unless dashes are given.
    public init(_ colour: Colour, width: Double, dash: [Double] = [], roundCap: Bool = false) {
        self.colour = colour
        self.width = width
        self.dash = dash
        self.roundCap = roundCap
    }
}

/// A piece of the document's structure, named by its PDF tag.
public enum StructureElement: Hashable, Sendable {
    /// The whole file.
    case document
    /// A part of the document with a heading.
    case section
    /// The title of the document.
    case heading1
    /// The title of a section.
    case heading2
    /// Running text.
    case paragraph
    /// A picture, with the words that stand for it.
    case figure(alternativeText: String)
    /// The words that belong to a figure or table.
    case caption
    /// A table.
    case table
    /// The heading rows of a table.
    case tableHead
    /// The rows of a table.
    case tableBody
    /// One row of a table.
    case tableRow
    /// A heading cell.
    case tableHeader
    /// A cell.
    case tableCell
    /// A list.
    case list
    /// An entry of a list.
    case listItem
    /// The words of an entry.
    case listBody
    /// A link to a named destination or an address.
    case link(target: String)
}
