internal import JSON
internal import SQLDatabase
package import UsageModel

/// What the rows that have a tag cost together.
package struct TagCost: Hashable, Sendable {
    /// The tag's name.
    package let name: String
    /// The cost of all rows that have it, whatever its value.
    package fileprivate(set) var cost = Money.zero
    /// Whether it has at least two values.
    package fileprivate(set) var hasSeveralValues = false
    fileprivate let firstValue: String
}

extension UsageStore {
    /// What the rows of a tenant with each tag cost in a span, by the tag's name; one walk over those that have tags.
    ///
    /// Of more than 1,000 names those that come first are told.
    package func tagCosts(tenant: String, span: Range<Instant>) throws -> [TagCost] {
        var condition = RowCondition(tenant: tenant, span: span, filters: [])
        condition.requireTags()
        var census = TagCensus()
        try read { connection in
            let sql =
                SumColumn.select([Column.tags.name], connection.dialect, from: "api_usage")
                + " WHERE \(condition.sql)"
            try connection.statement(sql).blocks(condition.values, integers: SumColumn.allCases.count) {
                try census.add($0)
            }
        }
        return census.costs.sorted { $0.name < $1.name }
    }
}

/// Adds rows up by the names of their tags.
private struct TagCensus {
    private(set) var costs: [TagCost] = []
    private var numbers: [String: Int] = [:]
    /// Sets of tags as rows have them, and the numbers of their names.
    private var sets = LabelTable()
    private var names: [[Int]] = [[]]

    private static let namesMax = 1_000
    /// Sets that are never met again, such as those with the number of a request, must not fill the memory.
    private static let setsMax = 10_000

    mutating func add(_ block: borrowing RowBlock) throws(StoreError) {
        for row in 0..<block.count {
            guard let text = block.text(row, 0) else { continue }
            let cost = try RowSums(block, row).cost
            for name in names(of: block.bytes.span.extracting(text)) { costs[name].cost += cost }
        }
    }

    private mutating func names(of text: Span<UInt8>) -> [Int] {
        if sets.count > Self.setsMax {
            sets.removeAll()
            names.removeLast(names.count - 1)
        }
        let set = sets.number(of: text)
        if set == names.count { names.append(parsed(sets.text(set) ?? "")) }
        return names[set]
    }

    private mutating func parsed(_ text: String) -> [Int] {
        let members = (try? JSONValue(parsing: text))?.object?.members ?? []
        return members.compactMap { member in
            let (name, value) = (member.name, member.value.string ?? "")
            if let number = numbers[name] {
                if costs[number].firstValue != value { costs[number].hasSeveralValues = true }
                return number
            }
            guard costs.count < Self.namesMax else { return nil }
            numbers[name] = costs.count
            costs.append(TagCost(name: name, firstValue: value))
            return costs.count - 1
        }
    }
}
