import Foundation
import SQLDatabase
import SQLite
import TestSupport
import Testing
import UsageLedger

struct TrackerTests {
    private static let moment = Instant(microseconds: 1_790_000_000_000_000)

    private static func event(_ index: Int) throws -> UsageEvent {
        var event = UsageEvent(
            occurredAt: moment.adding(seconds: Int64(index)), provider: Provider(named: "openai"),
            model: "gpt-4o", usage: try Usage([.inputTokens: 1_000, .outputTokens: 100]))
        event.attribution.user = "user-\(index)"
        return event
    }

    private static func rows(_ path: String) throws -> Int { try Ledger(reading: path).rowCount() }

    private static func options(_ change: (inout TrackerOptions) -> Void = { _ in }) -> TrackerOptions {
        var options = TrackerOptions()
        options.lockedWaitMs = 20
        options.retryMs = 20
        change(&options)
        return options
    }

    /// Every call has an account.
    private static func expectAccount(_ report: TrackerReport) {
        #expect(
            report.tracked
                == report.waiting + report.recorded + report.spilled + report.refused + report.dropped)
    }

    @Test func `tracked calls become priced rows`() throws {
        let folder = try TemporaryFolder()
        let tracker = Tracker(path: folder.path("ledger.sqlite"))
        for index in 0..<1_200 { tracker.track(try Self.event(index)) }
        #expect(tracker.flush(timeoutSeconds: 60))
        let report = tracker.report
        #expect(report.recorded == 1_200)
        #expect(report.trouble == nil)
        Self.expectAccount(report)
        tracker.close()
        let total = try Ledger(reading: tracker.path).answer(Query()).total
        #expect(total.calls == 1_200)
        // 1,000 at 2.50 and 100 at 10 dollars per million.
        #expect(total.cost.description == "4.2")
        #expect(!FileManager.default.fileExists(atPath: tracker.path + ".spill"))
    }

    @Test func `a tracker that goes out of scope writes what waits`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("ledger.sqlite")
        do {
            let tracker = Tracker(path: path)
            for index in 0..<50 { tracker.track(try Self.event(index)) }
        }
        // The worker may be the last who holds the tracker.
        for _ in 0..<1_000 where (try? Self.rows(path)) != 50 { Thread.sleep(forTimeInterval: 0.01) }
        #expect(try Self.rows(path) == 50)
    }

    @Test func `calls of many threads are recorded once each`() async throws {
        let folder = try TemporaryFolder()
        let tracker = Tracker(path: folder.path("ledger.sqlite"))
        let events = try (0..<800).map(Self.event)
        await withTaskGroup { group in
            for lane in 0..<8 {
                group.addTask { for index in 0..<100 { tracker.track(events[lane * 100 + index]) } }
            }
        }
        tracker.close()
        #expect(tracker.report.recorded == 800)
        #expect(try Self.rows(tracker.path) == 800)
    }

    @Test func `while the ledger is locked calls wait in the spill file, and each is recorded once`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("ledger.sqlite")
        _ = try Ledger(path: path)
        let tracker = Tracker(path: path, tracking: Self.options())
        let other = try SQLiteDatabase(path: path)
        try other.write { connection in
            try connection.run("UPDATE ledger SET created_at = created_at", [])
            for index in 0..<30 { tracker.track(try Self.event(index)) }
            #expect(tracker.flush(timeoutSeconds: 60))
            let report = tracker.report
            #expect(report.spilled == 30)
            #expect(report.recorded == 0)
            #expect(report.trouble != nil)
            Self.expectAccount(report)
        }
        tracker.track(try Self.event(30))
        Thread.sleep(forTimeInterval: 0.05)
        #expect(tracker.flush(timeoutSeconds: 60))
        #expect(tracker.report.recorded == 31)
        #expect(tracker.report.spilled == 0)
        #expect(tracker.report.trouble == nil)
        tracker.close()
        #expect(try Self.rows(path) == 31)
        #expect(!FileManager.default.fileExists(atPath: path + ".spill"))
    }

    @Test func `a ledger that cannot be made is tried again`() throws {
        let folder = try TemporaryFolder()
        let obstacle = folder.path("house")
        try Data().write(to: URL(fileURLWithPath: obstacle))
        let path = obstacle + "/ledger.sqlite"
        let tracker = Tracker(path: path, tracking: Self.options { $0.spillFolder = folder.path("spill") })
        for index in 0..<10 { tracker.track(try Self.event(index)) }
        #expect(tracker.flush(timeoutSeconds: 60))
        #expect(tracker.report.spilled == 10)
        try FileManager.default.removeItem(atPath: obstacle)
        Thread.sleep(forTimeInterval: 0.05)
        tracker.close()
        Self.expectAccount(tracker.report)
        #expect(tracker.report.recorded == 10)
        #expect(try Self.rows(path) == 10)
    }

    @Test func `a ledger that is deleted under the tracker takes no more rows that nobody sees`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("ledger.sqlite")
        let tracker = Tracker(path: path, tracking: Self.options())
        tracker.track(try Self.event(0))
        #expect(tracker.flush(timeoutSeconds: 60))
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        tracker.track(try Self.event(1))
        tracker.track(try Self.event(2))
        #expect(tracker.flush(timeoutSeconds: 60))
        Thread.sleep(forTimeInterval: 0.05)
        tracker.close()
        #expect(tracker.report.recorded == 3)
        #expect(try Self.rows(path) == 2)
    }

    @Test func `what a process left in its spill file the next one records`() throws {
        let folder = try TemporaryFolder()
        let spill = folder.path("spill")
        do {
            let file = folder.path("file")
            try Data().write(to: URL(fileURLWithPath: file))
            let tracker = Tracker(
                path: file + "/ledger.sqlite", tracking: Self.options { $0.spillFolder = spill })
            for index in 0..<10 { tracker.track(try Self.event(index)) }
            tracker.close()
            #expect(tracker.report.spilled == 10)
        }
        let path = folder.path("ledger.sqlite")
        let tracker = Tracker(path: path, tracking: Self.options { $0.spillFolder = spill })
        tracker.track(try Self.event(10))
        tracker.close()
        #expect(tracker.report.recovered == 10)
        #expect(tracker.report.recorded == 1)
        #expect(try Self.rows(path) == 11)
        #expect(!FileManager.default.fileExists(atPath: spill))
    }

    @Test func `calls that find no room are counted, reported and written down`() throws {
        let folder = try TemporaryFolder()
        let file = folder.path("file")
        try Data().write(to: URL(fileURLWithPath: file))
        let spill = folder.path("spill")
        let tracker = Tracker(
            path: file + "/ledger.sqlite",
            tracking: Self.options {
                $0.spillFolder = spill
                $0.spillBytesMax = 1_000
            })
        for index in 0..<50 { tracker.track(try Self.event(index)) }
        tracker.flush(timeoutSeconds: 60)
        tracker.close()
        let report = tracker.report
        Self.expectAccount(report)
        #expect(report.dropped > 0)
        #expect(report.spilled > 0)
        let notes = try String(contentsOfFile: spill + "/dropped.jsonl", encoding: .utf8)
        let counts = notes.split(separator: "\n").compactMap {
            $0.firstMatch(of: /"dropped":(\d+)/).flatMap { Int($0.1) }
        }
        #expect(counts.reduce(0, +) == report.dropped)
    }

    @Test func `a full queue drops and counts, and does not wait`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("ledger.sqlite")
        _ = try Ledger(path: path)
        let tracker = Tracker(
            path: path,
            tracking: Self.options {
                $0.queueMax = 10
                $0.lockedWaitMs = 500
            })
        try SQLiteDatabase(path: path).write { connection in
            try connection.run("UPDATE ledger SET created_at = created_at", [])
            for index in 0..<100 { tracker.track(try Self.event(index)) }
            #expect(tracker.report.dropped > 0)
            Self.expectAccount(tracker.report)
        }
        tracker.close()
        Self.expectAccount(tracker.report)
        #expect(tracker.report.waiting == 0)
    }

    @Test func `no secret reaches the spill file`() throws {
        let folder = try TemporaryFolder()
        let file = folder.path("file")
        try Data().write(to: URL(fileURLWithPath: file))
        let spill = folder.path("spill")
        let secret = "sk-proj-" + String(repeating: "A1b2", count: 10)
        var event = try Self.event(0)
        event.metadata.append("note", .string("with \(secret)"))
        event.metadata.append("private", "not allowed")
        event.idempotencyKey = secret
        let options = LedgerOptions(metadataNames: ["note"])
        do {
            let tracker = Tracker(
                path: file + "/ledger.sqlite", options: options,
                tracking: Self.options { $0.spillFolder = spill })
            tracker.track(event)
            tracker.close()
            #expect(tracker.report.spilled == 1)
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: spill) {
            let text = try String(contentsOfFile: spill + "/" + name, encoding: .utf8)
            #expect(!text.contains("A1b2A1b2"))
            #expect(!text.contains("not allowed"))
        }
        let path = folder.path("ledger.sqlite")
        let tracker = Tracker(path: path, options: options, tracking: Self.options { $0.spillFolder = spill })
        tracker.close()
        // The same call with its key is known, though its key was never written.
        event.id = nil
        let receipt = try Ledger(path: path, options: options).record(event)
        guard case .unchanged = receipt.outcome else {
            Issue.record("the call was recorded twice")
            return
        }
        #expect(try Self.rows(path) == 1)
    }

    @Test func `a call that no row can hold is refused, kept and keeps no other one back`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("ledger.sqlite")
        let tracker = Tracker(path: path)
        var bad = try Self.event(0)
        bad.attribution.tenant = ""
        tracker.track(bad)
        tracker.track(try Self.event(1))
        tracker.close()
        #expect(tracker.report.refused == 1)
        #expect(tracker.report.recorded == 1)
        let kept = try String(contentsOfFile: path + ".spill/refused.jsonl", encoding: .utf8)
        #expect(kept.contains("user-0"))
        let problem = try Ledger(reading: path).diagnose().first { $0.subject == "tracking" }
        #expect(problem?.severity == .problem)
        #expect(problem?.message == "the ledger refused 1 call for what they say")
    }
}
