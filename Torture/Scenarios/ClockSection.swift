import Foundation
import Synchronization
import TestSupport
import UsageLedger
import UsageModel

/// Clocks that jump, days of 23, 24.5 and 25 hours, zones at the ends of the world: rows stand in the order in which they
/// were written, and days add up to weeks, months and the whole in every zone.
package struct ClockSection: Sendable {
    package init() {}

    /// A clock that somebody else sets.
    private final class Clock: Sendable {
        private let moment = Mutex(CallMaker.start)
        func set(_ new: Instant) { moment.withLock { $0 = new } }
        var now: Instant { moment.withLock { $0 } }
    }

    /// Zones with something to get wrong.
    static let zoneNames = [
        "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "Etc/GMT+12",
        "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Beirut",
        "Pacific/Chatham", "America/St_Johns", "Antarctica/Troll", "Asia/Tehran", "Africa/Cairo",
    ]

    /// So many ledgers, each written by a jumping clock and asked in `zones` zones.
    package func run(seed: UInt64, runs: Int) throws -> Tally {
        var tally = Tally()
        for number in 0..<runs {
            tally.runs += 1
            try run(seed: seed &+ UInt64(number), &tally)
        }
        return tally
    }

    private func run(seed: UInt64, _ tally: inout Tally) throws {
        var random = SeededRandom(seed: seed)
        let folder = try WorkFolder(in: Workshop.quickFolder)
        let clock = Clock()
        let ledger = try Ledger(
            path: folder.path("ledger.sqlite"), options: LedgerOptions(now: { clock.now }))
        let zone = try Zone(named: random.pick(Self.zoneNames))
        let year = 2000 + random.below(40)
        let events = try Self.events(around: zone, year: year, &random)
        var written: [EventID] = []
        var rest = events[...]
        while !rest.isEmpty {
            // Days forwards, days backwards, sometimes decades.
            let days = Double.random(in: -3...3, using: &random) * (random.below(10) == 0 ? 5_000 : 1)
            clock.set(clock.now.adding(seconds: Int64(days * 86_400)))
            let group = Array(rest.prefix(1 + random.below(12)))
            rest = rest.dropFirst(group.count)
            written += try ledger.record(group).map { try $0.get().id }
            if random.below(8) == 0 { try ledger.aggregate() }
        }
        tally.acknowledged += written.count
        let words = "seed \(seed), \(zone) in \(year)"
        try checkOrder(of: ledger, written, words, &tally)
        for zone in [zone, try Zone(named: random.pick(Self.zoneNames))] {
            try checkSums(of: ledger, in: zone, words, &tally)
        }
    }

    /// Calls near every switch of the clocks of a year, at the ends of days, on leap days, and elsewhere.
    private static func events(
        around zone: Zone, year: Int, _ random: inout SeededRandom
    ) throws -> [UsageEvent] {
        guard let first = CivilDate(year: year, month: 1, day: 1) else { throw Unfit("no year \(year)") }
        var moments: [Instant] = []
        for day in 0..<366 {
            let date = first.adding(days: day)
            let (start, end) = (zone.start(of: date), zone.start(of: date.adding(days: 1)))
            let isSwitch = end.seconds - start.seconds != 86_400
            let isLeapDay = date.month == 2 && date.day == 29
            guard isSwitch || isLeapDay || random.below(20) == 0 else { continue }
            moments += [start, Instant(microseconds: start.microseconds - 1)]
            for _ in 0..<(isSwitch ? 12 : 2) {
                let inside = Int64(random.below(Int(max(1, end.microseconds - start.microseconds))))
                moments.append(Instant(microseconds: start.microseconds + inside))
            }
        }
        let maker = CallMaker(seed: random.next())
        return try moments.shuffled(using: &random).enumerated().map { number, moment in
            var event = try maker.event(number)
            event.occurredAt = moment
            event.id = EventID(at: moment, random: (random.next(), random.next()))
            return event
        }
    }

    private func checkOrder(
        of ledger: Ledger, _ written: [EventID], _ words: String, _ tally: inout Tally
    ) throws {
        let proof = try ledger.verify()
        if let flaw = proof.flaws.first { tally.fail("\(words): \(flaw.message)") }
        var bySequence: [(Int, EventID)] = []
        var moments: [Instant] = []
        try ledger.rows { row in
            bySequence.append((row.sequence, row.id))
            moments.append(row.priced.event.occurredAt)
        }
        let found = bySequence.sorted { $0.0 < $1.0 }.map(\.1)
        tally.lost += max(0, written.count - found.count)
        tally.doubled += max(0, found.count - written.count)
        if found != written { tally.fail("\(words): the rows are not in the order of their writing") }
        if moments != moments.sorted() { tally.fail("\(words): rows are not handed out by their moment") }
    }

    /// Days add up to weeks, months, quarters, years, and to the whole; each day also when it is asked for alone.
    private func checkSums(of ledger: Ledger, in zone: Zone, _ words: String, _ tally: inout Tally) throws {
        let whole = try ledger.answer(Query()).total
        for grain in [Period.Grain.day, .week, .month, .quarter, .year] {
            let answer = try ledger.answer(Query(bucket: Query.Bucket(grain, zone: zone)))
            var sum = Measures()
            for row in answer.rows { sum += row.measures }
            if sum != whole || answer.total != whole {
                tally.fail("\(words): the sums by \(grain.rawValue) in \(zone) are not the whole")
            }
            for row in answer.rows {
                guard let bucket = row.bucket else { continue }
                let period = Period(grain, containing: bucket, zone: zone)
                let alone = try ledger.answer(Query(span: period.instants)).total
                guard alone != row.measures else { continue }
                tally.fail("\(words): \(period) in \(zone) alone has other sums than in the table")
            }
        }
        tally.count("zones asked")
    }
}
