import Charts
import Testing

@testable import Cairo

struct PDFCanvasTests {
    static let a4 = Size(595.28, 841.89)

    static func canvas() throws -> PDFCanvas {
        try PDFCanvas(page: a4, label: "1", metadata: Sample.metadata, shaper: Sample.shaper())
    }

    /// Two pages with every structure element, links, destinations and an outline of two levels.
    static func report() throws -> PDFCanvas.Document {
        let canvas = try canvas()
        let style = TextStyle(11, .regular, Sample.ink)
        func put(_ element: StructureElement, _ text: String, _ y: Double) {
            canvas.begin(element)
            canvas.text(text, at: Point(44, y), anchor: .leading, style: style)
            canvas.end(element)
        }
        canvas.begin(.document)
        canvas.begin(.section)
        canvas.destination("summary", at: Point(44, 60))
        put(.heading1, "Spend rose 12%", 80)
        put(.paragraph, "The total is $8,485.57.", 100)
        put(.link(target: "https://example.com/a(b) c\\d?e=ü"), "Method", 120)
        put(.link(target: "detail"), "See the detail", 140)
        canvas.begin(.figure(alternativeText: "Daily cost, “highest” on 8 October"))
        canvas.fill(
            .rectangle(Rectangle(x: 44, y: 200, width: 80, height: 60)), Colour(0x0F_4C5C, alpha: 0.5))
        canvas.text(
            "$452", at: Point(50, 220), anchor: .leading,
            style: TextStyle(9, .medium, Sample.ink, halo: Colour(0xFF_FFFF)))
        canvas.end(.figure(alternativeText: "Daily cost, “highest” on 8 October"))
        put(.caption, "Cost per day", 280)
        canvas.begin(.table)
        canvas.begin(.tableHead)
        canvas.begin(.tableRow)
        put(.tableHeader, "Model", 320)
        canvas.end(.tableRow)
        canvas.end(.tableHead)
        canvas.begin(.tableBody)
        canvas.begin(.tableRow)
        put(.tableCell, "gpt-4o", 340)
        canvas.end(.tableRow)
        canvas.newPage(label: "A-1")
        canvas.begin(.tableRow)
        put(.tableCell, "claude-sonnet", 60)
        canvas.end(.tableRow)
        canvas.end(.tableBody)
        canvas.end(.table)
        canvas.end(.section)
        canvas.destination("detail", at: Point(44, 80))
        put(.heading2, "Detail", 100)
        canvas.begin(.list)
        canvas.begin(.listItem)
        put(.listBody, "One thing to look at", 140)
        canvas.end(.listItem)
        canvas.end(.list)
        put(.figure(alternativeText: "Second figure"), "▲ 12%", 180)
        canvas.end(.document)
        let top = canvas.outline("Summary — café", to: "summary")
        canvas.outline("Detail", to: "detail", under: top)
        return try canvas.finish()
    }

    @Test func `a document counts its pages and keeps the figures' texts in order`() throws {
        let document = try Self.report()
        #expect(document.pageCount == 2)
        #expect(document.alternativeTexts == ["Daily cost, “highest” on 8 October", "Second figure"])
        #expect(String(decoding: document.bytes.prefix(8), as: UTF8.self) == "%PDF-1.5")
    }

    @Test func `the same document twice has the same bytes`() throws {
        #expect(try Self.report().bytes == Self.report().bytes)
    }

    @Test func `the pages may differ in size`() throws {
        let canvas = try Self.canvas()
        canvas.newPage(Size(612, 792))
        #expect(canvas.size == Size(612, 792))
        #expect(try canvas.finish().pageCount == 2)
    }

    @Test func `a link into nothing is named`() throws {
        let canvas = try Self.canvas()
        canvas.begin(.link(target: "nowhere"))
        canvas.end(.link(target: "nowhere"))
        let error = #expect(throws: CairoError.self) { try canvas.finish() }
        #expect(error?.code == .badDestination)
        #expect(error?.message == "a link leads to `nowhere`, which the document does not have")
    }

    @Test(arguments: ["javascript:alert(1)", "file:///etc/passwd", "two words", "", "it's"])
    func `only the web, mailboxes and destinations can be linked`(target: String) throws {
        let canvas = try Self.canvas()
        canvas.begin(.link(target: target))
        canvas.end(.link(target: target))
        let error = #expect(throws: CairoError.self) { try canvas.finish() }
        #expect(error?.code == .badDestination)
    }

    @Test(arguments: ["", "it's", "a b", "é", String(repeating: "x", count: 101), "twice"])
    func `a malformed or repeated destination is refused`(name: String) throws {
        let canvas = try Self.canvas()
        canvas.destination("twice", at: Point(1, 1))
        canvas.destination(name, at: Point(1, 1))
        let error = #expect(throws: CairoError.self) { try canvas.finish() }
        #expect(error?.code == .badDestination)
    }

