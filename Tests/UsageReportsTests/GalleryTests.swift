import Foundation
import TestSupport
import Testing
import UsageModel
import UsageReports

/// Writes reports of invented data for the eye, where `USAGELEDGER_GALLERY` names a folder.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["USAGELEDGER_GALLERY"] != nil))
struct GalleryTests {
    private func write(_ invented: Invented, to name: String) throws {
        let root = try #require(ProcessInfo.processInfo.environment["USAGELEDGER_GALLERY"])
        let folder = URL(fileURLWithPath: root).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (files, warnings) = try Report(invented.input).files()
        #expect(warnings.isEmpty)
        for file in files {
            try Data(file.bytes).write(to: folder.appendingPathComponent(file.name))
        }
    }

    private var findings: [Finding] {
        [
            Finding(
                .anomaly, headline: "Anomaly, 13 March",
                text: "gpt-5.1 at $527, 4.9× a usual Thursday. Retries from ops-nightly-batch, 61,204 calls."),
            Finding(
                .new, headline: "New", text: "marketing-autumn-campaign-2026-emea-b2b, $377 since 5 March."),
            Finding(
                .assumedPrice, headline: "Price dates",
                text: "1,204 calls are priced by a price that is not dated to their day."),
            Finding(.unpriced, headline: "Unpriced", text: "No calls without a price."),
        ]
    }

    @Test func `a busy month that is closed`() throws {
        var random = SeededRandom(seed: 7)
        var month = Invented.busy(&random, models: 9)
        let day = month.period.first.adding(days: 12)
        month.calls.append(
            Invented.Calls(
                date: day, provider: "openai", model: "gpt-5.1", cost: Invented.dollars("41.5")))
        month.anomalies = [
            Anomaly(
                date: day, cost: Invented.dollars("58.11"), usual: Invented.dollars("14.2"), cause: "gpt-5.1",
                causeCost: Invented.dollars("46.1"), causeUsual: Invented.dollars("9.4"))
        ]
        month.findings = findings
        month.headline = "March cost $389.18, up 24% on February"
        month.lead =
            "Spend from 1 to 31 March was $389.18, up 24% on February. Anthropic explains $40.12 of the "
            + "$75.30 rise. One day stands out: gpt-5.1 cost 4.9× a usual Thursday on 13 March."
        try write(month, to: "busy")
        month.budget = Invented.dollars("400")
        try write(month, to: "budget")
    }

    @Test func `a running month with a forecast`() throws {
        var random = SeededRandom(seed: 3)
        let last = Invented.march.first.adding(days: 16)
        var month = Invented.busy(&random, models: 7, through: last, scale: 4000)
        let spent = month.input.total.cost
        let days = (1...14).map { day in
            let mean = Money(picodollars: spent.picodollars / 17)
            return Forecast.Day(
                date: last.adding(days: day), mean: mean, low: Money(picodollars: mean.picodollars * 8 / 10),
                high: Money(picodollars: mean.picodollars * 12 / 10))
        }
        let total = Money(picodollars: spent.picodollars + spent.picodollars / 17 * 14)
        month.forecast = Forecast(
            days: days, total: total, low: Money(picodollars: total.picodollars * 93 / 100),
            high: Money(picodollars: total.picodollars * 107 / 100), method: "weekday profile × 28-day level")
        month.budget = Invented.dollars("38000")
        month.findings = findings
        month.headline = "March is heading for $40k, 5% over budget"
        try write(month, to: "running")
    }

    @Test func `a month with one call`() throws {
        var month = Invented.small
        month.calls = [
            Invented.Calls(
                date: month.period.first.adding(days: 4), provider: "openai", model: "gpt-4o",
                cost: Invented.dollars("0.00415"))
        ]
        month.findings = []
        month.headline = "March cost less than a cent"
        month.lead = "One call of gpt-4o cost $0.00415 on 5 March."
        try write(month, to: "one-call")
    }

    @Test func `a month without calls`() throws {
        var month = Invented.small
        month.calls = Array(month.calls.prefix(1))
        month.findings = [Finding(.quiet, headline: "Quiet", text: "No call since 10 February.")]
        month.headline = "No calls in March"
        month.lead = "The ledger has no call in March 2025. The last one was on 10 February."
        try write(month, to: "no-calls")
    }

    @Test func `a month whose calls have no price`() throws {
        var month = Invented.small
        month.calls = month.calls.filter { $0.provider == "openrouter" }
        month.headline = "No call of March has a price"
        month.lead = "All 3 calls of March 2025 are without a price."
        try write(month, to: "unpriced")
    }

    @Test func `sixty models`() throws {
        var random = SeededRandom(seed: 11)
        var month = Invented.busy(&random, models: 60, scale: 900)
        month.findings = findings + findings
        try write(month, to: "sixty")
    }

    @Test func `a small month with odd names`() throws {
        try write(Invented.small, to: "small")
    }
}
