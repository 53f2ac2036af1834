import JSON
import UsageCapture
import UsageModel
import UsageStore

/// Writes rows as text straight from the file's bytes; what it writes is byte for byte what `CallFormats` writes.
struct RowText: Sendable {
    /// Where a name of the export has its value in a row.
    enum Source: Sendable {
        case text(Column)
        /// The tenant, left out where it is the usual one.
        case tenant
        case number(Column)
        case id(Column)
        case instant(Column)
        /// Picodollars as dollars.
        case money(Column)
        /// A JSON object.
        case object(Column)
        case counter(Counter)
        case attribute(UsageAttribute)
        /// A word of a row that corrects another one.
        case correction(CorrectionField)
        /// What no row holds.
        case nothing
    }

    /// Adds a row in a form, with its end.
    static func writer(_ form: ExportForm, isRaw: Bool) -> @Sendable (StoredRow, inout [UInt8]) throws -> Void
    {
        switch form {
        case .csv:
            let writer = CSVRowText(isRaw: isRaw)
            return { row, bytes in try writer.append(row, to: &bytes) }
        case .jsonl:
            let writer = JSONRowText()
            return { row, bytes in
                try writer.append(row, to: &bytes)
                bytes.append(UInt8(ascii: "\n"))
            }
        case .json:
            let writer = JSONRowText()
            return { row, bytes in
                bytes.append(contentsOf: ",\n".utf8)
                try writer.append(row, to: &bytes)
            }
        }
    }
}

extension EventName {
    /// Where the name has its value in a row.
    var source: RowText.Source {
        switch self {
        case .field(let field): field.source
        case .counter(let counter): .counter(counter)
        case .attribute(let attribute): .attribute(attribute)
        case .correction(let field): .correction(field)
        case .ledger(let field): field.source
        }
    }
}

extension EventField {
    fileprivate var source: RowText.Source {
        switch self {
        case .id: .id(.id)
        case .idempotencyKey, .ip, .userAgent, .device: .nothing
        case .occurredAt: .instant(.occurredAt)
        case .tenant: .tenant
        case .user: .text(.user)
        case .team: .text(.team)
        case .keyID: .text(.keyID)
        case .chat: .text(.chat)
        case .message: .text(.message)
        case .campaign: .text(.campaign)
        case .agent: .text(.agent)
        case .provider: .text(.provider)
        case .model: .text(.model)
        case .servedModel: .text(.servedModel)
        case .service: .text(.service)
        case .action: .text(.action)
        case .endpoint: .text(.endpoint)
        case .requestID: .text(.requestID)
        case .responseID: .text(.responseID)
        case .parentCall: .text(.parentCall)
        case .step: .number(.step)
        case .attempt: .number(.attempt)
        case .requestedTier: .text(.requestedTier)
        case .servedTier: .text(.servedTier)
        case .region: .text(.region)
        case .route: .text(.route)
        case .speed: .text(.speed)
        case .status: .text(.status)
        case .httpStatus: .number(.httpStatus)
        case .errorType: .text(.errorType)
        case .stopReason: .text(.stopReason)
        case .latencyMs: .number(.latencyMs)
        case .timeToFirstTokenMs: .number(.timeToFirstTokenMs)
        case .usageState: .text(.usageState)
        case .statedCost: .money(.statedCost)
        case .statedCostSource: .text(.statedCostSource)
        case .tags: .object(.tags)
        case .metadata: .object(.metadata)
        }
    }
}

extension LedgerField {
    fileprivate var source: RowText.Source {
        switch self {
        case .cost: .money(.totalCost)
        case .inputCost: .money(.inputCost)
        case .outputCost: .money(.outputCost)
        case .generationCost: .money(.generationCost)
        case .listCost: .money(.listCost)
        case .unpricedReason: .text(.unpricedReason)
        case .pricedModel: .text(.pricedModel)
        case .priceID: .text(.priceID)
        case .priceDate: .text(.priceDate)
        }
    }
}

extension CorrectionField {
    /// Where a correcting row has the value.
    var source: RowText.Source {
        switch self {
        case .kind: .text(.kind)
        case .corrects: .id(.corrects)
        case .reason: .text(.correctionReason)
        case .actor: .text(.correctionActor)
        }
    }
}

extension Counter {
    /// The column of a common count, and how many decimals its number has; nil for any other.
    var column: (column: Column, decimals: Int)? {
        switch self {
        case .inputTokens: (.inputTokens, 0)
        case .outputTokens: (.outputTokens, 0)
        case .cacheReadTokens: (.cacheReadTokens, 0)
        case .cacheWriteTokens: (.cacheWriteTokens, 0)
        case .reasoningTokens: (.reasoningTokens, 0)
        case .images: (.images, 0)
        case .videoSeconds: (.videoMicroseconds, 6)
        case .audioSeconds: (.audioMicroseconds, 6)
        default: nil
        }
    }
}
