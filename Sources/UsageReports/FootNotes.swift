import Charts
import UsageModel

/// The sentences at the foot of a page: what the total is exactly, what it leaves out, whose days and prices these are.
struct FootNotes {
    private let input: ReportInput
    private let rowCount: Int
    private var words: Wording { Wording(input.text) }

    init(_ input: ReportInput, days: ReportDays) {
        self.input = input
        rowCount = days.inPeriod.count
    }

    /// The sentences in their order; `isRounded` says whether any shown parts differ from their total.
    ///
    /// The exact total stands in the report once: here, or on the page of the method.
    func sentences(isRounded: Bool, isFront: Bool = true, hasMethod: Bool = false) -> [String] {
        let zone = input.period.zone.name
        let rounded = "Shown amounts are rounded and may not add up."
        let moment = "Ledger as of \(words.moment(input.generatedAt, in: input.period.zone))."
        guard isFront else {
            return ["US dollars, \(zone) days."] + (isRounded ? [rounded] : []) + [moment]
        }
        let rows = words.count(rowCount, "row")
        let exact = words.text.exact(input.total.cost.description)
        var sentences = [
            input.total.isWhollyUnpriced
                ? "No call has a price, so there is no total; daily.csv has \(rows) (\(zone) days)."
                : hasMethod
                    ? "The total is the sum of cost_usd in \(rows) of daily.csv (\(zone) days)."
                    : "The exact total is \(exact) US dollars, the sum of cost_usd in \(rows) of "
                        + "daily.csv (\(zone) days)."
        ]
        let unpriced = input.total.unpricedCallCount
        if unpriced > 0 {
            let reasons = input.total.unpricedCalls.sorted {
                $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value
            }
            var named = reasons.prefix(reasons.count == 3 ? 3 : 2).map { reason in
                reasons.count == 1 ? reason.key : "\(reason.key) \(words.text.count(reason.value))"
            }
            let rest = reasons.count - named.count
            if rest > 0 { named.append(words.count(rest, "other reason")) }
            sentences.append(
                "\(words.count(unpriced, "call")) without a price \(unpriced == 1 ? "is" : "are") not in it "
                    + "(\(named.joined(separator: ", "))).")
        }
        if let books = BookNotes(input).sentence { sentences.append(books) }
        sentences.append(prices)
        if !input.isClosed, let forecast = input.forecast, !forecast.method.isEmpty {
            sentences.append("Forecast: \(words.method(of: forecast)).")
        }
        if isRounded { sentences.append(rounded) }
        sentences.append(moment)
        return sentences
    }

    /// Which prices, of which day, and how many calls no price is dated to.
    private var prices: String {
        let version = TextElision.singleLine(input.prices.version)
        var sentence = "Prices: catalogue \(version)"
        if let asOf = input.prices.asOf {
            sentence = "Prices as of \(words.text.day(words.chartDay(asOf), year: true))"
            if version != asOf.description { sentence += " (catalogue \(version))" }
        }
        let assumed = input.total.assumedPriceCalls
        if assumed > 0 { sentence += "; \(words.count(assumed, "call")) at a price not dated to the day" }
        return sentence + "."
    }
}
