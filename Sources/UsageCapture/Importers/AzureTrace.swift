import UsageModel

/// Reads a trace of Azure's public data set: `TIMESTAMP,ContextTokens,GeneratedTokens`.
///
/// Azure/AzurePublicDataset, `data/AzureLLMInferenceTrace_conv.csv`. The moments have seven decimals and no zone and are taken
/// as UTC, to the microsecond; the trace names no model, so that the options must.
package struct AzureTraceMapping: RowMapping {
    package static let format = ImportFormat.azureTrace
    /// The columns as the traces have them.
    static let columns = ["TIMESTAMP", "ContextTokens", "GeneratedTokens"]
    private let options: ImportOptions
    private let provider: Provider
    private let model: String
    private let indices: [Int]

    package init(columns: [String], options: ImportOptions) throws(CaptureError) {
        self.options = options
        var indices: [Int] = []
        for column in Self.columns {
            guard let index = columns.firstIndex(of: column) else {
                throw CaptureError(
                    .missingValue, "the column `\(column)` is missing",
                    hint: "the header of a trace is \(Self.columns.joined(separator: ","))")
            }
            indices.append(index)
        }
        if let other = columns.first(where: { !Self.columns.contains($0) }) {
            throw CaptureError(
                .unknownName, "`\(other.prefix(60))` is no column of a trace", place: Place(path: other),
                hint: Names.suggestion(for: other, among: Self.columns))
        }
        guard let provider = options.provider, let model = options.model else {
            throw CaptureError(
                .missingOption, "the trace does not name the model of its calls",
                hint: "give --provider and --model, like --provider openai --model gpt-4o")
        }
        self.indices = indices
        self.provider = provider
        self.model = model
    }

    package mutating func call(from cells: [String]) throws(CaptureError) -> MappedCall? {
        var event = UsageEvent(
            occurredAt: Instant(microseconds: 0), provider: provider, model: model,
            attribution: Attribution(tenant: options.tenant))
        for (column, index) in zip(Self.columns, indices) {
            do throws(ModelError) {
                switch column {
                case "TIMESTAMP": event.occurredAt = try Instant(cells[index], zoneless: true)
                case "ContextTokens": try event.usage.set(.inputTokens, try ExactDecimal(cells[index]))
                default: try event.usage.set(.outputTokens, try ExactDecimal(cells[index]))
                }
            } catch {
                throw CaptureError(error.code, error.message, place: Place(path: column), hint: error.hint)
            }
        }
        return MappedCall(event)
    }
}
