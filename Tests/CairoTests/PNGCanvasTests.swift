import Cairo
import Charts
import PNG
import Testing

struct PNGCanvasTests {
    @Test func `a filled rectangle has its colour inside and the paper outside`() throws {
        let canvas = try PNGCanvas(size: Size(40, 30), shaper: Sample.shaper())
        canvas.fill(.rectangle(Rectangle(x: 10, y: 5, width: 20, height: 10)), Colour(0xCE_5C01))
        let pixels = try canvas.finish()
        #expect(pixels.width == 80 && pixels.height == 60)
        #expect(pixels[20, 10] == 0xCE_5C01)
        #expect(pixels[59, 29] == 0xCE_5C01)
        #expect(pixels[60, 29] == 0xFF_FFFF)
        #expect(pixels[20, 30] == 0xFF_FFFF)
        #expect(pixels[19, 10] == 0xFF_FFFF)
    }

    @Test func `strokes, dashes, curves and opacity leave their marks`() throws {
        let canvas = try PNGCanvas(size: Size(40, 40), scale: 1, shaper: Sample.shaper())
        canvas.stroke(.line(Point(0, 10), Point(40, 10)), Stroke(Colour(0), width: 2, dash: [10, 10]))
        canvas.fill(.rectangle(Rectangle(x: 0, y: 20, width: 10, height: 10)), Colour(0, alpha: 0.5))
        var disc = Path()
        disc.move(20, 25)
        disc.curve(Point(20, 15), Point(40, 15), Point(40, 25))
        disc.close()
        canvas.fill(disc, Colour(0xFF_0000))
        let pixels = try canvas.finish()
        #expect(pixels[5, 10] == 0 && pixels[15, 10] == 0xFF_FFFF && pixels[25, 10] == 0)
        #expect([0x7F_7F7F, 0x80_8080].contains(pixels[5, 25]))
        #expect(pixels[30, 22] == 0xFF_0000)
    }

    @Test func `a clip confines the drawing until it ends`() throws {
        let all = Path.rectangle(Rectangle(x: 0, y: 0, width: 20, height: 20))
        for (isAfter, count) in [(false, 25), (true, 400)] {
            let canvas = try PNGCanvas(size: Size(20, 20), scale: 1, shaper: Sample.shaper())
            canvas.beginClip(Rectangle(x: 5, y: 5, width: 5, height: 5))
            canvas.fill(all, Colour(0x11_2233))
            canvas.endClip()
            if isAfter { canvas.fill(all, Colour(0x11_2233)) }
            #expect(try canvas.finish().values.count { $0 == 0x11_2233 } == count)
        }
    }

    @Test(arguments: [TextAnchor.leading, .middle, .trailing])
    func `text lies within its measured extent`(anchor: TextAnchor) throws {
        let canvas = try PNGCanvas(size: Size(400, 60), shaper: Sample.shaper())
        let style = TextStyle(20, .semibold, Sample.ink)
        canvas.text("Hagen $1,234.50", at: Point(200, 35), anchor: anchor, style: style)
        let extent = canvas.measure("Hagen $1,234.50", style: style)
        let pixels = try canvas.finish()
        let values = pixels.values
        let inked = values.indices.filter { values[$0] != 0xFF_FFFF }
        let columns = inked.map { Double($0 % pixels.width) / 2 }
        let rows = inked.map { Double($0 / pixels.width) / 2 }
        let start =
            switch anchor {
            case .leading: 200.0
            case .middle: 200 - extent.width / 2
            case .trailing: 200 - extent.width
            }
        let left = try #require(columns.min())
        let right = try #require(columns.max())
        #expect(abs(left - start) < 3 && abs(right - (start + extent.width)) < 3)
        #expect(try #require(rows.min()) >= 35 - extent.ascent)
        #expect(try #require(rows.max()) <= 35 + extent.descent)
        #expect(values.contains(0x15_202E))
    }

    @Test func `a halo clears the ground around the letters`() throws {
        let paper = Colour(0xFF_FFFF)
        var clear: [Int] = []
        for halo in [nil, paper] {
            let canvas = try PNGCanvas(size: Size(60, 30), shaper: Sample.shaper())
            canvas.fill(.rectangle(Rectangle(x: 0, y: 0, width: 60, height: 30)), Colour(0xE6_E9EE))
            canvas.text(
                "Iill", at: Point(10, 20), anchor: .leading,
                style: TextStyle(14, .medium, Sample.ink, halo: halo))
            clear.append(try canvas.finish().values.count { $0 == 0xFF_FFFF })
        }
        #expect(clear[0] == 0)
        #expect(clear[1] > 50)
    }

    @Test(arguments: [
        (0.0, 10.0, 2.0), (10, -1, 2), (10, 10, 0), (.nan, 10, 1), (.infinity, 10, 1), (10, 10, .nan),
        (16_385, 1, 1), (16_000, 16_000, 1),
    ])
    func `a size that no picture can have is refused`(width: Double, height: Double, scale: Double) throws {
        let shaper = try Sample.shaper()
        let error = #expect(throws: CairoError.self) {
            try PNGCanvas(size: Size(width, height), scale: scale, shaper: shaper)
        }
        #expect(error?.code == .badSize)
    }

    @Test func `coordinates that are no numbers are a fault, not a picture`() throws {
        for step in 0..<4 {
            let canvas = try PNGCanvas(size: Size(20, 20), shaper: Sample.shaper())
            switch step {
            case 0: canvas.fill(.rectangle(Rectangle(x: .nan, y: 0, width: 1, height: 1)), Sample.ink)
            case 1: canvas.stroke(.line(Point(0, 0), Point(1, 1)), Stroke(Sample.ink, width: .infinity))
            case 2: canvas.stroke(.line(Point(0, 0), Point(1, 1)), Stroke(Sample.ink, width: 1, dash: [-1]))
            default:
                canvas.text(
                    "x", at: Point(0, -.infinity), anchor: .leading,
                    style: TextStyle(10, .regular, Sample.ink))
            }
            let error = #expect(throws: CairoError.self) { try canvas.finish() }
            #expect(error?.code == .notFinite)
        }
    }

    @Test func `clips must be balanced`() throws {
        let open = try PNGCanvas(size: Size(20, 20), shaper: Sample.shaper())
        open.beginClip(Rectangle(x: 0, y: 0, width: 1, height: 1))
        #expect(throws: CairoError.self) { try open.finish() }
        let closed = try PNGCanvas(size: Size(20, 20), shaper: Sample.shaper())
        closed.endClip()
        #expect(throws: CairoError.self) { try closed.finish() }
    }

    @Test func `the same chart twice gives the same small file`() throws {
        var files: [[UInt8]] = []
        for _ in 0..<2 {
            let canvas = try PNGCanvas(size: Size(800, 450), shaper: Sample.shaper())
            Sample.drawChart(on: canvas)
            let pixels = try canvas.finish()
            files.append(
                try pixels.withValues {
                    try PNGEncoder().encode(width: pixels.width, height: pixels.height, pixels: $0)
                })
        }
        #expect(files[0] == files[1])
        #expect(files[0].count < 80_000)
        #expect(try DecodedPNG(files[0]).colourType == 3)
    }
}
