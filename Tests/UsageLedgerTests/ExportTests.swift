import TestSupport
import Testing
import UsageModel
import UsageStore

@testable import UsageLedger

/// What is written straight from the file's bytes is what the rows say.
struct ExportTests {
    /// The rows of a ledger as text, one after the other by way of their values.
    private static func slowly(
        _ ledger: Ledger, _ form: ExportForm, isRaw: Bool = false, in span: Range<Instant>? = nil,
        filters: [Query.Filter] = []
    ) throws -> String {
        var lines: [String] = []
        try ledger.rows(in: span, filters: filters) { row in
            lines.append(form == .csv ? CallFormats.csvLine(row, raw: isRaw) : CallFormats.jsonLine(row))
        }
        switch form {
        case .csv: return CallFormats.csvHeader + lines.joined()
        case .jsonl: return lines.map { $0 + "\n" }.joined()
        case .json:
            return "[" + lines.map { "\n" + $0 }.joined(separator: ",") + (lines.isEmpty ? "]\n" : "\n]\n")
        }
    }

    private static func quickly(
        _ ledger: Ledger, _ form: ExportForm, isRaw: Bool = false, in span: Range<Instant>? = nil,
        filters: [Query.Filter] = [], sliceRows: Int
    ) throws -> String {
        var (bytes, rows): ([UInt8], Int) = ([], 0)
        try ledger.export(
            form, isRaw: isRaw, in: span, filters: filters, sliceRows: sliceRows,
            write: { bytes.append(contentsOf: $0) }, progress: { rows = $0 })
        #expect(try rows == ledger.rowCount(in: span, filters: filters))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A ledger with calls at the same moments, some of them corrected, of several users.
    private static func ledger(in folder: TemporaryFolder, seed: UInt64, count: Int) throws -> Ledger {
        let ledger = try Ledger(path: folder.path("ledger-\(seed).sqlite"))
        var random = SeededRandom(seed: seed)
        var events = (0..<count).map { index in
            RoundTripTests.event(random.below(3) == 0 ? index : index / 9 * 9, &random)
        }
        for index in events.indices { events[index].attribution.user = "u\(random.below(3))" }
        let receipts = try ledger.record(events)
        for (index, receipt) in receipts.enumerated() where random.below(7) == 0 {
            let id = try receipt.get().id
            guard random.below(2) == 0 else {
                try ledger.reverse(id, reason: "made twice, \"really\"", actor: "ann")
                continue
            }
            let other = RoundTripTests.event(index / 9 * 9, &random)
            try ledger.restate(id, as: other, reason: "=wrong model", actor: nil)
        }
        return ledger
    }

    @Test func `an empty ledger gives an empty file of each form`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        for form in ExportForm.allCases {
            #expect(try Self.quickly(ledger, form, sliceRows: 10) == Self.slowly(ledger, form))
        }
    }

    @Test(arguments: ExportForm.allCases)
    func `rows of all kinds are written byte for byte as their values say`(form: ExportForm) throws {
        let folder = try TemporaryFolder()
        let ledger = try Self.ledger(in: folder, seed: 11, count: 400)
        let moments = [50, 51, 200].map {
            Instant(microseconds: 1_740_830_400_000_000 + Int64($0 / 9 * 9) * 1_234_567)
        }
        let filters: [[Query.Filter]] = [
            [], [Query.Filter(.user, ["u1"])], [Query.Filter(.status, ["error", "success"])],
        ]
        for filter in filters {
            for span in [nil, moments[0]..<moments[2], moments[1]..<moments[1].adding(seconds: 1)] {
                let expected = try Self.slowly(ledger, form, in: span, filters: filter)
                for size in [1, 7, 4096] {
                    let found = try Self.quickly(ledger, form, in: span, filters: filter, sliceRows: size)
                    #expect(found == expected, "slices of \(size), \(filter)")
                }
            }
        }
        let raw = try Self.quickly(ledger, form, isRaw: true, sliceRows: 64)
        #expect(try raw == Self.slowly(ledger, form, isRaw: true))
    }

    @Test func `what a writer throws ends the export`() throws {
        struct Full: Error {}
        let folder = try TemporaryFolder()
        let ledger = try Self.ledger(in: folder, seed: 3, count: 200)
        var pieces = 0
        #expect(throws: Full.self) {
            try ledger.export(
                .csv, sliceRows: 5,
                write: { _ in
                    pieces += 1
                    if pieces == 4 { throw Full() }
                })
        }
        #expect(pieces == 4)
        #expect(try Self.quickly(ledger, .csv, sliceRows: 5) == Self.slowly(ledger, .csv))
    }

    /// What a comparison says of some bytes, handed over in pieces.
    private static func comparison(_ ledger: Ledger, _ form: ExportForm, _ bytes: [UInt8]) throws
        -> ExportComparison
    {
        var rest = bytes[...]
        return try ledger.compare(
            form,
            withFile: {
                guard !rest.isEmpty else { return nil }
                let piece = Array(rest.prefix(1000))
                rest = rest.dropFirst(1000)
                return piece
            })
    }

    @Test(arguments: ExportForm.allCases)
    func `a file is compared byte by byte, and its first other line named`(form: ExportForm) throws {
        let folder = try TemporaryFolder()
        let ledger = try Self.ledger(in: folder, seed: 5, count: 60)
        let bytes = Array(try Self.slowly(ledger, form).utf8)
        let rows = try ledger.rowCount()
        #expect(try Self.comparison(ledger, form, bytes) == .equal(rows: rows))
        let ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
        for place in [0, ends[4] + 1, ends[30] - 1] {
            var changed = bytes
            changed[place] ^= 1
            let line = ends.count { $0 < place } + 1
            #expect(try Self.comparison(ledger, form, changed) == .differs(line: line))
        }
        #expect(
            try Self.comparison(ledger, form, Array(bytes[...ends[6]])) == .endsEarly(line: 8))
        #expect(
            try Self.comparison(ledger, form, bytes + [UInt8(ascii: "x")]) == .goesOn(line: ends.count + 1))
    }

    @Test func `an export read back tells rows and sum of the ledger`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Self.ledger(in: folder, seed: 6, count: 120)
        let proof = try ledger.verify()
        let totals = try ledger.exportedTotals(tenant: "default")
        #expect(totals.rows == proof.rows)
        #expect(totals.total == proof.total)
    }

    @Test func `a call of a closed month says where it is posted`() throws {
        let folder = try TemporaryFolder()
        let moment = try Instant("2025-05-20")
        let ledger = try Ledger(
            path: folder.path("ledger.sqlite"), options: LedgerOptions(now: { moment }))
        func call(_ day: String) throws -> UsageEvent {
            UsageEvent(
                occurredAt: try Instant(day), provider: .init(named: "openai"), model: "gpt-4o",
                usage: try Usage([.inputTokens: 100]))
        }
        #expect(try ledger.record(call("2025-03-07")).latePostingMonth == nil)
        try ledger.closeMonth("2025-03", actor: "ann")
        #expect(try ledger.record(call("2025-03-08")).latePostingMonth == "2025-04")
        #expect(try ledger.record(call("2025-04-08")).latePostingMonth == nil)
        #expect(try ledger.verify().flaws == [])
    }
}
