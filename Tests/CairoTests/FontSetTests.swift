import Cairo
import Charts
import Testing

struct FontSetTests {
    @Test func `every weight of the house resolves to itself`() throws {
        #expect(try FontSet().fallbacks == [])
    }

    @Test func `a family that is not installed is reported with its substitute`() throws {
        let fonts = try FontSet(folders: ["/usr/share/fonts/truetype/dejavu"])
        #expect(fonts.fallbacks.count == 6)
        let first = try #require(fonts.fallbacks.first)
        #expect(first.family == .text && first.weight == .regular)
        #expect(first.wanted == "Inter 400" && first.resolved == "DejaVu Sans 400")
        #expect(first.description == "font `Inter 400` is not installed, `DejaVu Sans 400` stands in for it")
        #expect(
            try TextShaper(fonts: fonts).measure("Total", style: TextStyle(12, .regular, Sample.ink)).width
                > 0)
    }

    @Test func `without any font nothing is drawn and the packages are named`() throws {
        let error = #expect(throws: CairoError.self) { try FontSet(folders: ["/nonexistent"]) }
        #expect(error?.code == .noFonts)
        #expect(error?.hint == "install fonts-inter and fonts-dejavu-core")
    }

    @Test func `the libraries tell their versions`() {
        #expect(DrawingLibraries.versions.hasPrefix("cairo 1."))
        #expect(DrawingLibraries.versions.contains(", Pango 1."))
    }
}
