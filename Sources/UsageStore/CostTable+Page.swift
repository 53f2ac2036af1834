internal import UsageModel

extension CostTable {
    /// The page that a query asks for, of all groups in any order; `sequence` is that of the ledger's last row.
    ///
    /// Throws `bad_cursor` where the query goes on behind a page of another question.
    init(
        pageOf groups: [Row], query: Query, total: Measures, sequence: Int, occurred: ClosedRange<Instant>?
    ) throws(StoreError) {
        let order = GroupOrder(query)
        let after = try query.after.map { (cursor) throws(StoreError) in
            try order.place(of: cursor, question: query.fingerprint)
        }
        let sorted = groups.map { (row: $0, place: order.place(of: $0)) }
            .sorted { order.precedes($0.place, $1.place) }
        let first = after.flatMap { after in sorted.firstIndex { order.precedes(after, $0.place) } }
        let start = first ?? (after == nil ? 0 : sorted.count)
        let page = sorted[start...].prefix(max(0, query.limit ?? .max))
        self.init(
            query: query, rows: page.map(\.row), total: total, rowCount: groups.count, occurred: occurred)
        earlierCount = start
        for group in sorted[..<start] { earlier += group.row.measures }
        if let last = page.last, page.endIndex < sorted.endIndex {
            next = PageCursor(
                question: query.fingerprint, sequence: query.after?.sequence ?? sequence,
                place: order.words(last.place))
        }
    }
}

/// The order of a query's groups; no two groups have one place.
struct GroupOrder {
    /// What decides where a group stands.
    struct Place: Hashable {
        /// The sum that is sorted by; zero where keys are.
        var value: Int128
        var bucket: CivilDate?
        var keys: [String?]
    }

    private let query: Query

    init(_ query: Query) { self.query = query }

    func place(of row: CostTable.Row) -> Place {
        let value: Int128 =
            switch query.order {
            case .key: 0
            case .cost: row.measures.cost.picodollars
            case .calls: Int128(row.measures.calls)
            case .tokens: row.measures.totalTokens
            }
        return Place(value: value, bucket: row.bucket, keys: row.keys)
    }

    /// Whether one place comes before another: by the sum, the largest first, then by the keys.
    func precedes(_ a: Place, _ b: Place) -> Bool {
        if a.value != b.value { return (a.value > b.value) != query.isReversed }
        // Sums that are equal are told apart by the keys, the same way in either direction.
        let isReversed = query.isReversed && query.order == .key
        return isReversed ? Self.keysPrecede(b, a) : Self.keysPrecede(a, b)
    }

    private static func keysPrecede(_ a: Place, _ b: Place) -> Bool {
        if let one = a.bucket, let two = b.bucket, one != two { return one < two }
        for (one, two) in zip(a.keys, b.keys) where one != two {
            // What is not known comes last.
            guard let one else { return false }
            guard let two else { return true }
            return one.utf8.lexicographicallyPrecedes(two.utf8)
        }
        return false
    }

    /// A place as a cursor holds it.
    func words(_ place: Place) -> [String?] {
        [String(place.value), place.bucket?.description] + place.keys
    }

    /// The place that a cursor holds; throws `bad_cursor` where it is of another question.
    func place(of cursor: PageCursor, question: UInt64) throws(StoreError) -> Place {
        let words = cursor.place
        guard cursor.question == question, words.count == query.groups.count + 2,
            let value = words[0].flatMap({ Int128($0) })
        else { throw .badCursor }
        let bucket = words[1].flatMap { CivilDate($0) }
        guard (bucket == nil) == (query.bucket == nil) else { throw .badCursor }
        return Place(value: value, bucket: bucket, keys: Array(words.dropFirst(2)))
    }
}

extension StoreError {
    /// A cursor came with another question.
    static var badCursor: StoreError {
        StoreError(
            .badCursor, "the cursor belongs to another question",
            hint: "give the same filters, groups, order and period as for the page before")
    }
}