    @Test func `elements must close in order`() throws {
        let crossed = try Self.canvas()
        crossed.begin(.section)
        crossed.begin(.paragraph)
        crossed.end(.section)
        #expect(throws: CairoError.self) { try crossed.finish() }
        let open = try Self.canvas()
        open.begin(.table)
        let error = #expect(throws: CairoError.self) { try open.finish() }
        #expect(error?.message == "the element `Table` was not closed")
    }

    @Test func `impossible pages and second endings are refused`() throws {
        for size in [Size(0, 10), Size(10, .nan), Size(14_401, 10)] {
            #expect(throws: CairoError.self) {
                try PDFCanvas(page: size, metadata: Sample.metadata, shaper: Sample.shaper())
            }
        }
        let canvas = try Self.canvas()
        canvas.newPage(Size(-1, 1))
        #expect(throws: CairoError.self) { try canvas.finish() }
        #expect(throws: CairoError.self) { try canvas.finish() }
    }

    @Test(.enabled(if: Tool.isInstalled("pdfinfo"), "pdfinfo (poppler-utils) is not installed"))
    func `poppler sees a tagged document with its metadata`() throws {
        let info = try Tool.run("pdfinfo", ["-isodates"], on: Self.report().bytes)
        #expect(info.status == 0)
        let fields = Dictionary(
            info.output.split(separator: "\n").compactMap { line -> (String, String)? in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                let value = line[line.index(after: colon)...].drop { $0 == " " }
                return (String(line[..<colon]), String(value))
            }, uniquingKeysWith: { first, _ in first })
        #expect(fields["Tagged"] == "yes")
        #expect(fields["Pages"] == "2")
        #expect(fields["Title"] == "Spend — 8 October")
        #expect(fields["Author"] == "Finance (café)")
        #expect(fields["Keywords"] == "cost, tokens")
        #expect(fields["Creator"] == "usageledger 1.0")
        #expect(fields["CreationDate"] == "2026-10-18T02:00:00Z")
        #expect(fields["ModDate"] == "2026-10-18T02:00:00Z")
    }

    @Test(.enabled(if: Tool.isInstalled("pdftotext"), "pdftotext (poppler-utils) is not installed"))
    func `the text layer reads as drawn`() throws {
        let text = try Tool.run("pdftotext", ["-layout"], on: Self.report().bytes, then: ["-"])
        #expect(text.status == 0)
        for expected in ["Spend rose 12%", "$8,485.57", "claude-sonnet", "▲ 12%", "One thing to look at"] {
            #expect(text.output.contains(expected))
        }
    }

    @Test(.enabled(if: Tool.isInstalled("pdffonts"), "pdffonts (poppler-utils) is not installed"))
    func `all fonts are embedded subsets with a text layer`() throws {
        let fonts = try Tool.run("pdffonts", on: Self.report().bytes)
        let rows = fonts.output.split(separator: "\n").dropFirst(2)
        #expect(rows.count >= 2)
        // Columns from the right: emb sub uni, object and generation.
        for row in rows { #expect(row.split(separator: " ").suffix(5).prefix(3) == ["yes", "yes", "yes"]) }
    }

    @Test(.enabled(if: Tool.isInstalled("qpdf"), "qpdf is not installed"))
    func `qpdf finds no fault`() throws {
        let check = try Tool.run("qpdf", ["--check"], on: Self.report().bytes)
        #expect(check.status == 0, "\(check.output)")
    }

    @Test(.enabled(if: Tool.isInstalled("pdfimages"), "pdfimages (poppler-utils) is not installed"))
    func `a chart is all vectors and a small file`() throws {
        let canvas = try PDFCanvas(page: Size(800, 450), metadata: Sample.metadata, shaper: Sample.shaper())
        Sample.drawChart(on: canvas)
        let document = try canvas.finish()
        #expect(document.bytes.count < 80_000)
        let images = try Tool.run("pdfimages", ["-list"], on: document.bytes)
        #expect(images.output.split(separator: "\n").count == 2)
    }
}

struct PDFMetadataTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_792_288_800, "2026-10-18T02:00:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (.min, "1970-01-01T00:00:00Z"), (.max, "9999-12-31T23:59:59Z"),
        ] as [(Int64, String)])
    func `the logical time is written as a UTC date`(seconds: Int64, expected: String) {
        var metadata = Sample.metadata
        metadata.createdAtSeconds = seconds
        #expect(metadata.createdAt == expected)
    }
}
