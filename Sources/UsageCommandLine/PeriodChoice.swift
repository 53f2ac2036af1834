import Arguments
import UsageModel

/// The span of days that a command was asked about; the zone is not known before the settings are read.
struct PeriodChoice: Hashable, Sendable {
    /// A period by its name, such as `2025-03` or `this-month`.
    var name: String?
    /// The first day.
    var from: CivilDate?
    /// The last day, included.
    var to: CivilDate?

    /// How it is written.
    static let parameters = OptionGroup(
        heading: "Which calls",
        Option("period", short: "p", .period, "A month, day, week, quarter, year or range; see below"),
        Option("from", .date, "The first day, as in 2025-03-01"),
        Option("to", .date, "The last day, included"),
    ) { (name, from, to) throws(ArgumentsError) in
        if name != nil, from != nil || to != nil {
            throw ArgumentsError(
                .conflictingOptions, "`--period` cannot stand beside `--from` and `--to`",
                hint: "`--period 2025-03-01..2025-03-17` names both days")
        }
        if let from, let to, to < from {
            throw ArgumentsError(.conflictingOptions, "`--to` \(to) is before `--from` \(from)")
        }
        return PeriodChoice(name: name, from: from, to: to)
    }

    /// What the help of commands with a period says about it.
    static let details = """
        PERIOD is a month 2025-03, a day 2025-03-01, a week 2025-W10, a quarter 2025-Q1, a year 2025, a range \
        2025-03-01..2025-03-17, or one of \(RelativePeriod.allCases.map(\.rawValue).joined(separator: ", ")).
        """

    /// The span of instants, and its words.
    func span(zone: Zone, now: Instant) throws -> PeriodSpan {
        if let name {
            let period = try Self.period(name, zone: zone, now: now)
            return PeriodSpan(period: period, instants: period.instants, title: period.description)
        }
        switch (from, to) {
        case (nil, nil): return PeriodSpan(period: nil, instants: nil, title: "all calls")
        case (let from?, let to?):
            let period = Period(.range, first: from, last: to, zone: zone)
            return PeriodSpan(period: period, instants: period.instants, title: period.description)
        case (let from, let to):
            let start = from.map(zone.start(of:)) ?? Instant(microseconds: .min)
            let end = to.map { zone.start(of: $0.adding(days: 1)) } ?? Instant(microseconds: .max)
            let words = [from.map { "from \($0)" }, to.map { "to \($0)" }].compactMap(\.self)
            return PeriodSpan(period: nil, instants: start..<end, title: words.joined(separator: " "))
        }
    }

    /// The period of a name; `this-month` and its like are counted from now.
    static func period(_ name: String, zone: Zone, now: Instant) throws -> Period {
        guard let relative = RelativePeriod(rawValue: name) else { return try Period(name, zone: zone) }
        let today = zone.date(of: now)
        let current = Period(relative.grain, containing: today, zone: zone)
        if relative.isToDate { return current.through(today) ?? current }
        return relative.isPrevious ? current.previous : current
    }
}

/// A span of days as instants, in words, and as a period where it is one.
struct PeriodSpan: Hashable, Sendable {
    let period: Period?
    /// Nil for all calls.
    let instants: Range<Instant>?
    let title: String
}

/// Periods counted from now.
enum RelativePeriod: String, Hashable, Sendable, CaseIterable {
    case today
    case yesterday
    case thisWeek = "this-week"
    case lastWeek = "last-week"
    case thisMonth = "this-month"
    case lastMonth = "last-month"
    case thisYear = "this-year"
    case lastYear = "last-year"
    case weekToDate = "week-to-date"
    case monthToDate = "month-to-date"
    case yearToDate = "year-to-date"

    var grain: Period.Grain {
        switch self {
        case .today, .yesterday: .day
        case .thisWeek, .lastWeek, .weekToDate: .week
        case .thisMonth, .lastMonth, .monthToDate: .month
        case .thisYear, .lastYear, .yearToDate: .year
        }
    }

    var isPrevious: Bool {
        switch self {
        case .yesterday, .lastWeek, .lastMonth, .lastYear: true
        default: false
        }
    }

    /// Whether it ends with today and not with its last day.
    var isToDate: Bool { self == .weekToDate || self == .monthToDate || self == .yearToDate }
}

extension Syntax where Value == String {
    /// A period's name, right in its form; which days it means depends on zone and time.
    static var period: Syntax {
        Syntax(
            "PERIOD", expected: "a period", choices: [], completion: .nothing, text: { $0 },
            read: { word in
                if RelativePeriod(rawValue: word) != nil { return .success(word) }
                do throws(ModelError) {
                    _ = try Period(word, zone: .utc)
                    return .success(word)
                } catch {
                    let near = Names.suggestion(for: word, among: RelativePeriod.allCases.map(\.rawValue))
                    return .failure(Refusal(reason: error.message, hint: near ?? error.hint))
                }
            })
    }
}

extension Syntax where Value == CivilDate {
    /// A day.
    static var date: Syntax {
        Syntax("DATE", expected: "a day like 2025-03-01", parse: { CivilDate($0) })
    }
}
