import JSON
import UsageModel

/// Reads the calls of a file in any format that can be imported, and finds out which it is where nobody says.
///
/// ```swift
/// var importer = RecordImporter(options: ImportOptions(file: "calls.jsonl"))
/// for chunk in chunks { handle(importer.read(chunk)) }
/// handle(importer.finish())
/// ```
package struct RecordImporter: RecordReader {
    /// The format, or our own JSON Lines as long as it is not known.
    package var format: ImportFormat { detectedFormat ?? .jsonl }
    /// The format; nil until enough bytes have been read to know it.
    package var detectedFormat: ImportFormat? { reader?.format ?? givenFormat }
    package var skippedRecords: Int { reader?.skippedRecords ?? 0 }
    private let options: ImportOptions
    private let givenFormat: ImportFormat?
    private var reader: (any RecordReader)?
    private var head: [UInt8] = []
    private var hasFailed = false

    /// The most bytes that are looked at to find the format.
    package static let detectionBytesMax = 64 << 10

    /// An importer of the given format, or of the one that the content shows; a map of columns is for any CSV.
    package init(format: ImportFormat? = nil, options: ImportOptions = ImportOptions()) {
        self.options = options
        givenFormat = format ?? (options.columns == nil ? nil : .mappedCSV)
    }

    package mutating func read(_ bytes: some Collection<UInt8>) -> [ImportResult] {
        guard !hasFailed else { return [] }
        if reader != nil { return reader?.read(bytes) ?? [] }
        head.append(contentsOf: bytes)
        let isEnough =
            givenFormat == nil
            ? head.count >= Self.detectionBytesMax : FormatDetector.firstByte(of: head) != nil
        return isEnough ? begin() : []
    }

    package mutating func finish() -> [ImportResult] {
        guard !hasFailed else { return [] }
        let first = reader == nil ? begin() : []
        return first + (reader?.finish() ?? [])
    }

    private mutating func begin() -> [ImportResult] {
        defer { head = [] }
        do throws(CaptureError) {
            let format: ImportFormat
            if let givenFormat {
                format = givenFormat
            } else {
                guard let found = try FormatDetector.format(of: head, file: options.file) else { return [] }
                format = found
            }
            reader = Self.reader(format, options, opening: FormatDetector.firstByte(of: head))
            return reader?.read(head) ?? []
        } catch {
            hasFailed = true
            return [.failure(error)]
        }
    }

    /// The reader of a format; some formats come as tables and as objects, which their first byte tells.
    private static func reader(
        _ format: ImportFormat, _ options: ImportOptions, opening: UInt8?
    ) -> any RecordReader {
        let isTable = opening != UInt8(ascii: "{") && opening != UInt8(ascii: "[")
        return reader(format, options, isTable: isTable, isList: opening == UInt8(ascii: "["))
    }

    private static func reader(
        _ format: ImportFormat, _ options: ImportOptions, isTable: Bool, isList: Bool
    ) -> any RecordReader {
        switch format {
        case .jsonl where isList: ObjectRecordReader<EventListMapping>(options: options)
        case .jsonl: LineRecordReader<EventObjectMapping>(options: options)
        case .csv: CSVRecordReader<EventRowMapping>(options: options)
        case .mappedCSV: CSVRecordReader<MappedRowMapping>(options: options)
        case .aider: LineRecordReader<AiderMapping>(options: options)
        case .aiderTable: CSVRecordReader<CellMapping<AiderTableMapping>>(options: options)
        case .azureTrace: CSVRecordReader<AzureTraceMapping>(options: options)
        case .mooncakeTrace: ObjectRecordReader<MooncakeMapping>(options: options)
        case .usageBlocks: ObjectRecordReader<UsageBlocksMapping>(options: options)
        case .litellm where isTable: CSVRecordReader<CellMapping<LiteLLMMapping>>(options: options)
        case .litellm: ObjectRecordReader<LiteLLMMapping>(options: options)
        case .bedrock: ObjectRecordReader<BedrockLogMapping>(options: options)
        case .langfuse where isTable: CSVRecordReader<CellMapping<LangfuseMapping>>(options: options)
        case .langfuse: ObjectRecordReader<LangfuseMapping>(options: options)
        case .claudeCode: ObjectRecordReader<ClaudeCodeMapping>(options: options)
        case .codex: ObjectRecordReader<CodexMapping>(options: options)
        case .openTelemetry: ObjectRecordReader<OpenTelemetryMapping>(options: options)
        case .openRouter: CSVRecordReader<CellMapping<OpenRouterMapping>>(options: options)
        case .openAIUsage where isTable: CSVRecordReader<CellMapping<OpenAIUsageMapping>>(options: options)
        case .openAIUsage: ObjectRecordReader<OpenAIUsageMapping>(options: options)
        case .openAICosts where isTable: CSVRecordReader<CellMapping<OpenAICostsMapping>>(options: options)
        case .openAICosts: ObjectRecordReader<OpenAICostsMapping>(options: options)
        case .anthropicUsage where isTable:
            CSVRecordReader<CellMapping<AnthropicConsoleUsageMapping>>(options: options)
        case .anthropicUsage: ObjectRecordReader<AnthropicUsageMapping>(options: options)
        case .anthropicCosts where isTable:
            CSVRecordReader<CellMapping<AnthropicConsoleCostsMapping>>(options: options)
        case .anthropicCosts: ObjectRecordReader<AnthropicCostsMapping>(options: options)
        case .openRouterActivity where isTable:
            CSVRecordReader<CellMapping<OpenRouterActivityMapping>>(options: options)
        case .openRouterActivity: ObjectRecordReader<OpenRouterActivityMapping>(options: options)
        }
    }
}
