import UsageAnalysis
import UsageModel

/// Makes tables as the ledger answers them.
enum Tables {
    static func date(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(daysSince1970: 0) }

    static func dollars(_ cents: Int) -> Money { Money(picodollars: Int128(cents) * 10_000_000_000) }

    static func measures(_ cents: Int, calls: Int = 1) -> Measures {
        var measures = Measures()
        measures.calls = calls
        measures.cost = dollars(cents)
        return measures
    }

    /// A table of provider and model with costs in cents.
    static func table(_ rows: [(model: String?, cents: Int, calls: Int)]) -> CostTable {
        table(
            rows.map {
                CostTable.Row(keys: ["openai", $0.model], measures: measures($0.cents, calls: $0.calls))
            })
    }

    static func table(_ rows: [CostTable.Row]) -> CostTable {
        let query = Query(groups: [.provider, .model])
        return CostTable(query: query, rows: rows, total: rows.reduce(into: Measures()) { $0 += $1.measures })
    }

    /// Days from a date on with costs in cents of one model; nil is a day without rows.
    static func series(from first: String, _ cents: [Int?], model: String = "gpt-4o") -> CostSeries {
        let rows = cents.enumerated().compactMap { offset, cents in
            cents.map {
                CostTable.Row(
                    bucket: date(first).adding(days: offset), keys: ["openai", model], measures: measures($0))
            }
        }
        return CostSeries(table(rows))
    }

    static func period(_ text: String) throws -> Period { try Period(text, zone: .utc) }
}
