internal import SQLDatabase

/// The values of one row of `api_usage`, addressed by column.
struct Row {
    private(set) var values = [SQLValue](repeating: .null, count: Column.allCases.count)

    subscript(_ column: Column) -> SQLValue {
        get { values[column.rawValue] }
        set { values[column.rawValue] = newValue }
    }

    /// No values.
    init() {}

    /// The current row of `SELECT` with `Column.list`.
    init(_ row: any SQLRow) {
        for index in values.indices { values[index] = row.value(index) }
    }

    /// Forgets all values and keeps the storage.
    mutating func clear() {
        for index in values.indices { values[index] = .null }
    }
}

extension Row {
    func text(_ column: Column) -> String? {
        guard case .text(let text) = self[column] else { return nil }
        return text
    }

    func integer(_ column: Column) -> Int64? {
        guard case .integer(let number) = self[column] else { return nil }
        return number
    }

    func blob(_ column: Column) -> [UInt8]? {
        guard case .blob(let bytes) = self[column] else { return nil }
        return bytes
    }
}
