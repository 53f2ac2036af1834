import Dispatch
import Foundation
import SQLite
import Synchronization
import UsageCapture
public import UsageModel
import UsageStore

/// Records calls behind an application's back: never blocks it, never throws into it, and accounts for every call.
///
///     let tracker = Tracker(path: "ledger.sqlite")
///     tracker.track(event)                            // returns at once
///     …
///     tracker.close()                                 // before the process ends
///
/// Calls wait in a bounded queue for one worker, which writes them in groups. While the ledger is locked, full or gone they
/// go to a spill file and from there into the ledger when it is back, each once. What finds no room in either is dropped,
/// counted and reported: see `report`, `TrackerOptions.onTrouble` and `usageledger doctor`.
public final class Tracker: Sendable {
    /// The ledger's path.
    public let path: String
    /// What the ledger is told when it is opened.
    public let options: LedgerOptions
    /// How the tracker works.
    public let tracking: TrackerOptions

    private let queue = Mutex(Queue())
    /// Only the worker comes here; a lock tells the compiler so.
    private let sink: Mutex<TrackerSink>
    private let worker = DispatchQueue(label: "usageledger.tracker", qos: .utility)

    private struct Queue {
        var events: [UsageEvent] = []
        var report = TrackerReport()
        var dropped = Dropped()
        var isClosed = false
        var isScheduled = false
        var isRetryScheduled = false

        mutating func drop(_ count: Int, at now: Instant) {
            report.dropped += count
            dropped.count += count
            dropped.since = dropped.since ?? now
            dropped.until = now
        }
    }

    /// Calls that were dropped since it was last written down.
    private struct Dropped {
        var count = 0
        var since: Instant?
        var until: Instant?
    }

    /// A tracker of a ledger, which need not be there yet; what other processes left in spill files is recorded first.
    public init(
        path: String, options: LedgerOptions = LedgerOptions(), tracking: TrackerOptions = TrackerOptions()
    ) {
        self.path = path
        self.options = options
        self.tracking = tracking
        sink = Mutex(TrackerSink(path: path, options: options, tracking: tracking))
        worker.async { [weak self] in self?.recover() }
    }

    deinit {
        // Nobody else holds the tracker any more, so what waits is written here and now; this may be the worker itself.
        if shut() { finish() }
    }

    /// What became of the calls so far.
    public var report: TrackerReport { queue.withLock { $0.report } }

    /// Takes a call to be priced and recorded; returns at once.
    ///
    /// The call gets its identity here, so that it is recorded once whatever way it takes. After `close` it is dropped.
    public func track(_ event: UsageEvent) {
        var event = event
        if event.id == nil {
            event.id = EventID(at: event.occurredAt, random: (options.random(), options.random()))
        }
        let mustWake = queue.withLock { queue in
            queue.report.tracked += 1
            guard queue.report.waiting < tracking.queueMax, !queue.isClosed else {
                queue.drop(1, at: options.now())
                return false
            }
            queue.report.waiting += 1
            queue.events.append(event)
            guard !queue.isScheduled else { return false }
            queue.isScheduled = true
            return true
        }
        if mustWake { worker.async { self.drain() } }
    }

    /// Waits until every call tracked so far is in the ledger or in the spill file; false where that takes longer.
    @discardableResult
    public func flush(timeoutSeconds: Double = 10) -> Bool {
        let done = DispatchSemaphore(value: 0)
        worker.async {
            self.drain()
            self.recover()
            done.signal()
        }
        return done.wait(timeout: .now() + max(0, timeoutSeconds)) == .success && report.waiting == 0
    }

    /// Writes what waits and takes no more calls; a spill file stays where the ledger still cannot be written.
    public func close() {
        if shut() { worker.sync { finish() } }
    }

    /// Closes the door; false where it was closed already.
    private func shut() -> Bool {
        queue.withLock { queue in
            let wasOpen = !queue.isClosed
            queue.isClosed = true
            return wasOpen
        }
    }

    private func finish() {
        drain()
        recover()
        sink.withLock { $0.close() }
    }
}

extension Tracker {
    /// Delivers all that waits, a group at a time.
    private func drain() {
        while true {
            let batch = queue.withLock { queue in
                let batch = Array(queue.events.prefix(tracking.batchMax))
                queue.events.removeFirst(batch.count)
                if batch.isEmpty { queue.isScheduled = false }
                return batch
            }
            noteDropped()
            guard !batch.isEmpty else { return }
            deliver(batch)
        }
    }

    private func deliver(_ batch: [UsageEvent]) {
        let delivery = sink.withLock { $0.deliver(batch) }
        account(delivery, waiting: batch.count)
    }

    /// Brings the spill files into the ledger, those of ended processes too.
    private func recover() {
        let delivery = sink.withLock { $0.recover() }
        account(delivery, waiting: 0)
    }

    private func account(_ delivery: TrackerSink.Delivery, waiting: Int) {
        let (report, isNews, mustRetry) = queue.withLock { queue in
            let before = queue.report
            queue.report.waiting -= waiting
            queue.report.recorded += delivery.recorded
            queue.report.refused += delivery.refused
            queue.report.recovered += delivery.recovered
            queue.report.spilled = delivery.spilled
            queue.report.trouble = delivery.trouble
            if delivery.dropped > 0 { queue.drop(delivery.dropped, at: options.now()) }
            let mustRetry = delivery.mustRetry && !queue.isRetryScheduled && !queue.isClosed
            if mustRetry { queue.isRetryScheduled = true }
            let after = queue.report
            let isNews =
                before.dropped != after.dropped || before.refused != after.refused
                || before.spilled != after.spilled || before.trouble != after.trouble
            return (after, isNews, mustRetry)
        }
        if isNews { tracking.onTrouble?(report) }
        guard mustRetry else { return }
        worker.asyncAfter(deadline: .now() + .milliseconds(max(1, tracking.retryMs))) { [weak self] in
            guard let self else { return }
            queue.withLock { $0.isRetryScheduled = false }
            recover()
        }
    }

    /// Writes down in the spill folder that calls were dropped, as soon as that is possible.
    private func noteDropped() {
        let (dropped, report) = queue.withLock { ($0.dropped, $0.report) }
        guard dropped.count > 0, let since = dropped.since, let until = dropped.until,
            sink.withLock({ $0.noteDropped(dropped.count, since: since, until: until) })
        else { return }
        queue.withLock { queue in
            queue.dropped.count -= dropped.count
            if queue.dropped.count == 0 { queue.dropped = Dropped() }
        }
        tracking.onTrouble?(report)
    }
}
