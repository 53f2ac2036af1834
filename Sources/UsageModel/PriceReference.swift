/// The price that a cost used: which, from where, in force when.
public struct PriceReference: Hashable, Sendable {
    /// Whether the price is dated to the day of the call.
    public enum DateState: String, Hashable, Sendable, CaseIterable {
        /// A dated source says that the price was in force at that moment, or the source was seen on that day.
        case dated
        /// No source dates the price to that day; the nearest one is taken for granted.
        case assumed
    }

    /// The price's identity, such as `openai/gpt-4o@2024-10-01`.
    public var priceID: String
    /// The catalogue's model that was matched.
    public var modelID: String
    /// How the name was matched: `exact`, `alias`, `snapshot`, `prefix`, with what was matched.
    public var match: String
    /// First moment the price is in force; nil where that is not known.
    public var from: Instant?
    /// First moment it is no longer; nil where no end is known.
    public var to: Instant?
    /// Who says so, such as `genai-prices@0.2.3`.
    public var source: String
    /// Where the source says so, if it names an address.
    public var sourceURL: String?
    /// The day on which the source was seen.
    public var seen: CivilDate?
    /// Further sources that say the same.
    public var agreeing: [String]
    /// Whether the price is dated to the day of the call.
    public var dateState: DateState
    /// The catalogue's version.
    public var catalogueVersion: String

    /// A reference to a price.
    public init(
        priceID: String, modelID: String, match: String, from: Instant? = nil, to: Instant? = nil,
        source: String,
        sourceURL: String? = nil, seen: CivilDate? = nil, agreeing: [String] = [], dateState: DateState,
        catalogueVersion: String
    ) {
        self.priceID = priceID
        self.modelID = modelID
        self.match = match
        self.from = from
        self.to = to
        self.source = source
        self.sourceURL = sourceURL
        self.seen = seen
        self.agreeing = agreeing
        self.dateState = dateState
        self.catalogueVersion = catalogueVersion
    }
}
