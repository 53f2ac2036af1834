/// One line of what a provider states for a period: an amount, a usage, or both.
public struct StatementLine: Hashable, Sendable {
    /// Who states it.
    public var provider: Provider
    /// Which statement it is, such as `openai-costs`; of several imports of one statement the last one stands.
    public var source: String
    /// All statements that are known, by their sources.
    public static let sources: [String?] =
        ["openai-costs", "anthropic-usage", "anthropic-costs", "openrouter-activity"]
        + [
            "completions", "embeddings", "images", "audio_speeches", "audio_transcriptions", "moderations",
            "vector_stores", "code_interpreter_sessions", "file_searches", "web_searches",
        ].map { "openai-usage/\($0)" }
    /// The first moment of the period.
    public var start: Instant
    /// The first moment after the period.
    public var end: Instant
    /// The model in the provider's words; nil where the line is of none.
    public var model: String?
    /// What the amount is for, in the provider's words, such as `input_tokens`.
    public var item: String?
    /// What else the line is about: project, workspace, key, tier, in the provider's names.
    public var details: Tags
    /// Requests, where they are counted.
    public var requests: Int?
    /// The usage, where it is stated.
    public var usage: Usage
    /// The amount in US dollars, below zero for a credit; nil where the statement has none.
    public var amount: Money?

    /// A line of a statement.
    public init(
        provider: Provider, source: String, start: Instant, end: Instant, model: String? = nil,
        item: String? = nil, details: Tags = Tags(), requests: Int? = nil, usage: Usage = Usage(),
        amount: Money? = nil
    ) {
        self.provider = provider
        self.source = source
        self.start = start
        self.end = end
        self.model = model
        self.item = item
        self.details = details
        self.requests = requests
        self.usage = usage
        self.amount = amount
    }
}
