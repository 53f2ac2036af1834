import Charts
import JSON
import UsageModel

/// The file `report.json`: every figure of the report, exact, with sorted keys.
struct ReportJSON {
    /// The file's content.
    let bytes: [UInt8]

    /// Writes the report's numbers and words.
    init(_ input: ReportInput, telling plain: Narrative, days: ReportDays, colours: ModelColours) {
        var object = JSONObjectWriter()
        object.append("schema", "usageledger.report/1")
        object.append("currency", "USD")
        object.append("generated_at", .string(input.generatedAt.description))
        object.append("producer", .string(input.producer))
        var period = SummaryJSON.json(input.period)
        period.append("through", .string(input.through.description))
        object.append("period", .object(period))
        object.append("compared_with", .object(SummaryJSON.json(input.comparedWith)))
        object.append("headline", .string(plain.title))
        object.append("lead", .string(plain.lead))
        object.append(
            "findings",
            .array(
                plain.findings.map { finding in
                    [
                        "kind": .string(finding.kind.rawValue), "headline": .string(finding.headline),
                        "text": .string(finding.text),
                    ]
                }))
        object.append("total", .object(input.total.json))
        object.append("previous_total", input.previousTotal.map { .object($0.json) } ?? .null)
        object.append("budget_usd", Self.money(input.budget))
        object.append("books", .object(input.books.json))
        object.append("forecast", input.forecast.map { Self.json($0) } ?? .null)
        object.append("anomalies", .array(input.anomalies.map { Self.json($0) }))
        object.append("days", days.inPeriod) { Self.json($0) }
        object.append("models", .array(input.models.map { Self.json($0, names: [.provider, .model]) }))
        object.append(
            "movers",
            [
                "dimension": .string(input.movers.dimension.rawValue),
                "rows": .array(input.movers.rows.map { Self.json($0, names: [input.movers.dimension]) }),
            ])
        object.append("ranking", SummaryJSON.value(of: input.ranking))
        object.append("prices", Self.json(input.prices))
        object.append("colours", colours.json)
        bytes = object.prettyBytes
    }

    private static func money(_ amount: Money?) -> JSONValue {
        amount.map { .string($0.description) } ?? .null
    }

    /// A day's calls of one provider's model.
    static func json(_ row: ReportDays.Row) -> JSONValue {
        var object = row.measures.json
        object.insert("date", .string(row.date.description))
        object.insert("provider", row.name.provider.map { .string($0) } ?? .null)
        object.insert("model", row.name.model.map { .string($0) } ?? .null)
        return .object(object)
    }

    private static func json(_ comparison: Comparison, names: [Dimension]) -> JSONValue {
        var object = JSONObject()
        for (dimension, key) in zip(names, comparison.keys) {
            object.append(dimension.rawValue, key.map { .string($0) } ?? .null)
        }
        object.append("cost_usd", money(comparison.current))
        object.append("previous_cost_usd", money(comparison.previous))
        object.append("change_usd", money(comparison.change))
        return .object(object)
    }

    private static func json(_ forecast: Forecast) -> JSONValue {
        [
            "total_usd": money(forecast.total), "low_usd": money(forecast.low),
            "high_usd": money(forecast.high), "method": .string(forecast.method),
            "days": .array(
                forecast.days.map { day in
                    [
                        "date": .string(day.date.description), "mean_usd": money(day.mean),
                        "low_usd": money(day.low), "high_usd": money(day.high),
                    ]
                }),
        ]
    }

    private static func json(_ anomaly: Anomaly) -> JSONValue {
        [
            "date": .string(anomaly.date.description), "cost_usd": money(anomaly.cost),
            "usual_usd": money(anomaly.usual), "cause": anomaly.cause.map { .string($0) } ?? .null,
            "cause_cost_usd": money(anomaly.causeCost), "cause_usual_usd": money(anomaly.causeUsual),
        ]
    }

    private static func json(_ prices: ReportInput.PriceList) -> JSONValue {
        [
            "version": .string(prices.version),
            "as_of": prices.asOf.map { .string($0.description) } ?? .null,
        ]
    }
}
