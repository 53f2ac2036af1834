package import Charts

/// Draws on opaque pixels.
package final class PNGCanvas: SheetCanvas {
    /// Pixels a side may have.
    package static let sideMax = 16_384

    /// Pixels a picture may have.
    package static let pixelsMax = 1 << 26

    /// Covers a canvas of `size` logical units, `scale` pixels each, with the paper's colour.
    package init(
        size: Size, scale: Double = 2, paper: Colour = Colour(0xFF_FFFF), shaper: TextShaper,
    ) throws(CairoError) {
        let width = (size.width * scale).rounded()
        let height = (size.height * scale).rounded()
        let sides = 1...Double(Self.sideMax)
        guard scale.isFinite, scale > 0, sides.contains(width), sides.contains(height),
            width * height <= Double(Self.pixelsMax)
        else {
            throw CairoError(
                .badSize, "a picture of \(size.width) by \(size.height) at scale \(scale) cannot be drawn",
                hint: "a side has 1 to \(Self.sideMax) pixels")
        }
        let sheet = try Sheet(pixelWidth: Int32(width), pixelHeight: Int32(height), scale: scale)
        super.init(size: size, sheet: sheet, shaper: shaper)
        self.sheet.paint(paper.opacity(1))
    }

    /// The finished picture, the last that is done with this canvas; throws the drawing's first fault.
    package func finish() throws(CairoError) -> Pixels {
        try sheet.check("drawing")
        return try sheet.pixels()
    }
}
