public import UsageModel
import UsageStore

/// What a loop of tool calls used and cost: every step and every attempt added, none merged away.
///
/// A provider bills each call of a loop in full, the whole context again with every step. What it names `usage` at the end is
/// the last step's alone; that one's input is the size of the context, `contextTokens`, which is another number than what was
/// billed.
public struct CallLoop: Hashable, Sendable {
    /// The sums over all calls of the loop.
    public private(set) var total = Measures()
    /// The steps in their order; calls without a number are together in a step without one, which comes last.
    public private(set) var steps: [Step] = []
    /// The input tokens of the last call that succeeded: how large the context is by now.
    public private(set) var contextTokens: Int?

    /// One step: its first attempt and its retries.
    public struct Step: Hashable, Sendable {
        /// The step's number, from 1; nil where its calls have none.
        public let number: Int?
        /// The highest attempt; 1 where nobody tried again.
        public fileprivate(set) var attempts = 1
        /// The sums over the step's calls.
        public fileprivate(set) var total = Measures()
    }

    /// No call yet.
    public init() {}

    /// How often a call was tried again.
    public var retries: Int { steps.reduce(0) { $0 + $1.attempts - 1 } }

    /// Adds a call; with the sign -1 it takes one back that was corrected.
    public mutating func add(_ call: PricedEvent, sign: Int = 1) {
        let measures = Measures(call, sign: sign)
        total += measures
        let number = call.event.call.step
        let index = steps.firstIndex { $0.number == number } ?? insert(Step(number: number))
        steps[index].total += measures
        guard sign > 0 else { return }
        steps[index].attempts = max(steps[index].attempts, call.event.call.attempt ?? 1)
        if call.event.outcome.status == .success, index == steps.count - 1,
            let input = call.event.usage[.inputTokens]?.integer
        {
            contextTokens = input
        }
    }

    private mutating func insert(_ step: Step) -> Int {
        let order = step.number ?? .max
        let index = steps.firstIndex { ($0.number ?? .max) > order } ?? steps.endIndex
        steps.insert(step, at: index)
        return index
    }
}

extension Ledger {
    /// Adds up the calls that name a parent, or nothing where there are none; corrections are applied.
    ///
    ///     let loop = try ledger.loop(of: "run-7")
    ///     print(loop.total.cost, "USD for", loop.steps.count, "steps and", loop.retries, "retries")
    public func loop(of parentCall: String, tenant: String? = nil) throws -> CallLoop {
        var loop = CallLoop()
        try rows(filters: [.init(.parentCall, [parentCall])], tenant: tenant) { row in
            loop.add(row.priced, sign: row.sign)
        }
        return loop
    }
}
