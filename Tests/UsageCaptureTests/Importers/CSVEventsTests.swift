import JSON
import TestSupport
import Testing
import UsageCapture
import UsageModel

@Suite struct CSVEventsTests {
    static let header = "occurred_at,provider,model,input_tokens,user\n"

    @Test func `one row is one call, its columns known by name`() throws {
        let run = ImportRun(
            "\u{FEFF}user,model,provider,occurred_at,output_tokens,metadata\r\n"
                + "\"Ada, the \"\"first\"\"\",gpt-4o,openai,2025-03-01T12:00:00Z,31422.0,\"{\"\"a\"\":\n1}\"\r\n\r\n"
                + "'=SUM(A1),gpt-4o,openai,2025-03-02,,")
        #expect(run.errors.isEmpty)
        #expect(run.format == .csv)
        #expect(run.events.map(\.attribution.user) == ["Ada, the \"first\"", "=SUM(A1)"])
        #expect(run.events.first?.usage.integer(.outputTokens) == 31422)
        #expect(run.events.first?.metadata["a"] == 1)
        #expect(run.events.last?.usage[.outputTokens] == nil)
        #expect(run.records.map(\.place.line) == [2, 5])
    }

    @Test(arguments: [
        ("2025-03-01,openai,m,⟦1o,ada", FaultCode.badNumber),
        ("⟦01.03.2025,openai,m,10,ada", .badDate),
        ("2025-03-01,openai,m,10,⟦ada,extra", .badCSV),
        ("2025-03-01,openai,m,⟦10", .badCSV),
        ("2025-03-01,openai,m,\"⟦1\"0,ada", .badCSV),
        ("2025-03-01,openai,m,10,a⟦\"da", .badCSV),
        ("2025-03-01,openai,m,10,a⟦\rda", .badCSV),
        ("2025-03-01,openai,m,10,⟦\"ada", .badCSV),
        ("2025-03-01,openai,Ä,⟦\"-1\",ada", .badNumber),
        ("⟦2025-03-01,,m,1,ada", .missingValue),
    ])
    func `faults point at the cell and cost one row`(marked: String, code: FaultCode) {
        var marked = marked
        if marked.hasPrefix("2025-03-01,openai,m,\"⟦1\"0") { marked = "2025-03-01,openai,m,\"1\"⟦0,ada" }
        if marked.hasPrefix("2025-03-01,openai,m,10,⟦ada,e") { marked = "2025-03-01,openai,m,10,ada,⟦extra" }
        let good = "2025-03-01,openai,m,10,ada\n"
        let sample = MarkedText(Self.header + good + marked + "\n" + good + good)
        for cuts in [[], Array(0..<sample.text.utf8.count)] {
            let run = ImportRun(sample.text.utf8, cuts: cuts, format: .csv)
            #expect(run.errors.map(\.code) == [code])
            #expect(run.errors.map { $0.place?.mark } == sample.marks)
            #expect(run.records.map(\.place.line) == [2, 4, 5])
        }
    }

    @Test(arguments: [
        (
            "occurred_at,provider,model,⟦imput_tokens", FaultCode.unknownName,
            "did you mean `input_tokens`" as String?
        ),
        ("occurred_at,⟦\"vendor, x\",model", .unknownName, nil),
        ("occurred_at,model,user,⟦user", .unknownName, "take one of them out"),
        ("⟦occurred_at,provider", .missingValue, "a call needs `occurred_at`, `provider` and `model`"),
        ("⟦occurred_at;provider;model", .unknownName, "separate the columns by commas"),
    ])
    func `a header that cannot be understood ends the import`(marked: String, code: FaultCode, hint: String?)
    {
        let sample = MarkedText(marked + "\n2025-03-01,openai,m,10\n")
        let run = ImportRun(sample.text, format: .csv)
        #expect(run.records.isEmpty)
        #expect(run.errors.map(\.code) == [code])
        #expect(run.errors.map { $0.place?.mark } == sample.marks)
        if let hint { #expect(run.errors.first?.hint == hint) }
    }

    @Test func `a record above the limit costs only itself`() {
        let good = "2025-03-01,openai,m,10,ada\n"
        let long = "2025-03-01,openai,m,10,\"" + String(repeating: "x\n", count: 300) + "\n"
        let run = ImportRun(
            (Self.header + good + long + good).utf8, cuts: Array(stride(from: 0, to: 700, by: 50)),
            format: .csv,
            options: ImportOptions(recordBytesMax: 200))
        #expect(run.records.map(\.place.line) == [2, 304])
        #expect(run.errors.first?.code == .lineTooLong)
        #expect(run.errors.first?.place?.line == 3)
    }

    @Test func `neither the order of columns nor an empty one changes a row's content`() {
        let one = ImportRun("occurred_at,provider,model,user\n2025-03-01,openai,m,ada\n").records.map(
            \.content)
        let two = ImportRun("user,team,model,provider,occurred_at\nada,,m,openai,2025-03-01\n").records.map(
            \.content)
        #expect(one == two)
        #expect(one.count == 1)
    }

    @Test func `what is written is read back as the same call, in any pieces`() throws {
        let writer = EventRowWriter()
        try forAll(seeds: 0..<200) { random in
            let events = (0..<3).map { _ in EventMaker.event(&random) }
            let text = writer.header + events.map { writer.line($0) }.joined()
            let cuts = (0..<random.below(20)).map { _ in random.below(text.utf8.count) }
            let run = ImportRun(text.utf8, cuts: cuts, format: .csv)
            try #require(run.errors.isEmpty)
            try #require(run.events == events)
        }
    }

    @Test func `texts are guarded against formulas, numbers are not`() throws {
        var event = UsageEvent(
            occurredAt: try Instant("2025-03-01"), provider: Provider(named: "openai"), model: "-m",
            usage: try Usage([.inputTokens: 3]))
        event.attribution.user = "=HYPERLINK(\"http://x\",\"y\")"
        let writer = EventRowWriter(columns: [
            .field(.user), .field(.model), .counter(.inputTokens), .ledger(.cost),
        ])
        #expect(writer.header == "user,model,input_tokens,cost_usd\r\n")
        #expect(writer.line(event) == "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",'-m,3,\r\n")
        #expect(
            writer.line(event, .unpriced(UnpricedReason(.unknownModel)), raw: true).hasSuffix(",-m,3,\r\n"))
    }
}
