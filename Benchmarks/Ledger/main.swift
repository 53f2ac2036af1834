import CLedgerFloor
import Foundation
import UsageLedger
import UsageModel

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

/// Whether the words after the command choose a measurement.
func isChosen(_ name: String) -> Bool {
    let words = CommandLine.arguments.dropFirst()
    return words.isEmpty || words.contains { name.contains($0) }
}

/// Prints a measurement's line and returns the median of work a second; nil where nobody asked for it.
@discardableResult
func measure(_ name: String, _ unit: String, count: Int, rounds: Int = 5, _ body: (Int) throws -> Void)
    rethrows -> Double?
{
    guard isChosen(name) else { return nil }
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
    return rates.sorted()[rates.count / 2]
}

/// A text call as a gateway records it.
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
func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

/// The bytes that a row takes in a file of its own with all indexes.
func bytesPerRow(_ name: String, count: Int, _ change: (Int, inout UsageEvent) -> Void) throws {
    guard isChosen("bytes") else { return }
    let file = path(name.replacing(" ", with: "-"))
    // The ledger goes before the file is looked at: the last to close empties the write-ahead log into it.
    func fill() throws {
        let ledger = try Ledger(path: file)
        for start in stride(from: 0, to: count, by: 10_000) {
            _ = try ledger.record(
                try (start..<start + 10_000).map {
                    var event = try call($0)
                    change($0, &event)
                    return event
                })
        }
    }
    try fill()
    let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
    print("bytes a row, \(name): \(size / count)")
}

let (batch, rounds) = (10_000, 5)
let batches = try (0..<rounds).map { round in try (0..<batch).map { try call(round * batch + $0) } }

/// Fills a ledger in batches and puts the rate beside that of a bare C loop over the same rows.
func measureInsert() throws {
    let name = "price and record, 10,000 a transaction"
    guard isChosen(name) else { return }
    let source = path("insert.sqlite")
    func fill() throws -> Double? {
        let ledger = try Ledger(path: source)
        return try measure(name, "rows/s", count: batch, rounds: rounds) {
            _ = try ledger.record(batches[$0])
        }
    }
    let own = try fill()
    var rows: Int32 = 0
    var rates: [Double] = []
    for round in 0..<rounds {
        let seconds = unsafe floor_insert(source, path("floor-\(round).sqlite"), 10_000, 1_000_000, &rows)
        if seconds > 0 { rates.append(Double(rows) / seconds) }
    }
    guard let own, !rates.isEmpty else { return }
    let floor = Measurement(name: "the same rows by a bare C loop", unit: "rows/s", rates: rates)
    print(floor.line())
    let ratio = own / rates.sorted()[rates.count / 2]
    print("ours beside the C loop: \(ratio.formatted(.number.precision(.fractionLength(2))))")
}

let ledger = try Ledger(path: path("ledger.sqlite"))
for batch in batches where isChosen("month") || isChosen("verify") || isChosen("export") {
    _ = try ledger.record(batch)
}
measure("price a call, name resolved", "calls/s", count: 20 * batch) { _ in
    for _ in 0..<20 { for event in batches[0] { _ = ledger.price(event) } }
}
try measureInsert()
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
for form in ExportForm.allCases {
    try measure("export \(form)", "rows/s", count: rows, rounds: 3) { _ in
        try ledger.export(form, write: { _ in })
    }
}
try bytesPerRow("text call", count: 50_000) { _, _ in }
try bytesPerRow("text call with an idempotency key", count: 50_000) { number, event in
    event.idempotencyKey = "request-\(number)"
}
try bytesPerRow("text call of a chat with request and response ids", count: 50_000) { number, event in
    event.attribution.chat = "chat-\(number / 7)"
    event.call.requestID = "req_011CS\(number)abcdefghijk"
    event.call.responseID = "msg_01\(number)abcdefghijklmn"
    event.outcome.latencyMs = 1_000 + number % 9_000
    event.outcome.httpStatus = 200
}
print("rows in the ledger: \(rows)")
