import JSON
public import UsageModel
import UsageStore

/// What a correction has written, and what it changed.
public struct CorrectionReceipt: Hashable, Sendable {
    /// The row that is out of all sums now.
    public let original: LedgerRow
    /// The row that took it out.
    public let reversal: LedgerRow
    /// The row that stands in its place; nil where nothing does.
    public let restatement: LedgerRow?

    /// What the correction adds to the sums: below zero where they are smaller now.
    public var difference: Money {
        let before = original.priced.costing.cost?.total ?? .zero
        return (restatement?.priced.costing.cost?.total ?? .zero) - before
    }
}

extension Ledger {
    /// The rows that correct a row, in the order of their posting.
    public func corrections(of id: EventID) throws -> [LedgerRow] {
        try store.corrections(of: id, tenant: options.tenant)
    }

    /// Takes a row out of all sums.
    public func reverse(_ id: EventID, note: CorrectionNote) throws -> CorrectionReceipt {
        try reverse(id, reason: note.reason, actor: note.actor)
        return try receipt(of: id)
    }

    /// Puts a row right by a patch of its call: a JSON object in the names of the JSON Lines, in which null takes a
    /// value away (RFC 7386); the call is priced anew.
    ///
    /// Throws `bad_correction` where the patch changes nothing, or what belongs to the ledger.
    public func restate(_ id: EventID, patch: [UInt8], note: CorrectionNote) throws -> CorrectionReceipt {
        guard let row = try row(id) else { throw Self.unknownRow(id) }
        let event = try Self.patched(row, with: try CallPatch(patch), tenant: options.tenant)
        try restate(id, as: event, reason: note.reason, actor: note.actor)
        return try receipt(of: id)
    }

    private static func patched(_ row: LedgerRow, with patch: CallPatch, tenant: String) throws -> UsageEvent
    {
        var original = row.priced.event
        // The restating row has an id of its own, and the caller's key stays with the original.
        original.id = nil
        original.idempotencyKey = nil
        guard let call = try JSONValue(parsing: CallFormats.jsonLine(row)).object else {
            throw unknownRow(row.id)
        }
        let changed = JSONValue.object(patch.applied(to: call)).compactText
        var event = try CallFormats.event(json: Array(changed.utf8), tenant: tenant)
        event.id = nil
        guard event.normalised != original.normalised else {
            throw LedgerError(
                .badCorrection, "the patch changes nothing",
                hint: "`usageledger reprice` prices calls anew as they are")
        }
        return event
    }

    private static func unknownRow(_ id: EventID) -> LedgerError {
        LedgerError(
            .unknownEvent, "no row has the identity `\(id)`",
            hint: "`usageledger calls --json` and `usageledger export jsonl` print every row's `id`")
    }

    private func receipt(of id: EventID) throws -> CorrectionReceipt {
        let corrections = try corrections(of: id)
        guard let original = try row(id), let reversal = corrections.first(where: { $0.kind == .reversal })
        else { throw Self.unknownRow(id) }
        let restatement = corrections.last { $0.kind == .restatement }
        return CorrectionReceipt(original: original, reversal: reversal, restatement: restatement)
    }
}

/// Changes of a call in the names of the JSON Lines.
struct CallPatch {
    private let object: JSONObject

    /// What is the ledger's and not the call's: it follows, or it stays.
    private static let fixed: Set<String> = [
        "id", "tenant", "idempotency_key", "kind", "corrects", "correction_reason", "correction_actor",
        "cost_usd", "input_cost_usd", "output_cost_usd", "generation_cost_usd", "list_cost_usd",
        "unpriced_reason", "priced_model", "price_id", "price_date",
    ]

    /// Reads a patch; throws `bad_correction` where it is none.
    init(_ bytes: [UInt8]) throws {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw LedgerError(.badCorrection, "the patch is no JSON: \(error)")
        }
        guard let object = value.object else {
            throw LedgerError(.badCorrection, "expected a JSON object as the patch, found \(value.kindName)")
        }
        for name in object.names where Self.fixed.contains(name) {
            throw LedgerError(
                .badCorrection, "`\(name)` cannot be corrected",
                hint: "costs follow from usage and prices; a row's identity stays")
        }
        self.object = object
    }

    /// The call with the changes, without what is the ledger's.
    func applied(to call: JSONObject) -> JSONObject {
        var call = call
        for name in Self.fixed { call[name] = nil }
        return Self.merged(call, object)
    }

    private static func merged(_ target: JSONObject, _ patch: JSONObject) -> JSONObject {
        var target = target
        for member in patch.members {
            switch member.value {
            case .null: target[member.name] = nil
            case .object(let changes):
                target[member.name] = .object(merged(target[member.name]?.object ?? JSONObject(), changes))
            default: target[member.name] = member.value
            }
        }
        return target
    }
}
