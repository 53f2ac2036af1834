internal import Digest
internal import SQLDatabase
internal import UsageModel

/// The values of one row, addressed by column.
struct Row {
    /// A place for each column, one for the number of the price terms, and one for the row's own number in its table.
    var cells = SQLCells(count: Column.allCases.count + 2)

    /// Where the number is that `api_usage` holds in place of the digest.
    static let termsPlace = Column.allCases.count

    /// Where the number is that tells the order in which rows were written.
    static let numberPlace = termsPlace + 1

    /// Where the columns of `Column.list` have their values.
    static let storedPlaces = Column.stored.map { $0 == .priceTerms ? termsPlace : $0.rawValue }

    /// The same where the row's number comes first.
    static let placesBehindNumber = [numberPlace] + storedPlaces

    subscript(_ column: Column) -> SQLValue {
        get { cells[column.rawValue] }
        set { cells[column.rawValue] = newValue }
    }

    /// Forgets all values and keeps the storage.
    mutating func clear() { cells.clear() }
}

extension Row {
    func isNull(_ column: Column) -> Bool { cells.isNull(column.rawValue) }

    func text(_ column: Column) -> String? {
        guard case .text(let text) = self[column] else { return nil }
        return text
    }

    func integer(_ column: Column) -> Int64? { cells.integer(column.rawValue) }

    func blob(_ column: Column) -> [UInt8]? {
        guard case .blob(let bytes) = self[column] else { return nil }
        return bytes
    }

    /// Whether the row belongs to the tenant whose name has these bytes.
    func isOf(_ tenant: [UInt8]) -> Bool {
        cells.bytes[cells.range(Column.tenantID.rawValue)].elementsEqual(tenant)
    }

    /// The number of the row's price terms in this file, or nil where it has no cost.
    var termsNumber: Int64? { cells.integer(Row.termsPlace) }
}

extension Row {
    mutating func set(_ column: Column, _ text: String) { cells.set(column.rawValue, text) }

    mutating func set(_ column: Column, _ number: Int64) { cells.set(column.rawValue, number) }

    mutating func set(_ column: Column, _ blob: [UInt8]) { cells.set(column.rawValue, blob) }

    mutating func set(_ column: Column, _ text: String?) {
        if let text { cells.set(column.rawValue, text) } else { cells.setNull(column.rawValue) }
    }

    mutating func set(_ column: Column, _ number: Int?) {
        if let number { cells.set(column.rawValue, Int64(number)) } else { cells.setNull(column.rawValue) }
    }

    mutating func set(_ column: Column, _ id: EventID) {
        let start = cells.bytes.count
        for half in [id.high, id.low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                cells.bytes.append(UInt8(truncatingIfNeeded: half >> UInt64(shift)))
            }
        }
        cells.cells[column.rawValue] = SQLCells.Cell(kind: .blob, number: Int64(start), count: 16)
    }

    mutating func set(_ column: Column, _ digest: Digest256) {
        let start = cells.bytes.count
        digest.append(to: &cells.bytes)
        cells.cells[column.rawValue] = SQLCells.Cell(
            kind: .blob, number: Int64(start), count: Digest256.byteCount)
    }

    /// What the row's price terms say of it.
    mutating func set(_ terms: NumberedTerms) {
        cells.set(Row.termsPlace, terms.number)
        set(.priceTerms, terms.digest)
        set(.priceID, terms.priceID)
        set(.pricedModel, terms.pricedModel)
        set(.catalogueVersion, terms.catalogueVersion)
    }
}
