import UsageCapture
package import UsageModel
import UsageStore

/// What a file that an export once wrote says beside the rows as they are.
package enum ExportComparison: Hashable, Sendable {
    /// The file is what an export would write now.
    case equal(rows: Int)
    /// The first line that is not what an export would write.
    case differs(line: Int)
    /// The file ends before the rows do.
    case endsEarly(line: Int)
    /// The file goes on behind the last row.
    case goesOn(line: Int)
}

extension Ledger {
    /// Exports rows again and compares them with a file, byte by byte, in memory that does not grow with them.
    ///
    /// - Parameters:
    ///   - form: The form of the file.
    ///   - isRaw: Whether texts of CSV that look like formulas were left as they are.
    ///   - span: The calls that were exported, by when they occurred.
    ///   - filters: The conditions under which they were exported.
    ///   - read: Gives the next piece of the file, or nil at its end.
    ///   - progress: Is told how many rows have been compared.
    package func compare(
        _ form: ExportForm, isRaw: Bool = false, in span: Range<Instant>? = nil,
        filters: [Query.Filter] = [], withFile read: () throws -> [UInt8]?, progress: (Int) -> Void = { _ in }
    ) throws -> ExportComparison {
        struct Found: Error { let comparison: ExportComparison }
        var (pending, lines, rows): ([UInt8], Int, Int) = ([], 1, 0)
        do {
            try export(
                form, isRaw: isRaw, in: span, filters: filters,
                write: { bytes in
                    while pending.count < bytes.count, let piece = try read() { pending += piece }
                    guard pending.starts(with: bytes) else {
                        let same = zip(pending, bytes).prefix { $0 == $1 }.count
                        let line = lines + pending.prefix(same).count { $0 == UInt8(ascii: "\n") }
                        let isShort = same == pending.count
                        throw Found(comparison: isShort ? .endsEarly(line: line) : .differs(line: line))
                    }
                    lines += bytes.count { $0 == UInt8(ascii: "\n") }
                    pending.removeFirst(bytes.count)
                },
                progress: {
                    rows = $0
                    progress($0)
                })
        } catch let found as Found {
            return found.comparison
        }
        let rest = try pending.isEmpty ? read() : pending
        return rest?.isEmpty ?? true ? .equal(rows: rows) : .goesOn(line: lines)
    }

    /// Reads back what an export of all rows of a tenant says: how many rows, and the sum of their costs.
    package func exportedTotals(tenant: String, progress: (Int) -> Void = { _ in }) throws -> ExportedTotals {
        var totals = ExportedTotals()
        var rows = 0
        try store.export(
            tenant: tenant, filters: [], sliceRows: 1024, format: RowText.writer(.csv, isRaw: true)
        ) { bytes, count in
            try totals.read(bytes)
            rows += count
            progress(rows)
        }
        return totals
    }
}

/// The rows and costs of a CSV export, as whoever reads the file finds them.
package struct ExportedTotals: Hashable, Sendable {
    /// How many lines there are.
    package private(set) var rows = 0
    /// The sum of their costs; those of reversals are taken off.
    package private(set) var total: Money = .zero

    private static let costCell = EventName.all.firstIndex(of: .ledger(.cost)) ?? 0
    private static let kindCell = EventName.all.firstIndex(of: .correction(.kind)) ?? 0

    /// Adds whole lines.
    mutating func read(_ lines: [UInt8]) throws {
        var (cell, isQuoted, first) = (0, false, 0)
        var (cost, kind): (Range<Int>, Range<Int>) = (0..<0, 0..<0)
        for index in lines.indices {
            switch lines[index] {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ","), UInt8(ascii: "\r"):
                guard !isQuoted else { continue }
                if cell == Self.costCell { cost = first..<index }
                if cell == Self.kindCell { kind = first..<index }
                (cell, first) = (cell + 1, index + 1)
            case UInt8(ascii: "\n"):
                guard !isQuoted else { continue }
                try add(cost: lines[cost], kind: lines[kind])
                (cell, first, cost, kind) = (0, index + 1, 0..<0, 0..<0)
            default: continue
            }
        }
    }

    private mutating func add(cost: ArraySlice<UInt8>, kind: ArraySlice<UInt8>) throws {
        rows += 1
        guard !cost.isEmpty else { return }
        let amount = try Money(String(decoding: cost, as: UTF8.self))
        total += kind.elementsEqual(LedgerRow.Kind.reversal.rawValue.utf8) ? amount.negated : amount
    }
}
