import JSON
import Synchronization
import UsageCapture
public import UsageModel

/// A call under way: takes the response as it arrives and is tracked once when it ends, however it ends.
///
///     let call = tracker.begin(TrackedRequest(provider: openAI, path: "/v1/chat/completions", body: body))
///     call.respond(status: 200, headers: headers)
///     call.feed(piece)                                // as often as bytes arrive
///     call.finish()
///
/// A call that is let go of without an end was cancelled, and is tracked as such with the usage seen so far.
public final class TrackedCall: Sendable {
    private let tracker: Tracker
    private let request: TrackedRequest
    private let occurredAt: Instant
    private let begun = ContinuousClock.now
    private let state: Mutex<State>

    private struct State {
        var meter: UsageMeter
        var firstByteAfter: Duration?
        var payload: [UInt8] = []
        var payloadCount = 0
        var hasEnded = false
    }

    init(_ request: TrackedRequest, tracker: Tracker) {
        self.tracker = tracker
        self.request = request
        occurredAt = tracker.options.now()
        state = Mutex(State(meter: UsageMeter(request.context)))
    }

    deinit { end(as: .cancelled) }

    /// Tells the response's status and headers, before its body.
    public func respond(status: Int, headers: [(name: String, value: String)] = []) {
        let context = request.context(status: status, headers: headers)
        state.withLock { state in
            guard !state.hasEnded else { return }
            state.meter = UsageMeter(context)
        }
    }

    /// Takes the next bytes of the response's body; the first ones end the time to first token.
    public func feed(_ bytes: [UInt8]) {
        let limit = tracker.tracking.keepsPayloadDigests ? tracker.tracking.payloadBytesMax : 0
        state.withLock { state in
            guard !state.hasEnded, !bytes.isEmpty else { return }
            if state.firstByteAfter == nil { state.firstByteAfter = ContinuousClock.now - begun }
            state.meter.feed(bytes)
            state.payloadCount += bytes.count
            if limit > 0, state.payload.count < limit {
                state.payload += bytes.prefix(limit - state.payload.count)
            }
        }
    }

    /// What the response has used so far.
    public var usage: Usage { state.withLock { $0.meter.extraction.usage } }

    /// What the call has cost so far, with everything in it that is billed apart; what has no price is counted with its reason.
    public func cost(at prices: Ledger) -> Measures {
        events(as: nil).reduce(into: Measures()) { sum, event in
            sum += Measures(PricedEvent(event: event, costing: prices.price(event)))
        }
    }

    /// Ends the call: the response arrived to its end.
    public func finish() { end(as: nil) }

    /// Ends the call: the client went away before the response's end.
    public func cancel() { end(as: .cancelled) }

    /// Ends the call: no response came, or it broke off; `type` is a word such as `timeout`, no sentence.
    public func fail(_ type: String) { end(as: .error, errorType: type) }

    private func end(as status: CallStatus?, errorType: String? = nil) {
        let isFirst = state.withLock { state in
            guard !state.hasEnded else { return false }
            state.hasEnded = true
            state.meter.finish()
            return true
        }
        guard isFirst else { return }
        for var event in events(as: status) {
            if let errorType, event.outcome.errorType == nil { event.outcome.errorType = errorType }
            tracker.track(event)
        }
    }

    /// One event for everything that is billed apart; none for a job that has not ended.
    private func events(as status: CallStatus?) -> [UsageEvent] {
        let (extraction, context, firstByteAfter) = state.withLock {
            ($0.meter.extraction, $0.meter.context, $0.firstByteAfter)
        }
        let latency = Self.milliseconds(ContinuousClock.now - begun)
        return extraction.events(of: context, occurredAt: occurredAt).map { event in
            var event = request.completed(event)
            if let status {
                event.outcome.status = status
                // A response that was cut off has told a part of its usage at most; one that never came may have been billed too.
                if extraction.isComplete != true { event.usageState = .partial }
            }
            event.outcome.latencyMs = latency
            event.outcome.timeToFirstTokenMs = firstByteAfter.map(Self.milliseconds)
            event.client.userAgent = request.header("user-agent")
            event.client.ip = request.peer.flatMap {
                tracker.tracking.trustedProxies.client(peer: $0, headers: request.headers)
            }
            if tracker.tracking.keepsPayloadDigests { addPayloads(to: &event) }
            return event
        }
    }

    private func addPayloads(to event: inout UsageEvent) {
        if !request.body.isEmpty, request.body.count <= tracker.tracking.payloadBytesMax {
            event.metadata.append(Tracker.requestPayloadName, PayloadDigest.json(of: request.body))
        }
        let (payload, count) = state.withLock { ($0.payload, $0.payloadCount) }
        if !payload.isEmpty, payload.count == count {
            event.metadata.append(Tracker.responsePayloadName, PayloadDigest.json(of: payload))
        }
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return max(0, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}

extension Tracker {
    /// The metadata under which the digests of the bodies stand; they must be among the allowed names, where those are listed.
    static let requestPayloadName = "request_payload"
    static let responsePayloadName = "response_payload"

    /// Begins a call: time runs from now on.
    public func begin(_ request: TrackedRequest) -> TrackedCall {
        TrackedCall(request, tracker: self)
    }

    /// Tracks a call whose whole response is there; returns at once.
    public func track(
        _ request: TrackedRequest, status: Int, headers: [(name: String, value: String)] = [],
        response: [UInt8]
    ) {
        let call = begin(request)
        call.respond(status: status, headers: headers)
        call.feed(response)
        call.finish()
    }
}

extension AsyncSequence where Self: Sendable {
    /// The same pieces of a response, metered on their way: tracked when they end, fail, or nobody reads on.
    ///
    ///     for try await piece in upstream.tracked(as: request, by: tracker) { try await client.write(piece) }
    public func tracked(as request: TrackedRequest, by tracker: Tracker) -> TrackedResponse<Self>
    where Element: Sequence<UInt8> {
        TrackedResponse(base: self, call: tracker.begin(request))
    }
}

/// A response whose bytes are metered as they pass.
public struct TrackedResponse<Base: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Base.Element: Sequence<UInt8> {
    let base: Base
    /// The call that the response belongs to; `respond` tells its status and headers.
    public let call: TrackedCall

    /// Passes the pieces on.
    public struct AsyncIterator: AsyncIteratorProtocol {
        var base: Base.AsyncIterator
        let call: TrackedCall

        /// The next piece, once it is metered.
        public mutating func next() async throws -> Base.Element? {
            do {
                guard let piece = try await base.next() else {
                    call.finish()
                    return nil
                }
                call.feed(Array(piece))
                return piece
            } catch {
                if error is CancellationError { call.cancel() } else { call.fail("broken_stream") }
                throw error
            }
        }
    }

    /// Passes the pieces on, once.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(base: base.makeAsyncIterator(), call: call)
    }
}
