import TestSupport
import Testing
import UsageLedger
import UsageModel
import UsagePricing

@Suite struct RepriceTests {
    private let folder: TemporaryFolder
    private static let now = Instant(seconds: 1_793_000_000)  // 2026-10-26T07:33:20Z

    init() throws { folder = try TemporaryFolder() }

    /// Own prices of one model, in dollars per million tokens.
    private static func prices(_ provider: String, _ model: String, _ input: String, _ output: String) throws
        -> PriceBook
    {
        let text = """
            {"schema": 1, "provider": "\(provider)", "models": [{"id": "\(model)", "prices": [
              {"source": "own", "seen": "2026-10-01", "rates": {"input": "\(input)", "output": "\(output)"}}]}]}
            """
        return PriceBook(list: PriceList(own: [try PriceFile(parsing: Array(text.utf8))]))
    }

    private func ledger(_ prices: PriceBook = .builtIn, at moment: Instant = Self.now) throws -> Ledger {
        try Ledger(
            path: folder.path("ledger.sqlite"), options: LedgerOptions(prices: prices, now: { moment }))
    }

    private static func call(
        _ number: Int, _ model: String = "house-model", provider: String = "in-house", seconds: Int = 60
    ) throws -> UsageEvent {
        var event = UsageEvent(
            occurredAt: try Instant("2026-09-29T12:00:00Z").adding(seconds: Int64(number * seconds)),
            provider: Provider(named: provider), model: model,
            usage: try Usage([.inputTokens: 1_000 + number, .outputTokens: 333]),
            attribution: Attribution(user: "ada"))
        event.idempotencyKey = "call-\(model)-\(number)"
        return event
    }

    private static func note() throws -> CorrectionNote {
        try CorrectionNote(reason: "own prices arrived", actor: "ada")
    }

    @Test func `a diff ties to the sums before and writes nothing, a posting ties to the sums after`() throws
    {
        let before = try ledger()
        _ = try before.record((0..<20).map { try Self.call($0) })
        _ = try before.record((0..<5).map { try Self.call($0, "gpt-4o", provider: "openai") })
        let (proof, old) = (try before.verify(), try before.answer(Query()).total)
        let after = try ledger(try Self.prices("in-house", "house-model", "0.5", "1.25"))
        let diff = try after.reprice()
        #expect(diff.total.calls == 25)
        #expect(diff.total.changed == 20)
        #expect(diff.total.newlyPriced == 20)
        #expect(diff.total.oldCost == old.cost)
        #expect(diff.posted == nil)
        #expect(diff.rows.map(\.model) == ["house-model", "gpt-4o"])
        #expect(try after.verify() == proof)
        var told: [Repricing.Change] = []
        let posted = try after.reprice(posting: Self.note()) { told.append($0) }
        #expect(posted.posted == 20)
        #expect(posted.rows == diff.rows)
        let new = try after.answer(Query()).total
        #expect(new.cost == diff.total.newCost)
        #expect(new.cost - old.cost == diff.total.difference)
        // 20 calls of 333 output tokens, and 20,190 input tokens in all.
        #expect(diff.total.difference.description == "0.01842")
        #expect(new.calls == old.calls)
        #expect(new.inputTokens == old.inputTokens)
        #expect(new.unpricedCallCount == 0)
        #expect(try after.verify().rows == 65)
        #expect(try after.verify().isSound)
        let change = try #require(told.first)
        let restatement = try #require(change.restatement)
        let row = try #require(try after.row(restatement))
        #expect(row.kind == .restatement)
        #expect(row.corrects == change.id)
        #expect(row.priced.costing == change.costing)
        #expect(row.priced.event.attribution.user == "ada")
    }

    @Test func `a second posting changes nothing, and posting back restores every sum`() throws {
        let own = try Self.prices("openai", "gpt-4o", "1", "2")
        _ = try ledger().record((0..<7).map { try Self.call($0, "gpt-4o", provider: "openai") })
        let original = try ledger().answer(Query(groups: [.model])).total
        let note = try Self.note()
        #expect(try ledger(own).reprice(posting: note).posted == 7)
        let proof = try ledger(own).verify()
        let again = try ledger(own).reprice(posting: note)
        #expect(again.posted == 0)
        #expect(again.total.changed == 0)
        #expect(again.total.calls == 7)
        #expect(try ledger(own).verify() == proof)
        let back = try ledger().reprice(posting: note)
        #expect(back.total.changed == 7)
        #expect(try ledger().answer(Query(groups: [.model])).total == original)
        // The same calls come again from their gateway: their keys are still known.
        let receipts = try ledger().record((0..<7).map { try Self.call($0, "gpt-4o", provider: "openai") })
        for receipt in receipts {
            guard case .unchanged = try receipt.get().outcome else {
                Issue.record("recorded twice")
                continue
            }
        }
    }

