import JSON
import TestSupport
import Testing
import UsageCapture
import UsageLedger
import UsageModel

/// What an export tells, an import into an empty ledger makes again.
struct RoundTripTests {
    private static let forms = ["jsonl", "csv", "json"]

    private static func export(_ ledger: Ledger, as form: String) throws -> [UInt8] {
        var text = form == "csv" ? CallFormats.csvHeader : form == "json" ? "[\n" : ""
        var isFirst = true
        try ledger.rows { row in
            switch form {
            case "csv": text += CallFormats.csvLine(row)
            case "json": text += (isFirst ? "" : ",\n") + CallFormats.jsonLine(row)
            default: text += CallFormats.jsonLine(row) + "\n"
            }
            isFirst = false
        }
        return Array((form == "json" ? text + "\n]\n" : text).utf8)
    }

    private static func imported(_ bytes: [UInt8], into path: String) throws -> (Ledger, ImportSummary) {
        let ledger = try Ledger(path: path)
        var position = 0
        let source = CallSource(name: "export") {
            guard position < bytes.count else { return nil }
            defer { position += 4096 }
            return Array(bytes[position..<min(position + 4096, bytes.count)])
        }
        return (ledger, try ledger.importCalls(from: source))
    }

    private static func expectSame(_ ledger: Ledger, in folder: TemporaryFolder) throws {
        let proof = try ledger.verify()
        #expect(proof.isSound)
        for form in forms {
            let bytes = try export(ledger, as: form)
            let (copy, summary) = try imported(bytes, into: folder.path("\(form).sqlite"))
            #expect(summary.failures.isEmpty, "\(form)")
            #expect(summary.recorded == proof.rows, "\(form)")
            let copied = try copy.verify()
            #expect(copied.isSound)
            #expect(copied.contentDigest == proof.contentDigest, "\(form)")
            #expect(copied.total == proof.total)
            let (_, again) = try imported(bytes, into: folder.path("\(form).sqlite"))
            #expect(again.recorded == 0 && again.unchanged == proof.rows, "\(form)")
        }
    }

    /// Texts that some form has to write in a way of its own.
    private static let texts = [
        "", "ada", "=1+2", "'=x", "-3", "a,b", "say \"hi\"", "two\nlines", "two\r\nlines", "lone\rreturn",
        "Grüße 🎈",
        "\u{FEFF}mark", " spaced ", "\ttab", "\u{2028}", "null", "0", "{\"a\":1}", "[", "'",
        "ann@example.com", "\\",
        "Bearer abcdefghijklmnopqrstuvwxyz0123456789", "\u{7F}\u{1}",
    ]

    static func event(_ index: Int, _ random: inout SeededRandom) -> UsageEvent {
        var event = UsageEvent(
            occurredAt: Instant(microseconds: 1_740_830_400_000_000 + Int64(index) * 1_234_567),
            provider: Provider(rawValue: random.pick(["openai", "OpenAI", "Vertex_AI", "my-own"])),
            model: random.pick(["gpt-4o", "gpt-unheard-of", "a,b", " spaced "]))
        func text() -> String? { random.below(3) == 0 ? random.pick(texts) : nil }
        event.attribution.user = text()
        event.attribution.team = text()
        event.attribution.keyID = text()
        event.attribution.chat = text()
        event.attribution.tags = Tags([random.pick(texts): random.pick(texts), "b": random.pick(texts)])
        event.call.action = text()
        event.call.region = text()
        event.call.servedModel = text()
        event.call.responseID = text()
        event.call.step = random.pick([nil, 0, 1])
        event.call.attempt = random.pick([nil, 0, 7])
        event.call.servedTier = random.pick([nil, .batch, ServiceTier(rawValue: "")])
        event.outcome.status = random.pick(CallStatus.allCases)
        event.outcome.httpStatus = random.pick([nil, 200, 429, 600, 999])
        event.outcome.latencyMs = random.pick([nil, 0, 1_000_000_000_001])
        event.outcome.errorType = text()
        event.usageState = random.pick(UsageState.allCases)
        for _ in 0..<random.below(6) {
            let counter = random.pick(Counter.allCases)
            let scale = counter.isFractional ? random.below(8) : 0
            try? event.usage.set(
                counter, ExactDecimal(coefficient: Int128(random.below(1_000_000)), scale: scale) ?? .zero)
        }
        if let text = text() { event.usage.attributes[.imageSize] = text }
        if let source = text() {
            event.statedCost = StatedCost(
                amount: Money(picodollars: Int128(random.next() >> 8)), source: source)
        }
        event.metadata = JSONObject([
            .init(name: random.pick(texts), value: .string(random.pick(texts))),
            .init(
                name: "long",
                value: .string(String(repeating: random.pick(["é", "x"]), count: random.below(2000)))),
            .init(name: "deep", value: ["a": ["b": ["c": ["d": .number("1.50e-3")]]], "n": nil, "t": true]),
        ])
        event.client.ip = text()
        return event
    }

