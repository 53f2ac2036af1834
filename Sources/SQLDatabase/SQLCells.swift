/// The values of one row in flat memory that serves row after row: no allocation a value, one call through the seam a row.
///
/// Texts and blobs lie one behind the other in `bytes`; a place that is set again leaves its old bytes there until `clear`.
package struct SQLCells: Sendable {
    /// What a place holds.
    package enum Kind: Sendable {
        case null, integer, text, blob, real
    }

    /// One value: a number, a real's bits, or where its bytes are.
    package struct Cell: Sendable {
        package var kind: Kind
        /// The integer, a real's bit pattern, or the first of a text's or blob's bytes.
        package var number: Int64
        /// How many bytes a text or blob has.
        package var count: Int

        @inlinable package init(kind: Kind, number: Int64, count: Int) {
            self.kind = kind
            self.number = number
            self.count = count
        }

        @inlinable package var isNull: Bool {
            switch kind {
            case .null: true
            default: false
            }
        }

        @inlinable package var isText: Bool {
            switch kind {
            case .text: true
            default: false
            }
        }

        /// No value.
        @inlinable package static var null: Cell { Cell(kind: .null, number: 0, count: 0) }
    }

    package var cells: [Cell]
    package var bytes: [UInt8] = []

    /// So many places without a value.
    package init(count: Int) {
        cells = [Cell](repeating: .null, count: count)
        bytes.reserveCapacity(1024)
    }

    /// Forgets all values and keeps the storage.
    package mutating func clear() {
        for place in cells.indices { cells[place] = .null }
        bytes.removeAll(keepingCapacity: true)
    }
}

extension SQLCells {
    @inlinable package func isNull(_ place: Int) -> Bool { cells[place].isNull }

    /// The integer of a place, or nil for anything else.
    @inlinable package func integer(_ place: Int) -> Int64? {
        switch cells[place].kind {
        case .integer: cells[place].number
        default: nil
        }
    }

    /// Where the bytes of a text or blob are; nothing for anything else.
    @inlinable package func range(_ place: Int) -> Range<Int> {
        let cell = cells[place]
        switch cell.kind {
        case .text, .blob: return Int(cell.number)..<Int(cell.number) + cell.count
        default: return 0..<0
        }
    }

    @inlinable package mutating func set(_ place: Int, _ number: Int64) {
        cells[place] = Cell(kind: .integer, number: number, count: 0)
    }

    @inlinable package mutating func set(_ place: Int, _ text: String) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        cells[place] = Cell(kind: .text, number: Int64(start), count: bytes.count - start)
    }

    @inlinable package mutating func set(_ place: Int, _ blob: [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: blob)
        cells[place] = Cell(kind: .blob, number: Int64(start), count: bytes.count - start)
    }

    @inlinable package mutating func setNull(_ place: Int) { cells[place] = .null }

    /// A place as a value of its own.
    package subscript(place: Int) -> SQLValue {
        get {
            switch cells[place].kind {
            case .null: .null
            case .integer: .integer(cells[place].number)
            case .real: .real(Double(bitPattern: UInt64(bitPattern: cells[place].number)))
            case .text: .text(String(decoding: bytes[range(place)], as: UTF8.self))
            case .blob: .blob(Array(bytes[range(place)]))
            }
        }
        set {
            switch newValue {
            case .null: setNull(place)
            case .integer(let number): set(place, number)
            case .real(let number):
                let bits = Int64(bitPattern: number.bitPattern)
                cells[place] = Cell(kind: .real, number: bits, count: 0)
            case .text(let text): set(place, text)
            case .blob(let blob): set(place, blob)
            }
        }
    }
}
