import TestSupport
import Testing
import UsageCapture
import UsageModel

@Suite struct ColumnMapTests {
    private static func run(_ map: String, _ text: String) throws -> ImportRun {
        ImportRun(text, options: ImportOptions(file: "calls", columns: try ColumnMap(map)))
    }

    @Test func `columns of any name become a call; factors and sums are exact`() throws {
        let run = try Self.run(
            "occurred_at=when, model=name, input_tokens=fresh+cached, cache_read_tokens=cached, latency_ms=secs*1000,"
                + "stated_cost_usd=cents*0.01,user=who",
            "when,name,fresh,cached,secs,cents,who,note\n"
                + "2025-03-01 12:00:00,gpt-4o,31422.0,8,1.2344,0.35,ann,x\n"
                + "1740830400,mystery,1,,0.5,,,\n1740830400123,azure/gpt-4o,2,3,,,,\n")
        #expect(run.format == .mappedCSV)
        #expect(run.errors.isEmpty)
        let events = run.events
        #expect(
            events.map(\.occurredAt.description) == [
                "2025-03-01T12:00:00Z", "2025-03-01T12:00:00Z", "2025-03-01T12:00:00.123Z",
            ])
        #expect(events.map { $0.usage.integer(.inputTokens) } == [31_430, 1, 5])
        #expect(events[0].usage.integer(.cacheReadTokens) == 8)
        #expect(events[1].usage[.cacheReadTokens] == nil)
        #expect(events.map(\.outcome.latencyMs) == [1234, 500, nil])
        #expect(events[0].statedCost?.amount.description == "0.0035")
        #expect(events.map(\.call.provider.rawValue) == ["openai", "unknown", "azure"])
        #expect(events[0].attribution.user == "ann")
    }

    @Test func `a column may have a sign in its name`() throws {
        let run = try Self.run(
            "occurred_at=t,model=m,input_tokens=in+out", "t,m,in+out\n2025-03-01,gpt-4o,7\n")
        #expect(run.events.first?.usage.integer(.inputTokens) == 7)
    }

    @Test(arguments: [
        ("occurred_at", "expected a name of a call and a column"),
        ("modle=x", "`modle` is no name that a call has"),
        ("model=a,model=b", "has two columns"), ("model=", "has no column"), ("cost_usd=x", "is no name"),
    ])
    func `a map that cannot be meant says why`(map: String, part: String) {
        #expect {
            try ColumnMap(map)
        } throws: { error in
            (error as? CaptureError)?.message.contains(part) == true
        }
    }

    @Test func `an unknown column gets a suggestion, and a bad value its place`() throws {
        let missing = try Self.run("occurred_at=tmie,model=m", "time,m\n2025-03-01,gpt-4o\n")
        #expect(missing.errors.first?.hint == "did you mean `time`")
        let sample = MarkedText("t,m,n\n2025-03-01,gpt-4o,⟦x\n⟦soon,gpt-4o,1\n")
        let run = try Self.run("occurred_at=t,model=m,input_tokens=n*2", sample.text)
        #expect(run.errors.map { $0.place?.mark } == sample.marks)
    }
}
