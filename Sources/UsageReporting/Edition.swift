public import UsageModel

/// One report of the nightly run: what it is about, and up to which day.
public struct Edition: Hashable, Sendable {
    /// What kind of report it is.
    public let rhythm: MailList.Rhythm
    /// The last day whose calls it counts.
    public let day: CivilDate
    /// The period that it is about.
    public let period: Period

    /// Its name, which is also that of its folder: `2026-10-17`, `2026-W42` or `2026-10`.
    public var name: String {
        switch rhythm {
        case .day: day.description
        case .week, .month: period.description
        }
    }

    /// The moment that it speaks of: the end of its last day, whenever it is made.
    public var moment: Instant { period.zone.start(of: day.adding(days: 1)) }

    /// The editions of the night after a day: always the month so far; the week and the month when they are over.
    static func editions(after day: CivilDate, zone: Zone, rhythms: Set<MailList.Rhythm>) -> [Edition] {
        let month = Period(.month, containing: day, zone: zone)
        let week = Period(.week, containing: day, zone: zone)
        var editions = [Edition(rhythm: .day, day: day, period: month)]
        if rhythms.contains(.week), week.last == day {
            editions.append(Edition(rhythm: .week, day: day, period: week))
        }
        if rhythms.contains(.month), month.last == day {
            editions.append(Edition(rhythm: .month, day: day, period: month))
        }
        return editions
    }
}
