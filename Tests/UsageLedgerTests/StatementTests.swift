import TestSupport
import Testing
import UsageLedger
import UsageModel

/// What providers bill, beside the calls of a ledger.
struct StatementTests {
    private static func source(_ text: String, asCalls: Bool = false) -> CallSource {
        var bytes: [UInt8]? = Array(text.utf8)
        var source = CallSource(name: "costs.json") {
            defer { bytes = nil }
            return bytes
        }
        source.makesCallsOfStatements = asCalls
        return source
    }

    /// Buckets of days from 2026-08-01 with the costs of gpt-4o.
    private static func costs(_ amounts: String...) -> String {
        let buckets = amounts.enumerated().map { day, amount in
            #"{"start_time":\#(1_785_542_400 + day * 86_400),"end_time":\#(1_785_628_800 + day * 86_400),"results":[{"object":"#
                + #""organization.costs.result","amount":{"value":\#(amount),"currency":"usd"},"line_item":"gpt-4o-2024-08-06, input"}]}"#
        }
        return #"{"object":"page","data":[\#(buckets.joined(separator: ","))]}"#
    }

    private static func call(at moment: String, input: Int) throws -> UsageEvent {
        UsageEvent(
            occurredAt: try Instant(moment), provider: Provider(named: "openai"), model: "gpt-4o",
            usage: try Usage([.inputTokens: input]))
    }

    @Test func `a statement is no call, and imported twice it is there once`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let first = try ledger.importCalls(from: Self.source(Self.costs("0.06", "1.5")))
        #expect(first.isStatement)
        #expect(first.recorded == 2)
        #expect(first.billed.description == "1.56")
        #expect(try ledger.rowCount() == 0)
        let again = try ledger.importCalls(from: Self.source(Self.costs("0.06", "1.5")))
        #expect(again.recorded == 0)
        #expect(again.unchanged == 2)
        #expect(try ledger.statements().map { $0.amount?.description } == ["0.06", "1.5"])
        #expect(try ledger.verify().isSound)
    }

    @Test func `of several imports the last one that speaks of a day stands`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        for text in [Self.costs("0.06", "0.5", "9"), Self.costs("0.06", "1.5")] {
            _ = try ledger.importCalls(from: Self.source(text))
        }
        #expect(try ledger.statements().map { $0.amount?.description } == ["0.06", "1.5", "9"])
        let span = try Instant("2026-08-02")..<Instant("2026-08-03")
        #expect(try ledger.statements(in: span).map { $0.amount?.description } == ["1.5"])
    }

    @Test func `what is billed stands beside what was recorded`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        #expect(try ledger.reconcileStatements() == nil)
        try ledger.record(Self.call(at: "2026-08-01T10:00:00Z", input: 24_000))
        try ledger.record(Self.call(at: "2026-08-02T10:00:00Z", input: 400_000))
        _ = try ledger.importCalls(from: Self.source(Self.costs("0.06", "1.5")))
        let result = try #require(try ledger.reconcileStatements())
        #expect(result.models.map(\.model) == ["gpt-4o"])
        #expect(result.days.map(\.ours.description) == ["0.06", "1"])
        #expect(result.days.map { $0.difference?.description } == ["0", "0.5"])
        #expect(try ledger.reconcile().total.calls == 2)
    }

    @Test func `as calls a statement is never counted beside recorded calls`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        try ledger.record(Self.call(at: "2026-08-01T10:00:00Z", input: 24_000))
        for expected in [1, 0] {
            let summary = try ledger.importCalls(from: Self.source(Self.costs("0.06", "1.5"), asCalls: true))
            #expect(summary.recorded == expected)
            #expect(summary.failures.map(\.code) == [.statementBesideCalls])
            #expect(summary.failures.first?.hint?.contains("--as calls") == true)
        }
        let table = try ledger.answer(Query(groups: [.action]))
        #expect(table.total.calls == 2)
        #expect(table.total.statedCost.description == "1.5")
        #expect(try ledger.statements().isEmpty)
    }

    @Test func `a dry run writes no statement`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let summary = try ledger.importCalls(from: Self.source(Self.costs("0.06")), isDryRun: true)
        #expect(summary.recorded == 1)
        #expect(try ledger.statements().isEmpty)
    }
}
