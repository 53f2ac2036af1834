/// How cells look: a number format, and a little of type and colour.
package struct CellStyle: Hashable, Sendable {
    /// Where text stands in its cell.
    package enum Alignment: Hashable, Sendable {
        case leading
        case trailing
    }

    /// The number format in the spreadsheet's own language, such as `#,##0` or `yyyy-mm-dd`.
    package var numberFormat: String?
    package var isBold = false
    package var isWrapped = false
    package var alignment: Alignment?
    /// How far text stands from its side, in steps of about a character.
    package var indent = 0
    /// The size in points; nil is the program's usual one.
    package var points: Double?
    /// Red, green and blue as `0xRRGGBB`.
    package var colour: UInt32?
    package var fill: UInt32?
    package var hasLineAbove = false
    package var hasLineBelow = false

    package init(numberFormat: String? = nil) { self.numberFormat = numberFormat }
}
