import TestSupport
import Testing
import UsageLedger

struct ConversationMeterTests {
    private static func call(
        _ model: String = "gpt-4o", input: Int = 1_200, output: Int = 350, message: String? = nil,
        chat: String? = "c1", parent: String? = nil
    ) throws -> UsageEvent {
        var event = UsageEvent(
            occurredAt: try Instant("2026-11-20T12:00:00Z"), provider: Provider(named: "openai"),
            model: model, usage: try Usage([.inputTokens: input, .outputTokens: output]))
        event.attribution.message = message
        event.attribution.chat = chat
        event.call.parentCall = parent
        return event
    }

    private static func meter(
        _ events: [UsageEvent], restarts: ConversationMeter.Restarts = .chatChange
    ) -> ConversationMeter {
        var meter = ConversationMeter(restarts: restarts)
        for event in events { meter.add(event, prices: .builtIn) }
        return meter
    }

    @Test func `a conversation adds up its messages exactly`() throws {
        let meter = Self.meter([
            try Self.call(message: "m1"), try Self.call(input: 2_000, output: 10, message: "m2"),
        ])
        #expect(meter.label == "openai:gpt-4o")
        #expect(meter.total.inputTokens == 3_200)
        #expect(meter.total.outputTokens == 360)
        #expect(meter.total.totalTokens == 3_560)
        #expect(meter.total.cost.description == "0.0116")
        #expect(meter.messages.map(\.total.totalTokens) == [1_550, 2_010])
        #expect(meter.messages.map(\.total.cost.description) == ["0.0065", "0.0051"])
        #expect(meter.isCostComplete)
    }

    @Test func `steps and retries belong to their message, each billed in full`() throws {
        let meter = Self.meter([
            try Self.call(message: "m1"), try Self.call(message: "m1"), try Self.call(parent: "run"),
            try Self.call("gpt-4o-mini", parent: "run"), try Self.call(), try Self.call(),
        ])
        #expect(meter.messages.map(\.total.calls) == [2, 2, 1, 1])
        #expect(meter.messages.map(\.id) == ["m1", "run", nil, nil])
        #expect(meter.total.calls == 6)
        #expect(meter.messages[1].label == "openai:gpt-4o")
    }

    @Test func `a message without a price is counted, never zero`() throws {
        let meter = Self.meter([try Self.call(), try Self.call("gpt-9-imaginary")])
        #expect(meter.total.cost.description == "0.0065")
        #expect(meter.total.unpricedCalls == ["unknown_model": 1])
        #expect(meter.total.totalTokens == 3_100)
        #expect(!meter.isCostComplete)
    }

    @Test(
        arguments: [
            ([], 3, 0), (.chatChange, 1, 1), (.modelChange, 2, 1), ([.modelChange, .chatChange], 1, 2),
        ] as [(ConversationMeter.Restarts, Int, Int)])
    func `it starts again at zero where it is told to`(
        restarts: ConversationMeter.Restarts, calls: Int, restartCount: Int
    ) throws {
        let meter = Self.meter(
            [try Self.call(), try Self.call("gpt-4o-mini"), try Self.call("gpt-4o-mini", chat: "c2")],
            restarts: restarts)
        #expect(meter.total.calls == calls)
        #expect(meter.messages.count == calls)
        #expect(meter.restartCount == restartCount)
        #expect(meter.label == "openai:gpt-4o-mini")
        #expect(meter.chat == "c2")
    }

    @Test func `a step by another model is no change of the model`() throws {
        let meter = Self.meter(
            [
                try Self.call(message: "m1"), try Self.call("gpt-4o-mini", message: "m1"),
                try Self.call(message: "m2"),
            ], restarts: .modelChange)
        #expect(meter.total.calls == 3)
        #expect(meter.restartCount == 0)
    }

    @Test func `a call without a chat changes none`() throws {
        let meter = Self.meter([try Self.call(), try Self.call(chat: nil), try Self.call()])
        #expect(meter.total.calls == 3)
    }

    @Test func `a running response is shown and not added`() throws {
        let meter = Self.meter([try Self.call()])
        let live = meter.including(try Self.call(input: 100, output: 1), prices: .builtIn)
        #expect(live.total.totalTokens == 1_651)
        #expect(meter.total.totalTokens == 1_550)
    }

    @Test func `it says what the ledger says of the same calls`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let models = ["gpt-4o", "gpt-4o-mini", "o3", "gpt-9-imaginary"]
        try forAll(seeds: 0..<5) { random in
            var meter = ConversationMeter(restarts: [])
            var events: [UsageEvent] = []
            let tenant = "t\(random.next())"
            for _ in 0..<20 {
                var event = try Self.call(
                    random.pick(models), input: random.below(100_000), output: random.below(9_000))
                try event.usage.set(.audioSeconds, ExactDecimal(random.below(50)))
                event.outcome.status = random.pick(CallStatus.allCases)
                event.attribution.tenant = tenant
                if random.below(3) == 0 {
                    event.statedCost = StatedCost(amount: try Money("0.01"), source: "x")
                }
                events.append(event)
                meter.add(event, prices: .builtIn)
            }
            for result in try ledger.record(events) { _ = try result.get() }
            let table = try ledger.answer(Query(tenant: tenant))
            try #require(table.total == meter.total)
        }
    }
}
