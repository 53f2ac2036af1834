import Synchronization
package import UsageModel

/// A model's price in force from one moment to another, with its source.
package final class Price: Sendable {
    /// The identity, such as `openai/o3@2025-06-10`.
    package let id: String
    /// First moment; nil where it is not known.
    package let from: Instant?
    /// First moment after; nil where no end is known.
    package let to: Instant?
    /// The rates.
    package var rates: [Rate] { table.rates }
    /// What changes them, in the order in which it applies.
    package let changes: [RateChange]
    /// What the provider's documents take where a call does not say.
    package let defaults: [UsageAttribute: String]
    /// Where it comes from.
    package let provenance: Provenance
    /// Reductions that the user negotiated on these rates.
    package let discounts: [Discount]

    /// The plain rates by class.
    let table: RateTable
    /// What each of the changes needs of a call.
    private let needs: [Need]
    /// What every reference to the price says, whatever the call.
    private let reference: PriceReference
    /// The day on which the source was seen, in microseconds since 1970.
    private let seenDay: Range<Int64>?

    /// A price.
    package init(
        id: String, from: Instant? = nil, to: Instant? = nil, rates: [Rate], changes: [RateChange] = [],
        defaults: [UsageAttribute: String] = [:], provenance: Provenance, discounts: [Discount] = []
    ) {
        self.id = id
        self.from = from
        self.to = to
        table = RateTable(rates)
        self.changes = changes
        self.defaults = defaults
        self.provenance = provenance
        self.discounts = discounts
        needs = changes.map(\.condition.need)
        reference = PriceReference(
            priceID: id, modelID: "", match: "", from: from, to: to, source: provenance.source,
            sourceURL: provenance.url, seen: provenance.seen, agreeing: provenance.agreeing,
            dateState: .assumed, catalogueVersion: "")
        seenDay = provenance.seen.map { seen in
            let start = Int64(seen.daysSince1970) * 86_400_000_000
            return start..<start + 86_400_000_000
        }
    }

    /// The changes that hold for a call, in the order in which they apply.
    func changes(inForceFor call: borrowing PricedCall) -> [RateChange] {
        if changes.isEmpty { return [] }
        let modes = call.modes
        let inputTokens = call.usage[.inputTokens]
        let whole = inputTokens?.integer ?? -1
        var found: [RateChange] = []
        for index in needs.indices where needs[index].isMet(by: modes, inputTokens: whole) {
            if changes[index].condition.holds(for: call, inputTokens: inputTokens) {
                found.append(changes[index])
            }
        }
        return found
    }

    /// The reference of a call's cost to the price.
    func reference(
        modelID: String, match: String, version: String, at instant: Instant
    ) -> PriceReference {
        PriceReference(
            samePriceAs: reference, modelID: modelID, match: match, dateState: dateState(at: instant),
            catalogueVersion: version)
    }

    /// Where a price comes from.
    package struct Provenance: Hashable, Sendable {
        /// The source and its version, such as `genai-prices@0.2.3`.
        package var source: String
        /// The provider's page that the source names.
        package var url: String?
        /// The day on which the source was seen.
        package var seen: CivilDate?
        /// Further sources with the same rates.
        package var agreeing: [String]
        /// Whether the source dates its prices.
        package var isDated: Bool
        /// Whether it is the user's own word, which holds until the user says otherwise.
        package var isOwn: Bool

        /// Where a price comes from.
        package init(
            source: String, url: String? = nil, seen: CivilDate? = nil, agreeing: [String] = [],
            isDated: Bool = false, isOwn: Bool = false
        ) {
            self.source = source
            self.url = url
            self.seen = seen
            self.agreeing = agreeing
            self.isDated = isDated
            self.isOwn = isOwn
        }
    }

    /// Whether the price is in force at a moment.
    package func covers(_ instant: Instant) -> Bool {
        if let from, instant < from { return false }
        if let to, instant >= to { return false }
        return true
    }

    /// Whether a source says that this was the price at a moment, rather than that it is the nearest known.
    package func dateState(at instant: Instant) -> PriceReference.DateState {
        if provenance.isOwn { return covers(instant) ? .dated : .assumed }
        if let seenDay, seenDay.contains(instant.microseconds) { return .dated }
        guard provenance.isDated, from != nil || to != nil, covers(instant) else { return .assumed }
        // Nobody can say that a price without an end still holds after the day on which it was seen.
        if to == nil, let seenDay, seenDay.upperBound <= instant.microseconds { return .assumed }
        return .dated
    }
}

