import Foundation
import JSON

/// Where a page ends, so that the next one goes on behind it; opaque to those who carry it.
///
/// It names a place in the order and not a count of rows, and the ledger's last row when the first page was read: rows
/// that arrive later are on no page, so that nothing is shown twice or passed over and all pages have one total.
public struct PageCursor: Hashable, Sendable {
    /// What tells the question apart that the page answers.
    public let question: UInt64
    /// The ledger's last row when the first page was read.
    public let sequence: Int
    /// The last row's place in the order; nil is "not known".
    public let place: [String?]

    /// A cursor behind a row.
    public init(question: UInt64, sequence: Int, place: [String?]) {
        self.question = question
        self.sequence = sequence
        self.place = place
    }
}

extension PageCursor: CustomStringConvertible {
    /// The cursor as one word that needs no quotes in a shell.
    public var description: String {
        let parts: [JSONValue] =
            [.string(String(question, radix: 16)), .number(String(sequence))]
            + place.map { $0.map { .string($0) } ?? .null }
        return Data(JSONValue.array(parts).compactText.utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Reads a cursor as `description` writes it; nil for anything else.
    public init?(_ text: String) {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/") + padding
        guard let bytes = Data(base64Encoded: base64),
            let parts = (try? JSONValue(parsing: [UInt8](bytes)))?.array, parts.count >= 2,
            let question = parts[0].string.flatMap({ UInt64($0, radix: 16) }),
            let sequence = parts[1].integer, sequence >= 0
        else { return nil }
        let place = parts.dropFirst(2)
        guard place.allSatisfy({ $0.isNull || $0.string != nil }) else { return nil }
        self.init(question: question, sequence: sequence, place: place.map(\.string))
    }
}

extension Query {
    /// A number that tells questions apart, whatever the size of their pages.
    public var fingerprint: UInt64 {
        var parts: [String] = [tenant]
        if let span { parts += ["\(span.lowerBound.microseconds)", "\(span.upperBound.microseconds)"] }
        for filter in filters {
            parts += [filter.isExcluded ? "not" : "only", filter.dimension.rawValue]
            parts += filter.values.map { $0.map { "=" + $0 } ?? "?" }
        }
        parts += ["by"] + groups.map(\.rawValue)
        if let bucket { parts += [bucket.grain.rawValue, bucket.zone.name] }
        parts += [order.rawValue, isReversed ? "reversed" : ""]
        // FNV-1a: a guard against slips, not against malice; whoever forges a cursor sees his own rows only.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in parts {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
        }
        return hash
    }
}
