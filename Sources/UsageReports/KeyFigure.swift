import Charts
import UsageModel

/// A tile: a label, one large number, and a note below it.
struct KeyFigure {
    /// What stands below the number.
    enum Note {
        /// Plain words.
        case words(String)
        /// The same in more and in fewer words, of which those are taken that fit.
        case choices([String])
        /// A rise or fall with its words; `isGood` colours it, nil leaves it plain.
        case change(String, rises: Bool, isGood: Bool?)
        /// A bar that is filled to a part, with a mark where even pace would be, and a word for it.
        case bar(part: Double, pace: Double?, word: String)
        /// A warning.
        case warning(String)
    }

    var label: String
    var number: String
    var note: Note
}

/// The four tiles of a page.
struct KeyFigures {
    private let input: ReportInput
    private var words: Wording { Wording(input.text) }
    private var text: NumberText { words.text }
    /// The period before in few words, since a tile is narrow.
    private var before: String {
        isLong ? "the days before" : words.short(input.comparedWith, besides: input.period)
    }
    /// Whether the period is of days that only their two dates tell.
    private var isLong: Bool { input.period.grain == .range && input.period.first != input.period.last }
    private var length: String { words.count(input.period.dayCount, "day") }

    init(_ input: ReportInput) { self.input = input }

    /// A day is `on`, what is longer `in`.
    private static func preposition(_ period: Period) -> String { period.first == period.last ? "on" : "in" }

    /// Spend first, cost per thousand calls last, and between them what there is to say.
    var tiles: [KeyFigure] {
        let between = [forecast, budget, calls, tokens].compactMap { $0 }
        return [spend] + between.prefix(2) + [unitCost]
    }

    private var spend: KeyFigure {
        let label =
            input.isClosed
            ? isLong
                ? "Spend in \(length)"
                : "Spend \(Self.preposition(input.period)) \(words.short(input.period, besides: input.period))"
            : input.period.grain == .month ? "Month to date" : "Spend so far"
        guard !input.total.isWhollyUnpriced else {
            let unpriced = words.count(input.total.unpricedCallCount, "call")
            return KeyFigure(
                label: label, number: NumberText.none, note: .warning("\(unpriced) without a price"))
        }
        return KeyFigure(
            label: label, number: spent,
            note: change(
                from: input.previousTotal.map(\.cost.picodollars), to: input.total.cost.picodollars,
                isCost: true))
    }

    /// The total to the cent; what is not nothing and below a cent does not look like nothing.
    private var spent: String {
        let cents = text.total(input.total.cost.picodollars)
        return input.total.cost != .zero && cents == text.total(0)
            ? text.label(input.total.cost.picodollars) : cents
    }

    private var forecast: KeyFigure? {
        guard !input.isClosed, let forecast = input.forecast else { return nil }
        let (low, high) = (forecast.low.picodollars, forecast.high.picodollars)
        // A range whose ends look alike says nothing, least of all from nothing to nothing.
        let isNarrow = text.compact(low) == text.compact(high)
        let range = isNarrow ? "all near \(text.label(high))" : text.range(low, high)
        let cents = text.dollars(forecast.total.picodollars, decimals: forecast.total >= tenThousand ? 0 : 2)
        return KeyFigure(
            label: "Forecast for \(isLong ? length : words.short(input.period, besides: input.period))",
            number: forecast.total != .zero && cents == text.total(0)
                ? text.label(forecast.total.picodollars) : cents,
            note: .choices(["\(text.percent(80)) range \(range)", "\(text.percent(80)): \(range)", range]))
    }

    private var tenThousand: Money { Money(picodollars: 10_000 * Money.picodollarsPerDollar) }

    private var budget: KeyFigure? {
        guard let budget = input.budget, budget > .zero else { return nil }
        let part = input.total.cost.picodollars
        let ratio = Double(part) / Double(budget.picodollars)
        let days = Double(input.counted.dayCount) / Double(input.period.dayCount)
        let passed = Int128(input.counted.dayCount)
        let word =
            input.isClosed
            ? "of " + text.label(budget.picodollars)
            : "pace " + words.percent(passed, of: Int128(input.period.dayCount))
        return KeyFigure(
            label: "Budget used", number: words.percent(part, of: budget.picodollars),
            note: .bar(part: min(max(ratio, 0), 1), pace: input.isClosed ? nil : days, word: word))
    }

    private var calls: KeyFigure? {
        let unpriced = input.total.unpricedCallCount
        let note: KeyFigure.Note =
            unpriced > 0
            ? .warning("\(text.count(unpriced)) without a price")
            : change(
                from: input.previousTotal.map { Int128($0.calls) }, to: Int128(input.total.calls),
                isCost: false)
        return KeyFigure(label: "Calls", number: words.compact(Int128(input.total.calls)), note: note)
    }

    private var tokens: KeyFigure? {
        let (sent, received) = (
            words.compact(input.total.inputTokens), words.compact(input.total.outputTokens)
        )
        return KeyFigure(
            label: "Tokens", number: words.compact(input.total.totalTokens),
            note: .words("\(sent) in, \(received) out"))
    }

    private var unitCost: KeyFigure {
        let leavesOut = input.total.unpricedCallCount + (input.previousTotal?.unpricedCallCount ?? 0) > 0
        let label = leavesOut ? "Per \(text.count(1000)) priced calls" : "Cost per \(text.count(1000)) calls"
        guard let now = Self.perThousand(input.total) else {
            return KeyFigure(label: label, number: NumberText.none, note: .words("no priced calls"))
        }
        return KeyFigure(
            label: label, number: text.unitCost(now),
            note: change(from: input.previousTotal.flatMap { Self.perThousand($0) }, to: now, isCost: true))
    }

    /// The cost of a thousand calls that have one, rounded to the nearest picodollar.
    static func perThousand(_ sums: Measures) -> Picodollars? {
        guard sums.pricedCalls > 0 else { return nil }
        let calls = Int128(sums.pricedCalls)
        let (product, over) = sums.cost.picodollars.multipliedReportingOverflow(by: 1000)
        return over ? nil : (product + (product < 0 ? -calls : calls) / 2) / calls
    }

    /// How a value moved since the period before.
    private func change(from previous: Int128?, to current: Int128, isCost: Bool) -> KeyFigure.Note {
        guard let previous else { return .choices(["nothing known of \(before)", "nothing known before"]) }
        let during = "\(Self.preposition(input.comparedWith)) \(before)"
        guard previous > 0 else {
            return .words(current == previous ? "as \(during)" : "nothing \(during)")
        }
        guard previous != current else { return .words("as \(during)") }
        let rises = current > previous
        let written = text.percentChange(from: previous, to: current, decimals: 1)
        let plain = String(written.drop { "+\(NumberText.minus)".contains($0) })
        return .change("\(plain) on \(before)", rises: rises, isGood: isCost ? !rises : nil)
    }
}
