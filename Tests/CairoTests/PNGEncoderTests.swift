import Cairo
import Charts
import Testing

@testable import PNG

struct PNGEncoderTests {
    @Test func `few colours make an exact palette`() throws {
        let pixels = (0..<600).map { UInt32($0 % 256) * 0x01_0307 & 0xFF_FFFF }
        let file = try DecodedPNG(PNGEncoder().encode(width: 30, height: 20, pixels: pixels.span))
        #expect(file.colourType == 3)
        #expect(file.width == 30 && file.height == 20)
        #expect(file.pixels == pixels)
    }

    @Test func `many unlike colours stay full RGB, exactly`() throws {
        var seed: UInt64 = 7
        let pixels = (0..<10_000).map { _ in
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt32(truncatingIfNeeded: seed >> 40)
        }
        let file = try DecodedPNG(PNGEncoder().encode(width: 100, height: 100, pixels: pixels.span))
        #expect(file.colourType == 2)
        #expect(file.pixels == pixels)
    }

    @Test func `a chart's palette keeps flat colours exact and shades within the bound`() throws {
        let canvas = try PNGCanvas(size: Size(800, 450), scale: 1, shaper: Sample.shaper())
        Sample.drawChart(on: canvas)
        let drawn = try canvas.finish()
        let values = drawn.values
        let encoder = PNGEncoder()
        let file = try DecodedPNG(
            encoder.encode(width: drawn.width, height: drawn.height, pixels: values.span))
        #expect(file.colourType == 3)
        #expect(Set(values).count > 256)
        var largest = 0
        for (a, b) in zip(values, file.pixels) where a != b {
            for shift in [16, 8, 0] as [UInt32] {
                largest = max(largest, abs(Int(a >> shift & 255) - Int(b >> shift & 255)))
            }
        }
        #expect(largest <= encoder.errorMax)
        for fill in Sample.fills + [0xFF_FFFF, 0x15_202E] { #expect(Set(file.pixels).contains(fill)) }
    }

    @Test func `without tolerance the chart is kept as drawn`() throws {
        let canvas = try PNGCanvas(size: Size(800, 450), scale: 1, shaper: Sample.shaper())
        Sample.drawChart(on: canvas)
        let drawn = try canvas.finish()
        let values = drawn.values
        var encoder = PNGEncoder()
        encoder.errorMax = 0
        let file = try DecodedPNG(encoder.encode(width: 800, height: 450, pixels: values.span))
        #expect(file.colourType == 2)
        #expect(file.pixels == values)
    }

    @Test func `a file holds header, palette, pixels and end, nothing else`() throws {
        let pixels: [UInt32] = [1, 2]
        let file = try DecodedPNG(PNGEncoder().encode(width: 2, height: 1, pixels: pixels.span))
        #expect(Set(file.chunks) == ["IHDR", "PLTE", "IDAT", "IEND"])
    }

    @Test(arguments: [(0, 0, 0), (2, 2, 3), (-1, -4, 4), (.max, 2, 2), (1 << 20, 1 << 20, 1)])
    func `a size that does not fit is an error`(width: Int, height: Int, count: Int) {
        let pixels = [UInt32](repeating: 0, count: count)
        let error = #expect(throws: PNGError.self) {
            try PNGEncoder().encode(width: width, height: height, pixels: pixels.span)
        }
        #expect(error?.code == .badSize)
    }

    @Test func `reducing a ramp stays close to the best possible`() {
        // 1,001 greys and blues: 256 entries on four lines of about 250 levels cannot do better than 1 or 2.
        let lines: [UInt32] = [0x01_0101, 0x00_0001, 0x00_0100, 0x01_0000]
        let ramp = Set(lines.flatMap { line in (0...255).map { line * UInt32($0) } }).sorted()
        let reduced = IndexedPixels.reduce(ramp)
        #expect(reduced.palette.count == 256)
        #expect(reduced.entries.allSatisfy { $0 < 256 })
        #expect(reduced.error >= 1 && reduced.error <= 4)
    }
}
