import JSON
import TestSupport
import Testing
import UsageCapture
import UsageModel

@Suite struct JSONLEventsTests {
    static let line =
        #"{"occurred_at":"2025-03-01T12:00:00Z","provider":"openai","model":"gpt-4o","usage":{"input_tokens":10}}"#

    @Test func `one line is one call`() throws {
        let run = ImportRun(
            #"{"occurred_at":"2025-03-01T14:00:00+02:00","provider":"gemini","model":"gemini-2.5-pro","user":"ada","#
                + #""usage":{"input_tokens":1200,"cache_read_tokens":"1000"},"output_tokens":34,"latency_ms":812,"#
                + #""status":"rate_limited","tags":{"feature":"search","build":7},"stated_cost_usd":0.1,"timestamp":null}"#
        )
        let event = try #require(run.events.first)
        #expect(run.errors.isEmpty)
        #expect(run.format == .jsonl)
        #expect(event.occurredAt.description == "2025-03-01T12:00:00Z")
        #expect(event.call.provider.rawValue == "google")
        #expect(event.call.requestedModel == "gemini-2.5-pro")
        #expect(event.attribution.user == "ada")
        #expect(event.attribution.tenant == "default")
        #expect(event.attribution.tags == ["feature": "search", "build": "7"])
        #expect(event.usage.integer(.inputTokens) == 1200)
        #expect(event.usage.integer(.cacheReadTokens) == 1000)
        #expect(event.usage.integer(.outputTokens) == 34)
        #expect(event.outcome.latencyMs == 812)
        #expect(event.outcome.status == .rateLimited)
        #expect(try event.statedCost == StatedCost(amount: Money("0.1"), source: "import"))
        #expect(event.usageState == .measured)
    }

