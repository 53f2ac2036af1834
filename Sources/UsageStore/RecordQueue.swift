internal import Dispatch
internal import Synchronization
internal import UsageModel

/// Calls that wait to be recorded: those that come while a transaction is under way share the next one.
///
/// Who finds nobody at work leads: writes for all that wait, tells each what became of its calls, and hands the lead to the
/// first of those that came meanwhile. So a durable commit is paid once for many, and nobody waits for more than two.
final class RecordQueue: Sendable {
    /// What one caller wants to be recorded.
    final class Ticket: Sendable {
        let calls: [PricedEvent]
        /// What the caller sent for each, where that is known.
        let bodies: [String?]?
        let moment: Instant
        private let results = Mutex<Result<[RecordResult], any Error>?>(nil)
        private let wake = DispatchSemaphore(value: 0)

        init(_ calls: [PricedEvent], bodies: [String?]?, moment: Instant) {
            self.calls = calls
            self.bodies = bodies
            self.moment = moment
        }

        func finish(_ result: Result<[RecordResult], any Error>) { results.withLock { $0 = result } }

        /// What became of the calls, or nil as long as nobody knows.
        var result: Result<[RecordResult], any Error>? { results.withLock { $0 } }

        func signal() { wake.signal() }
        func wait() { wake.wait() }
    }

    fileprivate struct State {
        var waiting: [Ticket] = []
        var hasLeader = false
    }

    /// A group ends with the ticket that takes it past so many calls, so that its transaction stays short.
    static let callsMax = 1000

    private let state = Mutex(State())

    /// Has a ticket's calls recorded, by this thread or by the one that leads; `write` records a group and finishes each.
    func record(_ ticket: Ticket, write: ([Ticket]) -> Void) throws -> [RecordResult] {
        let leads = state.withLock { state in
            state.waiting.append(ticket)
            let hadLeader = state.hasLeader
            state.hasLeader = true
            return !hadLeader
        }
        if !leads {
            ticket.wait()
            if let result = ticket.result { return try result.get() }
        }
        let group = state.withLock { state in state.takeGroup() }
        write(group)
        for other in group where other !== ticket { other.signal() }
        let next = state.withLock { state in
            state.hasLeader = !state.waiting.isEmpty
            return state.waiting.first
        }
        next?.signal()
        return try ticket.result?.get() ?? []
    }
}

extension RecordQueue.State {
    /// The tickets that came first, the leader's own among them.
    fileprivate mutating func takeGroup() -> [RecordQueue.Ticket] {
        var (count, calls) = (0, 0)
        while count < waiting.count, calls < RecordQueue.callsMax {
            calls += waiting[count].calls.count
            count += 1
        }
        let group = Array(waiting.prefix(count))
        waiting.removeFirst(count)
        return group
    }
}
