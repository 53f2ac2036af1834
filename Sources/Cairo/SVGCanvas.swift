package import Charts

/// Draws an SVG picture; letters become outlines, so it looks the same where the fonts are missing.
package final class SVGCanvas: SheetCanvas {
    /// Logical units a side may have.
    package static let sideMax = 16_384.0

    private var isFinished = false

    /// Covers a canvas of `size` logical units with the paper's colour.
    package init(
        size: Size, paper: Colour = Colour(0xFF_FFFF), shaper: TextShaper,
    ) throws(CairoError) {
        guard (1...Self.sideMax).contains(size.width), (1...Self.sideMax).contains(size.height) else {
            throw CairoError(.badSize, "a picture of \(size.width) by \(size.height) cannot be drawn")
        }
        super.init(size: size, sheet: try Sheet(svgOf: size), shaper: shaper)
        sheet.paint(paper.opacity(1))
    }

    /// Ends the picture and gives the file; throws the drawing's first fault.
    ///
    /// Nothing can be drawn afterwards.
    package func finish() throws(CairoError) -> [UInt8] {
        guard !isFinished else { throw CairoError(.drawing, "the picture was already finished") }
        isFinished = true
        return Self.withoutSurfaceNumber(try sheet.finish())
    }

    /// Names the drawing's group the same in every file: cairo numbers surfaces through the whole process.
    private static func withoutSurfaceNumber(_ file: [UInt8]) -> [UInt8] {
        let mark = Array(#"<g id="surface"#.utf8)
        guard
            let start = file.indices.first(where: { file[$0] == mark[0] && file[$0...].starts(with: mark) })
        else { return file }
        let digits = start + mark.count
        let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9")
        let end = file[digits...].firstIndex { !isDigit.contains($0) } ?? file.endIndex
        return Array(file[..<digits] + file[end...])
    }
}
