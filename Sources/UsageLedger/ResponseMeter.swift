import UsageCapture
public import UsageModel

/// Reads a provider's response while it passes, in pieces of any size, and tells at any time what it has used; records nothing.
///
///     var meter = ResponseMeter(TrackedRequest(provider: openAI, path: "/v1/chat/completions", body: body), status: 200)
///     for piece in pieces {
///         meter.feed(piece)
///         print(meter.usage[.outputTokens] ?? 0)
///     }
///     meter.finish()
///     for event in meter.events(occurredAt: now) { print(PriceBook.builtIn.cost(of: event)) }
///
/// The pieces may be cut anywhere, inside a character too. What is kept does not grow with the response: the latest counts, and
/// one event until it is complete. To have calls recorded as well, see `Tracker`.
public struct ResponseMeter: Sendable {
    private let request: TrackedRequest
    private var meter: UsageMeter

    /// A meter at the start of the response to a request; the headers may hold usage or an id.
    public init(
        _ request: TrackedRequest, status: Int? = nil, headers: [(name: String, value: String)] = []
    ) {
        self.request = request
        meter = UsageMeter(request.context(status: status, headers: headers))
    }

    /// Takes the next bytes of the body.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        meter.feed(bytes)
    }

    /// Ends the response; what the end cut off is read as far as it goes.
    public mutating func finish() {
        meter.finish()
    }

    /// The counts so far; inclusive as `Counter` says, and empty where the provider has told none.
    public var usage: Usage { meter.extraction.usage }

    /// How well the usage is known by now: a stream that has not ended is `partial`, never zero.
    public var usageState: UsageState { meter.extraction.usageState }

    /// Whether the stream arrived to its own end; nil where there is none.
    public var isComplete: Bool? { meter.extraction.isComplete }

    /// The model that answers, once the response has said so.
    public var model: String? { meter.extraction.model }

    /// What is odd: numbers that contradict each other, text that could not be read.
    public var flags: [String] { meter.extraction.flags }

    /// The call as it stands, one event for everything that is billed apart; none for a job that has not ended.
    public func events(occurredAt: Instant) -> [UsageEvent] {
        meter.extraction.events(of: meter.context, occurredAt: occurredAt).map(request.completed)
    }

    /// What the response has cost so far, or why nobody can say; the sum over everything that is billed apart.
    public func cost(at prices: PriceBook, occurredAt: Instant) -> Measures {
        events(occurredAt: occurredAt).reduce(into: Measures()) { sum, event in
            sum += Measures(PricedEvent(event: event, costing: prices.cost(of: event)))
        }
    }
}
