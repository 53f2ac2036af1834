import Charts
import UsageModel

/// How the figures of a report are made, in plain words.
struct MethodNotes {
    /// Heading and text of each rule.
    let items: [(title: String, text: String)]

    init(_ input: ReportInput) {
        let words = Wording(input.text)
        let version = TextElision.singleLine(input.prices.version)
        var prices =
            "Each call is priced at the provider\u{2019}s list price in force on its day, catalogue \(version)"
        if let asOf = input.prices.asOf, asOf.description != version {
            prices += ", kept to \(words.text.day(words.chartDay(asOf), year: true))"
        }
        prices += "; own prices and contracts in the settings come first."
        let assumed = input.total.assumedPriceCalls
        if assumed > 0 {
            prices +=
                " \(words.count(assumed, "call")) \(assumed == 1 ? "has" : "have") a price that is not dated to "
            prices += "the day."
        }
        var items: [(title: String, text: String)] = [
            ("Prices", prices),
            (
                "Tokens, cache and batch",
                "Input tokens contain what was read from and written to a cache, output tokens contain reasoning; "
                    + "each class is billed at its own rate, batch and priority tiers at theirs."
            ),
            (
                "Rounding",
                "Money is counted in whole picodollars, a millionth of a millionth of a US dollar. A line of a bill "
                    + "that does not divide is rounded once, half to even; shown figures are rounded once more, from "
                    + "the exact sum. "
                    + (input.total.isWhollyUnpriced
                        ? "No call has a price, so there is no total."
                        : "The exact total is \(words.text.exact(input.total.cost.description)) US dollars.")
            ),
            (
                "Days",
                "A day is a day of \(input.period.zone.name), from midnight to midnight by its clocks; a call belongs "
                    + "to the day on which it was made."
            ),
            (
                "Days that stand out",
                "A day is named where its cost lies above the median of the last four same weekdays by more than "
                    + "three times \(words.text.exact("1.4826")) times their median deviation, by half or more, by more "
                    + "than a tenth of a day\u{2019}s budget, or of the mean day where there is no budget, and by a "
                    + "fiftieth or more of what the period costs."
            ),
        ]
        if let books = BookNotes(input).method { items.append(("Books", books)) }
        if !input.isClosed {
            let method = input.forecast.map { words.method(of: $0) } ?? ""
            items.append(
                (
                    "Forecast",
                    method.isEmpty
                        ? (input.forecastNote.isEmpty ? "There is no forecast." : input.forecastNote + ".")
                        : Self.forecast(method)
                ))
        }
        if !input.latencies.isEmpty {
            items.append(
                (
                    "Latency",
                    "Percentiles by nearest rank over all calls of a day that tell how long they took, within "
                        + "\(words.text.percent(1)) of the exact value."
                ))
        }
        self.items = items
    }

    /// What the range is made from, and what it cannot know.
    private static func forecast(_ method: String) -> String {
        "\(method). It is built to hold four of five outcomes, as far as the days to come are like those: growth that "
            + "sets in and incidents are not foreseen. The forecast ends with the period."
    }
}
