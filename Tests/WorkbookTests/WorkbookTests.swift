#if Spreadsheets
    import Foundation
    import TestSupport
    import Testing
    import Workbook

    @Suite struct WorkbookTests {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder() }

        private func book(_ name: String) throws -> Workbook {
            try Workbook(
                path: folder.path(name), temporaryFolder: folder.url.path,
                properties: .init(title: "Usage", author: "a test", createdAtSeconds: 1_743_465_600))
        }

        /// A part of the file, as Python's zipfile unpacks it.
        private func part(_ part: String, of name: String) throws -> String {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [
                "python3", "-c",
                "import sys,zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))",
                folder.path(name), part,
            ]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
            return text
        }

        /// A sheet with one text in its first cell.
        private func written(_ text: String) throws -> String {
            let book = try book("text.xlsx")
            try book.sheet(named: "Text").write(.text(text), row: 0, column: 0)
            try book.finish()
            return try part("xl/worksheets/sheet1.xml", of: "text.xlsx")
        }

        @Test func `numbers, days, moments and formulas are kept as what they are`() throws {
            let book = try book("a.xlsx")
            let sheet = try book.sheet(named: "Daily")
            try sheet.write(.number("0.000000000001"), row: 0, column: 0)
            try sheet.write(.day(20_148), row: 0, column: 1)
            try sheet.write(.moment(1_740_873_600_500_000), row: 0, column: 2)
            try sheet.write(.formula("SUM(A1:A1)", value: "0.000000000001"), row: 0, column: 3)
            try sheet.write(.count(9_007_199_254_740_991), row: 0, column: 4)
            try book.finish()
            let xml = try part("xl/worksheets/sheet1.xml", of: "a.xlsx")
            #expect(xml.contains("<c r=\"A1\"><v>1E-12</v></c>"))
            // 2025-03-01, and 2025-03-02T00:00:00.5Z.
            #expect(xml.contains("<c r=\"B1\"><v>45717</v></c>"))
            #expect(xml.contains("<c r=\"C1\"><v>45718.00000578703</v></c>"))
            #expect(xml.contains("<c r=\"D1\"><f>SUM(A1:A1)</f><v>1E-12</v></c>"))
            #expect(xml.contains("<c r=\"E1\"><v>9007199254740991</v></c>"))
        }

        @Test(arguments: [
            "=1+1", "+1", "-1", "@sum", "=HYPERLINK(\"x\")", "2025-03-01", "1e5", "https://x.y",
        ])
        func `text stays text, whatever it looks like`(_ text: String) throws {
            let xml = try written(text)
            #expect(xml.contains("t=\"inlineStr\""))
            #expect(!xml.contains("<f>"))
            #expect(!xml.contains("hyperlink"))
        }

        @Test func `characters that no XML can hold are replaced or escaped`() throws {
            let xml = try written("a\0b\u{FFFE}c\u{0B}d\u{1B}e_x0041_f<&>")
            #expect(xml.contains("a\u{FFFD}b\u{FFFD}c_x000B_d_x001B_e_x005F_x0041_f&lt;&amp;&gt;"), "\(xml)")
        }

        @Test func `a text longer than a cell is cut at a whole character`() throws {
            let xml = try written(String(repeating: "a", count: 32_765) + "😀😀")
            #expect(xml.contains("a…<"))
            #expect(!xml.contains("😀"))
            #expect(try written(String(repeating: "é", count: 32_767)).contains("éé<"))
        }

        @Test func `the same cells give the same bytes`() throws {
            for name in ["one.xlsx", "two.xlsx"] {
                let book = try book(name)
                let bold = try book.styleInWaiting(CellStyle())
                let other = try book.styleInWaiting(CellStyle())
                let sheet = try book.sheet(named: "A")
                for row in 0..<100 { try sheet.write(.count(row), row: row, column: 0, bold) }
                try sheet.write(.count(1), row: 100, column: 0, other)
                try book.setNumberFormat("0.000", of: bold)
                try book.setNumberFormat("0.0000", of: other)
                try sheet.filter(rows: 0...100, columns: 0...0)
                try book.finish()
            }
            let files = try ["one.xlsx", "two.xlsx"].map {
                try Data(contentsOf: URL(fileURLWithPath: folder.path($0)))
            }
            #expect(files[0] == files[1])
            let styles = try part("xl/styles.xml", of: "one.xlsx")
            // Looks that are alike at first are two for all that.
            #expect(
                styles.contains("\"0.000\"") && styles.contains("\"0.0000\"") && !styles.contains("style 0"))
            #expect(try part("docProps/core.xml", of: "one.xlsx").contains("2025-04-01T00:00:00Z"))
        }

        @Test func `what no sheet can hold is an error`() throws {
            let book = try book("b.xlsx")
            #expect(throws: WorkbookError.self) { try book.sheet(named: "a/b") }
            #expect(throws: WorkbookError.self) {
                try book.sheet(named: String(repeating: "x", count: 32))
            }
            let sheet = try book.sheet(named: "A")
            #expect(throws: WorkbookError.self) { try book.sheet(named: "a") }
            try sheet.write(.count(1), row: Workbook.rowsMax - 1, column: 0)
            #expect(throws: WorkbookError.self) {
                try sheet.write(.count(1), row: Workbook.rowsMax, column: 0)
            }
            #expect(throws: WorkbookError.self) { try sheet.write(.day(-30_000), row: 0, column: 0) }
            try book.finish()
            #expect(throws: WorkbookError.self) { try book.finish() }
            #expect(throws: WorkbookError.self) { try sheet.write(.count(1), row: 1, column: 0) }
        }

        @Test func `a folder that is not there is an error`() throws {
            let book = try Workbook(
                path: folder.path("none/c.xlsx"), temporaryFolder: folder.url.path,
                properties: .init(title: "Usage", createdAtSeconds: 0))
            try book.sheet(named: "A").write(.count(1), row: 0, column: 0)
            #expect(throws: WorkbookError.self) { try book.finish() }
        }
    }
#endif