/// A model at a provider: its names and its prices through time.
package final class ModelEntry: Sendable {
    /// The name under which costs are filed.
    package let id: String
    /// Every exact name, the id among them.
    package let names: [String]
    /// Names that mean this model for a time.
    package let aliases: [Alias]
    /// Declared beginnings with the endings that they allow.
    package let prefixes: [Prefix]
    private let given: [Price]
    private let reading: (@Sendable () -> [Price])?
    private let read = AtomicLazyReference<ReadPrices>()
    /// Reductions that the user negotiated on the built-in prices of the model.
    package let discounts: [Discount]

    /// A model.
    package init(
        id: String, names: [String], aliases: [Alias] = [], prefixes: [Prefix] = [], prices: [Price],
        discounts: [Discount] = []
    ) {
        self.id = id
        self.names = names
        self.aliases = aliases
        self.prefixes = prefixes
        given = prices
        reading = nil
        self.discounts = discounts
    }

    /// A model whose prices are read when they are first asked for.
    init(
        id: String, names: [String], aliases: [Alias], prefixes: [Prefix],
        reading: @escaping @Sendable () -> [Price]
    ) {
        self.id = id
        self.names = names
        self.aliases = aliases
        self.prefixes = prefixes
        given = []
        self.reading = reading
        discounts = []
    }

    private final class ReadPrices: Sendable {
        let prices: [Price]

        init(_ prices: [Price]) {
            self.prices = prices
        }
    }

    /// The prices, earliest first.
    package var prices: [Price] {
        guard let reading else { return given }
        return (read.load() ?? read.storeIfNil(ReadPrices(reading()))).prices
    }

    /// Whether there are prices, whether or not they were read.
    var hasPrices: Bool { reading != nil || !given.isEmpty }

    /// A name that means a model from one moment to another.
    package struct Alias: Hashable, Sendable {
        package var name: String
        package var from: Instant?
        package var to: Instant?
    }

    /// A beginning of a name with the endings it allows.
    package struct Prefix: Hashable, Sendable {
        package var text: String
        package var tails: [Tail]
    }

    /// The price in force at a moment, else the nearest in time.
    package func price(at instant: Instant) -> Price? {
        if let price = prices.last(where: { $0.covers(instant) }) { return price }
        return prices.last { $0.from.map { $0 <= instant } ?? true } ?? prices.first
    }
}

/// An ending that a declared name allows.
package enum Tail: String, Hashable, Sendable, CaseIterable {
    /// `-2025-06-10`, `-20250610` or `@20250610`, a real day from 2020 to 2039.
    case date
    /// `-latest`.
    case latest
    /// `-v1`, `-v1:0`, `:0`.
    case version
    /// `-preview`, `-preview-06-05`, `-preview-09-2025`.
    case preview

    /// Whether a text is such an ending.
    func matches(_ text: Substring) -> Bool {
        switch self {
        case .latest: text == "-latest"
        case .version: Self.isVersion(text)
        case .date: Self.day(text) != nil
        case .preview: Self.isPreview(text)
        }
    }

    private static func isPreview(_ text: Substring) -> Bool {
        guard text.hasPrefix("-preview") else { return false }
        let rest = text.dropFirst(8)
        if rest.isEmpty { return true }
        guard rest.first == "-" else { return false }
        let parts = rest.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let month = Int(parts[0]), (1...12).contains(month), parts[0].utf8.count == 2,
            let day = Int(parts[1])
        else { return false }
        return parts[1].utf8.count == 2 ? (1...31).contains(day) : (2020..<2040).contains(day)
    }

    /// The day that such an ending names, or nil where it is no real day.
    static func day(_ text: Substring) -> CivilDate? {
        guard let separator = text.first, separator == "-" || separator == "@" else { return nil }
        let rest = text.dropFirst()
        let date: CivilDate?
        if rest.utf8.count == 8, rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            date = CivilDate("\(rest.prefix(4))-\(rest.dropFirst(4).prefix(2))-\(rest.suffix(2))")
        } else {
            date = separator == "-" ? CivilDate(rest) : nil
        }
        return date.flatMap { (2020..<2040).contains($0.year) ? $0 : nil }
    }

    /// The first version alone: a second one has a price of its own, which a list spells out.
    private static func isVersion(_ text: Substring) -> Bool {
        text == "-v1" || text == "-v1:0" || text == ":0"
    }
}
