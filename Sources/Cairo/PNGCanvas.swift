package import Charts

/// Draws on opaque pixels.
package final class PNGCanvas: SheetCanvas {
    private let pixelWidth: Int
    private let pixelHeight: Int

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
        pixelWidth = Int(width)
        pixelHeight = Int(height)
        let sheet = try Sheet(pixelWidth: Int32(pixelWidth), pixelHeight: Int32(pixelHeight), scale: scale)
        super.init(size: size, sheet: sheet, shaper: shaper)
        self.sheet.paint(paper.opacity(1))
    }

    /// The pixels drawn so far; throws the drawing's first fault.
    package func finish() throws(CairoError) -> Pixels {
        try sheet.check("drawing")
        return Pixels(width: pixelWidth, height: pixelHeight, values: sheet.pixels())
    }
}

/// A finished picture: `height` rows of `width` pixels, each `0x00RRGGBB`.
package struct Pixels: Hashable, Sendable {
    package let width: Int
    package let height: Int
    package let values: [UInt32]

    /// The pixel in a column and row, from the top left.
    package subscript(column: Int, row: Int) -> UInt32 {
        values[row * width + column]
    }
}
