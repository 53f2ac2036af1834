import Foundation

/// A time zone of the IANA database; days, weeks and months of a report are those of its zone.
public struct Zone: Hashable, Sendable, CustomStringConvertible {
    /// The IANA name, such as `Europe/Berlin`.
    public let name: String
    private let timeZone: TimeZone

    /// Coordinated universal time.
    public static let utc = Zone(name: "UTC", timeZone: TimeZone(secondsFromGMT: 0) ?? .gmt)

    private init(name: String, timeZone: TimeZone) {
        self.name = name
        self.timeZone = timeZone
    }

    /// The zone of that name; throws `unknown_zone` where the system does not know it.
    public init(named name: String) throws(ModelError) {
        if name == "UTC" || name == "Z" {
            self = .utc
            return
        }
        guard let timeZone = TimeZone(identifier: name) else {
            throw ModelError(
                .unknownZone, "the time zone `\(name.prefix(60))` is not known here",
                hint: "write an IANA name like Europe/Berlin, and see that the package tzdata is installed")
        }
        self.init(name: name, timeZone: timeZone)
    }

    /// The name.
    public var description: String { name }

    /// Seconds east of UTC at a moment.
    public func offset(at instant: Instant) -> Int {
        if self == .utc { return 0 }
        return timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant.seconds)))
    }

    /// The local date at a moment.
    public func date(of instant: Instant) -> CivilDate {
        instant.adding(seconds: Int64(offset(at: instant))).date
    }

    /// The first moment of a local date; where clocks skip midnight, the first moment after the gap.
    public func start(of date: CivilDate) -> Instant {
        let midnight = Instant(date)
        if self == .utc { return midnight }
        let before = midnight.adding(seconds: Int64(-offset(at: midnight.adding(seconds: -86_400))))
        let after = midnight.adding(seconds: Int64(-offset(at: midnight.adding(seconds: 86_400))))
        for candidate in [min(before, after), max(before, after)] {
            let local = candidate.adding(seconds: Int64(offset(at: candidate)))
            if local == midnight { return candidate }
        }
        return max(before, after) == before ? before : firstMoment(of: date, from: min(before, after))
    }

    /// Searches the switch that skips a local midnight.
    private func firstMoment(of date: CivilDate, from early: Instant) -> Instant {
        var (low, high) = (early.adding(seconds: -7200), early.adding(seconds: 7200))
        while high.seconds - low.seconds > 1 {
            let middle = Instant(seconds: (low.seconds + high.seconds) / 2)
            if self.date(of: middle) < date { low = middle } else { high = middle }
        }
        return high
    }
}
