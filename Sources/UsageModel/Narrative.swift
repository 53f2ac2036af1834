/// A report in words: its title, what leads it, and what to look at; each sentence is true of the numbers it was made from.
public struct Narrative: Hashable, Sendable {
    /// The main finding with one number, without a full stop.
    public var title: String
    /// Two to four sentences: the total, the change, what drove it, and what stands out.
    public var lead: String
    /// What to look at, most pressing first.
    public var findings: [Finding]

    /// A report in words.
    public init(title: String, lead: String, findings: [Finding]) {
        self.title = title
        self.lead = lead
        self.findings = findings
    }
}

/// What can be said of the rest of a period.
public enum Outlook: Hashable, Sendable {
    /// What the period may end at.
    case forecast(Forecast)
    /// Too few days of history: so many of so many.
    case tooShort(days: Int, needed: Int)
    /// The period has ended; there is nothing to foresee.
    case closed

    /// The forecast, or nil.
    public var forecast: Forecast? {
        guard case .forecast(let forecast) = self else { return nil }
        return forecast
    }
}
