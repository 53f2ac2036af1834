import Charts
import Foundation
import Templates
import TestSupport
import Testing
import UsageModel
import UsageReports

@Suite struct TemplatesTests {
    /// Runs with a folder of templates that is removed afterwards.
    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try body(folder.path)
    }

    private static let tags = "en, en-GB, en-US, de, fr, es, it, pt, nl, pl, sv"

    private var shipped: String { Repository.root.appendingPathComponent("Templates").path }

    @Test(arguments: ["monthly", "nightly", "team", "executive"])
    func `what is compiled in is what lies in the folder`(name: String) throws {
        let file = "report/\(name).json5"
        let onDisk = Templates(folder: shipped, environment: [:], program: nil)
        let alone = Templates(environment: [:], program: nil)
        #expect(try alone.read(file).value == onDisk.read(file).value)
        #expect(try alone.read(file).path == "(built in)/\(file)")
        #expect(try onDisk.read(file).path == "\(shipped)/\(file)")
        #expect(try alone.read("theme/house.json5").value == onDisk.read("theme/house.json5").value)
    }

    @Test func `every file of the folder is compiled in`() throws {
        let alone = Templates(environment: [:], program: nil)
        for kind in ["report", "theme"] {
            let files = try FileManager.default.contentsOfDirectory(atPath: "\(shipped)/\(kind)")
            #expect(alone.names(of: kind) == files.map { String($0.dropLast(".json5".count)) }.sorted())
        }
        let mails = try FileManager.default.contentsOfDirectory(atPath: "\(shipped)/mail")
        #expect(mails.sorted() == ["report.html", "report.txt"])
        for mail in mails { _ = try alone.text("mail/\(mail)", language: .plain) }
    }

    @Test func `the definition of a month is that of its template`() throws {
        let report = try Report(Invented.small.input, templates: shipped)
        #expect(report.definition == .monthly)
        #expect(report.definition.pages.count == 4 && report.definition.name == "AI cost report")
    }

    @Test func `a report that is not there is named with those that are`() throws {
        #expect {
            try ReportDefinition.named("mothly")
        } throws: { error in
            (error as? ReportsError)?.hint == "did you mean `monthly`"
        }
        try withFolder(["report/quarter.json5": "{}"]) { folder in
            let quarter = try ReportDefinition.named("quarter", templates: folder)
            #expect(quarter.pages.count == 4)
            #expect {
                try ReportDefinition.named("xyz", templates: folder)
            } throws: { error in
                (error as? ReportsError)?.hint?
                    .hasPrefix("there are executive, monthly, nightly, quarter, team;") == true
            }
        }
    }

    @Test func `folders are searched in order: named, environment, share`() {
        let templates = Templates(
            folder: "/named", environment: ["USAGELEDGER_TEMPLATES": "/env"],
            program: "/opt/usageledger/bin/usageledger")
        #expect(
            templates.folders == [
                "/named", "/env", "/opt/usageledger/share/usageledger/Templates",
            ])
    }

    @Test func `a missing template names every place`() throws {
        let templates = Templates(folder: "/nowhere", environment: [:], program: "/no/bin/usageledger")
        #expect {
            try templates.read("report/weekly.json5")
        } throws: { error in
            guard let error = error as? TemplateError else { return false }
            return error.code == .missing && error.message.contains("`/nowhere`")
                && error.message.contains("/no/share/usageledger/Templates")
        }
    }

    @Test func `a user's copy changes the page`() throws {
        let text = "{ name: 'Our AI bill', rows: [[{section: 'findings', title: 'News', lines_max: 1}]], }"
        try withFolder(["report/monthly.json5": text, "theme/house.json5": "{accent: '#112233'}"]) { folder in
            let definition = try Report(Invented.small.input, templates: folder).definition
            #expect(definition.name == "Our AI bill")
            #expect(
                definition.pages.map(\.rows) == [
                    [[ReportDefinition.Section(.findings, title: "News", linesMax: 1)]]
                ])
        }
    }

    @Test(
        arguments: [
            ("{", "is no JSON5", nil),
            ("{ nam: 'x' }", "`nam` is not known here", "did you mean `name`"),
            ("{ rows: [[{section: 'dayly'}]] }", "`dayly` is no section", "did you mean `daily`"),
            ("{ rows: [[{section: 'daily', lines_max: 'x'}]] }", "a whole number from 1 to 60", nil),
            ("{ rows: [] }", "at least one", nil), ("{ pages: [] }", "one to twelve pages", nil),
            ("{ rows: [['daily']] }", "a record { … } is expected here", nil),
            ("[]", "a record { … } is expected here", nil),
            ("{ theme: 'none' }", "was not found", nil),
            ("{ language: 'tlh' }", "`tlh` is no language", "there are \(tags)"),
            ("{ language: 'DE' }", "`DE` is no language", "did you mean `de`; there are \(tags)"),
            ("{ language: 'en_US' }", "`en_US` is no language", "did you mean `en-US`; there are \(tags)"),
            ("{ language: 'de-AT' }", "`de-AT` is no language", "did you mean `de`; there are \(tags)"),
            ("{ langauge: 'de' }", "`langauge` is not known here", "did you mean `language`"),
            ("{ zone: 'Mars/Olympus' }", "Mars", nil), ("{ budget: 'much' }", "much", nil),
            ("{ rows: [[{section: 'allocation'}]] }", "says by what", nil),
            ("{ rows: [[{section: 'allocation', by: 'teem'}]] }", "`teem`", "did you mean `team`"),
            ("{ rows: [[{section: 'daily'}], [{section: 'daily'}]] }", "twice", nil),
        ] as [(String, String, String?)])
    func `a wrong template says where and what`(text: String, message: String, hint: String?) throws {
        try withFolder(["report/monthly.json5": text]) { folder in
            #expect {
                try Report(Invented.small.input, templates: folder)
            } throws: { error in
                guard let error = error as? ReportsError else { return false }
                return error.code == .badTemplate && error.message.contains(message)
                    && (hint == nil || error.hint == hint)
            }
        }
    }

    @Test func `an error names file, line and column`() throws {
        let text = "{\n  // the page\n  rows: [\n    [{ section: 'dayly' }],\n  ],\n}\n"
        try withFolder(["report/monthly.json5": text]) { folder in
            #expect {
                try Report(Invented.small.input, templates: folder)
            } throws: { error in
                let place = (error as? ReportsError)?.place
                return place?.line == 4 && place?.column == 8 && place?.path == "rows[0][0].section"
                    && place?.file?.hasSuffix("report/monthly.json5") == true
            }
        }
    }

    @Test(arguments: ["monthly", "nightly", "team", "executive"])
    func `each shipped report is drawn`(name: String) throws {
        var random = SeededRandom(seed: 2)
        var month = Invented.busy(&random, models: 5)
        month.hasParts = true
        let report = try Report(month.input, template: name, templates: shipped)
        let (files, _) = try report.files { "sha256 of \($0.count)" }
        #expect(files.first?.name == "report.pdf")
    }

    @Test func `a template says which files and pictures there are`() throws {
        let own = "{ files: ['pdf', 'csv'], pictures: ['movers', 'burn-up', 'heatmap'] }"
        try withFolder(["report/monthly.json5": own]) { folder in
            var random = SeededRandom(seed: 4)
            let report = try Report(Invented.busy(&random, models: 3).input, templates: folder)
            #expect(report.definition.parts.contains(.hours))
            let (files, _) = try report.files()
            #expect(
                files.map(\.name)
                    == ["report.pdf", "movers.png", "burn-up.png", "heatmap.png", "daily.csv"])
        }
    }

    @Test(arguments: [
        ("{ files: ['pdf', 'xslx'] }", "`xslx` is not a file", "did you mean `xlsx`", "files[1]"),
        ("{ pictures: ['daily', 'daily'] }", "`daily` stands here twice", nil, "pictures[1]"),
        ("{ pictures: [7] }", "a text is expected here", nil, "pictures[0]"),
    ])
    func `a wrong file or picture is named`(
        _ text: String, _ message: String, _ hint: String?, _ path: String
    ) throws {
        try withFolder(["report/monthly.json5": text]) { folder in
            #expect {
                try Report(Invented.small.input, templates: folder)
            } throws: { error in
                let error = error as? ReportsError
                return error?.message == message && error?.place?.path == path
                    && (hint == nil || error?.hint == hint)
            }
        }
    }

    @Test func `a wrong language is named with its line`() throws {
        try withFolder(["report/monthly.json5": "{\n  name: 'x',\n  language: 'german',\n}\n"]) { folder in
            #expect {
                try ReportDefinition.named("monthly", templates: folder)
            } throws: { error in
                let place = (error as? ReportsError)?.place
                return place?.line == 3 && place?.path == "language"
            }
        }
    }

    @Test func `programs read the same in every language, people their own`() throws {
        let english = try Report(Invented.small.input, theme: .light)
        var definition = ReportDefinition.monthly
        definition.language = .german
        var input = Invented.small.input
        input.told = Narrative(title: "März cost 192,69 $", lead: "So it is.", findings: [])
        let german = try Report(input, definition: definition, theme: .light)
        for (one, other) in zip(english.tables(), german.tables()) {
            #expect((one.bytes == other.bytes) == (one.name != "summary.md"), "\(one.name)")
        }
        let summary = try #require(german.tables().first { $0.name == "summary.md" })
        let text = String(decoding: summary.bytes, as: UTF8.self)
        #expect(text.contains("**März cost 192,69 $**"))
        #expect(text.hasPrefix("# AI cost report, März 2025\n"))
    }

    @Test func `the pages of every language are laid out, and hold no other language's amounts`() throws {
        var random = SeededRandom(seed: 7)
        var month = Invented.busy(&random, models: 7)
        month.hasParts = true
        month.budget = Invented.dollars("12345.67")
        for language in NumberText.all {
            var definition = ReportDefinition.monthly
            definition.language = language
            let report = try Report(month.input, definition: definition, theme: .light)
            let canvas = RecordingCanvas(size: Size(595.28, 841.89))
            report.drawPage(1, on: canvas)
            let texts = canvas.words
            let isAfter = language.currencyPlace == .after
            let amounts = texts.filter { $0.contains("$") && $0.count < 16 }
            #expect(amounts.count > 5, "\(language.language)")
            for amount in amounts where amount.last?.isNumber == true || amount.last == "$" {
                #expect(amount.hasSuffix("$") == isAfter, "\(language.language): \(amount)")
            }
        }
    }

    @Test func `a wrong colour is named`() throws {
        let files = ["report/monthly.json5": "{}", "theme/house.json5": "{ ink: 'red' }"]
        try withFolder(files) { folder in
            #expect {
                try Report(Invented.small.input, templates: folder)
            } throws: { error in
                let error = error as? ReportsError
                return error?.place?.path == "ink" && error?.message == "`red` is no colour"
            }
        }
    }
}
