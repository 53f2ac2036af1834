private import CSQLite
internal import SQLDatabase

/// A compiled statement, finalized when it goes.
@safe struct Statement: ~Copyable {
    let sql: String
    let parameterCount: Int
    let columnCount: Int
    let handle: OpaquePointer
    private let database: OpaquePointer
    private let arena: Arena

    /// The bytes of bound texts and blobs, so that SQLite need not copy each one; read only while stepping.
    ///
    /// Apart from the statement, which so never changes: a value read from a row costs no check of exclusive access.
    @safe private final class Arena {
        private(set) var bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 256, alignment: 1)
        /// The parameters that are null since the last binding of cells; binding null once more is spared.
        var nullParameters: [Bool] = []

        func reserve(_ count: Int) {
            guard unsafe count > bytes.count else { return }
            unsafe bytes.deallocate()
            unsafe bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: count * 2, alignment: 1)
        }

        deinit { unsafe bytes.deallocate() }
    }

    init(handle: OpaquePointer, database: OpaquePointer, sql: String) {
        unsafe self.handle = handle
        unsafe self.database = database
        self.sql = sql
        parameterCount = Int(unsafe sqlite3_bind_parameter_count(handle))
        columnCount = Int(unsafe sqlite3_column_count(handle))
        arena = Arena()
    }

    deinit {
        _ = unsafe sqlite3_finalize(handle)
    }

    /// Binds all parameters, in order.
    func bind(_ values: [SQLValue]) throws(SQLError) {
        guard values.count == parameterCount else { throw mismatch(values.count) }
        arena.reserve(Self.byteCount(of: values))
        arena.nullParameters = []
        let bytes = unsafe arena.bytes
        var used = 0
        for (index, value) in values.enumerated() {
            let status = unsafe bind(value, at: Int32(index + 1), in: bytes, used: &used)
            guard status == SQLITE_OK else { throw error(status) }
        }
    }

    func mismatch(_ count: Int) -> SQLError {
        SQLError(
            code: .statement, message: "the statement takes \(parameterCount) values, \(count) were given",
            engineCode: String(SQLITE_RANGE), statement: sql)
    }

    /// Lends which parameters are null by the last binding of cells; `keepNullParameters` gives it back.
    func takeNullParameters() -> [Bool] {
        let known = arena.nullParameters
        arena.nullParameters = []
        return known.count == parameterCount ? known : [Bool](repeating: false, count: parameterCount)
    }

    func keepNullParameters(_ parameters: [Bool]) { arena.nullParameters = parameters }

    private static func byteCount(of values: [SQLValue]) -> Int {
        var needed = 0
        for value in values {
            switch value {
            case .text(let text): needed += text.utf8.count
            case .blob(let bytes): needed += bytes.count
            case .null, .integer, .real: break
            }
        }
        return needed
    }

    private func bind(
        _ value: SQLValue, at index: Int32, in arena: UnsafeMutableRawBufferPointer, used: inout Int
    ) -> Int32 {
        switch value {
        case .null:
            return unsafe sqlite3_bind_null(handle, index)
        case .integer(let number):
            return unsafe sqlite3_bind_int64(handle, index, number)
        case .real(let number):
            return unsafe sqlite3_bind_double(handle, index, number)
        case .text(var text):
            let start = used
            used += text.utf8.count
            let target = unsafe UnsafeMutableRawBufferPointer(rebasing: arena[start..<used])
            text.withUTF8 { source in unsafe target.copyMemory(from: UnsafeRawBufferPointer(source)) }
            // A nil destructor is SQLITE_STATIC: the arena outlives every step of these values.
            return unsafe sqlite3_bind_text64(
                handle, index, target.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(used - start),
                nil, UInt8(SQLITE_UTF8))
        case .blob(let bytes):
            let start = used
            used += bytes.count
            let target = unsafe UnsafeMutableRawBufferPointer(rebasing: arena[start..<used])
            unsafe bytes.withUnsafeBytes { source in unsafe target.copyMemory(from: source) }
            guard !bytes.isEmpty else { return unsafe sqlite3_bind_zeroblob(handle, index, 0) }
            return unsafe sqlite3_bind_blob64(handle, index, target.baseAddress, UInt64(bytes.count), nil)
        }
    }

    /// True when a row is there, false at the end.
    func step() throws(SQLError) -> Bool {
        let status = unsafe sqlite3_step(handle)
        switch status {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw error(status)
        }
    }

    /// Makes the statement ready for the next values; a failure was already reported by `step`.
    func reset() { _ = unsafe sqlite3_reset(handle) }

    func error(_ status: Int32) -> SQLError {
        unsafe SQLError(status: status, database: database, statement: sql)
    }
}

extension Statement {
    func isNull(_ column: Int) -> Bool {
        unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
    }

    func integer(_ column: Int) -> Int64 { unsafe sqlite3_column_int64(handle, Int32(column)) }

    func real(_ column: Int) -> Double { unsafe sqlite3_column_double(handle, Int32(column)) }

    func text(_ column: Int) -> String {
        guard let start = unsafe sqlite3_column_text(handle, Int32(column)) else { return "" }
        // Asked after the text, as SQLite wants it.
        let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func blob(_ column: Int) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(handle, Int32(column)) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }

    func value(_ column: Int) -> SQLValue {
        switch unsafe sqlite3_column_type(handle, Int32(column)) {
        case SQLITE_INTEGER: .integer(integer(column))
        case SQLITE_FLOAT: .real(real(column))
        case SQLITE_TEXT: .text(text(column))
        case SQLITE_BLOB: .blob(blob(column))
        default: .null
        }
    }

    func withBytes<Result>(
        _ column: Int, _ body: (Span<UInt8>) throws -> Result
    ) rethrows -> Result {
        let start = unsafe sqlite3_column_blob(handle, Int32(column))
        let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
        let buffer = unsafe UnsafeBufferPointer(
            start: start?.assumingMemoryBound(to: UInt8.self), count: start == nil ? 0 : count)
        return try body(unsafe buffer.span)
    }
}

extension Statement {
    /// Adds so many rows to a block; false at the end.
    func fill(_ block: inout RowBlock, rows: Int) throws(SQLError) -> Bool {
        let (integers, texts) = (Int32(block.integerCount), Int32(block.textCount))
        while block.count < rows {
            guard try step() else { return false }
            var nulls: UInt64 = 0
            for column in 0..<integers {
                let value = unsafe sqlite3_column_int64(handle, column)
                if value == 0, unsafe sqlite3_column_type(handle, column) == SQLITE_NULL {
                    nulls |= 1 << UInt64(column)
                }
                block.integers.append(value)
            }
            block.nulls.append(nulls)
            for column in integers..<(integers + texts) { append(column, to: &block) }
            block.count += 1
        }
        return true
    }

    private func append(_ column: Int32, to block: inout RowBlock) {
        if let start = unsafe sqlite3_column_text(handle, column) {
            let count = Int(unsafe sqlite3_column_bytes(handle, column))
            unsafe block.bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
            block.ends.append(block.bytes.count)
        } else {
            block.ends.append(~block.bytes.count)
        }
    }
}