    @Test func `a broken third line of five costs only itself and says where`() {
        let good = Self.line
        let marked = MarkedText(
            "\(good)\n\(good)\n"
                + #"{"occurred_at":"2025-03-01T12:00:00Z","provider":"openai","model":"gpt-4o","usage":{"input_tokens":⟦"ten"}}"#
                + "\n\(good)\n\(good)")
        let run = ImportRun(marked.text)
        #expect(run.records.map(\.place.line) == [1, 2, 4, 5])
        #expect(run.errors.map { $0.place?.mark } == marked.marks)
        #expect(run.errors.first?.code == .badNumber)
        #expect(
            run.errors.first?.description.hasPrefix(
                "calls:\(marked.marks[0]) (`usage.input_tokens`): `ten` is no decimal")
                == true)
    }

    @Test(arguments: [
        (#"{"occurred_at":⟦"yesterday","provider":"openai","model":"m"}"#, FaultCode.badDate),
        (#"{"occurred_at":⟦"2025-03-01T12:00:00","provider":"openai","model":"m"}"#, .badDate),
        (#"⟦{"provider":"openai","model":"m"}"#, .missingValue),
        (#"⟦{"occurred_at":"2025-03-01","model":"m"}"#, .missingValue),
        (#"⟦{"occurred_at":"2025-03-01","provider":"openai","model":""}"#, .missingValue),
        (#"{"occurred_at":"2025-03-01","provider":"openai","modle":⟦"m"}"#, .unknownName),
        (#"{"occurred_at":"2025-03-01","provider":"ä","model":"m","input_tokens":⟦-1}"#, .badNumber),
        (#"{"occurred_at":"2025-03-01","provider":"ä","model":"m","input_tokens":⟦1.5}"#, .badNumber),
        (#"{"occurred_at":"2025-03-01","provider":"ä","model":"m","input_tokens":⟦1e300}"#, .badNumber),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","input_tokens":⟦[1]}"#, .badText),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","usage":⟦3}"#, .unknownName),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","usage":{"\u0069nput":⟦3}}"#, .unknownName),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","user":⟦{"a":1}}"#, .badText),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","status":⟦"sucess"}"#, .unknownName),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","http_status":⟦99}"#, .badNumber),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","step":⟦-1}"#, .badNumber),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","id":⟦"7"}"#, .unknownName),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","user":⟦"a\u0000b"}"#, .badText),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","stated_cost_usd":⟦-1}"#, .badNumber),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","stated_cost_usd":⟦1e7}"#, .costOutOfRange),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","user":"a","user":⟦"b"}"#, .unknownName),
        (#"{"occurred_at":"2025-03-01","provider":"o","model":"m","tags":{"a":⟦[]}}"#, .unknownName),
        (#"{"occurred_at":"2025-03-01", ⟦provider:"o"}"#, .badJSON),
        (#"⟦[1,2]"#, .badJSON),
    ])
    func `faults point at the value`(marked: String, code: FaultCode) {
        let sample = MarkedText(Self.line + "\n" + marked + "\n" + Self.line + "\n")
        let run = ImportRun(sample.text, format: .jsonl)
        #expect(run.records.count == 2)
        #expect(run.errors.map(\.code) == [code])
        #expect(run.errors.map { $0.place?.mark } == sample.marks)
    }

    @Test func `an unknown name gets the nearest one as hint`() {
        let run = ImportRun(#"{"occurred_at":"2025-03-01","provider":"o","model":"m","imput_tokens":1}"#)
        #expect(run.errors.first?.hint == "did you mean `input_tokens`")
    }

    @Test func `bytes that are no UTF-8 are an error at their column`() {
        let bytes = Array(#"{"user":"a"#.utf8) + [0xFF] + Array(#"b"}"#.utf8) + Array("\n\(Self.line)".utf8)
        let run = ImportRun(bytes, format: .jsonl)
        #expect(run.errors.map(\.code) == [.badText])
        #expect(run.errors.first?.place?.mark == MarkedText.Mark(line: 1, column: 11))
        #expect(run.records.count == 1)
    }

    @Test func `a line above the limit is named and passed over`() {
        let options = ImportOptions(recordBytesMax: 200)
        let long = #"{"user":""# + String(repeating: "x", count: 5000) + #""}"#
        let text = "\(Self.line)\r\n\(long)\r\n\n  \n\(Self.line)"
        for cuts in [[], Array(stride(from: 7, to: text.utf8.count, by: 7))] {
            let run = ImportRun(text.utf8, cuts: cuts, format: .jsonl, options: options)
            #expect(run.errors.map(\.code) == [.lineTooLong])
            #expect(run.errors.first?.place?.line == 2)
            #expect(run.records.map(\.place.line) == [1, 5])
        }
    }

    @Test func `a call without counts has no usage, which is not zero`() {
        let run = ImportRun(#"{"occurred_at":"2025-03-01","model":"openrouter/anthropic/claude-3.7-sonnet"}"#)
        #expect(run.events.first?.usageState == .absent)
        #expect(run.events.first?.call.provider.rawValue == "openrouter")
        #expect(run.events.first?.call.requestedModel == "anthropic/claude-3.7-sonnet")
    }

    @Test func `options stand in for what lines do not say`() {
        let run = ImportRun(
            #"{"occurred_at":"2025-03-01"}"# + "\n" + #"{"occurred_at":"2025-03-01","model":"o3"}"#,
            options: ImportOptions(tenant: "acme", provider: Provider(named: "openai"), model: "gpt-4o"))
        #expect(run.events.map(\.call.requestedModel) == ["gpt-4o", "o3"])
        #expect(run.events.map(\.attribution.tenant) == ["acme", "acme"])
    }

    @Test func `what is written is read back as the same call, in any pieces`() throws {
        try forAll(seeds: 0..<200) { random in
            let events = (0..<4).map { _ in EventMaker.event(&random) }
            let text = events.map { EventLineWriter.line($0) + "\n" }.joined()
            let cuts = (0..<random.below(20)).map { _ in random.below(text.utf8.count) }
            let run = ImportRun(text.utf8, cuts: cuts, format: .jsonl)
            try #require(run.errors.isEmpty)
            try #require(run.events == events)
            #expect(run.records.map(\.content) == text.split(separator: "\n").map(String.init))
        }
    }
}
