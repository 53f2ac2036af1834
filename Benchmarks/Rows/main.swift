import Foundation
import UsageLedger

// Fills a ledger for the measurements of `Benchmarks/Peers/ledger`, and asks it what a report asks.
//
//   LedgerRows fill FILE FIRST COUNT ALL        records calls FIRST ..< FIRST + COUNT of ALL, 10,000 a transaction
//   LedgerRows queries FILE DAY ZONE ROUNDS     asks what a report of the 30 days before DAY asks
//
// Each prints one line of JSON.

struct BadWords: Error {}

/// Seconds that have passed on the wall and on the process's own clock.
struct Stopwatch {
    private let wall = ContinuousClock().now
    private let cpu = Stopwatch.processSeconds

    private static var processSeconds: Double {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    var seconds: (wall: Double, cpu: Double) {
        let duration = wall.duration(to: ContinuousClock().now).components
        return (
            Double(duration.seconds) + Double(duration.attoseconds) * 1e-18, Self.processSeconds - cpu
        )
    }
}

func printLine(_ pairs: KeyValuePairs<String, Double>) {
    let texts = pairs.map { "\"\($0.key)\":\($0.value)" }
    print("{\(texts.joined(separator: ","))}")
}

/// Makes the calls before the clock runs: a gateway has them already.
func fill(_ ledger: Ledger, _ mix: CallMix, first: Int, count: Int) throws {
    let batch = 10_000
    var spent = (wall: 0.0, cpu: 0.0)
    var (next, end) = (first, first + count)
    while next < end {
        let calls = try (next..<min(next + batch, end)).map { try mix.call($0) }
        let watch = Stopwatch()
        for result in try ledger.record(calls) { _ = try result.get() }
        spent.wall += watch.seconds.wall
        spent.cpu += watch.seconds.cpu
        next += batch
    }
    printLine(["rows": Double(count), "seconds": spent.wall, "cpu": spent.cpu])
}

func queries(_ ledger: Ledger, before day: CivilDate, zone: Zone, rounds: Int) throws {
    let period = Period(.range, first: day.adding(days: -30), last: day.adding(days: -1), zone: zone)
    let (span, before) = (period.instants, period.previous.instants)
    var latency = Query(span: span, groups: [.model])
    latency.hasLatency = true
    let questions: [(name: String, query: Query)] = [
        ("models", Query(span: span, groups: [.provider, .model], order: .cost)),
        ("before", Query(span: before, groups: [.provider, .model], order: .cost)),
        (
            "days",
            Query(span: span, groups: [.provider, .model], bucket: .init(.day, zone: zone))
        ),
        ("teams", Query(span: span, groups: [.team], order: .cost)),
        ("teams_before", Query(span: before, groups: [.team], order: .cost)),
        ("users", Query(span: span, groups: [.user], order: .cost)),
        ("errors", Query(span: span, groups: [.status], bucket: .init(.day, zone: zone))),
        ("latency", latency),
    ]
    var medians: [(name: String, ms: Double)] = []
    var totals: [Double] = []
    var all: [[Double]] = Array(repeating: [], count: questions.count)
    for _ in 0..<rounds {
        var sum = 0.0
        for (index, question) in questions.enumerated() {
            let watch = Stopwatch()
            _ = try ledger.answer(question.query)
            let milliseconds = watch.seconds.wall * 1000
            all[index].append(milliseconds)
            sum += milliseconds
        }
        totals.append(sum)
    }
    for (index, question) in questions.enumerated() {
        medians.append((question.name, all[index].sorted()[rounds / 2]))
    }
    let texts = medians.map { "\"\($0.name)\":\($0.ms)" }
    print("{\"total\":\(totals.sorted()[rounds / 2]),\(texts.joined(separator: ","))}")
}

let words = Array(CommandLine.arguments.dropFirst())
func number(_ index: Int) throws -> Int {
    guard words.indices.contains(index), let number = Int(words[index]) else { throw BadWords() }
    return number
}
guard words.count >= 2 else { throw BadWords() }
let ledger = try Ledger(path: words[1])
switch words[0] {
case "fill":
    try fill(ledger, CallMix(count: number(4)), first: number(2), count: number(3))
case "queries":
    guard words.count == 5, let day = CivilDate(words[2]) else { throw BadWords() }
    try queries(ledger, before: day, zone: try Zone(named: words[3]), rounds: number(4))
default: throw BadWords()
}
