internal import Digest
internal import SQLDatabase

/// The bytes of a row that its hash covers, and the digests made of them.
///
/// Each value that is not null is written as column number, kind and value; so a column that is added later, null in
/// all old rows, changes no old hash. The content comes first, then what belongs to this ledger.
struct RowHash {
    private var bytes: [UInt8] = []

    private enum Kind: UInt8 {
        case integer = 1
        case text = 2
        case blob = 3
        case real = 4
    }

    /// The row's hash, which covers every column but itself, the hash before it among them.
    mutating func hash(of row: Row) -> Digest256 {
        bytes.removeAll(keepingCapacity: true)
        for column in Column.allCases where column != .hash { append(row[column], as: column) }
        return SHA256.digest(bytes)
    }

    /// The digest of what the row says of its call, the same in every ledger.
    mutating func contentDigest(of row: Row) -> Digest256 {
        bytes.removeAll(keepingCapacity: true)
        for column in Column.allCases where column.isContent { append(row[column], as: column) }
        return SHA256.digest(bytes)
    }

    /// The digest of what the caller says of the call, but for its id.
    mutating func callersDigest(of row: Row) -> Digest256 {
        bytes.removeAll(keepingCapacity: true)
        for column in Column.allCases where column.isCallers { append(row[column], as: column) }
        return SHA256.digest(bytes)
    }

    private mutating func append(_ value: SQLValue, as column: Column) {
        switch value {
        case .null:
            return
        case .integer(let number):
            start(column, .integer)
            append(UInt64(bitPattern: number << 1 ^ number >> 63))
        case .text(let text):
            start(column, .text)
            append(UInt64(text.utf8.count))
            bytes.append(contentsOf: text.utf8)
        case .blob(let blob):
            start(column, .blob)
            append(UInt64(blob.count))
            bytes.append(contentsOf: blob)
        case .real(let number):
            start(column, .real)
            append(number.bitPattern)
        }
    }

    private mutating func start(_ column: Column, _ kind: Kind) {
        bytes.append(UInt8(column.rawValue + 1))
        bytes.append(kind.rawValue)
    }

    /// A number in groups of seven bits, the lowest first, as in LEB128.
    private mutating func append(_ number: UInt64) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
