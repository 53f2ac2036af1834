import Charts
import UsageModel

/// The words of a report: dates, periods and amounts as people read them.
struct Wording {
    /// How dates and numbers are written; the words are English.
    let text: NumberText

    /// What programs read, and files that are the same in every language.
    static let english = Wording(.english)

    init(_ text: NumberText) { self.text = text }

    /// A period in full: "March 2025", "1–17 October 2026", "2025".
    func full(_ period: Period) -> String {
        let first = chartDay(period.first)
        switch period.grain {
        case .month: return text.monthAndYear(first)
        case .quarter: return "quarter \((period.first.month + 2) / 3) of \(period.first.year)"
        case .year: return String(period.first.year)
        case .day, .week, .range: return text.period(first, chartDay(period.last))
        }
    }

    /// A period as it is named in a sentence that is about another one: "February", "1–17 September", "2024".
    func short(_ period: Period, besides other: Period) -> String {
        let sameYear = period.first.year == other.last.year && period.last.year == other.last.year
        switch period.grain {
        case .month:
            return sameYear ? text.month(period.first.month) : text.monthAndYear(chartDay(period.first))
        case .quarter, .year: return full(period)
        case .day, .week, .range:
            return text.period(chartDay(period.first), chartDay(period.last), year: !sameYear)
        }
    }

    /// A period as the head of a narrow column: "Feb", "1–17 Sep", "Feb 2024".
    func head(_ period: Period, besides other: Period) -> String {
        let sameYear = period.first.year == other.last.year && period.last.year == other.last.year
        switch period.grain {
        case .month:
            return sameYear
                ? text.monthShort(period.first.month) : text.monthShortAndYear(chartDay(period.first))
        case .quarter: return "Q\((period.first.month + 2) / 3)" + (sameYear ? "" : " \(period.first.year)")
        case .year: return String(period.first.year)
        case .day, .week, .range:
            let head = text.period(
                chartDay(period.first), chartDay(period.last), year: !sameYear, short: true)
            guard head.count > Self.headLengthMax, period.first != period.last else { return head }
            // The years stand above the table; a column that needs room for them takes it from the names.
            let days = daysWithoutYear(period)
            return period.last < other.first && days == daysWithoutYear(other) ? "Before" : days
        }
    }

    /// Characters of the head of a column, at most.
    private static let headLengthMax = 18

    private func daysWithoutYear(_ period: Period) -> String {
        text.dayShort(chartDay(period.first)) + " \u{2013} " + text.dayShort(chartDay(period.last))
    }

    /// The period that another one is compared with, where its dates would be long: "the 180 days before".
    func before(_ period: Period, _ other: Period) -> String {
        let isAdjacent = period.last.daysSince1970 + 1 == other.first.daysSince1970
        guard other.grain == .range, period.first != period.last, isAdjacent else {
            return short(period, besides: other)
        }
        return "the \(text.count(period.dayCount)) days before"
    }

    /// A period with the ending of whose something is: "March\u{2019}s "; nothing where its dates would be long.
    func possessive(_ period: Period) -> String {
        period.grain == .range && period.first != period.last
            ? "" : short(period, besides: period) + "\u{2019}s "
    }

    /// A period with its preposition: "in March 2025", "on 8 October 2026", "from 1 to 17 October".
    func during(_ period: Period) -> String {
        switch period.grain {
        case .month, .quarter, .year: return "in \(full(period))"
        case .day, .week, .range:
            guard period.first != period.last else {
                return "on \(text.day(chartDay(period.first), year: true))"
            }
            let ends = text.ends(period.first, period.last)
            return "from \(ends.first) to \(ends.last)"
        }
    }

    /// A period that another one is compared with, with its preposition: "on February", "against 7 October".
    func against(_ period: Period, besides other: Period) -> String {
        (period.first == period.last ? "against " : "on ") + short(period, besides: other)
    }

    /// A moment in a zone's time: "18 October 2026 02:00 UTC".
    func moment(_ instant: Instant, in zone: Zone, short: Bool = false) -> String {
        let local = instant.adding(seconds: Int64(zone.offset(at: instant)))
        let day = chartDay(local.date)
        let time = text.time(hour: local.secondOfDay / 3600, minute: local.secondOfDay / 60 % 60)
        return "\(short ? text.dayShort(day, year: true) : text.day(day, year: true)) \(time) \(zone.name)"
    }

    /// The weekday's name.
    func weekday(_ date: CivilDate) -> String { text.weekday(date.weekday - 1) }

    /// A share or change in thousandths, without sign: "21.7%".
    func percent(_ part: Int128, of whole: Int128) -> String {
        text.share(part, of: whole, decimals: 1)
    }

    /// A count with its noun: "1 call", "5,563 calls".
    func count(_ number: Int, _ noun: String) -> String {
        text.count(number) + " " + (number == 1 ? noun : plural(noun))
    }

    /// A large count in few figures: "12.3m", "5,563".
    func compact(_ number: Int128) -> String {
        let units: [(Int128, Int)] = [(1_000_000_000_000, 12), (1_000_000_000, 9), (1_000_000, 6)]
        guard let (unit, power) = units.first(where: { number.magnitude >= $0.0.magnitude }) else {
            return text.count(Int(clamping: number))
        }
        // A tenth of a percent is enough of a count of tokens.
        let hundredths = number / (unit / 100)
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        let decimals =
            whole.magnitude >= 100
            ? ""
            : whole.magnitude >= 10
                ? "\(text.decimalMark)\(rest.magnitude / 10)"
                : {
                    let digits = rest.magnitude
                    return text.decimalMark + (digits < 10 ? "0\(digits)" : "\(digits)")
                }()
        return text.count(Int(clamping: whole)) + decimals + text.scale(power)
    }

    /// How a forecast is made, with its range and its dates as the language writes them.
    func method(of forecast: Forecast) -> String {
        // The longest first, since "8 October" is a part of "18 October".
        let dates = forecast.leftOut.map { (Self.english.text.day(chartDay($0)), text.day(chartDay($0))) }
            .sorted { $0.0.count > $1.0.count }
        var method = forecast.method.replacing("80%", with: text.percent(80))
        // Places first, so that a date that is written already is not read again.
        for (index, date) in dates.enumerated() { method.replace(date.0, with: "\u{0}\(index)\u{0}") }
        for (index, date) in dates.enumerated() { method.replace("\u{0}\(index)\u{0}", with: date.1) }
        return method
    }

    /// What a dimension's values are called: one, several, and a value that is not known.
    func noun(_ dimension: Dimension) -> String {
        switch dimension {
        case .keyID: "key"
        case .parentCall: "parent call"
        case .pricedModel: "priced model"
        case .usageState: "usage state"
        case .unpricedReason: "reason"
        case .priceDate: "price date"
        case .priceID: "price"
        case .statedCostSource: "source"
        case .postingMonth: "posting month"
        case .tag(let name): name
        default: dimension.rawValue
        }
    }

    /// A noun in the plural.
    func plural(_ noun: String) -> String {
        if noun.hasSuffix("s") { return noun + "es" }
        let isConsonant = noun.hasSuffix("y") && !"aeiou".contains(noun.dropLast().last ?? "a")
        return isConsonant ? noun.dropLast() + "ies" : noun + "s"
    }

    /// A value's name for people; providers have one of their own.
    func name(_ key: String?, _ dimension: Dimension) -> String {
        guard let key, !key.isEmpty else { return "(no \(noun(dimension)))" }
        return dimension == .provider ? Provider(rawValue: key).displayName : key
    }

    func chartDay(_ date: CivilDate) -> ChartDay { ChartDay(number: date.daysSince1970) }
}
