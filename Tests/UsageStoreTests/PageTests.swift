import TestSupport
import Testing
import UsageModel

@testable import UsageStore

@Suite struct PageTests {
    @Test func `a cursor is one word and reads back`() throws {
        let cursor = PageCursor(question: .max, sequence: 7, place: ["-5", nil, "ü ?/\"", ""])
        let text = cursor.description
        #expect(
            text.utf8.allSatisfy {
                $0 == 0x2D || $0 == 0x5F || Character(Unicode.Scalar($0)).isLetter
                    || Character(Unicode.Scalar($0)).isNumber
            })
        #expect(PageCursor(text) == cursor)
        for wrong in ["", "x", "bnVsbA", "W10", "WyJ6eiIsMV0", "WyIxIiwtMV0", "WyIxIiwxLDVd"] {
            #expect(PageCursor(wrong) == nil)
        }
    }

    @Test(arguments: Query.Order.allCases, [false, true])
    func `pages are the whole table in pieces, whatever the order`(order: Query.Order, isReversed: Bool)
        throws
    {
        let ledger = try SampleLedger()
        _ = try ledger.store.record(try Self.calls(60, seed: 3), at: SampleLedger.start)
        var query = Query(
            groups: [.user, .model], bucket: .init(.day, zone: .utc), order: order, isReversed: isReversed)
        let whole = try ledger.store.answer(query)
        #expect(whole.rows.count > 20)
        #expect(whole.next == nil)
        query.limit = 7
        var rows: [CostTable.Row] = []
        repeat {
            let page = try ledger.store.answer(query)
            #expect(page.total == whole.total)
            #expect(page.earlierCount == rows.count)
            var earlier = Measures()
            for row in rows { earlier += row.measures }
            #expect(page.earlier == earlier)
            rows += page.rows
            query.after = page.next
        } while query.after != nil
        #expect(rows == whole.rows)
    }

    @Test func `pages stay as they were while rows arrive`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record(try Self.calls(40, seed: 5), at: SampleLedger.start)
        var query = Query(groups: [.user], order: .cost)
        let whole = try ledger.store.answer(query)
        query.limit = 2
        var rows: [CostTable.Row] = []
        repeat {
            let page = try ledger.store.answer(query)
            rows += page.rows
            #expect(page.total == whole.total)
            query.after = page.next
            _ = try ledger.store.record(
                try Self.calls(9, seed: UInt64(100 + rows.count)), at: SampleLedger.start)
        } while query.after != nil
        #expect(rows == whole.rows)
    }

    @Test func `the last rows come newest first, and later ones are on no page`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record(try Self.calls(25, seed: 9), at: SampleLedger.start)
        var expected: [EventID] = []
        try ledger.store.rows { expected.append($0.id) }
        expected.reverse()
        var query = Query(limit: 4)
        var found: [EventID] = []
        repeat {
            let page = try ledger.store.page(query)
            found += page.rows.map(\.id)
            query.after = page.next
            _ = try ledger.store.record(try Self.calls(2, seed: UInt64(found.count)), at: SampleLedger.start)
        } while query.after != nil
        #expect(Set(found) == Set(expected))
        #expect(found.count == 25)
        #expect(try ledger.store.page(Query(filters: [.init(.user, ["nobody"])], limit: 3)).rows == [])
    }

    @Test func `a cursor of another question is refused`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record(try Self.calls(20, seed: 1), at: SampleLedger.start)
        let next = try #require(try ledger.store.answer(Query(groups: [.user], order: .cost, limit: 1)).next)
        for query in [
            Query(groups: [.model], order: .cost, after: next), Query(groups: [.user], after: next),
            Query(filters: [.init(.model, ["a"])], groups: [.user], order: .cost, after: next),
            Query(groups: [.user], order: .cost, isReversed: true, after: next),
        ] {
            let error = #expect(throws: StoreError.self) { try ledger.store.answer(query) }
            #expect(error?.code == .badCursor)
            #expect(throws: StoreError.self) { try ledger.store.page(query) }
        }
    }

    @Test func `labels are filtered and grouped by, and values left out`() throws {
        let ledger = try SampleLedger()
        let names = ["team", "a\"b\\c", "it's $1"]
        let calls = try (0..<6).map { number in
            var call = try PricedEvent.sample(number, user: number % 3 == 0 ? nil : "u\(number % 3)")
            if number < 4 { for name in names { call.event.attribution.tags[name] = "v\(number % 2)" } }
            return call
        }
        _ = try ledger.store.record(calls, at: SampleLedger.start)
        for name in names {
            let table = try ledger.store.answer(Query(groups: [.tag(name)]))
            #expect(table.rows.map(\.keys) == [["v0"], ["v1"], [nil]])
            #expect(table.rows.map(\.measures.calls) == [2, 2, 2])
        }
        func count(_ filters: Query.Filter...) throws -> Int {
            try ledger.store.answer(Query(filters: filters)).total.calls
        }
        #expect(try count(.init(.tag("team"), ["v0"])) == 2)
        #expect(try count(.init(.tag("team"), [nil])) == 2)
        #expect(try count(.init(.tag("team"), ["v0"], isExcluded: true)) == 4)
        #expect(try count(.init(.user, ["u1"], isExcluded: true)) == 4)
        #expect(try count(.init(.user, ["u1", nil], isExcluded: true)) == 2)
        #expect(try count(.init(.user, [nil], isExcluded: true)) == 4)
        #expect(try count(.init(.user, [], isExcluded: true)) == 6)
        #expect(try count(.init(.user, ["u1"]), .init(.tag("team"), ["v1"], isExcluded: true)) == 1)
        #expect(try count(.init(.postingMonth, ["2025-03"])) == 6)
    }

    /// Calls of a few users and models over some days.
    private static func calls(_ count: Int, seed: UInt64) throws -> [PricedEvent] {
        var random = SeededRandom(seed: seed)
        return try (0..<count).map { number in
            let seconds = Int.random(in: 0..<400_000, using: &random)
            return try .sample(
                number, seconds: seconds, model: ["a", "b"].randomElement(using: &random) ?? "a",
                user: ["ada", "bob", "cy", "dee", nil].randomElement(using: &random) ?? nil,
                input: Int.random(in: 1...4, using: &random) * 100,
                id: EventID(high: random.next(), low: random.next()))
        }
    }
}
