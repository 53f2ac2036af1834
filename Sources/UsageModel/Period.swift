/// A span of local days, half-open as instants: a day, an ISO week, a month, a quarter, a year or any range of dates.
public struct Period: Hashable, Sendable {
    /// How a period is counted, from which its predecessor and its words follow.
    public enum Grain: String, Hashable, Sendable, CaseIterable {
        case day
        case week
        case month
        case quarter
        case year
        /// Any number of days.
        case range
    }

    /// How the period is counted.
    public let grain: Grain
    /// The first day.
    public let first: CivilDate
    /// The last day, included.
    public let last: CivilDate
    /// The zone whose days these are.
    public let zone: Zone

    /// A period from its first and last day.
    public init(_ grain: Grain, first: CivilDate, last: CivilDate, zone: Zone) {
        precondition(first <= last, "a period ends on or after its first day")
        self.grain = grain
        self.first = first
        self.last = last
        self.zone = zone
    }

    /// The period of a grain that holds a date; a `range` is that one day.
    public init(_ grain: Grain, containing date: CivilDate, zone: Zone) {
        let month = date.firstOfMonth
        switch grain {
        case .day, .range: self.init(grain, first: date, last: date, zone: zone)
        case .week:
            let monday = date.adding(days: 1 - date.weekday)
            self.init(grain, first: monday, last: monday.adding(days: 6), zone: zone)
        case .month:
            self.init(grain, first: month, last: month.lastOfMonth, zone: zone)
        case .quarter:
            let start = month.adding(months: -((month.month - 1) % 3))
            self.init(grain, first: start, last: start.adding(months: 2).lastOfMonth, zone: zone)
        case .year:
            let start = month.adding(months: 1 - month.month)
            self.init(grain, first: start, last: start.adding(months: 11).lastOfMonth, zone: zone)
        }
    }

    /// The first moment.
    public var start: Instant { zone.start(of: first) }
    /// The first moment after the period; the last one there is, where the period ends with the year 9999.
    public var end: Instant {
        last == .latest ? Instant(microseconds: .max) : zone.start(of: last.adding(days: 1))
    }
    /// The half-open span of instants.
    public var instants: Range<Instant> { start..<end }
    /// How many days it has.
    public var dayCount: Int { last.daysSince1970 - first.daysSince1970 + 1 }
    /// Its days, in order.
    public var days: [CivilDate] { (0..<dayCount).map { first.adding(days: $0) } }

    /// The period of the same grain just before; a range goes back by its own length.
    public var previous: Period {
        guard grain != .range else {
            return Period(
                .range, first: first.adding(days: -dayCount), last: first.adding(days: -1), zone: zone)
        }
        return Period(grain, containing: first.adding(days: -1), zone: zone)
    }

    /// The part of the period up to and with a date; nil where the date lies before it.
    public func through(_ date: CivilDate) -> Period? {
        guard date >= first else { return nil }
        return date >= last ? self : Period(.range, first: first, last: date, zone: zone)
    }
}

extension Period: CustomStringConvertible {
    /// How the period is written on the command line: `2025-03`, `2025-W10`, `2025-Q1`, `2025`, `2025-03-01..2025-03-17`.
    public var description: String {
        switch grain {
        case .day: return first.description
        case .month: return String(first.description.prefix(7))
        case .year: return String(first.description.prefix(4))
        case .quarter: return "\(first.description.prefix(4))-Q\((first.month + 2) / 3)"
        case .week:
            let thursday = first.adding(days: 3)
            let week =
                (thursday.daysSince1970
                    - thursday.firstOfMonth.adding(months: 1 - thursday.month).daysSince1970) / 7
            return "\(thursday.description.prefix(4))-W\(CivilDate.two(week + 1))"
        case .range: return "\(first)..\(last)"
        }
    }

    /// Reads a period as `description` writes it; throws `bad_period`.
    public init(_ text: String, zone: Zone) throws(ModelError) {
        guard let period = Self.parse(text, zone: zone) else {
            throw ModelError(
                .badPeriod, "`\(text.prefix(60))` is no period",
                hint:
                    "write a month 2025-03, a day 2025-03-01, a week 2025-W10, a quarter 2025-Q1, a year 2025 "
                    + "or a range 2025-03-01..2025-03-17")
        }
        self = period
    }

    private static func parse(_ text: String, zone: Zone) -> Period? {
        if let dots = text.firstRange(of: "..") {
            guard let first = CivilDate(text[..<dots.lowerBound]),
                let last = CivilDate(text[dots.upperBound...]),
                first <= last
            else { return nil }
            return Period(.range, first: first, last: last, zone: zone)
        }
        if let day = CivilDate(text) { return Period(.day, containing: day, zone: zone) }
        guard text.utf8.count >= 4, let january = CivilDate(text.prefix(4) + "-01-01") else { return nil }
        let rest = text.dropFirst(4)
        if rest.isEmpty { return Period(.year, containing: january, zone: zone) }
        if let month = CivilDate(text + "-01") { return Period(.month, containing: month, zone: zone) }
        guard rest.hasPrefix("-Q") || rest.hasPrefix("-W"), let number = Int(rest.dropFirst(2)), number >= 1,
            rest.dropFirst(2).utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        if rest.hasPrefix("-Q") {
            guard number <= 4, rest.utf8.count == 3 else { return nil }
            return Period(.quarter, containing: january.adding(months: number * 3 - 3), zone: zone)
        }
        guard rest.utf8.count == 4, number <= 53 else { return nil }
        // ISO 8601: week 1 is the one that holds 4 January.
        let week = Period(.week, containing: january.adding(days: 3 + (number - 1) * 7), zone: zone)
        return week.description == text ? week : nil
    }
}