    @Test func `a ledger with one of everything is the same after export and import`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        var random = SeededRandom(seed: 7)
        var ids: [EventID] = []
        for index in 0..<300 { ids.append(try ledger.record(Self.event(index, &random)).id) }
        try ledger.reverse(ids[3], reason: "made twice, \"really\"", actor: "ann")
        let restated = try ledger.restate(ids[5], as: Self.event(5, &random), reason: "=wrong model")
        try ledger.restate(restated, as: Self.event(6, &random), reason: "still wrong", actor: "")
        // A restatement may lie before what it restates.
        try ledger.restate(ids[200], as: Self.event(1, &random), reason: "other day")
        #expect(try ledger.verify().rows == 300 + 1 + 2 + 2 + 2)
        try Self.expectSame(ledger, in: folder)
    }

    @Test func `a call that no export could tell again is refused`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        var event = UsageEvent(
            occurredAt: Instant(microseconds: 0), provider: Provider(named: "openai"), model: "")
        #expect(throws: RecordFault.self) { try ledger.record(event) }
        event.call.requestedModel = "gpt-4o"
        event.attribution.user = "a\0b"
        #expect(throws: RecordFault.self) { try ledger.record(event) }
        event.attribution.user = ""
        event.outcome.httpStatus = 1000
        #expect(throws: RecordFault.self) { try ledger.record(event) }
        event.outcome.httpStatus = 999
        let id = try ledger.record(event).id
        #expect(try ledger.row(id)?.priced.event.attribution.user == nil)
    }

    @Test func `a correction needs what it corrects`() throws {
        let folder = try TemporaryFolder()
        let base =
            #"{"id":"0195f5b7-6a00-7000-8000-00000000000$","occurred_at":"2025-03-01T12:00:00Z","provider":"openai","model":"gpt-4o","#
        let line = { (id: String, more: String) in base.replacing("$", with: id) + more + "}" }
        let lines = [
            line("1", #""usage":{"input_tokens":10}"#),
            line("2", #""kind":"reversal","corrects":"0195f5b7-6a00-7000-8000-000000000009""#),
            line(
                "3",
                #""kind":"reversal","corrects":"0195f5b7-6a00-7000-8000-000000000001","correction_reason":"twice""#
            ),
            line("4", #""kind":"reversal","corrects":"0195f5b7-6a00-7000-8000-000000000001""#),
            line("5", #""kind":"reversl","corrects":"0195f5b7-6a00-7000-8000-000000000001""#),
            line("6", #""kind":"restatement""#), line("7", #""correction_reason":"x""#),
            line("1", #""kind":"reversal","corrects":"0195f5b7-6a00-7000-8000-000000000001""#),
        ]
        let (ledger, summary) = try Self.imported(
            Array(lines.joined(separator: "\n").utf8), into: folder.path("l.sqlite"))
        #expect(summary.recorded == 2)
        #expect(
            Set(summary.failures.map { "\($0.place?.line ?? 0) \($0.code)" }) == [
                "2 unknown_event", "4 cannot_correct", "5 unknown_name", "6 missing_value", "7 missing_value",
                "8 idempotency_conflict",
            ])
        let table = try ledger.answer(Query())
        #expect(table.total.calls == 0)
        #expect(table.total.inputTokens == 0)
        #expect(table.total.cost == .zero)
    }

    @Test func `a dry run tells what an import would do, and writes nothing`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let line =
            #"{"occurred_at":"2025-03-01T12:00:00Z","provider":"openai","model":"gpt-4o","input_tokens":1000}"#
        let text = [
            line, line, line.replacing("gpt-4o", with: "gpt-unheard-of"), "{",
            line.replacing("1000", with: "-1"),
        ]
        let source = {
            var bytes: [UInt8]? = Array(text.joined(separator: "\n").utf8)
            return CallSource(name: "calls") {
                defer { bytes = nil }
                return bytes
            }
        }
        let before = try ledger.importCalls(from: source(), isDryRun: true)
        #expect(try ledger.rowCount() == 0)
        let real = try ledger.importCalls(from: source())
        #expect(before.recorded == 3 && real.recorded == 3)
        #expect(before.repeatedCount == 0)
        #expect(before.cost == real.cost && before.unpriced == real.unpriced)
        #expect(before.failures == real.failures)
        #expect(before.firstRows.map(\.event.call.requestedModel) == ["gpt-4o", "gpt-4o", "gpt-unheard-of"])
        let after = try ledger.importCalls(from: source(), isDryRun: true)
        #expect(after.recorded == 0 && after.unchanged == 3)
        #expect(try ledger.rowCount() == 3)
    }

    @Test func `a call with a name is recorded once, from whatever file it comes`() throws {
        let folder = try TemporaryFolder()
        let line = { (output: Int, session: String) in
            #"{"type":"assistant","uuid":"u","timestamp":"2026-02-09T10:00:00Z","sessionId":"\#(session)","requestId":"req","message":"#
                + #"{"id":"msg","model":"claude-sonnet-4-5","stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":\#(output)}}}"#
        }
        let path = folder.path("l.sqlite")
        let (_, first) = try Self.imported(Array((line(1, "a") + "\n" + line(9, "a")).utf8), into: path)
        #expect(first.recorded == 1)
        let (ledger, second) = try Self.imported(Array(line(9, "b").utf8), into: path)
        #expect(second.recorded == 0 && second.unchanged == 1)
        #expect(try ledger.answer(Query()).total.outputTokens == 9)
    }
}
