import JSON
import SQLDatabase
import TestSupport
import Testing
import UsageModel

@testable import UsageStore

@Suite struct RecordTests {
    /// To Swift the two names are equal, to the database they are not.
    @Test func `tenants whose names differ in Unicode form only have a chain each`() throws {
        let ledger = try SampleLedger()
        var calls: [PricedEvent] = []
        for number in 1...6 {
            var priced = try PricedEvent.sample(number)
            priced.event.attribution.tenant = number % 2 == 0 ? "caf\u{E9}" : "cafe\u{301}"
            calls.append(priced)
        }
        #expect(try ledger.store.record(Array(calls[..<4]), at: SampleLedger.start).counts == [4, 0, 0])
        #expect(try ledger.store.record(Array(calls[4...]), at: SampleLedger.start).counts == [2, 0, 0])
        #expect(try ledger.store.verify().flaws == [])
        #expect(try ledger.cells("SELECT sequence FROM ledger") == [[3], [3]])
    }

    /// Both look like secrets, and are never written; redacted they would be the same.
    @Test func `two keys that look like secrets are two keys`() throws {
        let ledger = try SampleLedger()
        let keys = ["sk-0123456789abcdef-1", "sk-0123456789abcdef-2"]
        let calls = try keys.map { key in
            var priced = try PricedEvent.sample(1)
            priced.event.id = nil
            priced.event.idempotencyKey = key
            return priced
        }
        #expect(try ledger.store.record(calls, at: SampleLedger.start).counts == [2, 0, 0])
        #expect(try ledger.store.record(calls, at: SampleLedger.start).counts == [0, 2, 0])
        #expect(!"\(try ledger.cells("SELECT * FROM idempotency"))".contains("0123456789abcdef"))
    }

    @Test func `a key that comes with a known call is kept`() throws {
        let ledger = try SampleLedger()
        var priced = try PricedEvent.sample(1)
        #expect(try ledger.store.record([priced], at: SampleLedger.start).counts == [1, 0, 0])
        priced.event.idempotencyKey = "k"
        for _ in 1...2 {
            #expect(try ledger.store.record([priced], at: SampleLedger.start).counts == [0, 1, 0])
        }
        var other = try PricedEvent.sample(2)
        other.event.idempotencyKey = "k"
        #expect(try ledger.store.record([other], at: SampleLedger.start).counts == [0, 0, 1])
    }

    @Test func `a recorded call comes back whole, with its breakdown`() throws {
        let ledger = try SampleLedger()
        var priced = try PricedEvent.sample()
        priced.event.attribution.team = "search"
        priced.event.attribution.tags = ["env": "prod", "cost centre": "42"]
        priced.event.call.servedTier = .batch
        priced.event.call.service = .image
        priced.event.outcome.httpStatus = 200
        priced.event.statedCost = StatedCost(amount: try Money("0.006"), source: "aider")
        priced.event.metadata = JSONObject([.init(name: "trace", value: .string("t-1"))])
        try priced.event.usage.set(.videoSeconds, try ExactDecimal("5.5"))
        try priced.event.usage.set(.webSearches, ExactDecimal(2))
        priced.event.usage.attributes[.imageSize] = "1024x1024"
        priced.event.client.ip = "192.0.2.1"
        let results = try ledger.store.record([priced], at: SampleLedger.start)
        let id = try #require(priced.event.id)
        #expect(results == [.success(.recorded(id, repetition: 0))])

        let row = try #require(try ledger.store.event(id))
        #expect(row.priced == priced)
        #expect(row.kind == .usage)
        #expect(row.postingMonth == "2025-03")
        #expect(row.sequence == 1)
        #expect(row.hash.count == 64)
        #expect(row.priced.costing.cost?.total == (try Money("0.006")))
        #expect(row.priced.costing.cost?.lines.first?.multipliers.first?.name == "tier:standard")
    }

    @Test func `seconds finer than a microsecond come back to the last digit`() throws {
        let ledger = try SampleLedger()
        var priced = try PricedEvent.sample()
        try priced.event.usage.set(.audioSeconds, try ExactDecimal("1.23456789"))
        _ = try ledger.store.record([priced], at: SampleLedger.start)
        let id = try #require(priced.event.id)
        let row = try #require(try ledger.store.event(id))
        #expect(row.priced.event.usage == priced.event.usage)
    }

