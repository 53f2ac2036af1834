internal import SQLDatabase
internal import UsageModel

/// The rows of a span in the order of an export, cut into slices that are read one by one, by any thread, in any order.
///
/// The order is that of `rows(in:)`: by moment; at one moment the calls by id, then the corrections by their posting. A slice
/// holds so many entries of the index by moment and id. Rows that are written after the cutting began are not part of it.
struct RowSlices {
    /// Entries of the index in a slice, of which filters may leave out some.
    let rowsMax: Int

    /// The rows behind `after` up to `last`.
    struct Slice {
        let after: Key?
        let last: Key?
        /// Whether the slice begins within a moment, that of `after`.
        let isContinuation: Bool
        /// Whether the slice ends within a moment, that of `last`.
        let isContinued: Bool
    }

    struct Key {
        let moment: Int64
        let id: SQLValue
    }

    private let tenant: String
    private let span: Range<Instant>?
    private let condition: RowCondition
    /// The number of the newest row that belongs to the export.
    private let end: Int64
    private var after: Key?
    private var isContinuation = false
    private var isDone = false

    init(
        tenant: String, span: Range<Instant>?, filters: [Query.Filter], rowsMax: Int,
        in connection: any SQLConnection
    ) throws {
        precondition(rowsMax > 0, "a slice has rows")
        self.rowsMax = rowsMax
        self.tenant = tenant
        self.span = span
        condition = RowCondition(tenant: tenant, span: span, filters: filters)
        let newest = "SELECT COALESCE(MAX(\(connection.dialect.insertionOrder)), 0) FROM api_usage"
        end = try connection.first(newest) { $0.integer(0) } ?? 0
    }

    /// Cuts off the next slice; nil at the end.
    mutating func next(in connection: any SQLConnection) throws -> Slice? {
        guard !isDone else { return nil }
        var bounds = RowCondition(tenant: tenant, span: span, filters: [])
        if let after { bounds.follow(after) }
        var keys: [Key] = []
        let sql = """
            SELECT occurred_at, id FROM api_usage WHERE \(bounds.sql) ORDER BY occurred_at, id
            LIMIT 2 OFFSET \(rowsMax - 1)
            """
        try connection.rows(sql, bounds.values) { keys.append(Key(moment: $0.integer(0), id: $0.value(1))) }
        isDone = keys.count < 2
        let isContinued = keys.count == 2 && keys[0].moment == keys[1].moment
        let slice = Slice(
            after: after, last: isDone ? nil : keys.first, isContinuation: isContinuation,
            isContinued: isContinued)
        (after, isContinuation) = (keys.first, isContinued)
        return slice
    }

    /// Hands out the rows of a slice.
    func read(_ slice: Slice, in connection: any SQLConnection, _ body: (StoredRow) throws -> Void) throws {
        let newest = "+\(connection.dialect.insertionOrder)"
        var condition = condition
        condition.add("\(newest) <=", .integer(end))
        if let after = slice.after { condition.follow(after) }
        if let last = slice.last { condition.stop(at: last) }
        var reader = RowReader(connection)
        var row = StoredRow(row: Row())
        // Corrections come at their moment's end; those of a moment that began before may be in another slice.
        var moment = slice.after?.moment
        var hasCorrections = slice.isContinuation
        func finishMoment() throws {
            guard hasCorrections, let moment else { return }
            try readCorrections(at: moment, newest, in: connection, body)
            hasCorrections = false
        }
        let sql = "SELECT \(Column.list) FROM api_usage WHERE \(condition.sql) ORDER BY occurred_at, id"
        try connection.rows(sql, condition.values) { found in
            try reader.read(found, into: &row.row)
            let occurred = row.row.integer(.occurredAt) ?? 0
            if occurred != moment {
                try finishMoment()
                moment = occurred
            }
            guard row.row.isNull(.corrects) else {
                hasCorrections = true
                return
            }
            try row.check()
            try body(row)
        }
        guard !slice.isContinued || moment != slice.last?.moment else { return }
        try finishMoment()
    }

    private func readCorrections(
        at moment: Int64, _ newest: String, in connection: any SQLConnection,
        _ body: (StoredRow) throws -> Void
    ) throws {
        var condition = condition
        condition.add("\(newest) <=", .integer(end))
        condition.add("occurred_at =", .integer(moment))
        var reader = RowReader(connection)
        var row = StoredRow(row: Row())
        let sql = """
            SELECT \(Column.list) FROM api_usage WHERE \(condition.sql) AND kind <> 'usage' ORDER BY sequence
            """
        try connection.rows(sql, condition.values) { found in
            try reader.read(found, into: &row.row)
            try row.check()
            try body(row)
        }
    }
}

extension RowCondition {
    /// Leaves out all up to a key of the index by moment and id.
    fileprivate mutating func follow(_ key: RowSlices.Key) {
        add("occurred_at >=", .integer(key.moment))
        add("(occurred_at, id) >", .integer(key.moment), key.id)
    }

    /// Leaves out all behind a key of the index by moment and id.
    fileprivate mutating func stop(at key: RowSlices.Key) {
        add("occurred_at <=", .integer(key.moment))
        add("(occurred_at, id) <=", .integer(key.moment), key.id)
    }
}
