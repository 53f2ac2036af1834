private import CPNG

/// Turns pixels into a PNG file; equal pixels give equal bytes.
///
/// Flat pictures become an eight-bit palette: exact when they hold at most 256 colours, otherwise only if no
/// sample moves by more than `errorMax` levels of 255. All others are written as full RGB. The file
/// holds no resolution, no time and no text.
package struct PNGEncoder: Hashable, Sendable {
    /// The most a sample may differ from the drawing; 0 allows exact palettes only.
    package var errorMax = 6

    /// zlib's level from 0 to 9; higher ones take twice the time for a tenth of the size.
    package var level = 3

    /// Pixels in one picture, at most; a bound on memory.
    package static let pixelsMax = 1 << 26

    package init() {}

    /// Encodes `height` rows of `width` pixels, each `0xXXRRGGBB`, whose high byte is not looked at.
    package func encode(width: Int, height: Int, pixels: Span<UInt32>) throws(PNGError) -> [UInt8] {
        let area = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !area.overflow, area.partialValue <= Self.pixelsMax else {
            throw PNGError(.badSize, "a picture of \(width) by \(height) pixels cannot be encoded")
        }
        guard pixels.count == area.partialValue else {
            throw PNGError(
                .badSize, "\(pixels.count) pixels do not make a picture of \(width) by \(height)")
        }
        if let indexed = IndexedPixels(pixels, errorMax: errorMax) {
            let palette = Self.samples(indexed.palette.span)
            return try write(width, height, indexed.indices, palette, entries: indexed.palette.count)
        }
        return try write(width, height, Self.samples(pixels), [], entries: 0)
    }

    /// Red, green, blue of each colour in turn.
    private static func samples(_ colours: Span<UInt32>) -> [UInt8] {
        var samples: [UInt8] = []
        samples.reserveCapacity(colours.count * 3)
        for index in colours.indices {
            let colour = colours[index]
            samples.append(UInt8(truncatingIfNeeded: colour >> 16))
            samples.append(UInt8(truncatingIfNeeded: colour >> 8))
            samples.append(UInt8(truncatingIfNeeded: colour))
        }
        return samples
    }

    private func write(
        _ width: Int, _ height: Int, _ samples: [UInt8], _ palette: [UInt8], entries: Int,
    ) throws(PNGError) -> [UInt8] {
        var result = unsafe cpng_result()
        unsafe samples.withUnsafeBufferPointer { samples in
            unsafe palette.withUnsafeBufferPointer { palette in
                var picture = unsafe cpng_picture(
                    width: UInt32(width), height: UInt32(height), samples: samples.baseAddress,
                    palette: palette.baseAddress, palette_count: Int32(entries),
                    level: Int32(min(max(level, 0), 9)))
                unsafe cpng_encode(&picture, &result)
            }
        }
        guard let bytes = unsafe result.bytes else {
            let reason = unsafe withUnsafeBytes(of: &result.message) { message in
                unsafe String(decoding: message.prefix { $0 != 0 }, as: UTF8.self)
            }
            throw PNGError(.encoding, "the picture could not be encoded: \(reason)")
        }
        defer { unsafe free(bytes) }
        return unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: result.count))
    }
}
