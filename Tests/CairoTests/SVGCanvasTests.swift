import Cairo
import Charts
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct SVGCanvasTests {
    static func chart() throws -> [UInt8] {
        let canvas = try SVGCanvas(size: Size(800, 450), shaper: Sample.shaper())
        Sample.drawChart(on: canvas)
        return try canvas.finish()
    }

    @Test func `a chart is well-formed XML without raster images`() throws {
        let file = try Self.chart()
        #expect(XMLParser(data: Data(file)).parse())
        let text = String(decoding: file, as: UTF8.self)
        #expect(text.contains(#"width="800px" height="450px" viewBox="0 0 800 450""#))
        #expect(!text.contains("<image"))
        #expect(file.count < 200_000)
    }

    @Test func `the same chart twice has the same bytes`() throws {
        #expect(try Self.chart() == Self.chart())
    }

    @Test func `impossible sizes and second endings are refused`() throws {
        let shaper = try Sample.shaper()
        for size in [Size(0, 10), Size(10, .nan), Size(20_000, 10)] {
            #expect(throws: CairoError.self) { try SVGCanvas(size: size, shaper: shaper) }
        }
        let canvas = try SVGCanvas(size: Size(10, 10), shaper: shaper)
        _ = try canvas.finish()
        #expect(throws: CairoError.self) { try canvas.finish() }
    }
}