    @Test(arguments: [
        "UPDATE api_usage SET total_cost = 0", "DELETE FROM api_usage",
        "UPDATE api_usage SET metadata = NULL",
        "UPDATE price_terms SET body = ''", "DELETE FROM price_terms",
        "INSERT OR REPLACE INTO price_terms SELECT tenant_id, number, terms, '', '', '', 'x' FROM price_terms",
        "INSERT OR REPLACE INTO price_terms SELECT tenant_id, 7, terms, '', '', '', 'x' FROM price_terms",
        "INSERT OR REPLACE INTO api_usage SELECT * FROM api_usage",
        "INSERT OR REPLACE INTO api_usage (rowid, \(Column.list)) SELECT rowid, 'eve', \(Column.listAfterTenant) "
            + "FROM api_usage",
    ])
    func `rows refuse to be changed or deleted`(statement: String) throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record([.sample()], at: SampleLedger.start)
        let before = try ledger.cells("SELECT * FROM api_usage, price_terms")
        let error = #expect(throws: SQLError.self) { try ledger.tamper(statement) }
        #expect(error?.code == .refused)
        #expect(try ledger.cells("SELECT * FROM api_usage, price_terms") == before)
    }

    @Test(arguments: [
        ("input_tokens", "-1"), ("total_cost", "-1"), ("total_cost", "1"), ("sign", "-1"), ("kind", "'gift'"),
        ("status", "'fine'"), ("unpriced_reason", "'unknown_model'"), ("id", "x'00'"), ("tenant_id", "''"),
        ("latency_ms", "'soon'"), ("posting_month", "202513"), ("http_status", "42"), ("corrects", "id"),
    ])
    func `the schema itself refuses impossible rows`(column: String, value: String) throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record([.sample()], at: SampleLedger.start)
        let columns = Column.stored.map {
            $0.name == column ? value : $0 == .id && column != "id" ? "zeroblob(16)" : $0.sql
        }
        let error = #expect(throws: SQLError.self) {
            try ledger.tamper(
                "INSERT INTO api_usage (\(Column.list)) SELECT \(columns.joined(separator: ", ")) FROM api_usage"
            )
        }
        #expect(error?.code == .constraint)
    }

    @Test func `the same call twice is one row`() throws {
        let ledger = try SampleLedger()
        let first = try ledger.store.record([.sample(1), .sample(2)], at: SampleLedger.start)
        let again = try ledger.store.record(
            [.sample(2), .sample(3), .sample(3)], at: SampleLedger.start.adding(seconds: 9))
        #expect(first.counts == [2, 0, 0])
        #expect(again.counts == [1, 2, 0])
        #expect(try ledger.store.answer(Query()).total.calls == 3)
    }

    @Test func `a new price is no conflict, another content is`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record([.sample(1)], at: SampleLedger.start)
        #expect(
            try ledger.store.record([.sample(1, price: "3")], at: SampleLedger.start).counts == [0, 1, 0])
        let other = try ledger.store.record([.sample(1, output: 301), .sample(2)], at: SampleLedger.start)
        #expect(other.counts == [1, 0, 1])
        guard case .failure(let error) = other[0] else { return }
        #expect(error.code == .idempotencyConflict)
        // The same id at another moment is another primary key, and still refused.
        let moved = try ledger.store.record(
            [.sample(1, seconds: 61, id: try PricedEvent.sample(1).event.id)], at: SampleLedger.start)
        #expect(moved.counts == [0, 0, 1])
    }

    @Test func `an idempotency key keeps a retry with a new id from counting twice`() throws {
        let ledger = try SampleLedger()
        var one = try PricedEvent.sample(1)
        one.event.idempotencyKey = "order-7"
        one.event.id = nil
        let first = try ledger.store.record([one], at: SampleLedger.start)
        let again = try ledger.store.record([one], at: SampleLedger.start)
        guard case .success(.recorded(let id, _)) = first[0] else {
            Issue.record("\(first)")
            return
        }
        #expect(again == [.success(.unchanged(id))])
        one.event.usage = try Usage([.inputTokens: 1])
        #expect(try ledger.store.record([one], at: SampleLedger.start).counts == [0, 0, 1])
    }

    @Test func `the caller's own words decide where the moment is ours`() throws {
        let ledger = try SampleLedger()
        var now = try PricedEvent.sample(1)
        now.event.idempotencyKey = "k"
        var later = now
        later.event.occurredAt = now.event.occurredAt.adding(seconds: 5)
        let body = #"{"model":"gpt-4o"}"#
        #expect(
            try ledger.store.record([Submission(now, body: body)], at: SampleLedger.start).counts == [
                1, 0, 0,
            ])
        #expect(
            try ledger.store.record([Submission(later, body: body)], at: SampleLedger.start).counts == [
                0, 1, 0,
            ])
        #expect(
            try ledger.store.record([Submission(later, body: body + " ")], at: SampleLedger.start).counts == [
                0, 0, 1,
            ])
        // The same id under the same words, without a key.
        var plain = try PricedEvent.sample(2)
        #expect(
            try ledger.store.record([Submission(plain, body: body)], at: SampleLedger.start).counts == [
                1, 0, 0,
            ])
        plain.event.occurredAt = plain.event.occurredAt.adding(seconds: 5)
        #expect(
            try ledger.store.record([Submission(plain, body: body)], at: SampleLedger.start).counts == [
                0, 1, 0,
            ])
    }

    @Test func `one bad call keeps no good one back`() throws {
        let ledger = try SampleLedger()
        var negative = try PricedEvent.sample(1)
        negative.event.outcome.latencyMs = -5
        var status = try PricedEvent.sample(2)
        status.event.outcome.httpStatus = 7
        var tenant = try PricedEvent.sample(3)
        tenant.event.attribution.tenant = ""
        var credit = try PricedEvent.sample(4)
        credit.event.statedCost = StatedCost(amount: try Money("-1"), source: "log")
        var dear = try PricedEvent.sample(5)
        let line = try CostLine.sample("input", .input, count: 1, amount: "9000000", per: 1)
        dear.costing = .priced(Cost(lines: [line, line], price: .sample("gpt-4o")))
        let results = try ledger.store.record(
            [negative, status, .sample(9), tenant, credit, dear], at: SampleLedger.start)
        let codes = results.map { result in
            guard case .failure(let error) = result else { return "recorded" }
            return error.code.name
        }
        #expect(
            codes == [
                "impossible_event", "impossible_event", "recorded", "impossible_event", "impossible_event",
                "cost_out_of_range",
            ])
        #expect(try ledger.store.verify().rows == 1)
    }

    @Test func `tenants do not see each other's rows`() throws {
        let ledger = try SampleLedger()
        var other = try PricedEvent.sample(1)
        other.event.attribution.tenant = "other"
        let results = try ledger.store.record([.sample(1), other, .sample(2)], at: SampleLedger.start)
        #expect(results.counts == [3, 0, 0])
        #expect(try ledger.store.tenants() == ["default", "other"])
        #expect(try ledger.store.answer(Query(tenant: "other")).total.calls == 1)
        #expect(try ledger.store.answer(Query()).total.calls == 2)
        let proof = try ledger.store.verify()
        #expect(proof.flaws == [])
        #expect(proof.rows == 3)
    }

    @Test func `more models than are kept at hand lose no terms and no colour`() throws {
        let ledger = try SampleLedger()
        let calls = try (0..<120).map { try PricedEvent.sample($0, model: "model-\($0 % 40)") }
        #expect(try ledger.store.record(calls, at: SampleLedger.start).counts == [120, 0, 0])
        #expect(try ledger.cells("SELECT COUNT(*) FROM price_terms") == [[40]])
        #expect(try ledger.store.seriesOrder().map(\.model) == (0..<40).map { "model-\($0)" })
        #expect(try ledger.store.verify().isSound)
        var models: [String?] = []
        try ledger.store.rows { models.append($0.priced.costing.cost?.price.modelID) }
        #expect(models == calls.map(\.event.call.requestedModel))
    }
}
