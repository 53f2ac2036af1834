import TestSupport
import Testing
import UsageAnalysis
import UsageModel

@Suite struct ReconcilerTests {
    static func call(
        _ model: String, ours: String?, stated: String?, input: Int = 1000, output: Int = 10,
        reason: UnpricedReason = UnpricedReason(.unknownModel), assumed: Bool = false
    ) throws -> PricedEvent {
        var event = UsageEvent(
            occurredAt: try Instant("2025-05-07T15:29:32Z"), provider: Provider(named: "google"),
            model: model,
            usage: try Usage([.inputTokens: input, .outputTokens: output]))
        event.statedCost = try stated.map { StatedCost(amount: try Money($0), source: "aider") }
        guard let ours else { return PricedEvent(event: event, costing: .unpriced(reason)) }
        let line = try CostLine(
            className: "input", direction: .input, unit: .token, count: .one, amount: try ExactDecimal(ours),
            per: .one)
        let price = PriceReference(
            priceID: "p", modelID: model, match: "exact", source: "test",
            dateState: assumed ? .assumed : .dated,
            catalogueVersion: "1")
        return PricedEvent(event: event, costing: .priced(Cost(lines: [line], price: price)))
    }

    static func reconcile(_ calls: [PricedEvent]) -> Reconciliation {
        var reconciler = Reconciler()
        for call in calls { reconciler.add(call) }
        return reconciler.reconciliation()
    }

