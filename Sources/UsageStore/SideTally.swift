internal import UsageModel

/// A table beside the calls whose rows stay: none may go, come or change without being noticed.
enum SideTable: Int, CaseIterable {
    /// The callers' idempotency keys.
    case keys
    /// The closed months.
    case months
    /// The lines of the providers' statements.
    case statements
    /// Which import spoke of which line of a statement.
    case statementImports

    /// The column of `ledger` that holds its tally.
    var column: String {
        switch self {
        case .keys: "key_tally"
        case .months: "month_tally"
        case .statements: "statement_tally"
        case .statementImports: "statement_import_tally"
        }
    }
}

/// A tenant's rows in one of these tables: how many there are, the sum of their proofs, and all their names in one.
///
/// A writer adds its new rows to it once a transaction and touches no other row. The names are put together bit by bit (XOR),
/// so that the name of a single row that is missing is what remains.
struct SideTally: Equatable {
    private(set) var count: Int64 = 0
    private var proofs: UInt64 = 0
    private var high: UInt64 = 0
    private var low: UInt64 = 0

    /// The length in a column.
    static let byteCount = 32

    init() {}

    /// Nil unless these are the bytes of a tally.
    init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        func word(_ index: Int) -> UInt64 { UInt64(bitPattern: Seal.number(Array(bytes[(index * 8)...]))) }
        (count, proofs, high, low) = (Int64(bitPattern: word(0)), word(1), word(2), word(3))
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        for word in [UInt64(bitPattern: count), proofs, high, low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return bytes
    }

    /// Adds a row of a proof and a name.
    mutating func add(_ proof: Int64, name: EventID) {
        count &+= 1
        proofs &+= UInt64(bitPattern: proof)
        high ^= name.high
        low ^= name.low
    }

    /// The name of the one row by which another tally is smaller; nil where that is not one row.
    func nameMissing(in other: SideTally) -> EventID? {
        guard count == other.count &+ 1 else { return nil }
        return EventID(high: high ^ other.high, low: low ^ other.low)
    }
}

/// A tenant's tallies of all these tables.
struct SideTallies: Equatable {
    private var tallies = [SideTally](repeating: SideTally(), count: SideTable.allCases.count)

    subscript(table: SideTable) -> SideTally {
        get { tallies[table.rawValue] }
        set { tallies[table.rawValue] = newValue }
    }

    /// Adds a row of a table.
    mutating func add(_ proof: Int64, name: EventID, to table: SideTable) {
        tallies[table.rawValue].add(proof, name: name)
    }
}
