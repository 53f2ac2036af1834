private import CSQLite
internal import SQLDatabase

extension Statement {
    /// Runs the statement to its end, its parameters taken from the places of `order`.
    ///
    /// SQLite reads texts and blobs where they are, without a copy; the cells cannot change meanwhile.
    func run(_ cells: SQLCells, order: [Int]) throws(SQLError) {
        guard order.count == parameterCount else { throw mismatch(order.count) }
        let status = unsafe cells.bytes.withUnsafeBufferPointer { bytes in
            unsafe bindAndStep(cells, order, bytes)
        }
        guard status == SQLITE_DONE else {
            let failure = error(status)
            reset()
            throw failure
        }
        reset()
    }

    private func bindAndStep(
        _ cells: SQLCells, _ order: [Int], _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Int32 {
        var wasNull = takeNullParameters()
        for index in order.indices {
            let cell = cells.cells[order[index]]
            if cell.isNull, wasNull[index] { continue }
            wasNull[index] = cell.isNull
            let status = unsafe bind(cell, at: Int32(index + 1), bytes)
            guard status == SQLITE_OK else { return status }
        }
        keepNullParameters(wasNull)
        var status = SQLITE_ROW
        while status == SQLITE_ROW { status = unsafe sqlite3_step(handle) }
        return status
    }

    private func bind(
        _ cell: SQLCells.Cell, at index: Int32, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Int32 {
        switch cell.kind {
        case .null: return unsafe sqlite3_bind_null(handle, index)
        case .integer: return unsafe sqlite3_bind_int64(handle, index, cell.number)
        case .real:
            return unsafe sqlite3_bind_double(
                handle, index, Double(bitPattern: UInt64(bitPattern: cell.number)))
        case .text:
            // A nil destructor is SQLITE_STATIC. An empty array may have no address, which would bind null.
            guard let start = bytes.baseAddress else {
                return unsafe sqlite3_bind_text(handle, index, "", 0, nil)
            }
            return unsafe UnsafeRawPointer(start + Int(cell.number)).withMemoryRebound(
                to: CChar.self, capacity: cell.count
            ) { text in
                unsafe sqlite3_bind_text64(
                    handle, index, text, UInt64(cell.count), nil, UInt8(SQLITE_UTF8))
            }
        case .blob:
            guard cell.count > 0, let start = bytes.baseAddress else {
                return unsafe sqlite3_bind_zeroblob(handle, index, 0)
            }
            return unsafe sqlite3_bind_blob64(
                handle, index, start + Int(cell.number), UInt64(cell.count), nil)
        }
    }

    /// Copies the columns of the current row to the places of `order`.
    func read(into cells: inout SQLCells, order: [Int]) {
        cells.bytes.removeAll(keepingCapacity: true)
        for index in order.indices {
            let column = Int32(index)
            switch unsafe sqlite3_column_type(handle, column) {
            case SQLITE_INTEGER:
                cells.cells[order[index]] = SQLCells.Cell(
                    kind: .integer, number: unsafe sqlite3_column_int64(handle, column), count: 0)
            case SQLITE_NULL: cells.cells[order[index]] = .null
            case SQLITE_FLOAT:
                let bits = unsafe sqlite3_column_double(handle, column).bitPattern
                cells.cells[order[index]] = SQLCells.Cell(
                    kind: .real, number: Int64(bitPattern: bits), count: 0)
            case let type:
                let start = cells.bytes.count
                if let source = unsafe sqlite3_column_blob(handle, column) {
                    let count = Int(unsafe sqlite3_column_bytes(handle, column))
                    unsafe cells.bytes.append(
                        contentsOf: UnsafeRawBufferPointer(start: source, count: count))
                }
                cells.cells[order[index]] = SQLCells.Cell(
                    kind: type == SQLITE_TEXT ? .text : .blob, number: Int64(start),
                    count: cells.bytes.count - start)
            }
        }
    }
}
