internal import SQLDatabase
internal import UsageModel

/// The SQL whose result is a table, for the `sqlite3` shell: every value stands in it, and no function of ours.
///
/// Costs are summed up in two integer columns, millionths of a dollar and what is left in picodollars, so that no sum
/// leaves 64 bits below nine trillion dollars. Days of a zone stand in it as the moments between which they lie.
struct TableSQL {
    private let query: Query
    private let condition: String
    /// The buckets that have rows.
    private let buckets: [CivilDate]
    /// The places of the page's rows, from 1.
    private let page: ClosedRange<Int>?
    private let hasOther: Bool

    /// The SQL of a table that was the answer to its query.
    init(_ table: CostTable, all buckets: [CivilDate], condition: RowCondition) {
        query = table.query
        self.condition = condition.inlined
        self.buckets = buckets
        let first = table.earlierCount + 1
        page = table.rows.isEmpty ? nil : first...(table.earlierCount + table.rows.count)
        hasOther = table.rowCount > table.earlierCount + table.rows.count
    }

    private var keys: [String] {
        (query.bucket.map { [$0.grain.rawValue] } ?? []) + query.groups.map(\.rawValue)
    }

    private var quotedKeys: [String] { keys.map(Self.quoted) }

    private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

    /// The sums that are plain numbers, with what is added up of a row.
    private static let counts: [(name: String, sql: String)] = [
        ("calls", "sign"), ("failed_calls", "CASE WHEN status = 'success' THEN 0 ELSE sign END"),
        ("unpriced_calls", "CASE WHEN unpriced_reason IS NULL THEN 0 ELSE sign END"),
        ("input_tokens", "sign * input_tokens"), ("output_tokens", "sign * output_tokens"),
        ("images", "sign * images"), ("video_microseconds", "sign * video_microseconds"),
        ("audio_microseconds", "sign * audio_microseconds"),
    ]

    /// The sum of costs in two parts: whole millionths of a dollar, and picodollars from 0 on.
    private static let costs: [(name: String, sql: String)] = [
        ("micro", "sign * (total_cost / 1000000)"), ("pico", "sign * (total_cost % 1000000)"),
    ]

    /// What of `pico` makes no whole millionth of a dollar, from 0 on, also where the sum is below zero.
    private static let rest = "(pico % 1000000 + 1000000) % 1000000"

    var text: String {
        let names = (quotedKeys + Self.counts.map(\.name)).joined(separator: ", ")
        var text = "WITH "
        if let bucket = query.bucket { text += bucketTable(bucket) + ",\n" }
        text += """
            sums AS (
                SELECT \((grouped + sums).joined(separator: ",\n        "))
                FROM \(query.bucket == nil ? "" : "bucket CROSS JOIN ")api_usage
                WHERE \(condition)\(query.bucket == nil ? "" : Self.isInBucket)
            """
        if !keys.isEmpty {
            text += "\n    GROUP BY \((1...keys.count).map(String.init).joined(separator: ", "))"
        }
        return text + """

            ),
            exact AS (
                SELECT \(names),
                    micro + (pico - \(Self.rest)) / 1000000 AS micro, \(Self.rest) AS pico
                FROM sums
            ),
            ranked AS (
                SELECT *, ROW_NUMBER() OVER (ORDER BY \(order)) AS place FROM exact
            ),
            parts AS (
                \(parts.joined(separator: "\n    UNION ALL "))
            )
            \(result)
            FROM (SELECT *, micro + pico / 1000000 AS whole, pico % 1000000 AS rest FROM parts)
            ORDER BY place;

            """
    }

    private static let isInBucket = " AND occurred_at >= first_moment AND occurred_at < end_moment"

    private var sums: [String] {
        (Self.counts + Self.costs).map { "COALESCE(SUM(\($0.sql)), 0) AS \($0.name)" }
    }

    private func bucketTable(_ bucket: Query.Bucket) -> String {
        guard !buckets.isEmpty else {
            return "bucket (name, first_moment, end_moment) AS (SELECT NULL, 0, 0 WHERE 1 = 0)"
        }
        let rows = buckets.map { day in
            let period = Period(bucket.grain, containing: day, zone: bucket.zone)
            let name = SQLValue.text(period.description).literal
            return "(\(name), \(period.start.microseconds), \(period.end.microseconds))"
        }
        return
            "bucket (name, first_moment, end_moment) AS (VALUES\n    \(rows.joined(separator: ",\n    "))\n)"
    }

