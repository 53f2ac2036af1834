import JSON
import UsageCapture
import UsageModel
import UsageStore

/// Writes rows as lines of our own JSON Lines, as `EventLineWriter` does.
struct JSONRowText: Sendable {
    private struct Member: Sendable {
        /// The name with its quotes and colon.
        let name: [UInt8]
        let source: RowText.Source

        init(_ name: String, _ source: RowText.Source) {
            self.name = Array("\"\(name)\":".utf8)
            self.source = source
        }
    }

    private let fields = EventField.allCases.map { Member($0.rawValue, EventName.field($0).source) }
    private let counters = Counter.allCases.filter { $0.column != nil }.map {
        Member($0.rawValue, .counter($0))
    }
    private let corrections = CorrectionField.allCases.map { Member($0.rawValue, $0.source) }
    private let costs = LedgerField.allCases.map { Member($0.rawValue, EventName.ledger($0).source) }

    /// Adds a row as one object, without a line's end.
    func append(_ row: StoredRow, to line: inout [UInt8]) throws {
        let bytes = row.bytes
        line.append(UInt8(ascii: "{"))
        let start = line.count
        for field in fields { Self.append(field, row, bytes, since: start, to: &line) }
        append(usageOf: row, bytes, since: start, to: &line)
        if !row.isNull(.corrects) {
            for field in corrections {
                Self.append(field, row, bytes, since: start, keepsEmpty: true, to: &line)
            }
        }
        for field in costs { Self.append(field, row, bytes, since: start, keepsEmpty: true, to: &line) }
        line.append(UInt8(ascii: "}"))
    }

    /// Adds the counts; the row's text of all of them where its columns do not tell it all.
    private func append(
        usageOf row: StoredRow, _ bytes: [UInt8], since start: Int, to line: inout [UInt8]
    ) {
        guard row.isNull(.usage) else {
            if line.count > start { line.append(UInt8(ascii: ",")) }
            line.append(contentsOf: "\"usage\":".utf8)
            line.append(contentsOf: bytes[row.range(.usage)])
            return
        }
        let before = line.count
        if line.count > start { line.append(UInt8(ascii: ",")) }
        line.append(contentsOf: "\"usage\":{".utf8)
        let first = line.count
        for counter in counters { Self.append(counter, row, bytes, since: first, to: &line) }
        if line.count == first {
            line.removeLast(line.count - before)
        } else {
            line.append(UInt8(ascii: "}"))
        }
    }

    private static func append(
        _ member: Member, _ row: StoredRow, _ bytes: [UInt8], since start: Int, keepsEmpty: Bool = false,
        to line: inout [UInt8]
    ) {
        switch member.source {
        case .nothing, .attribute, .correction: break
        case .text(let column):
            guard !row.isNull(column) else { return }
            let range = row.range(column)
            guard !range.isEmpty || keepsEmpty else { return }
            begin(member, since: start, &line)
            line.appendJSONString(bytes.span.extracting(range))
        case .tenant:
            let range = row.range(.tenantID)
            guard !bytes[range].elementsEqual(Attribution.defaultTenant.utf8) else { return }
            begin(member, since: start, &line)
            line.appendJSONString(bytes.span.extracting(range))
        case .object(let column):
            guard !row.isNull(column) else { return }
            begin(member, since: start, &line)
            line.append(contentsOf: bytes[row.range(column)])
        case .number(let column):
            guard let number = row.integer(column) else { return }
            begin(member, since: start, &line)
            line.append(decimal: number)
        case .counter(let counter):
            guard let (column, decimals) = counter.column, let number = row.integer(column) else { return }
            begin(member, since: start, &line)
            line.append(decimal: number, decimals: decimals)
        case .money, .id, .instant: appendQuoted(member, row, bytes, since: start, to: &line)
        }
    }

    private static func begin(_ member: Member, since start: Int, _ line: inout [UInt8]) {
        if line.count > start { line.append(UInt8(ascii: ",")) }
        line.append(contentsOf: member.name)
    }

    /// Adds a value that is a text in JSON, though the row holds it as a number or as bytes.
    private static func appendQuoted(
        _ member: Member, _ row: StoredRow, _ bytes: [UInt8], since start: Int, to line: inout [UInt8]
    ) {
        switch member.source {
        case .money(let column):
            guard let number = row.integer(column) else { return }
            begin(member, since: start, &line)
            line.append(UInt8(ascii: "\""))
            line.append(decimal: number, decimals: 12)
        case .id(let column):
            guard !row.isNull(column) else { return }
            begin(member, since: start, &line)
            line.append(UInt8(ascii: "\""))
            line.append(id: bytes[row.range(column)])
        case .instant(let column):
            begin(member, since: start, &line)
            line.append(UInt8(ascii: "\""))
            line.append(instant: row.integer(column) ?? 0)
        default: return
        }
        line.append(UInt8(ascii: "\""))
    }
}
