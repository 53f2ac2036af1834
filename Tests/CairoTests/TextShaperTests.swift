import Cairo
import Charts
import Testing

struct TextShaperTests {
    static let texts = [
        "Total", "$8,485.57", "−$47", "gpt-4o-mini-2024-07-18", "Расход Κόστος", "AVATAR fi ffl", "", "é🙂漢",
    ]

    @Test(arguments: texts)
    func `widths are the same on pixels and in a PDF`(text: String) throws {
        let png = try PNGCanvas(size: Size(100, 100), scale: 2, shaper: Sample.shaper())
        let pdf = try PDFCanvas(page: Size(595, 842), metadata: Sample.metadata, shaper: Sample.shaper())
        for size in [8, 8.5, 11, 11.5, 12, 20] {
            for family in FontFamily.allCases {
                let style = TextStyle(size, .medium, Sample.ink, family: family)
                #expect(png.measure(text, style: style) == pdf.measure(text, style: style))
            }
        }
    }

    @Test func `figures line up`() throws {
        let shaper = try Sample.shaper()
        for weight in FontWeight.allCases {
            let style = TextStyle(11, weight, Sample.ink)
            let widths = (0...9).map { shaper.measure("\($0)\($0)\($0)", style: style).width }
            let narrowest = try #require(widths.min())
            let widest = try #require(widths.max())
            // The font itself gives its heavier fours a hair less.
            #expect(widest - narrowest < 0.05)
        }
    }

    @Test func `weights differ, ascent and descent are above and below the baseline`() throws {
        let shaper = try Sample.shaper()
        let extents = FontWeight.allCases.map {
            shaper.measure("Spend", style: TextStyle(12, $0, Sample.ink))
        }
        #expect(Set(extents.map(\.width)).count == 3)
        #expect(extents.allSatisfy { $0.ascent > 8 && $0.ascent < 14 && $0.descent > 1 && $0.descent < 5 })
    }

    @Test func `a width grows with the size but for tracking and rounding of Pango units`() throws {
        let shaper = try Sample.shaper()
        let small = shaper.measure("Marketing", style: TextStyle(20, .regular, Sample.ink)).width
        let large = shaper.measure("Marketing", style: TextStyle(40, .regular, Sample.ink)).width
        #expect(abs(large - 2 * small) < 0.1)
        // Set tighter from 11.5 on: 0.4 % of the size for each of nine letters.
        let loose = shaper.measure("Marketing", style: TextStyle(11.49, .regular, Sample.ink)).width
        let tight = shaper.measure("Marketing", style: TextStyle(11.5, .regular, Sample.ink)).width
        #expect(tight < loose - 0.3)
    }

    @Test func `characters without a glyph are reported once, with their text`() throws {
        let shaper = try Sample.shaper()
        let style = TextStyle(12, .regular, Sample.ink)
        _ = shaper.measure("plain", style: style)
        #expect(shaper.missingGlyphs == [])
        // A private-use character: in no font of the house.
        _ = shaper.measure("team \u{10FFFD}", style: style)
        _ = shaper.measure("team \u{10FFFD}", style: TextStyle(14, .regular, Sample.ink))
        #expect(shaper.missingGlyphs.map(\.text) == ["team \u{10FFFD}"])
        #expect(shaper.missingGlyphs.map(\.count) == [1])
    }

    @Test func `control characters and breaks are spaces, so a line stays a line`() throws {
        let shaper = try Sample.shaper()
        let style = TextStyle(12, .regular, Sample.ink)
        let spaced = shaper.measure("a b", style: style)
        for text in ["a\nb", "a\u{0}b", "a\u{2028}b", "a\tb", "a\u{1B}b"] {
            #expect(shaper.measure(text, style: style) == spaced)
        }
    }

    @Test func `odd sizes and endless texts are bounded`() throws {
        let shaper = try Sample.shaper()
        for size in [Double.nan, 0, -5, .infinity, 1e300] {
            #expect(shaper.measure("x", style: TextStyle(size, .regular, Sample.ink)).width.isFinite)
        }
        let style = TextStyle(12, .regular, Sample.ink)
        let longest = shaper.measure(String(repeating: "x", count: TextShaper.lengthMax), style: style)
        let longer = shaper.measure(String(repeating: "x", count: TextShaper.lengthMax + 1), style: style)
        #expect(longest == longer)
    }
}
