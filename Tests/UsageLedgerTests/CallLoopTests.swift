import TestSupport
import Testing
import UsageLedger

struct CallLoopTests {
    private static func call(step: Int?, attempt: Int? = nil, input: Int, status: CallStatus = .success)
        throws
        -> UsageEvent
    {
        var event = UsageEvent(
            occurredAt: try Instant("2026-11-20T12:00:00Z").adding(seconds: Int64(step ?? 0)),
            provider: Provider(named: "openai"), model: "gpt-4o",
            usage: try Usage([.inputTokens: input, .outputTokens: 100]))
        event.call.parentCall = "run-7"
        event.call.step = step
        event.call.attempt = attempt
        event.outcome.status = status
        return event
    }

    @Test func `a loop is all its steps and attempts, not its last step`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        var other = try Self.call(step: 1, input: 5)
        other.call.parentCall = "run-8"
        let events = [
            try Self.call(step: 1, attempt: 1, input: 1_000, status: .cancelled),
            try Self.call(step: 1, attempt: 2, input: 1_000), try Self.call(step: 2, input: 1_500),
            try Self.call(step: 3, input: 2_000), other,
        ]
        for result in try ledger.record(events) { _ = try result.get() }
        let loop = try ledger.loop(of: "run-7")
        #expect(loop.steps.map(\.number) == [1, 2, 3])
        #expect(loop.steps.map(\.attempts) == [2, 1, 1])
        #expect(loop.steps.map(\.total.inputTokens) == [2_000, 1_500, 2_000])
        #expect(loop.retries == 1)
        #expect(loop.total.calls == 4)
        #expect(loop.total.failedCalls == 1)
        #expect(loop.total.inputTokens == 5_500)
        #expect(loop.total.cost.description == "0.01775")
        #expect(loop.contextTokens == 2_000)
        let table = try ledger.answer(Query(groups: [.parentCall], order: .cost))
        #expect(table.rows.map(\.keys) == [["run-7"], ["run-8"]])
        #expect(table.rows[0].measures == loop.total)
        #expect(try ledger.loop(of: "nobody") == CallLoop())
    }

    @Test func `what was corrected is taken back`() throws {
        var loop = CallLoop()
        let event = try Self.call(step: nil, input: 10)
        let call = PricedEvent(event: event, costing: PriceBook.builtIn.cost(of: event))
        loop.add(call)
        loop.add(call, sign: -1)
        #expect(loop.total.calls == 0)
        #expect(loop.total.cost == .zero)
        #expect(loop.total.inputTokens == 0)
    }
}
