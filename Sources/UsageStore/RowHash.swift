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
        append(row, Self.content)
        append(row, Self.frame)
        return SHA256.digest(bytes)
    }

    /// The row's hash, and the digest of what it says of its call; what both cover is hashed once.
    mutating func digests(of row: Row) -> (content: Digest256, hash: Digest256) {
        bytes.removeAll(keepingCapacity: true)
        append(row, Self.content)
        var running = SHA256()
        running.update(bytes)
        let content = running.digest()
        bytes.removeAll(keepingCapacity: true)
        append(row, Self.frame)
        running.update(bytes)
        return (content, running.digest())
    }

    /// The digest of what the row says of its call, the same in every ledger.
    mutating func contentDigest(of row: Row) -> Digest256 {
        bytes.removeAll(keepingCapacity: true)
        append(row, Self.content)
        return SHA256.digest(bytes)
    }

    /// The digest of what the caller says of the call, but for its id.
    mutating func callersDigest(of row: Row) -> Digest256 {
        bytes.removeAll(keepingCapacity: true)
        append(row, Self.callers)
        return SHA256.digest(bytes)
    }

    // The columns of each digest by their places, in order.
    private static let content = Column.allCases.filter(\.isContent).map(\.rawValue)
    private static let frame = Column.allCases.filter { !$0.isContent && $0 != .hash }.map(\.rawValue)
    private static let callers = Column.allCases.filter(\.isCallers).map(\.rawValue)

    private mutating func append(_ row: Row, _ places: [Int]) {
        for place in places {
            let cell = row.cells.cells[place]
            guard !cell.isNull else { continue }
            bytes.append(UInt8(truncatingIfNeeded: place + 1))
            switch cell.kind {
            case .null: break
            case .integer:
                bytes.append(Kind.integer.rawValue)
                append(UInt64(bitPattern: cell.number << 1 ^ cell.number >> 63))
            case .text, .blob:
                bytes.append(cell.isText ? Kind.text.rawValue : Kind.blob.rawValue)
                append(UInt64(cell.count))
                bytes.append(contentsOf: row.cells.bytes[row.cells.range(place)])
            case .real:
                bytes.append(Kind.real.rawValue)
                append(UInt64(bitPattern: cell.number))
            }
        }
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
