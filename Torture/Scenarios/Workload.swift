import Foundation
import SQLite
import Synchronization
import TestSupport
import UsageCapture
import UsageLedger
import UsageModel
import UsageStore

/// What a program does with a ledger, step by step; the same for the same seed.
struct Workload {
    /// One thing that is done, of which the caller is told that it is done.
    enum Step: Hashable {
        /// Calls in one transaction.
        case record(Range<Int>)
        /// A file of calls.
        case importFile(Range<Int>)
        /// A row is taken out.
        case reverse(Int)
        /// A row is put right.
        case restate(Int)
        /// A month that takes no rows any more.
        case closeMonth(String)
        /// A provider's statement of a number of requests.
        case bill(Int)
        /// A user's personal data goes.
        case erase(String)
        /// Another process empties the write-ahead log.
        case checkpoint(isTruncating: Bool)
        /// Rollups are brought up to date.
        case aggregate
        /// The program ends and begins again.
        case reopen
    }

    let calls: CallMaker
    let steps: [Step]

    /// So many steps; the first ones bring rows of which later ones speak.
    init(seed: UInt64, steps count: Int, batchMax: Int = 24) {
        calls = CallMaker(seed: seed)
        var random = SeededRandom(seed: seed ^ 0x574F_524B)
        var next = 0
        var months = ["2025-01", "2025-02", "2025-03"]
        var correctable: [Int] = []
        func take(_ count: Int) -> Range<Int> {
            defer { next += count }
            return next..<(next + count)
        }
        var steps: [Step] = []
        while steps.count < count {
            switch random.below(23) {
            case 0..<5:
                correctable.append(next)
                steps.append(.record(take(1)))
            case 5..<9:
                correctable.append(next)
                steps.append(.record(take(1 + random.below(batchMax))))
            case 9..<11: steps.append(.importFile(take(1 + random.below(batchMax))))
            case 11..<14:
                guard !correctable.isEmpty else { continue }
                let number = correctable.remove(at: random.below(correctable.count))
                steps.append(random.below(2) == 0 ? .reverse(number) : .restate(number))
            case 14: if !months.isEmpty { steps.append(.closeMonth(months.removeFirst())) }
            case 15: steps.append(.erase(random.pick(["ada", "grace", "edsger"])))
            case 16..<18: steps.append(.checkpoint(isTruncating: random.below(2) == 0))
            case 18..<20: steps.append(.aggregate)
            case 20: steps.append(.bill(1 + random.below(4)))
            default: steps.append(.reopen)
            }
        }
        self.steps = steps
    }
}

/// Does a workload's steps with a ledger.
final class WorkloadRun {
    let path: String
    private let workload: Workload
    private let options: LedgerOptions
    private let database: SQLiteDatabase.Options
    private var ledger: Ledger?
    /// Random bits that are the same in every run.
    private final class Bits: Sendable {
        private let random: Mutex<SeededRandom>
        init(seed: UInt64) { random = Mutex(SeededRandom(seed: seed)) }
        func next() -> UInt64 { random.withLock { $0.next() } }
    }

    /// The clock of every step: the months of the calls are over.
    static let now = Instant(seconds: 1_767_225_600)  // 2026-01-01T00:00:00Z

    init(_ workload: Workload, path: String, database: SQLiteDatabase.Options = .init()) {
        self.workload = workload
        self.path = path
        self.database = database
        let bits = Bits(seed: workload.calls.seed)
        options = LedgerOptions(now: { Self.now }, random: { bits.next() })
    }

    func open() throws { _ = try opened() }

    func close() { ledger = nil }

    private func opened() throws -> Ledger {
        if let ledger { return ledger }
        let ledger = try Ledger(path: path, options: options, database: database)
        self.ledger = ledger
        return ledger
    }

    /// Does a step; the rows that it was told are kept.
    @discardableResult
    func perform(_ step: Workload.Step) throws -> [EventID] {
        switch step {
        case .record(let numbers):
            return try opened().record(workload.calls.events(numbers)).map { try $0.get().id }
        case .importFile(let numbers): return try importFile(numbers)
        case .reverse(let number):
            return [try opened().reverse(id(number), reason: "entered twice", actor: "ada")]
        case .restate(let number):
            var event = try workload.calls.event(number)
            event.id = nil
            event.idempotencyKey = nil
            event.usage = try Usage([.inputTokens: 5, .outputTokens: 5])
            return [try opened().restate(id(number), as: event, reason: "wrong counts", actor: "grace")]
        case .bill(let requests): try bill(requests)
        case .closeMonth(let month): try opened().closeMonth(month, actor: "ada")
        case .erase(let user):
            try store().erasePersonalData(ofUser: user)
        case .checkpoint(let isTruncating): _ = FaultDisk.checkpoint(path, isTruncating: isTruncating)
        case .aggregate: try opened().aggregate()
        case .reopen:
            close()
            try open()
        }
        return []
    }

    private func store() throws -> UsageStore {
        try UsageStore(
            SQLiteDatabase(path: path, options: database), options: StoreOptions(random: { 1 }), at: Self.now)
    }

    private func bill(_ requests: Int) throws {
        let store = try store()
        let source = ImportSource(
            tenant: "default", importer: "openai-costs", name: "bill", fingerprint: "bill-\(requests)")
        var run = try store.beginImport(source, at: Self.now)
        let lines = try (0..<requests).map { ordinal in
            let line = StatementLine(
                provider: Provider(named: "openai"), source: "openai-costs", start: CallMaker.start,
                end: CallMaker.start.adding(seconds: 86_400), model: "gpt-4o", requests: requests,
                amount: try Money("0.25"))
            return ImportedStatement(line, ordinal: ordinal)
        }
        for result in try store.record(
            lines, of: &run, byteOffset: 1, line: 1, isLast: true, at: Self.now)
        {
            _ = try result.get()
        }
    }

    private func id(_ number: Int) throws -> EventID {
        guard let id = try workload.calls.event(number).id else { throw Unfit("a call without an id") }
        return id
    }

    private func importFile(_ numbers: Range<Int>) throws -> [EventID] {
        var pieces = [Array(try workload.calls.lines(numbers).joined().utf8)]
        let source = CallSource(
            name: "calls-\(numbers.lowerBound).jsonl", fingerprint: "calls-\(numbers)", format: .jsonl,
            read: { pieces.popLast() })
        let summary = try opened().importCalls(from: source)
        guard summary.failureCount == 0 else { throw Unfit("\(summary.failures)") }
        return try numbers.map { try id($0) }
    }
}
