import Charts
import Foundation
import Templates
import TestSupport
import Testing
import UsageModel

@testable import UsageReports

@Suite struct ReportMailTests {
    private let shipped = Repository.root.appendingPathComponent("Templates").path

    private func mail(_ input: ReportInput) throws -> (ReportMail, html: String, plain: String) {
        let mail = try Report(input, templates: shipped).mail(templates: shipped)
        let texts = try mail.texts(
            ReportMail.Envelope(
                list: "finance", settings: "mail.lists of usageledger.json5",
                attached: [.init(name: "ai-cost.pdf", byteCount: 57_300)],
                leftOut: [("report.xlsx", "/reports/report.xlsx")],
                pictureDomain: "2025-03-17.finance@example.com"))
        return (mail, texts.html, texts.plain)
    }

    /// The text that a reader sees, as HTML has it.
    private func visible(_ html: String) -> String {
        html.replacing(/<[^>]*>/, with: " ").replacing("&amp;", with: "&").replacing("&#39;", with: "'")
            .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&nbsp;", with: " ")
    }

    @Test func `words and numbers are those of the page, in both texts, without any picture`() throws {
        let input = Invented.small.input
        let (mail, html, plain) = try mail(input)
        let text = visible(html)
        for words in [input.headline, input.lead] {
            #expect(text.contains(words))
            #expect(plain.replacing("\n", with: " ").contains(words))
        }
        for tile in KeyFigures(input).tiles {
            #expect(text.contains(tile.number) && text.contains(tile.label))
            #expect(plain.contains(tile.number) && plain.contains(tile.label))
        }
        for finding in input.findings {
            #expect(text.contains(finding.text))
            #expect(plain.replacing("\n", with: " ").contains(finding.text))
        }
        #expect(text.contains("\(input.total.cost) US dollars"))
        #expect(plain.replacing("\n", with: " ").contains("\(input.total.cost) US dollars"))
        #expect(text.contains("report.xlsx is too large for a mail; it is in /reports/report.xlsx"))
        #expect(mail.subject == input.headline || mail.subject.hasSuffix("…"))
        #expect(mail.warnings.isEmpty && mail.undrawn.isEmpty)
    }

    @Test func `the HTML keeps to what mail readers can do`() throws {
        let (mail, html, plain) = try mail(Invented.small.input)
        #expect(mail.subject.count <= 70)
        #expect(html.utf8.count <= 80_000)
        for word in ["http", "<style", "<script", "url(", "data:", "<svg", "flex", "@media"] {
            #expect(!html.contains(word), "\(word)")
        }
        for match in html.matches(of: /<img [^>]*>/) {
            let image = String(match.output)
            #expect(image.contains("width=\"592\"") && image.contains("src=\"cid:"))
            let text = try #require(image.firstMatch(of: /alt="([^"]*)"/)?.output.1)
            #expect((20...160).contains(text.count))
        }
        #expect(html.contains("cid:burn-up.2025-03-17.finance@example.com"))
        #expect(plain.split(separator: "\n").allSatisfy { $0.count <= 96 })
        #expect(!plain.contains("{{") && !html.contains("{{"))
    }

    @Test func `pictures are drawn for a mail at two pixels a unit, small and without alpha`() throws {
        let (mail, _, _) = try mail(Invented.small.input)
        #expect(mail.pictures.map(\.name) == ["burn-up", "daily"])
        for picture in mail.pictures {
            #expect(picture.bytes.count <= 120_000)
            let size = picture.bytes[16..<24].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            #expect(size == UInt64(1184) << 32 | 600)
        }
    }

    @Test func `the same report gives the same mail`() throws {
        let (first, second) = (try mail(Invented.small.input), try mail(Invented.small.input))
        #expect(first.html == second.html && first.plain == second.plain)
        #expect(first.0.pictures == second.0.pictures)
    }

    @Test func `a period without calls gives a short mail that says so`() throws {
        let headline = "No spend in March 2025"
        let (mail, html, plain) = try mail(
            Invented(period: Invented.march, calls: [], headline: headline, lead: "No calls are recorded.")
                .input)
        #expect(mail.pictures.isEmpty)
        #expect(!html.contains("<img") && !html.contains("Top movers"))
        #expect(plain.contains(headline))
    }

    @Test func `the shipped templates are compiled in, for a program without its folder`() throws {
        let report = try Report(Invented.small.input, templates: shipped)
        let drawn = try MailPictures(report.mailCharts, theme: report.theme)
        let envelope = ReportMail.Envelope(list: "finance", settings: "x", pictureDomain: "x@example.com")
        let texts = try [
            Templates(folder: shipped, environment: [:], program: nil),
            Templates(environment: [:], program: nil),
        ].map { try ReportMail(MailValues(report), drawn: drawn, templates: $0).texts(envelope) }
        #expect(texts[0].html == texts[1].html)
        #expect(texts[0].plain == texts[1].plain)
    }

    @Test func `a wrong name in a user's template is named with file and line`() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("mail/report.html")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("<p>\n{{#movers}}{{totl}}{{/movers}}".utf8).write(to: file)
        let report = try Report(Invented.small.input, templates: shipped)
        #expect {
            try report.mail(templates: folder.url.path)
        } throws: { error in
            guard let error = error as? ReportsError else { return false }
            return error.code == .badTemplate && error.place == Place(file: file.path, line: 2)
                && error.message.contains("`totl`")
        }
    }

    @Test func `a chart that cannot be drawn is named in its place`() throws {
        let report = try Report(Invented.small.input, templates: shipped)
        var drawn = try MailPictures(Array(report.mailCharts.prefix(1)), theme: .light)
        drawn.undrawn = ["Daily cost"]
        let mail = try ReportMail(MailValues(report), drawn: drawn, templates: Templates(folder: shipped))
        let texts = try mail.texts(
            ReportMail.Envelope(list: "finance", settings: "x", pictureDomain: "x@example.com"))
        #expect(visible(texts.html).contains("This chart could not be drawn."))
        #expect(visible(texts.html).contains("The chart “Daily cost” could not be drawn."))
        #expect(texts.plain.contains("! The chart “Daily cost” could not be drawn."))
    }

    @Test(arguments: [
        ("short", 10, "short"),
        ("October is heading for $15.4k, 10% over", 30, "October is heading for $15.4k…"),
        ("abcdefghijklmnop", 8, "abcdefg…"), ("ääääää öööööö", 9, "ääääää…"),
    ])
    func `texts are cut between words`(_ text: String, _ count: Int, _ expected: String) {
        #expect(TextShortening.end(text, count: count) == expected)
    }

    @Test(arguments: [
        (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 KB"), (57_300, "57 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"), (1_249_000, "1.2 MB"), (8_000_000, "8.0 MB"),
    ])
    func `sizes are written for people`(_ bytes: Int, _ expected: String) {
        #expect(PlainText.size(bytes) == expected)
    }
}
