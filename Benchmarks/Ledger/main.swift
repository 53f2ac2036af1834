import Foundation
import UsageLedger

// Measures what a user waits for, on a ledger in a temporary folder. Each figure is the median of several rounds with
// the least and the most beside it; machines are noisy, so compare figures of one run only. Words after the command choose
// the measurements whose names hold one of them, as for a profiler: `LedgerBenchmark transaction`.

struct Measurement {
    let name: String
    let unit: String
    /// Work per second in each round.
    let rates: [Double]

    func line() -> String {
        let sorted = rates.sorted()
        let figures = [sorted[sorted.count / 2], sorted[0], sorted[sorted.count - 1]].map { rate in
            rate.formatted(
                .number.precision(.fractionLength(0)).grouping(.automatic).locale(Locale(identifier: "en")))
        }
        let padding = String(repeating: " ", count: max(1, 44 - name.count))
        return "\(name)\(padding)\(figures[0]) \(unit) (\(figures[1]) to \(figures[2]))"
    }
}

func measure(_ name: String, _ unit: String, count: Int, rounds: Int = 5, _ body: (Int) throws -> Void)
    rethrows
{
    let words = CommandLine.arguments.dropFirst()
    guard words.isEmpty || words.contains(where: { name.contains($0) }) else { return }
    var rates: [Double] = []
    for round in 0..<rounds {
        let clock = ContinuousClock()
        let start = clock.now
        try body(round)
        let duration = start.duration(to: clock.now)
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
        rates.append(Double(count) / seconds)
    }
    print(Measurement(name: name, unit: unit, rates: rates).line())
}

func call(_ number: Int) throws -> UsageEvent {
    let models = [("openai", "gpt-4o"), ("anthropic", "claude-sonnet-4-5"), ("google", "gemini-2.5-pro")]
    let (provider, model) = models[number % models.count]
    return UsageEvent(
        occurredAt: try Instant("2026-10-01").adding(seconds: Int64(number % 2_592_000)),
        provider: Provider(named: provider), model: model,
        usage: try Usage([
            .inputTokens: 1_000 + number % 5_000, .cacheReadTokens: number % 1_000,
            .outputTokens: number % 700,
        ]), attribution: Attribution(user: "user-\(number % 200)"))
}

let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "usageledger-benchmark-\(UUID().uuidString)")
defer { try? FileManager.default.removeItem(at: folder) }
let ledger = try Ledger(path: folder.appendingPathComponent("ledger.sqlite").path)

let batch = 10_000
let calls = try (0..<batch).map(call)
measure("price a call, name resolved", "calls/s", count: 20 * batch) { _ in
    for _ in 0..<20 { for event in calls { _ = ledger.price(event) } }
}
try measure("price and record, 10,000 a transaction", "rows/s", count: batch) { round in
    _ = try ledger.record(
        try (0..<batch).map { try call(round * batch + $0) })
}
try measure("price and record, one durable commit each", "rows/s", count: 500, rounds: 3) { round in
    for number in 0..<500 { try ledger.record(try call(1_000_000 + round * 500 + number)) }
}
let rows = try ledger.rowCount()
let month = try Period("2026-10", zone: .utc)
try measure("a month's table by day, provider and model", "rows/s", count: rows) { _ in
    _ = try ledger.answer(
        Query(span: month.instants, groups: [.provider, .model], bucket: .init(.day, zone: .utc)))
}
try measure("verify", "rows/s", count: rows, rounds: 3) { _ in _ = try ledger.verify() }
print("rows in the ledger: \(rows)")
