import Foundation
import TestSupport
import Testing
import UsageLedger

struct LedgerTests {
    @Test func `a file that cannot be opened is said in words, with what to do`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("notes.txt")
        try String(repeating: "no database\n", count: 100).write(
            toFile: path, atomically: true, encoding: .utf8)
        for open in [{ try Ledger(path: path) }, { try Ledger(reading: path) }] {
            let error = #expect(throws: (any Error).self) { _ = try open() }
            let fault = error as? any UsageFault
            #expect(fault?.code == FaultCode("not_a_database", .io))
            #expect(fault?.hint != nil)
        }
        let error = #expect(throws: (any Error).self) { try Ledger(path: folder.path(".")) }
        #expect((error as? any UsageFault)?.code == FaultCode("cannot_open", .io))
    }

    private static func call(_ model: String = "gpt-4o", input: Int = 1_200, output: Int = 350) throws
        -> UsageEvent
    {
        UsageEvent(
            occurredAt: try Instant("2026-11-20T12:00:00Z"), provider: Provider(named: "openai"),
            model: model,
            usage: try Usage([.inputTokens: input, .outputTokens: output]))
    }

    @Test func `a call is priced exactly, durable and explained`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("ledger.sqlite")
        let receipt = try Ledger(path: path).record(try Self.call())
        #expect(receipt.costing.cost?.total.description == "0.0065")
        let row = try #require(try Ledger(reading: path).row(receipt.id))
        #expect(row.priced.costing.cost == receipt.costing.cost)
        #expect(row.priced.costing.cost?.lines.count == 2)
        #expect(row.priced.event.call.requestedModel == "gpt-4o")
    }

    @Test func `an unknown model is recorded without a cost, never with zero`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let receipt = try ledger.record(try Self.call("gpt-9-imaginary"))
        #expect(receipt.costing.unpricedReason?.kind == .unknownModel)
        let total = try ledger.answer(Query()).total
        #expect(total.calls == 1)
        #expect(total.unpricedCalls == ["unknown_model": 1])
    }

    @Test func `a request that was refused and used nothing is explicitly free`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        var event = try Self.call()
        event.usage = Usage()
        event.usageState = .absent
        event.outcome.status = .error
        event.outcome.httpStatus = 429
        #expect(ledger.price(event).cost?.total == .zero)
        event.outcome.status = .success
        event.outcome.httpStatus = 200
        #expect(ledger.price(event).unpricedReason?.kind == .usageMissing)
    }

    @Test func `the same key twice is one row, another call under it a conflict`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        var event = try Self.call()
        event.idempotencyKey = "order-1"
        let first = try ledger.record(event)
        #expect(try ledger.record(event).outcome == .unchanged(first.id))
        event.call.requestedModel = "gpt-4o-mini"
        let error = #expect(throws: RecordFault.self) { try ledger.record(event) }
        #expect(error?.code.name == "idempotency_conflict")
        #expect(try ledger.answer(Query()).total.calls == 1)
    }

    @Test func `a ledger that is not there is an error with a hint, not a new file`() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: LedgerError.self) { try Ledger(reading: folder.path("none.sqlite")) }
        #expect(error?.code == .ledgerMissing)
        #expect(error?.hint != nil)
    }

    @Test func `a review adds up to the rows and compares the same days`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        var events: [UsageEvent] = []
        for day in 0..<40 {
            var event = try Self.call(day % 2 == 0 ? "gpt-4o" : "o3", input: 1_000 * (day + 1))
            event.occurredAt = try Instant("2026-10-01T10:00:00Z").adding(seconds: Int64(day) * 86_400)
            events.append(event)
        }
        _ = try ledger.record(events)
        let period = try Period("2026-11", zone: .utc)
        let review = try ledger.review(period, at: try Instant("2026-11-06T01:00:00Z"))
        #expect(review.through.description == "2026-11-05")
        #expect(review.comparedWith.description == "2026-10-01..2026-10-05")
        #expect(review.total.calls == 5)
        let sum = review.models.reduce(Money.zero) { $0 + $1.current }
        #expect(sum == review.total.cost)
    }
}
