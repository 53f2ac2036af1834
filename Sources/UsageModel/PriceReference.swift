/// The price that a cost used: which, from where, in force when.
public struct PriceReference: Hashable, Sendable {
    /// Whether the price is dated to the day of the call.
    public enum DateState: String, Hashable, Sendable, CaseIterable {
        /// A dated source says that the price was in force at that moment, or the source was seen on that day.
        case dated
        /// No source dates the price to that day; the nearest one is taken for granted.
        case assumed
    }

    /// The catalogue's model that was matched.
    public var modelID: String
    /// How the name was matched: `exact`, `alias`, `snapshot`, `prefix`, with what was matched.
    public var match: String
    /// Whether the price is dated to the day of the call.
    public var dateState: DateState
    /// The catalogue's version.
    public var catalogueVersion: String
    /// What is the same for every call at the price, held once for all of them.
    private var shared: Shared

    private struct Terms: Hashable, Sendable {
        var priceID: String
        var from: Instant?
        var to: Instant?
        var source: String
        var sourceURL: String?
        var seen: CivilDate?
        var agreeing: [String]
    }

    private final class Shared: Sendable {
        let terms: Terms

        init(_ terms: Terms) {
            self.terms = terms
        }
    }

    private var terms: Terms {
        get { shared.terms }
        set { shared = Shared(newValue) }
    }

    /// A reference to a price.
    public init(
        priceID: String, modelID: String, match: String, from: Instant? = nil, to: Instant? = nil,
        source: String,
        sourceURL: String? = nil, seen: CivilDate? = nil, agreeing: [String] = [], dateState: DateState,
        catalogueVersion: String
    ) {
        self.modelID = modelID
        self.match = match
        self.dateState = dateState
        self.catalogueVersion = catalogueVersion
        shared = Shared(
            Terms(
                priceID: priceID, from: from, to: to, source: source, sourceURL: sourceURL, seen: seen,
                agreeing: agreeing))
    }

    /// A reference to the price of another one.
    package init(
        samePriceAs other: borrowing PriceReference, modelID: String, match: String, dateState: DateState,
        catalogueVersion: String
    ) {
        self.modelID = modelID
        self.match = match
        self.dateState = dateState
        self.catalogueVersion = catalogueVersion
        shared = other.shared
    }
}

extension PriceReference {
    /// The price's identity, such as `openai/gpt-4o@2024-10-01`.
    public var priceID: String {
        get { shared.terms.priceID }
        set { terms.priceID = newValue }
    }

    /// First moment the price is in force; nil where that is not known.
    public var from: Instant? {
        get { shared.terms.from }
        set { terms.from = newValue }
    }

    /// First moment it is no longer; nil where no end is known.
    public var to: Instant? {
        get { shared.terms.to }
        set { terms.to = newValue }
    }

    /// Who says so, such as `genai-prices@0.2.3`.
    public var source: String {
        get { shared.terms.source }
        set { terms.source = newValue }
    }

    /// Where the source says so, if it names an address.
    public var sourceURL: String? {
        get { shared.terms.sourceURL }
        set { terms.sourceURL = newValue }
    }

    /// The day on which the source was seen.
    public var seen: CivilDate? {
        get { shared.terms.seen }
        set { terms.seen = newValue }
    }

    /// Further sources that say the same.
    public var agreeing: [String] {
        get { shared.terms.agreeing }
        set { terms.agreeing = newValue }
    }

    /// Whether both say the same of the same price.
    public static func == (a: PriceReference, b: PriceReference) -> Bool {
        a.modelID == b.modelID && a.match == b.match && a.dateState == b.dateState
            && a.catalogueVersion == b.catalogueVersion && (a.shared === b.shared || a.terms == b.terms)
    }

    /// Feeds what the reference says to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(modelID)
        hasher.combine(match)
        hasher.combine(dateState)
        hasher.combine(catalogueVersion)
        hasher.combine(shared.terms)
    }
}