    @Test func `calls of one moment are each corrected once, whatever the size of the groups`() throws {
        let before = try ledger()
        _ = try before.record((0..<1_203).map { try Self.call($0, seconds: 0) })
        let after = try ledger(try Self.prices("in-house", "house-model", "1", "1"))
        let posted = try after.reprice(posting: Self.note())
        #expect(posted.posted == 1_203)
        #expect(posted.total.calls == 1_203)
        #expect(try after.verify().rows == 3 * 1_203)
        #expect(try after.answer(Query()).total.cost == posted.total.newCost)
        #expect(try after.answer(Query()).total.calls == 1_203)
    }

    @Test func `what broke off goes on`() throws {
        struct Broken: Error {}
        _ = try ledger().record((0..<1_100).map { try Self.call($0) })
        let after = try ledger(try Self.prices("in-house", "house-model", "1", "1"))
        let note = try Self.note()
        var count = 0
        #expect(throws: Broken.self) {
            try after.reprice(posting: note) { _ in
                count += 1
                if count == 600 { throw Broken() }
            }
        }
        let rest = try after.reprice(posting: note)
        #expect(rest.posted == 100)
        #expect(rest.total.calls == 1_100)
        #expect(try after.reprice().total.changed == 0)
        #expect(try after.answer(Query()).total.cost == rest.total.newCost)
    }

    @Test func `only the calls that are meant are touched`() throws {
        _ = try ledger().record((0..<4).map { try Self.call($0) })
        _ = try ledger().record((0..<3).map { try Self.call($0, "gpt-4o", provider: "openai") })
        let own = try ledger(try Self.prices("openai", "gpt-4o", "1", "2"))
        #expect(try own.reprice(isUnpricedOnly: true).total.calls == 4)
        #expect(try own.reprice(isUnpricedOnly: true).total.stillUnpriced == 4)
        #expect(try own.reprice(filters: [.init(.model, ["gpt-4o"])]).total.changed == 3)
        #expect(try own.reprice(filters: [.init(.provider, ["in-house"])]).total.changed == 0)
        let start = try Instant("2026-09-29T12:01:00Z")
        let span = start..<start.adding(seconds: 60)
        let note = try Self.note()
        #expect(try own.reprice(in: span, posting: note).posted == 1)
        #expect(try own.reprice(filters: [.init(.model, ["gpt-4o"])]).total.changed == 2)
    }

    @Test func `a price that is gone takes the cost away and is counted`() throws {
        let own = try Self.prices("in-house", "house-model", "1", "1")
        _ = try ledger(own).record((0..<3).map { try Self.call($0) })
        let lost = try ledger().reprice()
        #expect(lost.total.noLongerPriced == 3)
        #expect(lost.total.newCost == .zero)
        #expect(lost.total.difference == lost.total.oldCost.negated)
        _ = try ledger().reprice(posting: Self.note())
        #expect(try ledger().answer(Query()).total.unpricedCalls == ["unknown_model": 3])
    }

    @Test func `corrections of a closed month are posted to the open one and counted`() throws {
        // Calls on 29 and 30 September and 1 October.
        _ = try ledger().record((0..<3).map { try Self.call($0, seconds: 86_400) })
        try ledger().closeMonth("2026-09", actor: "ada")
        #expect(try ledger().closedMonths() == ["2026-09"])
        let own = try ledger(try Self.prices("in-house", "house-model", "1", "1"))
        #expect(try own.reprice().lateChanges == ["2026-10": 2])
        var months: [String] = []
        let posted = try own.reprice(posting: Self.note()) { change in
            months += [try change.restatement.flatMap { try own.row($0)?.postingMonth } ?? ""]
            #expect(change.isLate == (change.recorded.event.occurredAt < Instant(seconds: 1_790_812_800)))
        }
        #expect(posted.lateChanges == ["2026-10": 2])
        #expect(months == ["2026-10", "2026-10", "2026-10"])
        #expect(try own.verify().isSound)
    }

    @Test(arguments: [("", "ada"), ("why", ""), (" \n", "ada")])
    func `a correction needs a reason and somebody`(_ reason: String, _ actor: String) {
        let error = #expect(throws: LedgerError.self) { try CorrectionNote(reason: reason, actor: actor) }
        #expect(error?.code == .badCorrection)
    }
}