    private var grouped: [String] {
        let names = (query.bucket.map { _ in ["bucket.name"] } ?? []) + query.groups.map(\.sql)
        return zip(names, quotedKeys).map { "\($0) AS \($1)" }
    }

    private var order: String {
        let direction = query.isReversed ? "" : " DESC"
        let isBackwards = query.isReversed && query.order == .key
        var terms: [String] =
            switch query.order {
            case .key: []
            case .cost: ["micro" + direction, "pico" + direction]
            case .calls: ["calls" + direction]
            case .tokens: ["input_tokens + output_tokens" + direction]
            }
        for key in quotedKeys {
            terms += isBackwards ? ["\(key) IS NULL DESC", "\(key) DESC"] : ["\(key) IS NULL", key]
        }
        return terms.isEmpty ? "calls" : terms.joined(separator: ", ")
    }

    /// The earlier pages, the page, the later ones, and the total, which is the sum of all.
    private var parts: [String] {
        let first = page?.lowerBound ?? 1
        let last = page?.upperBound ?? 0
        var parts: [String] = []
        let names = (Self.counts + Self.costs).map(\.name)
        func sum(_ part: String, _ place: String, _ condition: String) -> String {
            let blanks = keys.map { _ in "NULL" }
            let sums = names.map { "COALESCE(SUM(\($0)), 0)" }
            return "SELECT " + (["'\(part)'", place] + blanks + sums).joined(separator: ", ")
                + " FROM ranked\(condition)"
        }
        // The first of the parts names the columns.
        let columns = (["'row' AS part", "place"] + quotedKeys + names).joined(separator: ", ")
        parts.append(
            "SELECT \(columns) FROM ranked WHERE place BETWEEN \(first) AND \(keys.isEmpty ? 0 : last)")
        if !keys.isEmpty, first > 1 { parts.append(sum("earlier", "0", " WHERE place < \(first)")) }
        if !keys.isEmpty, hasOther {
            parts.append(sum("other", "\(last + 1)", " WHERE place > \(last)"))
        }
        return parts + [sum("total", "9223372036854775807", "")]
    }

    private var result: String {
        func dollars(_ whole: String, _ rest: String) -> String {
            "RTRIM(RTRIM(PRINTF('%d.%06d%06d', \(whole) / 1000000, \(whole) % 1000000, \(rest)), '0'), '.')"
        }
        func seconds(_ name: String) -> String {
            "RTRIM(RTRIM(PRINTF('%s%d.%06d', CASE WHEN \(name) < 0 THEN '-' ELSE '' END, "
                + "ABS(\(name)) / 1000000, ABS(\(name)) % 1000000), '0'), '.')"
        }
        let columns =
            ["part"] + quotedKeys + [
                "calls, failed_calls, unpriced_calls, input_tokens, output_tokens",
                "input_tokens + output_tokens AS total_tokens, images",
                "\(seconds("video_microseconds")) AS video_seconds",
                "\(seconds("audio_microseconds")) AS audio_seconds",
                """
                CASE
                        WHEN calls = unpriced_calls AND whole = 0 AND rest = 0 THEN NULL
                        WHEN whole >= 0 THEN \(dollars("whole", "rest"))
                        WHEN rest = 0 THEN '-' || \(dollars("-whole", "0"))
                        ELSE '-' || \(dollars("(-1 - whole)", "1000000 - rest"))
                    END AS cost_usd
                """,
            ]
        return "SELECT \(columns.joined(separator: ",\n    "))"
    }
}

extension RowCondition {
    /// The condition with its values in their places.
    var inlined: String {
        var text = ""
        var rest = Substring(sql)
        var isQuoted = false
        while let character = rest.popFirst() {
            if character == "'" { isQuoted.toggle() }
            let digits = rest.prefix { ("0"..."9").contains($0) }
            guard character == "$", !isQuoted, let number = Int(digits), values.indices.contains(number - 1)
            else {
                text.append(character)
                continue
            }
            text += values[number - 1].literal
            rest.removeFirst(digits.count)
        }
        return text
    }
}
