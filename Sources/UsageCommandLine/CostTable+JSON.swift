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
        for (name, isExcluded) in [("filters", false), ("excluded", true)] {
            let filters = query.filters.filter { $0.isExcluded == isExcluded }
            if !filters.isEmpty { object.append(name, .object(Self.json(filters))) }
        }
        if earlierCount > 0 {
            object.append("earlier_rows", .number("\(earlierCount)"))
            object.append("earlier", .object(JSONObject(earlier.jsonMembers)))
        }
        object.append("rows", .array(rows.map { .object(json($0)) }))
        if otherCount > 0 {
            object.append("other_rows", .number("\(otherCount)"))
            object.append("other", .object(JSONObject(other.jsonMembers)))
        }
        object.append(
            "total",
            .object(JSONObject(total.jsonMembers + Self.details(totalLatency, totalActivity))))
        object.append("next", next.map { .string($0.description) })
        return .object(object)
    }

    /// How many groups are past the limit.
    var otherCount: Int { rowCount - earlierCount - rows.count }

    /// The sums of the groups past the limit.
    var other: Measures {
        var shown = earlier
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
        for member in row.measures.jsonMembers + Self.details(row.latency, row.activity) {
            object.append(member.name, member.value)
        }
        return object
    }

    /// What was asked for beside the sums.
    private static func details(_ latency: LatencySketch?, _ activity: Activity?) -> [JSONObject.Member] {
        var members: [JSONObject.Member] = []
        if let latency {
            let quantiles = [("p50", latency.median), ("p95", latency.p95), ("p99", latency.p99)].map {
                JSONObject.Member(name: $0.0, value: $0.1.map { .number("\($0)") } ?? .null)
            }
            let calls = JSONObject.Member(name: "calls", value: .number("\(latency.count)"))
            members.append(.init(name: "latency_ms", value: .object(JSONObject([calls] + quantiles))))
        }
        if let activity {
            members += [
                .init(name: "conversations", value: .number("\(activity.conversations)")),
                .init(name: "messages", value: .number("\(activity.messages)")),
                .init(name: "agents", value: .array(activity.agents.map { .string($0) })),
            ]
        }
        return members
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
