import Synchronization
import TestSupport
import Testing
import UsageCommandLine

@Suite struct ProgressBarTests {
    @Test func `a bar shows share, time left, amount, rate and detail as far as they fit`() {
        var bar = ProgressBar("importing calls.jsonl", total: 27_000, unit: .items("rows"), columns: 100)
        #expect(bar.line(done: 100, elapsed: .milliseconds(100)) == nil)
        #expect(
            bar.line(done: 5400, detail: "3 bad", elapsed: .seconds(1))
                == "importing calls.jsonl  [====                ]  20 %  ETA 0:04"
                + "  5,400 of 27,000 rows  5,400/s  3 bad")
        #expect(bar.line(done: 5500, elapsed: .milliseconds(1050)) == nil)
        var narrow = ProgressBar("importing calls.jsonl", total: 27_000, unit: .items("rows"), columns: 60)
        #expect(
            narrow.line(done: 5400, detail: "3 bad", elapsed: .seconds(1))
                == "importing calls.jsonl  [===               ]  20 %  ETA 0:04")
    }

    @Test func `without a total there is a count, the time and a rate`() {
        var bar = ProgressBar("reading", total: nil, unit: .bytes, columns: 80)
        #expect(bar.line(done: 12_345_678, elapsed: .seconds(2)) == "reading  12.3 MB  0:02  6.2 MB/s")
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (999_949, "999.9 kB"), (999_950, "1.0 MB"),
        (Int.max, "9.2 EB"), (Int.min, "-9.2 EB"),
    ])
    func `bytes are short`(_ count: Int, _ expected: String) {
        #expect(ProgressBar.bytes(count) == expected)
    }

    @Test(arguments: [
        (0, "0"), (-1234, "-1,234"), (123_456, "123,456"), (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func `thousands are set apart`(_ count: Int, _ expected: String) {
        #expect(ProgressBar.grouped(count) == expected)
    }

    @Test(
        arguments: [
            (0, "0:00"), (59.6, "1:00"), (75, "1:15"), (3675, "1:01:15"), (400_000, "over 99 h"),
            (.infinity, "over 99 h"), (-5, "0:00"),
        ] as [(Double, String)])
    func `times are written as on a clock`(_ seconds: Double, _ expected: String) {
        #expect(ProgressBar.clock(seconds: seconds) == expected)
    }

    @Test func `random work never breaks the line or runs past the end`() throws {
        try forAll(seeds: 0..<500) { random in
            let columns = 12 + random.below(120)
            let total = random.pick([nil, 0, 1, 1000, Int.max])
            let label = String(repeating: "ab é", count: random.below(12))
            var bar = ProgressBar(
                label, total: total, unit: random.pick([.bytes, .items("rows")]), columns: columns)
            var elapsed = Duration.zero
            for _ in 0..<20 {
                elapsed += .milliseconds(random.below(5000))
                let done = random.pick([0, 1, 999, Int.max, -1])
                guard let line = bar.line(done: done, detail: "x\n", elapsed: elapsed) else { continue }
                if DisplayText(line).columns >= max(columns, 11) || line.contains("\n") {
                    throw Overlong(line: line, columns: columns)
                }
            }
        }
    }

    @Test func `a line draws at most ten times a second and is gone at the end`() {
        let recorded = RecordedConsole()
        let console = recorded.console(Console.Terminal(columns: 80, hasStatusLine: true))
        let clock = Mutex(Duration.zero)
        let line = ProgressLine(on: console, "importing", total: 100_000, unit: .items("rows")) {
            clock.withLock { $0 }
        }
        for done in 0..<100_000 {
            clock.withLock { $0 += .microseconds(20) }
            line.update(done: done)
        }
        line.finish()
        let drawn = recorded.talk.split(separator: "\r").count
        #expect(drawn > 10)
        #expect(drawn <= 21)
        #expect(recorded.talk.hasSuffix("\r\u{1b}[K"))
    }

    private struct Overlong: Error {
        var line: String
        var columns: Int
    }
}
