/// A moment in UTC, in microseconds since 1970; years 1 to 9999.
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    /// A moment; outside the years 1 to 9999 it is moved to the nearest one inside.
    public init(microseconds: Int64) {
        self.microseconds = min(max(microseconds, -62_135_596_800_000_000), 253_402_300_799_999_999)
    }

    /// A moment from whole seconds since 1970.
    public init(seconds: Int64) {
        self.init(
            microseconds: seconds.multipliedReportingOverflow(by: 1_000_000).overflow
                ? .max : seconds * 1_000_000)
    }

    /// Midnight UTC at the start of a date.
    public init(_ date: CivilDate) {
        self.init(seconds: Int64(date.daysSince1970) * 86_400)
    }

    /// Whole milliseconds since 1970, rounded down.
    public var milliseconds: Int64 { Self.floorDivision(microseconds, 1000) }
    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 { Self.floorDivision(microseconds, 1_000_000) }

    /// The moment so many seconds later.
    public func adding(seconds: Int64) -> Instant {
        let (delta, over) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, overSum) = microseconds.addingReportingOverflow(delta)
        return over || overSum ? Instant(microseconds: seconds < 0 ? .min : .max) : Instant(microseconds: sum)
    }

    /// The UTC date.
    public var date: CivilDate { CivilDate(daysSince1970: Int(Self.floorDivision(seconds, 86_400))) }
    /// Seconds since midnight UTC.
    public var secondOfDay: Int { Int(seconds - Self.floorDivision(seconds, 86_400) * 86_400) }

    /// Earlier moments first.
    public static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }

    static func floorDivision(_ a: Int64, _ b: Int64) -> Int64 {
        a / b - (a % b < 0 ? 1 : 0)
    }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC with as many decimals as there are: `2025-03-01T12:00:00Z`, `2025-03-01T12:00:00.25Z`.
    public var description: String {
        let (second, two) = (secondOfDay, CivilDate.two)
        let clock = two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60)
        let fraction = Int(microseconds - seconds * 1_000_000)
        guard fraction > 0 else { return "\(date)T\(clock)Z" }
        var digits = String(1_000_000 + fraction).dropFirst()
        while digits.last == "0" { digits = digits.dropLast() }
        return "\(date)T\(clock).\(digits)Z"
    }

    /// Reads ISO 8601 with a zone: `2025-03-01T12:00:00.25Z`, `2025-03-01 14:00+02:00`, or a date alone (midnight UTC).
    ///
    /// Without a zone the text is taken as UTC only where `zoneless` says so. Decimals past microseconds are cut off.
    /// Throws `bad_date`.
    public init(_ text: some StringProtocol, zoneless: Bool = false) throws(ModelError) {
        guard let instant = Self.parse(Substring(text), zoneless: zoneless) else {
            throw ModelError(
                .badDate, "`\(text.prefix(60))` is no instant",
                hint: "write it in ISO 8601 with a zone, like 2025-03-01T12:00:00Z")
        }
        self = instant
    }

    private static func parse(_ text: Substring, zoneless: Bool) -> Instant? {
        guard text.utf8.count >= 10, text.utf8.count <= 40, let date = CivilDate(text.prefix(10)) else {
            return nil
        }
        var rest = text.dropFirst(10)
        if rest.isEmpty { return Instant(date) }
        guard let separator = rest.first, "Tt ".contains(separator) else { return nil }
        rest = rest.dropFirst()
        var zoneOffset: Int64? = zoneless ? 0 : nil
        if rest.last == "Z" || rest.last == "z" {
            (rest, zoneOffset) = (rest.dropLast(), 0)
        } else if let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            guard let seconds = offset(rest[sign...]) else { return nil }
            (rest, zoneOffset) = (rest[..<sign], seconds)
        }
        guard let zoneOffset, let time = clock(rest) else { return nil }
        let start = Int64(date.daysSince1970) * 86_400_000_000
        return Instant(microseconds: start + time - zoneOffset * 1_000_000)
    }

    /// Microseconds since midnight from `HH:MM`, `HH:MM:SS` or `HH:MM:SS.f…`.
    private static func clock(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let hour = number(parts[0]),
            let minute = number(parts[1]),
            hour < 24, minute < 60
        else { return nil }
        var time = Int64(hour * 3600 + minute * 60) * 1_000_000
        guard parts.count == 3 else { return time }
        let pieces = parts[2].split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.count <= 2, let second = number(pieces[0]), second < 60 else { return nil }
        time += Int64(second) * 1_000_000
        guard pieces.count == 2 else { return time }
        guard !pieces[1].isEmpty, pieces[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let digits = pieces[1].prefix(6)
        return time + (Int64(digits + String(repeating: "0", count: 6 - digits.count)) ?? 0)
    }

    private static func offset(_ text: Substring) -> Int64? {
        let digits = text.dropFirst().filter { $0 != ":" }
        guard let hours = number(digits.prefix(2)), digits.count == 2 || digits.count == 4 else { return nil }
        let minutes = digits.count == 4 ? number(digits.suffix(2)) : 0
        guard let minutes, hours <= 18, minutes < 60 else { return nil }
        return Int64((text.first == "-" ? -1 : 1) * (hours * 3600 + minutes * 60))
    }

    /// A number of exactly two digits.
    private static func number(_ text: some StringProtocol) -> Int? {
        text.utf8.count == 2 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}
