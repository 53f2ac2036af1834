/// A sentence that is true of the numbers: a headline and what is behind it.
public struct Finding: Hashable, Sendable {
    /// What it is about.
    public enum Kind: String, Hashable, Sendable {
        case spend
        case budget
        case anomaly
        case new
        case unpriced
        case assumedPrice = "assumed_price"
        case statedCost = "stated_cost"
        case errors
        case quiet
    }

    /// What it is about.
    public var kind: Kind
    /// A few words, such as "Anomaly, 8 October".
    public var headline: String
    /// One or two sentences.
    public var text: String

    /// A finding.
    public init(_ kind: Kind, headline: String, text: String) {
        self.kind = kind
        self.headline = headline
        self.text = text
    }
}
