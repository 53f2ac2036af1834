public import JSON

/// What one call used: counts by name, and the attributes that decide their price.
///
/// Counts are inclusive, not negative, and at most 10^15; `init` and `set` refuse anything else.
public struct Usage: Hashable, Sendable {
    /// The largest count of one call.
    public static let countMax = ExactDecimal(1_000_000_000_000_000 as Int)

    /// The counts, in the order of the vocabulary, each counter once.
    public private(set) var counts: [Count] = []
    /// The attributes that are known.
    public var attributes: [UsageAttribute: String] = [:]

    /// One counter with its count.
    public struct Count: Hashable, Sendable {
        /// What is counted.
        public let counter: Counter
        /// How many; never negative.
        public let value: ExactDecimal
    }

    /// No usage at all.
    public init() {}

    /// A usage of these counts; throws `bad_number` for a count that cannot be.
    public init(_ counts: [Counter: Int], attributes: [UsageAttribute: String] = [:]) throws(ModelError) {
        self.attributes = attributes
        for (counter, value) in counts { try set(counter, ExactDecimal(value)) }
    }

    /// The count of a counter, or nil where it is not known; unknown is not zero.
    public subscript(_ counter: Counter) -> ExactDecimal? {
        counts.first { $0.counter == counter }?.value
    }

    /// The whole count of a counter, 0 where it is not known.
    public func integer(_ counter: Counter) -> Int { self[counter]?.integer ?? 0 }

    /// Whether nothing is counted.
    public var isEmpty: Bool { counts.isEmpty }

    /// Sets a count; throws `bad_number` where it is negative, above 10^15, or a fraction of something whole.
    public mutating func set(_ counter: Counter, _ value: ExactDecimal) throws(ModelError) {
        guard !value.isNegative, value <= Self.countMax, value.isWhole || counter.isFractional else {
            throw ModelError(
                .badNumber, "`\(counter.rawValue)` is \(value), which no call can use",
                place: Place(path: counter.rawValue),
                hint: "counts are not negative, at most 10^15, and whole but for seconds")
        }
        counts.removeAll { $0.counter == counter }
        let order = Counter.order[counter] ?? 0
        let index = counts.firstIndex { (Counter.order[$0.counter] ?? 0) > order } ?? counts.endIndex
        counts.insert(Count(counter: counter, value: value), at: index)
    }

    /// Takes a count away, so that it is unknown.
    public mutating func remove(_ counter: Counter) {
        counts.removeAll { $0.counter == counter }
    }

    /// Input and output tokens together; nil where neither is known.
    public var totalTokens: ExactDecimal? {
        guard self[.inputTokens] != nil || self[.outputTokens] != nil else { return nil }
        return (self[.inputTokens] ?? .zero).adding(self[.outputTokens] ?? .zero)
    }
}

extension Counter {
    static let order: [Counter: Int] = Dictionary(
        uniqueKeysWithValues: Counter.allCases.enumerated().map { ($0.element, $0.offset) })
}

extension Usage {
    /// The usage as an object of the vocabulary's names, numbers in plain digits.
    public var json: JSONObject {
        var object = JSONObject()
        for count in counts { object.append(count.counter.rawValue, .number(count.value.description)) }
        for attribute in UsageAttribute.allCases {
            object.append(attribute.rawValue, attributes[attribute].map { .string($0) })
        }
        return object
    }

    /// Reads a usage from an object of the vocabulary's names; throws `unknown_name` or `bad_number` with the member's path.
    ///
    /// Members that are `null` count as unknown; those of a `ResponseField` are passed over. A number may be written as a string.
    public init(json object: JSONObject, path: String = "usage") throws(ModelError) {
        for member in object.members where !member.value.isNull {
            if ResponseField(rawValue: member.name) != nil { continue }
            let place = Place(path: "\(path).\(member.name)")
            if let attribute = UsageAttribute(rawValue: member.name) {
                attributes[attribute] = try Self.text(of: member.value, place: place)
                continue
            }
            guard let counter = Counter(rawValue: member.name) else {
                throw ModelError(
                    .unknownName, "`\(member.name.prefix(60))` is no counter", place: place,
                    hint: Names.suggestion(for: member.name, among: Counter.allCases.map(\.rawValue)))
            }
            guard let text = member.value.numberText ?? member.value.string else {
                throw ModelError(
                    .badNumber, "expected a number, found \(member.value.kindName)", place: place)
            }
            do {
                try set(counter, try ExactDecimal(text))
            } catch {
                throw ModelError(error.code, error.message, place: place, hint: error.hint)
            }
        }
    }

    private static func text(of value: JSONValue, place: Place) throws(ModelError) -> String {
        switch value {
        case .string(let text): return text
        case .number(let text): return text
        case .bool(let truth): return truth ? "true" : "false"
        default:
            throw ModelError(.unknownName, "expected a word, found \(value.kindName)", place: place)
        }
    }
}
