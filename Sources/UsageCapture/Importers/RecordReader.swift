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
    /// A trace of Azure's public data set: moment, context tokens and generated tokens.
    case azureTrace = "azure-trace"

    /// The format in words.
    package var displayName: String {
        switch self {
        case .jsonl: "UsageLedger JSON Lines"
        case .csv: "UsageLedger CSV"
        case .aider: "aider analytics log"
        case .azureTrace: "Azure LLM inference trace"
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
    /// The most bytes of one record.
    package var recordBytesMax: Int

    /// Options; leave out what is not known.
    package init(
        file: String? = nil, tenant: String = Attribution.defaultTenant, provider: Provider? = nil,
        model: String? = nil, recordBytesMax: Int = 4 << 20
    ) {
        self.file = file
        self.tenant = tenant
        self.provider = provider
        self.model = model
        self.recordBytesMax = recordBytesMax
    }
}
