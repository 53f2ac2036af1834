import UsageModel

/// How one row of a CSV file becomes a call.
package protocol RowMapping: Sendable {
    /// The format whose rows it reads.
    static var format: ImportFormat { get }
    /// A mapping for the columns of a header; the place of an error holds the name of the column.
    init(columns: [String], options: ImportOptions) throws(CaptureError)
    /// The call of a row, which has as many cells as there are columns; the place of an error holds the name of the column.
    mutating func call(from cells: [String]) throws(CaptureError) -> MappedCall?
}

/// Reads CSV with a header: columns are known by name, never by position.
///
/// A header that cannot be understood ends the reading, because no row could be trusted.
package struct CSVRecordReader<Mapping: RowMapping>: RecordReader {
    package private(set) var skippedRecords = 0
    private var records: CSVBuffer
    private var mapping: Mapping?
    private var columns: [String] = []
    private var hasFailed = false
    private let options: ImportOptions

    package var format: ImportFormat { Mapping.format }

    package init(options: ImportOptions) {
        self.options = options
        records = CSVBuffer(options: options)
    }

    package mutating func read(_ bytes: some Collection<UInt8>) -> [ImportResult] {
        guard !hasFailed else { return [] }
        records.append(bytes)
        return results(atEnd: false)
    }

    package mutating func finish() -> [ImportResult] { results(atEnd: true) }

    private mutating func results(atEnd: Bool) -> [ImportResult] {
        var results: [ImportResult] = []
        while !hasFailed, let record = records.next(atEnd: atEnd) {
            do throws(CaptureError) {
                if let call = try call(record) { results.append(.success(call)) }
            } catch {
                results.append(.failure(error))
                hasFailed = mapping == nil
            }
        }
        return results
    }

    private mutating func call(_ record: CSVBuffer.Record) throws(CaptureError) -> ImportedRecord? {
        let cells: [CSVBuffer.Cell]
        switch record {
        case .fault(let error): throw error
        case .cells(let found): cells = found
        }
        guard mapping != nil else {
            try begin(cells)
            return nil
        }
        try checkCount(cells)
        do throws(CaptureError) {
            guard let call = try mapping?.call(from: cells.map(\.text)) else {
                skippedRecords += 1
                return nil
            }
            var record = ImportedRecord(
                event: call.event, content: call.key ?? content(cells),
                place: Place(file: options.file, line: cells[0].line))
            record.isNamed = call.key != nil
            record.correction = call.correction
            record.statement = call.statement
            return record
        } catch {
            throw error.moved(to: place(of: error.place?.path, in: cells))
        }
    }

    private mutating func begin(_ header: [CSVBuffer.Cell]) throws(CaptureError) {
        columns = header.map { $0.text.trimmedOfSpaces }
        do throws(CaptureError) {
            mapping = try Mapping(columns: columns, options: options)
        } catch {
            throw error.moved(to: place(of: error.place?.path, in: header))
        }
    }

    private func checkCount(_ cells: [CSVBuffer.Cell]) throws(CaptureError) {
        guard cells.count != columns.count else { return }
        let last = cells[min(cells.count - 1, columns.count)]
        throw CaptureError(
            .badCSV, "expected \(columns.count) cells as in the header, found \(cells.count)",
            place: Place(file: options.file, line: last.line, column: last.column),
            hint: cells.count > columns.count ? "put cells with commas in quotes" : "add the missing cells")
    }

    /// The cell of the column that an error names, or the first one; of a repeated column the last counts.
    private func place(of path: String?, in cells: [CSVBuffer.Cell]) -> Place {
        let name = path.map { $0.split(separator: ".", maxSplits: 1).first.map(String.init) ?? $0 }
        let index = columns.lastIndex { $0 == path } ?? columns.lastIndex { $0 == name } ?? 0
        return Place(file: options.file, line: cells[index].line, column: cells[index].column)
    }

    /// Names and values of the cells that are not empty, in the order of the names: neither the order of the columns nor an
    /// empty one changes what a row is.
    private func content(_ cells: [CSVBuffer.Cell]) -> String {
        var parts: [(name: String, text: String)] = []
        for (name, cell) in zip(columns, cells) where !cell.text.isEmpty { parts.append((name, cell.text)) }
        parts.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return parts.map { "\($0.name)\u{1F}\($0.text)" }.joined(separator: "\u{1E}")
    }
}

extension String {
    var trimmedOfSpaces: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
