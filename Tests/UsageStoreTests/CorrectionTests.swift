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

    @Test func `the same corrections have the same ids in every ledger`() throws {
        let ledgers = try [SampleLedger(seed: 1), SampleLedger(seed: 2)]
        var moved = try PricedEvent.sample(2)
        moved.event.occurredAt = SampleLedger.start.adding(seconds: -40 * 86_400)
        for ledger in ledgers {
            _ = try ledger.store.record([.sample(1), .sample(2)], at: SampleLedger.start)
            let ids = try [1, 2].map { try #require(try PricedEvent.sample($0).event.id) }
            let later = SampleLedger.start.adding(seconds: 9)
            try ledger.store.reverse(ids[0], reason: "twice", actor: "ada", at: later)
            let restated = try ledger.store.restate(ids[1], as: moved, reason: "clock", at: later)
            // Of another moment than the original, and found all the same.
            let corrections = try ledger.store.corrections(of: ids[1])
            #expect(corrections.map(\.kind) == [.reversal, .restatement])
            #expect(corrections.last?.id == restated)
        }
        let digests = try ledgers.map { try $0.store.verify().contentDigest }
        #expect(digests[0] == digests[1])
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

    @Test func `rows in force are those that no reversal takes back, as they were at the start`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record((0..<5).map { try .sample($0, seconds: 0) }, at: SampleLedger.start)
        let ids = try (0..<5).compactMap { try PricedEvent.sample($0, seconds: 0).event.id }
        try ledger.store.reverse(ids[1], reason: "doubled", at: SampleLedger.start)
        var walk = try ledger.store.rowsInForce()
        #expect(try walk.next(2, in: ledger.store).map(\.id) == [ids[0], ids[2]])
        let right = try PricedEvent.sample(0, seconds: 0, price: "5")
        let restated = try ledger.store.restate(
            [(ids[0], right), (ids[1], right), (ids[3], right)], reason: "price slip", actor: "ada",
            at: SampleLedger.start)
        #expect(restated.map { $0 == nil } == [false, true, false])
        // The fourth is reversed by now; its restating row is no part of a walk that began before.
        #expect(try walk.next(2, in: ledger.store).map(\.id) == [ids[4]])
        #expect(try walk.next(2, in: ledger.store).isEmpty)
        var anew = try ledger.store.rowsInForce()
        let found = try anew.next(10, in: ledger.store)
        #expect(Set(found.map(\.id)) == Set([ids[2], ids[4]] + restated.compactMap(\.self)))
        var other = try ledger.store.rowsInForce(tenant: "nobody")
        #expect(try other.next(10, in: ledger.store).isEmpty)
        #expect(try ledger.store.verify().isSound)
    }

    @Test func `thousands of small costs add up to the last digit`() throws {
        let ledger = try SampleLedger()
        var small = try PricedEvent.sample(0)
        let line = try CostLine.sample("input", .input, count: 1, amount: "372.15")
        small.costing = .priced(Cost(lines: [line], price: .sample("gpt-4o")))
        for group in 0..<4 {
            _ = try ledger.store.record(
                (0..<1_000).map { number in
                    var priced = small
                    priced.event.id = EventID(
                        at: SampleLedger.start, random: (0, UInt64(group * 1_000 + number)))
                    return priced
                }, at: SampleLedger.start)
        }
        #expect(line.cost.description == "0.00037215")
        #expect(try ledger.store.answer(Query()).total.cost.description == "1.4886")
        #expect(try ledger.store.verify().total.description == "1.4886")
    }
}
