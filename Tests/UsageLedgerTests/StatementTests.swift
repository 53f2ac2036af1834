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

    @Test func `tokens and costs of Anthropic's Console tie to the calls, whatever each calls the model`()
        throws
    {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        try ledger.record(
            UsageEvent(
                occurredAt: try Instant("2026-08-04T10:00:00Z"), provider: Provider(named: "anthropic"),
                model: "claude-haiku-4-5-20251001",
                usage: try Usage([
                    .inputTokens: 150_000, .cacheReadTokens: 100_000, .outputTokens: 4000,
                ])))
        let tokens = """
            usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,\
            usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count
            2026-08-04,claude-haiku-4-5-20251001,k,Default,standard,50000,0,0,100000,4000,0

            """
        let costs = """
            usage_date_utc,model,workspace,api_key,usage_type,token_type,cost_usd
            2026-08-04,Claude Haiku 4.5,Default,k,message,input_no_cache,0.05
            2026-08-04,Claude Haiku 4.5,Default,k,message,input_cache_read,0.01
            2026-08-04,Claude Haiku 4.5,Default,k,message,output,0.02

            """
        for text in [tokens, costs, costs] { _ = try ledger.importCalls(from: Self.source(text)) }
        let result = try #require(try ledger.reconcileStatements())
        #expect(result.models.map(\.model) == ["claude-haiku-4-5"])
        #expect(result.total.billed?.description == "0.08")
        #expect(result.total.difference?.description == "0")
        #expect(result.total.statedTokens == 154_000)
        #expect(result.total.tokens == 154_000)
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
