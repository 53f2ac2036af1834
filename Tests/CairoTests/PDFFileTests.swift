#if TaggedPDF
    import Cairo
    import Charts
    import Foundation
    import PDFFile
    import Testing

    struct PDFFileTests {
        static func completed() throws -> [UInt8] {
            let document = try PDFCanvasTests.report()
            let file = try PDFFile(document.bytes)
            try file.setLanguage("en-GB")
            try file.setAlternativeTexts(document.alternativeTexts)
            return try file.bytes()
        }

        @Test func `a completed file is sound, smaller and the same twice`() throws {
            let file = try Self.completed()
            #expect(PDFFile.problems(in: file) == [])
            #expect(try file == Self.completed())
            #expect(String(decoding: file.prefix(8), as: UTF8.self) == "%PDF-1.7")
        }

        @Test(.enabled(if: Tool.isInstalled("qpdf"), "qpdf is not installed"))
        func `language, title display and figures' texts are in the file`() throws {
            let json = try Tool.run("qpdf", ["--json"], on: Self.completed())
            #expect(json.status == 0)
            #expect(json.output.contains(#""/Lang": "u:en-GB""#))
            #expect(json.output.contains(#""/DisplayDocTitle": true"#))
            let first = try #require(
                json.output.range(of: #""/Alt": "u:Daily cost, “highest” on 8 October""#))
            let second = try #require(json.output.range(of: #""/Alt": "u:Second figure""#))
            #expect(first.lowerBound < second.lowerBound)
            #expect(json.output.contains(#""/URI": "u:https://example.com/a%28b%29%20c%5Cd?e=%C3%BC""#))
            #expect(json.output.contains(#""/Dest": "u:detail""#))
            #expect(json.output.contains(#""/Title": "u:Summary — café""#))
            let check = try Tool.run("qpdf", ["--check"], on: Self.completed())
            #expect(check.status == 0, "\(check.output)")
        }

        @Test(.enabled(if: Tool.isInstalled("pdfinfo"), "pdfinfo (poppler-utils) is not installed"))
        func `poppler reads the structure with its texts`() throws {
            let structure = try Tool.run("pdfinfo", ["-struct"], on: Self.completed())
            let kinds = structure.output.split(separator: "\n").compactMap {
                $0.split(separator: " ", omittingEmptySubsequences: true).first.map(String.init)
            }
            for kind in [
                "Document", "Sect", "H1", "P", "Figure", "Caption", "Table", "THead", "TBody", "LBody",
            ] {
                #expect(kinds.contains(kind), "\(structure.output)")
            }
        }

        @Test func `texts and figures must be as many`() throws {
            let file = try PDFFile(PDFCanvasTests.report().bytes)
            let error = #expect(throws: PDFFileError.self) { try file.setAlternativeTexts(["one"]) }
            #expect(error?.code == .structure)
            #expect(error?.message == "1 alternative texts do not fit 2 figures")
        }

        @Test(arguments: ["", "-", "e n", "en-", "englishlanguage", "é"])
        func `a language is a tag`(tag: String) throws {
            let file = try PDFFile(PDFCanvasTests.report().bytes)
            let error = #expect(throws: PDFFileError.self) { try file.setLanguage(tag) }
            #expect(error?.code == .badLanguage)
        }

        @Test func `what is no PDF is refused`() throws {
            for bytes in [
                [], Array("hello".utf8), Array("%PDF-1.7\n".utf8), [UInt8](repeating: 0, count: 5000),
            ] {
                #expect(throws: PDFFileError.self) { _ = try PDFFile(bytes) }
                #expect(PDFFile.problems(in: bytes).count == 1)
            }
        }

        @Test func `a file cut or changed anywhere is refused or read, never a crash`() throws {
            let whole = try Self.completed()
            var refused = 0
            for length in stride(from: 0, to: whole.count - 20, by: max(1, whole.count / 40))
            where !PDFFile.problems(in: Array(whole.prefix(length))).isEmpty {
                refused += 1
            }
            #expect(refused >= 40)
            for position in stride(from: 0, to: whole.count, by: max(1, whole.count / 40)) {
                var changed = whole
                changed[position] ^= 0x55
                _ = PDFFile.problems(in: changed)
            }
        }
    }
#endif