    @Test func `the faulty line is found and named, and the rest is what remains`() throws {
        let honest = try Self.call(
            "gemini-2.5-pro-preview-03-25", ours: "0.0126", stated: "0.0126", input: 10_023)
        let faulty = try Self.call(
            "gemini-2.5-pro-preview-03-25", ours: "0.01262875", stated: "9990.01252875", input: 10_023)
        let row = try #require(Self.reconcile([honest, faulty, honest]).rows.first)
        #expect(row.faults.map(\.stated.description) == ["9990.01252875"])
        #expect(row.plausibleStated.description == "0.0252")
        #expect(
            row.explanations
                == [
                    "1 faulty line of 7 May 2025 states $9,990.01 (791,053 times what it costs); without it $0.03"
                ])
        #expect(
            row.faults.first?.sentence
                == "aider states $9,990.01 for a call of gemini-2.5-pro-preview-03-25 with 10,033 tokens, "
                + "791,053 times what it costs.")
    }

    @Test func `without a price of ours the neighbours tell`() throws {
        var calls = try (1...30).map {
            try Self.call("REDACTED", ours: nil, stated: "0.00\($0)", input: 1000 * $0)
        }
        calls.append(try Self.call("REDACTED", ours: nil, stated: "50"))
        let row = try #require(Self.reconcile(calls).rows.first)
        #expect(row.faults.map(\.stated.description) == ["50"])
        #expect(
            row.explanations.last?.hasPrefix("the log hides the model's name: 31 calls without a price")
                == true)
        let two = try [Self.call("x", ours: nil, stated: "0.01"), Self.call("x", ours: nil, stated: "0.02")]
        #expect(Self.reconcile(two).rows.first?.faults.isEmpty == true)
    }

    @Test(arguments: [
        ("m", "0.5" as String?, "0.5", nil as String?),
        ("m", "0.5", "0.5000000001", nil),
        (
            "m", "0.5", "0.2",
            "1 call stated $0.30 below ours: cache discounts that the log's tokens do not show, or another price"
        ),
        (
            "m", "0.5", "0.6",
            "1 call stated $0.10 above ours: cache writes that the log's tokens do not show, or another price"
        ),
        ("m", "0.5", "1.6", "1 call stated $1.10 above ours: the log used another price"),
        ("m", "0.5", "0", "1 call stated at nothing, $0.50 by our price: the log had no price for it"),
        ("m", "0", "0.5", "1 call free by our price, stated at $0.50"),
        ("None", nil, "0.5", "the log hides the model's name: 1 call without a price, stated at $0.50"),
        (
            "m-exp-03-25", nil, "0",
            "an experimental model, free of charge by the log, which no price list prices: 1 call without a price"
        ),
        (
            "a/m:free", nil, "0",
            "an experimental model, free of charge by the log, which no price list prices: 1 call without a price"
        ),
        ("expert", nil, "0", "no price list knows the model: 1 call without a price, stated at nothing"),
    ])
    func `each difference has its words`(model: String, ours: String?, stated: String, words: String?) throws
    {
        let row = Self.reconcile([try Self.call(model, ours: ours, stated: stated)]).rows.first
        #expect(row?.explanations == (words.map { [$0] } ?? []))
    }

    @Test func `one ratio for all calls is another price`() throws {
        let calls = try [
            Self.call("m", ours: "0.8", stated: "1"), Self.call("m", ours: "0.4", stated: "0.5"),
            Self.call("m", ours: "0.08", stated: "0.10000000001"),
        ]
        #expect(
            Self.reconcile(calls).rows.first?.explanations
                == ["3 calls stated $0.32 above ours: the log used another price, 1.25 times ours"])
    }

    @Test func `prices that all statements bear out are named, and one that does not takes the words away`()
        throws
    {
        // Stated at 0.27 in and 1.10 out per million tokens, each call in another proportion.
        let shapes = [(1000, 10), (5000, 900), (200, 300), (7000, 1), (40, 40)]
        var calls = try shapes.map { input, output in
            try Self.call(
                "m", ours: "0.00001",
                stated: Money(picodollars: Int128(input * 270_000 + output * 1_100_000)).description,
                input: input, output: output)
        }
        #expect(
            Self.reconcile(calls).rows.first?.explanations.first?.hasSuffix(
                "the log used another price, $0.27 in and $1.10 out per million tokens") == true)
        calls.append(try Self.call("m", ours: "0.00001", stated: "0.0001", input: 1000, output: 10))
        #expect(
            Self.reconcile(calls).rows.first?.explanations.first?.hasSuffix(
                "above ours: the log used another price") == true)
    }

    @Test func `unpriced and assumed calls are counted, never zero`() throws {
        let calls = try [
            Self.call("a", ours: "1", stated: "1", assumed: true), Self.call("a", ours: nil, stated: nil),
            Self.call("b", ours: nil, stated: "2", reason: UnpricedReason(.missingRate, "cache_read")),
        ]
        let reconciliation = Self.reconcile(calls)
        #expect(reconciliation.total.calls == 3)
        #expect(reconciliation.total.unpricedCalls == ["unknown_model": 1, "missing_rate:cache_read": 1])
        #expect(reconciliation.total.assumedPriceCalls == 1)
        #expect(reconciliation.total.ours == Tables.dollars(100))
        #expect(reconciliation.total.stated == Tables.dollars(300))
        #expect(reconciliation.rows.map(\.model) == ["b", "a"])
    }

    @Test func `the order of calls does not matter, and rows add up`() throws {
        try forAll(seeds: 0..<100) { random in
            var calls: [PricedEvent] = []
            for _ in 0..<(1 + random.below(60)) {
                let amounts = ["0", "0.000000000001", "0.3", "7", "9000000"]
                calls.append(
                    try Self.call(
                        random.pick(["a", "b", "REDACTED"]),
                        ours: random.pick([nil] + amounts.map(Optional.some)),
                        stated: random.pick([nil] + amounts.map(Optional.some)), input: random.below(1000)))
            }
            let one = Self.reconcile(calls)
            let two = Self.reconcile(calls.shuffled(using: &random))
            #expect(one.total.stated == two.total.stated)
            #expect(one.total.faults.map(\.stated) == two.total.faults.map(\.stated))
            #expect(one.rows.map(\.model) == two.rows.map(\.model))
            #expect(one.rows.reduce(Money.zero) { $0 + $1.ours } == one.total.ours)
            #expect(one.rows.reduce(0) { $0 + $1.calls } == calls.count)
        }
    }
}
