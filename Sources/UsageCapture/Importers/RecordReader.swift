package import UsageModel

/// What became of one record of a file: a call, or what is wrong with it.
package typealias ImportResult = Result<ImportedRecord, CaptureError>

/// Reads a file's calls from pieces of any size; a bad record never costs a good one.
package protocol RecordReader: Sendable {
    /// The format that is read.
    var format: ImportFormat { get }
    /// Records that are well formed but no calls, such as a log's other events.
    var skippedRecords: Int { get }
    /// The records that are complete with these further bytes, in the order of the file.
    mutating func read(_ bytes: some Collection<UInt8>) -> [ImportResult]
    /// What is left when the file ends.
    mutating func finish() -> [ImportResult]
}

/// The formats that can be imported; the raw value is the word of `--format`, and part of an imported row's identity.
package enum ImportFormat: String, Hashable, Sendable, CaseIterable {
    /// Our own JSON Lines: one call an object, in the names of `EventField`.
    case jsonl
    /// Our own CSV: one call a row, in the same names.
    case csv
    /// The analytics log of aider: one event an object; its `message_send` events are calls.
    case aider
    /// Aider's calls as a table, with the seconds that each took.
    case aiderTable = "aider-csv"
    /// A trace of Azure's public data set: moment, context tokens and generated tokens.
    case azureTrace = "azure-trace"
    /// A trace of Mooncake: milliseconds, lengths and prefix blocks.
    case mooncakeTrace = "mooncake-trace"
    /// Usage objects as providers sent them, with endpoint and models.
    case usageBlocks = "usage-blocks"
    /// The spend logs of a LiteLLM proxy.
    case litellm
    /// The invocation log of Amazon Bedrock.
    case bedrock
    /// Observations exported from Langfuse.
    case langfuse
    /// The session files of Claude Code.
    case claudeCode = "claude-code"
    /// The session files of Codex.
    case codex
    /// OpenTelemetry spans in the JSON of OTLP.
    case openTelemetry = "otlp"
    /// Generations exported from OpenRouter's activity page.
    case openRouter = "openrouter"
    /// Any CSV, by a map of its columns.
    case mappedCSV = "csv-columns"
    /// OpenAI's usage by bucket, pages or CSV.
    case openAIUsage = "openai-usage"
    /// OpenAI's costs by bucket, pages or CSV.
    case openAICosts = "openai-costs"
    /// Anthropic's usage by bucket, pages or the Console's CSV.
    case anthropicUsage = "anthropic-usage"
    /// Anthropic's costs by bucket, pages or the Console's CSV.
    case anthropicCosts = "anthropic-costs"
    /// OpenRouter's activity by day and model.
    case openRouterActivity = "openrouter-activity"

    /// The format in words.
    package var displayName: String {
        switch self {
        case .jsonl: "UsageLedger JSON Lines"
        case .csv: "UsageLedger CSV"
        case .aider: "aider analytics log"
        case .aiderTable: "aider calls as CSV"
        case .azureTrace: "Azure LLM inference trace"
        case .mooncakeTrace: "Mooncake trace"
        case .usageBlocks: "recorded usage objects"
        case .litellm: "LiteLLM spend logs, JSON or CSV"
        case .bedrock: "Amazon Bedrock invocation log"
        case .langfuse: "Langfuse observations, JSON or CSV"
        case .claudeCode: "Claude Code session"
        case .codex: "Codex session"
        case .openTelemetry: "OpenTelemetry GenAI spans, OTLP JSON"
        case .openRouter: "OpenRouter generations as CSV"
        case .mappedCSV: "any CSV, by --columns"
        case .openAIUsage: "OpenAI usage, pages or CSV"
        case .openAICosts: "OpenAI costs, pages or CSV"
        case .anthropicUsage: "Anthropic usage, pages or Console CSV"
        case .anthropicCosts: "Anthropic costs, pages or Console CSV"
        case .openRouterActivity: "OpenRouter activity, page or grouped CSV"
        }
    }

    /// Whether no file of the format as its tool wrote it was at hand, only documents about it.
    package var isExperimental: Bool {
        switch self {
        case .litellm, .langfuse, .codex, .openRouter, .openTelemetry, .openAICosts, .anthropicUsage,
            .anthropicCosts, .openRouterActivity:
            true
        default: false
        }
    }

    /// Whether it is a provider's statement of what it bills, and tells no single calls.
    package var isStatement: Bool {
        switch self {
        case .openAIUsage, .openAICosts, .anthropicUsage, .anthropicCosts, .openRouterActivity: true
        default: false
        }
    }
}

/// What a file does not say itself, and the limits of reading.
package struct ImportOptions: Hashable, Sendable {
    /// The file's name as the user gave it, for messages.
    package var file: String?
    /// Whose calls they are where a record does not say.
    package var tenant: String
    /// The provider of records that name none.
    package var provider: Provider?
    /// The model of records that name none.
    package var model: String?
    /// The moment of records that state none, and the start of a trace that counts from its start.
    package var moment: Instant?
    /// What the columns of a foreign table mean.
    package var columns: ColumnMap?
    /// The most bytes of one record.
    package var recordBytesMax: Int

    /// Options; leave out what is not known.
    package init(
        file: String? = nil, tenant: String = Attribution.defaultTenant, provider: Provider? = nil,
        model: String? = nil, moment: Instant? = nil, columns: ColumnMap? = nil, recordBytesMax: Int = 4 << 20
    ) {
        self.file = file
        self.tenant = tenant
        self.provider = provider
        self.model = model
        self.moment = moment
        self.columns = columns
        self.recordBytesMax = recordBytesMax
    }
}
