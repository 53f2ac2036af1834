import TestSupport
import Testing
import UsageModel

struct CalendarTests {
    @Test func `every day of four centuries reads back and follows the one before`() throws {
        var previous = try #require(CivilDate("1899-12-31"))
        for offset in (previous.daysSince1970 + 1)...(previous.daysSince1970 + 146_097) {
            let date = CivilDate(daysSince1970: offset)
            #expect(date.daysSince1970 == offset)
            #expect(date > previous)
            #expect(date.weekday == previous.weekday % 7 + 1)
            previous = date
        }
        #expect(CivilDate("2025-03-01")?.weekday == 6)
        #expect(CivilDate("2024-02-29") != nil)
        #expect(CivilDate("2025-02-29") == nil)
    }

    @Test(arguments: [
        ("2025-03-01T12:00:00Z", "2025-03-01T12:00:00Z"),
        ("2025-03-01 14:00:00.250+02:00", "2025-03-01T12:00:00.25Z"),
        ("2025-03-01", "2025-03-01T00:00:00Z"), ("2025-03-01T00:00-0330", "2025-03-01T03:30:00Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"),
    ])
    func `reads instants`(text: String, expected: String) throws {
        #expect(try Instant(text).description == expected)
    }

    @Test(arguments: [
        "2025-03-01T12:00:00", "2025-13-01", "2025-03-01T24:00Z", "2025-03-01T12:60Z", "yesterday",
        "2025-03-01T12:00:00.Z", "",
    ])
    func `refuses what is no instant`(text: String) {
        let error = #expect(throws: ModelError.self) { try Instant(text) }
        #expect(error?.code == .badDate)
    }

    @Test func `seven decimals without a zone are read where that is allowed`() throws {
        let instant = try Instant("2023-11-16 18:15:46.6805900", zoneless: true)
        #expect(instant.description == "2023-11-16T18:15:46.68059Z")
    }

    @Test func `days have 23 and 25 hours where clocks change`() throws {
        let berlin = try Zone(named: "Europe/Berlin")
        let march = Period(.day, containing: try #require(CivilDate("2025-03-30")), zone: berlin)
        let october = Period(.day, containing: try #require(CivilDate("2025-10-26")), zone: berlin)
        #expect(march.end.seconds - march.start.seconds == 23 * 3600)
        #expect(october.end.seconds - october.start.seconds == 25 * 3600)
        #expect(march.start.description == "2025-03-29T23:00:00Z")
    }

    @Test(arguments: [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "Asia/Kathmandu",
        "America/Sao_Paulo", "Asia/Beirut",
    ])
    func `days of a zone touch without gap or overlap`(name: String) throws {
        let zone = try Zone(named: name)
        var end: Instant?
        for day in Period(.year, containing: try #require(CivilDate("2018-06-01")), zone: zone).days {
            let period = Period(.day, containing: day, zone: zone)
            if let end { #expect(period.start == end, "\(day)") }
            #expect(zone.date(of: period.start) == day)
            #expect(zone.date(of: Instant(microseconds: period.end.microseconds - 1)) == day)
            end = period.end
        }
    }

    @Test func `an unknown zone is an error and never UTC`() {
        let error = #expect(throws: ModelError.self) { try Zone(named: "Mars/Olympus") }
        #expect(error?.code == .unknownZone)
    }

    @Test(arguments: [
        ("2025-03", "2025-03-01", "2025-03-31", "2025-02"),
        ("2025-W01", "2024-12-30", "2025-01-05", "2024-W52"),
        ("2020-W53", "2020-12-28", "2021-01-03", "2020-W52"),
        ("2025-Q1", "2025-01-01", "2025-03-31", "2024-Q4"),
        ("2024", "2024-01-01", "2024-12-31", "2023"),
        ("2025-03-01", "2025-03-01", "2025-03-01", "2025-02-28"),
        ("2025-03-01..2025-03-17", "2025-03-01", "2025-03-17", "2025-02-12..2025-02-28"),
    ])
    func `reads periods and their predecessors`(text: String, first: String, last: String, previous: String)
        throws
    {
        let period = try Period(text, zone: .utc)
        #expect(period.first.description == first)
        #expect(period.last.description == last)
        #expect(period.description == text)
        #expect(period.previous.description == previous)
    }

    /// A date such as 9999-12-31 is a common word for "never", and one such row must not end a report.
    @Test(arguments: Period.Grain.allCases)
    func `every period at the ends of the calendar holds its day`(grain: Period.Grain) throws {
        for zone in [Zone.utc, try Zone(named: "Pacific/Kiritimati"), try Zone(named: "America/Los_Angeles")]
        {
            for text in ["0001-01-01", "9999-10-01", "9999-12-01", "9999-12-31"] {
                let date = try #require(CivilDate(text))
                let period = Period(grain, containing: date, zone: zone)
                #expect(period.first <= date && date <= period.last)
                #expect(period.previous.first <= period.first)
                #expect(period.end >= period.start)
            }
        }
        let last = Period(grain, containing: try #require(CivilDate("9999-12-31")), zone: .utc)
        #expect(last.instants.contains(try Instant("9999-12-31T23:59:59Z")))
    }

    @Test(arguments: [
        "2025-13", "2025-W54", "2021-W53", "2025-Q5", "25", "2025-03-17..2025-03-01", "march", "2025-W1",
        "2025-Q+1",
    ])
    func `refuses what is no period`(text: String) {
        let error = #expect(throws: ModelError.self) { try Period(text, zone: .utc) }
        #expect(error?.code == .badPeriod)
    }
}
