public import UsageModel

/// What a conversation has used and cost so far, for a counter beside the chat; a value, without ledger or clock.
///
///     var meter = ConversationMeter()
///     meter.add(event, prices: .builtIn)
///     print(meter.label ?? "", meter.total.totalTokens, meter.total.cost)  // openai:gpt-4o 1550 0.0065
///
/// Steps of a tool loop and retries belong to the message that caused them, each billed in full. A call without a known price
/// is counted in `total.unpricedCalls` and never taken for free: where `isCostComplete` is false, the cost is "at least".
public struct ConversationMeter: Hashable, Sendable {
    /// When the meter starts again at zero.
    public struct Restarts: OptionSet, Hashable, Sendable {
        /// The bits of the set.
        public let rawValue: Int

        /// A set of these bits.
        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// When a message is answered by another model or provider than the one before.
        public static let modelChange = Restarts(rawValue: 1)
        /// When a call names another chat than the one before.
        public static let chatChange = Restarts(rawValue: 2)
    }

    /// What one message used: the calls that it caused.
    public struct Message: Hashable, Sendable {
        /// The message's own id, else that of the loop that its calls name as their parent; nil where they name none.
        public let id: String?
        /// Who answered, as `provider:model`: the first call's.
        public let label: String
        /// The sums over the message's calls.
        public fileprivate(set) var total = Measures()
    }

    /// When the meter starts again at zero; with another chat, unless it is told otherwise.
    public var restarts: Restarts
    /// The sums over all messages since the meter started.
    public private(set) var total = Measures()
    /// The messages in their order.
    public private(set) var messages: [Message] = []
    /// Who answered the latest message, as `provider:model`; nil before the first one.
    public private(set) var label: String?
    /// The chat, where calls name it.
    public private(set) var chat: String?
    /// How often the meter started again.
    public private(set) var restartCount = 0

    private var places: [String: Int] = [:]

    /// A meter at zero.
    public init(restarts: Restarts = .chatChange) {
        self.restarts = restarts
    }

    /// Whether every call had a price, so that `total.cost` is all of it.
    public var isCostComplete: Bool { total.unpricedCalls.isEmpty }

    /// Starts again at zero.
    public mutating func restart() {
        total = Measures()
        messages = []
        places = [:]
        label = nil
        chat = nil
        restartCount += 1
    }

    /// Adds a call with its cost, starting again at zero before it where `restarts` says so.
    public mutating func add(_ call: PricedEvent) {
        let event = call.event
        let label = Self.label(of: event)
        let id = event.attribution.message ?? event.call.parentCall
        let known = id.flatMap { places[$0] }
        if mustRestart(event, label: label, isKnown: known != nil) { restart() }
        let index = id.flatMap { places[$0] } ?? begin(Message(id: id, label: label))
        let measures = Measures(call)
        total += measures
        messages[index].total += measures
        self.label = messages[messages.count - 1].label
        chat = event.attribution.chat ?? chat
    }

    /// Adds a call at the price of its moment.
    public mutating func add(_ event: UsageEvent, prices: PriceBook) {
        add(PricedEvent(event: event, costing: prices.cost(of: event)))
    }

    /// The meter with a call that is still under way, to be shown while the response streams; the meter itself stays as it is.
    public func including(_ event: UsageEvent, prices: PriceBook) -> ConversationMeter {
        var meter = self
        meter.add(event, prices: prices)
        return meter
    }

    /// The calls of one message never restart by their model: a step may be answered by another one.
    private func mustRestart(_ event: UsageEvent, label: String, isKnown: Bool) -> Bool {
        if restarts.contains(.chatChange), let chat, let next = event.attribution.chat, next != chat {
            return true
        }
        guard restarts.contains(.modelChange), let current = self.label, !isKnown else { return false }
        return label != current
    }

    private mutating func begin(_ message: Message) -> Int {
        messages.append(message)
        if let id = message.id { places[id] = messages.count - 1 }
        return messages.count - 1
    }

    private static func label(of event: UsageEvent) -> String {
        "\(event.call.provider.rawValue):\(event.call.requestedModel)"
    }
}
