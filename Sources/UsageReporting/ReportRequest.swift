public import UsageModel

/// Which report is wanted.
public struct ReportRequest: Hashable, Sendable {
    /// What the report is about.
    public var period: Period
    /// What may be spent in it, in US dollars; nil leaves the budget out.
    public var budget: Money?
    /// The template's name, such as `monthly`.
    public var template: String
    /// The folder of the user's own templates; nil takes the installed ones.
    public var templates: String?
    /// The logical moment of the report; nothing else in it tells the time.
    public var generatedAt: Instant
    /// Name and version of the program, for the foot and the PDF's metadata.
    public var producer: String

    /// A report of a period as it stands at a moment.
    public init(
        period: Period, budget: Money? = nil, template: String = "monthly", templates: String? = nil,
        generatedAt: Instant,
        producer: String = "UsageLedger"
    ) {
        self.period = period
        self.budget = budget
        self.template = template
        self.templates = templates
        self.generatedAt = generatedAt
        self.producer = producer
    }
}
