import Foundation
import TestSupport
import Testing
import UsageCommandLine
import UsageLedger
import UsageModel
import UsageReporting

@Suite struct ReportAgreementTests {
    @Test func `a call that comes while a report is made ends it, and no file is written`() throws {
        let run = try CommandRun()
        _ = run("import", "-", input: CommandRun.calls)
        let ledger = try Ledger(path: run.ledger)
        let prepared = try ledger.prepareReport(
            ReportRequest(
                period: Period(.month, containing: try #require(CivilDate("2025-03-01")), zone: .utc),
                generatedAt: Instant(seconds: 1_743_500_000), producer: "test"))
        let late = """
            {"occurred_at":"2025-03-05T12:00:00Z","provider":"openai","model":"gpt-4o","usage":{"input_tokens":9}}

            """
        _ = run("import", "-", input: late)
        let error = #expect(throws: (any Error).self) {
            _ = try prepared.exports()
        }
        #expect((error as? any UsageFault)?.code.name == "totals_differ")
    }

    @Test func `a dimension is refused where a chart has none`() throws {
        let outcome = try CommandRun()("chart", "daily", "--period", "2025-03", "--by", "team")
        #expect(outcome.code == .usage)
        #expect(outcome.talk.contains("`--by` is for movers and ranking, not for daily"))
    }
}
