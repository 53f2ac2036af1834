internal import JSON
internal import SQLDatabase
package import UsageModel

/// A row as the file has it, lent to those who write it as text: its bytes go there without a value in between.
package struct StoredRow {
    var row: Row

    /// The bytes of all texts and blobs of the row.
    package var bytes: [UInt8] { row.cells.bytes }

    /// Where a text's or blob's bytes are; nothing for null and for a number.
    package func range(_ column: Column) -> Range<Int> { row.cells.range(column.rawValue) }

    package func isNull(_ column: Column) -> Bool { row.isNull(column) }

    /// A column's number, or nil where it has none.
    package func integer(_ column: Column) -> Int64? { row.integer(column) }

    /// The usage of a row that says more than its columns do; nil for any other.
    package func furtherUsage() throws -> Usage? {
        guard let text = row.text(.usage) else { return nil }
        guard let object = (try? JSONValue(parsing: text))?.object, let usage = try? Usage(json: object)
        else { throw damaged("its usage cannot be read") }
        return usage
    }

    /// Throws where a row with a cost names no price terms that are there.
    func check() throws {
        guard !row.isNull(.totalCost), row.isNull(.priceTerms) else { return }
        throw damaged("its price terms cannot be read")
    }

    private func damaged(_ what: String) -> StoreError {
        let name = row.blob(.id).flatMap { EventID(bytes: $0)?.description } ?? "?"
        return StoreError(
            .damagedLedger, "row `\(name)` is damaged: \(what)", hint: "run `usageledger verify`")
    }
}
