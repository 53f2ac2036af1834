import JSON
import UsageModel

extension CostTable {
    /// The question, the rows, what is past the limit, and the total that equals their sum.
    func json(_ span: PeriodSpan, zone: Zone) -> JSONValue {
        var object = JSONObject([
            .init(name: "currency", value: "USD"), .init(name: "tenant", value: .string(query.tenant)),
            .init(name: "period", value: span.period.map { .string($0.description) } ?? .null),
            .init(name: "from", value: span.instants.map { .string($0.lowerBound.description) } ?? .null),
            .init(name: "to", value: span.instants.map { .string($0.upperBound.description) } ?? .null),
            .init(name: "zone", value: .string(zone.name)),
        ])
        if !query.filters.isEmpty { object.append("filters", .object(Self.json(query.filters))) }
        object.append("rows", .array(rows.map { .object(json($0)) }))
        if rowCount > rows.count {
            object.append("other_rows", .number("\(rowCount - rows.count)"))
            object.append("other", .object(JSONObject(other.jsonMembers)))
        }
        object.append("total", .object(JSONObject(total.jsonMembers)))
        return .object(object)
    }

    /// The sums of the groups past the limit.
    var other: Measures {
        var shown = Measures()
        for row in rows { shown += row.measures }
        return total.subtracting(shown)
    }

    private func json(_ row: Row) -> JSONObject {
        var object = JSONObject()
        if let bucket = query.bucket, let day = row.bucket {
            object.append(bucket.grain.rawValue, .string(bucket.name(of: day)))
        }
        for (dimension, key) in zip(query.groups, row.keys) {
            object.append(dimension.rawValue, key.map { .string($0) } ?? .null)
        }
        for member in row.measures.jsonMembers { object.append(member.name, member.value) }
        return object
    }

    private static func json(_ filters: [Query.Filter]) -> JSONObject {
        JSONObject(
            filters.map { filter in
                JSONObject.Member(
                    name: filter.dimension.rawValue,
                    value: .array(filter.values.map { $0.map { .string($0) } ?? .null }))
            })
    }
}

extension Query.Bucket {
    /// The bucket that begins on a day, as a period is written: `2025-03-01`, `2025-W10`, `2025-03`.
    func name(of day: CivilDate) -> String { Period(grain, containing: day, zone: zone).description }
}
