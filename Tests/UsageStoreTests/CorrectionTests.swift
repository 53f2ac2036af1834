import TestSupport
import Testing
import UsageModel

@testable import UsageStore

@Suite struct CorrectionTests {
    @Test func `a reversal takes calls, counts and cost out of every sum`() throws {
        let ledger = try SampleLedger()
        let wrong = try PricedEvent.sample(1, input: 9_000_000)
        _ = try ledger.store.record([wrong, .sample(2)], at: SampleLedger.start)
        let id = try #require(wrong.event.id)
        try ledger.store.reverse(
            id, reason: "counted twice by the gateway", actor: "ada", at: SampleLedger.start)
        let only = try SampleLedger()
        _ = try only.store.record([.sample(2)], at: SampleLedger.start)
        #expect(try ledger.store.answer(Query()).total == only.store.answer(Query()).total)
        #expect(try ledger.store.corrections(of: id).map(\.kind) == [.reversal])
        #expect(try ledger.store.verify().isSound)
        let again = #expect(throws: StoreError.self) {
            try ledger.store.reverse(id, reason: "again", at: SampleLedger.start)
        }
        #expect(again?.code == .cannotCorrect)
        let unknown = #expect(throws: StoreError.self) {
            try ledger.store.reverse(EventID(high: 1, low: 2), reason: "none", at: SampleLedger.start)
        }
        #expect(unknown?.code == .unknownEvent)
    }

    @Test func `a restatement replaces a call and can itself be corrected`() throws {
        let ledger = try SampleLedger()
        let wrong = try PricedEvent.sample(1, price: "25")
        _ = try ledger.store.record([wrong], at: SampleLedger.start)
        let id = try #require(wrong.event.id)
        let right = try PricedEvent.sample(1)
        let restated = try ledger.store.restate(id, as: right, reason: "price slip", at: SampleLedger.start)
        #expect(try ledger.store.answer(Query()).total.cost == right.costing.cost?.total)
        #expect(try ledger.store.answer(Query()).total.calls == 1)
        let again = try ledger.store.restate(
            restated, as: try PricedEvent.sample(1, price: "5"), reason: "second thought",
            at: SampleLedger.start)
        #expect(try ledger.store.answer(Query()).total.cost == (try Money("0.009")))
        #expect(try ledger.store.event(again)?.corrects == restated)
        #expect(try ledger.store.verify().rows == 5)
        #expect(try ledger.store.verify().isSound)
    }

    @Test func `late rows of a closed month are posted to the open one`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record([.sample(1)], at: SampleLedger.start)
        let month = { (priced: PricedEvent) in
            try priced.event.id.flatMap { try ledger.store.event($0)?.postingMonth }
        }
        let april = try Instant("2025-04-02T00:00:00Z")
        try ledger.store.closeMonth("2025-03", actor: "ada", at: april)
        _ = try ledger.store.record([.sample(2)], at: april)
        #expect(try month(.sample(1)) == "2025-03")
        #expect(try month(.sample(2)) == "2025-04")
        #expect(try ledger.store.closedMonths() == ["2025-03"])
        for month in ["2025-03", "2025-04", "2025-13", "March"] {
            #expect(throws: StoreError.self) { try ledger.store.closeMonth(month, at: april) }
        }
    }
}
