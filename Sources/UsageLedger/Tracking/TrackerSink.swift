import Foundation
import SQLite
import UsageCapture
import UsageModel
import UsageStore

/// Where a tracker's calls go: the ledger while it can be written, else the spill file.
struct TrackerSink {
    private let path: String
    private let options: LedgerOptions
    private let tracking: TrackerOptions
    private var spill: SpillFolder
    private var ledger: Ledger?
    /// Which file the open ledger is: one that was moved away or deleted still takes rows, which nobody would ever see.
    private var identity: FileIdentity?
    private var retryAt: ContinuousClock.Instant?
    private var trouble: String?
    private var hasLookedForOrphans = false

    /// What became of a group of calls.
    struct Delivery {
        var recorded = 0
        var refused = 0
        var dropped = 0
        var recovered = 0
        /// How many calls are in this process's spill file now.
        var spilled = 0
        var trouble: String?
        var mustRetry = false
    }

    init(path: String, options: LedgerOptions, tracking: TrackerOptions) {
        self.path = path
        self.options = options
        self.tracking = tracking
        spill = SpillFolder(
            path: tracking.spillFolder ?? SpillFolder.path(ofLedgerAt: path),
            bytesMax: tracking.spillBytesMax, random: options.random())
    }

    /// Records a group, or spills it where the ledger cannot take it.
    mutating func deliver(_ batch: [UsageEvent]) -> Delivery {
        var delivery = recover()
        if delivery.trouble == nil, spill.count == 0, let ledger {
            do {
                let results = try ledger.record(batch)
                try checkIdentity()
                var refused: [[UInt8]] = []
                for (result, event) in zip(results, batch) {
                    if case .failure = result { refused.append(line(event)) } else { delivery.recorded += 1 }
                }
                delivery.refused += refused.count
                try? spill.keepRefused(refused)
                return delivery
            } catch {
                fail(error)
            }
        }
        spillOver(batch, &delivery)
        return finished(delivery)
    }

    /// Opens the ledger where it is not open, and records what is in spill files.
    mutating func recover() -> Delivery {
        var delivery = Delivery()
        if let retryAt, ContinuousClock.now < retryAt { return finished(delivery) }
        do {
            let ledger = try openLedger()
            try drainOwn(into: ledger, &delivery)
            if !hasLookedForOrphans {
                try adopt(into: ledger, &delivery)
                hasLookedForOrphans = true
            }
            try checkIdentity()
            trouble = nil
            retryAt = nil
        } catch {
            fail(error)
        }
        return finished(delivery)
    }

    private mutating func openLedger() throws -> Ledger {
        if let ledger {
            try checkIdentity()
            return ledger
        }
        let opened = try Ledger(
            path: path, options: options,
            database: .init(busyTimeoutMs: Int32(clamping: tracking.lockedWaitMs)))
        ledger = opened
        identity = FileIdentity(path: path)
        return opened
    }

    private func checkIdentity() throws {
        guard FileIdentity(path: path) != identity else { return }
        throw LedgerError(.ledgerMissing, "the ledger at `\(path)` was moved away or deleted")
    }

    private mutating func fail(_ error: any Error) {
        trouble = (error as? any UsageFault)?.message ?? "\(error)"
        retryAt = ContinuousClock.now + .milliseconds(max(1, tracking.retryMs))
        // A connection that failed may be to a file that is not there any more.
        ledger = nil
        identity = nil
    }

    private func finished(_ delivery: Delivery) -> Delivery {
        var delivery = delivery
        delivery.spilled = spill.count
        delivery.trouble = trouble
        delivery.mustRetry = trouble != nil || spill.count > 0
        return delivery
    }

    private mutating func spillOver(_ batch: [UsageEvent], _ delivery: inout Delivery) {
        let storeOptions = Ledger.storeOptions(options)
        do {
            // Nothing that a row must not hold may stand in this file either.
            delivery.dropped += try spill.append(batch.map { $0.writable(storeOptions) }).count
            if delivery.dropped > 0 { trouble = "the spill file is full" }
        } catch {
            delivery.dropped += batch.count
            trouble = "neither the ledger nor the spill file can be written: \(error.localizedDescription)"
        }
    }

    private mutating func drainOwn(into ledger: Ledger, _ delivery: inout Delivery) throws {
        var (recorded, refused) = (0, 0)
        let folder = spill
        try spill.drain(tracking.batchMax) { lines in
            let counts = try Self.record(lines, in: ledger, folder)
            recorded += counts.recorded
            refused += counts.refused
        }
        delivery.recorded += recorded
        delivery.refused += refused
    }

    private func adopt(into ledger: Ledger, _ delivery: inout Delivery) throws {
        var recovered = 0
        try spill.adopt(tracking.batchMax) { lines in
            recovered += try Self.record(lines, in: ledger, spill).recorded
        }
        delivery.recovered += recovered
    }

    private static func record(
        _ lines: [SpilledLine], in ledger: Ledger, _ folder: SpillFolder
    ) throws -> (recorded: Int, refused: Int) {
        var events: [UsageEvent] = []
        var sources: [[UInt8]] = []
        var refused: [[UInt8]] = []
        for line in lines {
            do {
                events.append(try CallFormats.event(json: line.bytes, tenant: ledger.options.tenant))
                sources.append(line.bytes)
            } catch {
                refused.append(line.bytes)
            }
        }
        let results = try ledger.record(events)
        for (result, source) in zip(results, sources) {
            if case .failure = result { refused.append(source) }
        }
        try folder.keepRefused(refused)
        return (lines.count - refused.count, refused.count)
    }

    private func line(_ event: UsageEvent) -> [UInt8] {
        Array(EventLineWriter.line(event.writable(Ledger.storeOptions(options))).utf8)
    }

    /// Writes down that calls were dropped; false where that cannot be done now.
    func noteDropped(_ count: Int, since: Instant, until: Instant) -> Bool {
        (try? spill.noteDropped(count, since: since, until: until)) != nil
    }

    /// Lets go of the ledger and of a spill file in which nothing waits.
    mutating func close() {
        ledger = nil
        spill.close()
    }
}

/// Which file a path names.
private struct FileIdentity: Equatable {
    let device: UInt64
    let number: UInt64

    init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }
}
