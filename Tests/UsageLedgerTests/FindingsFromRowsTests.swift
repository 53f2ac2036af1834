import Foundation
import TestSupport
import Testing
import UsageLedger
import UsageModel

/// Every sentence of a report, recomputed from the raw rows by other means than those that wrote it.
struct FindingsFromRowsTests {
    /// What the rows say, added up without a query.
    private struct Sums {
        var byDay: [CivilDate: Int128] = [:]
        var byModelAndDay: [String: [CivilDate: Int128]] = [:]
        var calls: [CivilDate: Int] = [:]
        var failed: [CivilDate: Int] = [:]
        var unpriced: [CivilDate: Int] = [:]
        var assumed: [CivilDate: Int] = [:]

        init(_ ledger: Ledger) throws {
            try ledger.rows { row in
                let event = row.priced.event
                let day = event.occurredAt.date
                calls[day, default: 0] += row.sign
                if event.outcome.status != .success { failed[day, default: 0] += row.sign }
                guard let cost = row.priced.costing.cost else {
                    unpriced[day, default: 0] += row.sign
                    return
                }
                if cost.price.dateState == .assumed { assumed[day, default: 0] += row.sign }
                let amount = cost.total.picodollars * Int128(row.sign)
                byDay[day, default: 0] += amount
                byModelAndDay[event.call.requestedModel, default: [:]][day, default: 0] += amount
            }
        }

        func sum<Number: AdditiveArithmetic>(_ values: [CivilDate: Number], _ period: Period) -> Number {
            values.filter { $0.key >= period.first && $0.key <= period.last }.values.reduce(.zero, +)
        }

        /// The median of the last four same weekdays with calls, at most eight weeks back.
        func usual(_ values: [CivilDate: Int128], before date: CivilDate) -> Int128 {
            let days = (1...8).map { date.adding(days: -7 * $0) }.filter { (calls[$0] ?? 0) != 0 }.prefix(4)
            let sorted = days.map { values[$0] ?? 0 }.sorted()
            guard !sorted.isEmpty else { return 0 }
            let middle = sorted.count / 2
            return sorted.count % 2 == 1 ? sorted[middle] : Self.even(sorted[middle - 1] + sorted[middle], 2)
        }

        /// A quotient rounded half to even.
        static func even(_ value: Int128, _ divisor: Int128) -> Int128 {
            let (whole, rest) = value.quotientAndRemainder(dividingBy: divisor)
            let twice = rest.magnitude * 2
            let up = twice > divisor.magnitude || (twice == divisor.magnitude && whole % 2 != 0)
            return whole + (up ? ((value < 0) != (divisor < 0) ? -1 : 1) : 0)
        }
    }

    private static let dollar: Int128 = 1_000_000_000_000
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    /// Whole dollars from $100, cents below.
    private static func amount(_ value: Int128) -> String {
        if value >= 100 * dollar { return "$" + grouped(String(Sums.even(value, dollar))) }
        return total(value)
    }

    private static func total(_ value: Int128) -> String {
        if value > 0, value < dollar / 100 { return "<$0.01" }
        let cents = Sums.even(value, dollar / 100)
        let rest = String(cents % 100)
        return "$" + grouped(String(cents / 100)) + "." + (rest.count < 2 ? "0" : "") + rest
    }

    private static func multiple(_ value: Int128, of base: Int128) -> String {
        let tenths = Sums.even(value * 10, base)
        if tenths >= 100 { return grouped(String(Sums.even(value, base))) }
        return "\(tenths / 10)" + (tenths % 10 == 0 ? "" : ".\(tenths % 10)")
    }

    private static func date(_ words: Substring, _ period: Period) -> CivilDate? {
        period.days.first { "\($0.day) \(months[$0.month - 1])" == words }
    }

    /// Ten weeks of calls of a few models, now and then with an incident, a new model, failures, and no price.
    private static func ledger(_ random: inout SeededRandom, in folder: TemporaryFolder) throws -> Ledger {
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let first = try #require(CivilDate("2025-01-20"))
        let incident = first.adding(days: 45 + random.below(20))
        let fresh = first.adding(days: 42 + random.below(20))
        let failsFrom = random.below(3)
        var events: [UsageEvent] = []
        for offset in 0..<70 {
            let day = first.adding(days: offset)
            if random.below(25) == 0 { continue }
            for (model, weight) in [("gpt-4o", 9), ("gpt-4o-mini", 20), ("o1", 2), ("gpt-9-imaginary", 1)]
            where model != "o1" || day >= fresh {
                for _ in 0..<(1 + random.below(2)) {
                    let size = weight * (day.weekday > 5 ? 3_000 : 9_000) * (90 + random.below(21)) / 100
                    let times = day == incident && model == "gpt-4o" ? 12 : 1
                    var event = UsageEvent(
                        occurredAt: Instant(day).adding(seconds: Int64(random.below(86_400))),
                        provider: Provider(named: "openai"), model: model,
                        usage: try Usage([
                            .inputTokens: size * times, .outputTokens: size * times / 4 + random.below(90),
                        ]))
                    if failsFrom > 0, random.below(14) < failsFrom { event.outcome.status = .error }
                    events.append(event)
                }
            }
        }
        for receipt in try ledger.record(events) { _ = try receipt.get() }
        return ledger
    }

    @Test func `every finding says what the rows say`() throws {
        var kinds: Set<Finding.Kind> = []
        try forAll(seeds: 0..<12) { random in
            let folder = try TemporaryFolder()
            let ledger = try Self.ledger(&random, in: folder)
            let sums = try Sums(ledger)
            let period = try Period("2025-03", zone: .utc)
            let cost = sums.sum(sums.byDay, period)
            let budget = random.below(2) == 0 ? Money(picodollars: cost * 9 / 10) : nil
            let review = try ledger.review(period, budget: budget, at: try Instant("2025-04-01T00:00:00Z"))
            #expect(review.total.cost.picodollars == cost)
            for finding in review.narrative.findings {
                kinds.insert(finding.kind)
                let wanted = Self.sentence(finding, sums, period, budget)
                #expect(finding.text == wanted, "\(finding)")
            }
            let lead = review.narrative.lead
            let calls = sums.sum(sums.calls, period)
            #expect(
                lead.hasPrefix(
                    "Spend in March was \(Self.total(cost)) for \(Self.grouped(String(calls))) calls"))
            let before = sums.sum(sums.byDay, period.previous)
            let percent = Sums.even(abs(cost - before) * 100, before)
            let words = "\(cost > before ? "up" : "down") \(percent)% on February"
            let factor = "\(Self.multiple(cost, of: before)) times February"
            #expect(lead.contains(words) || (cost > before * 10 && lead.contains(factor)), "\(lead)")
        }
        // Were a kind never met, this test would say nothing of it.
        #expect(kinds.isSuperset(of: [.anomaly, .new, .errors, .unpriced, .budget]))
    }

    /// What a finding has to say; nil for one that it knows no rule for.
    private static func sentence(
        _ finding: Finding, _ sums: Sums, _ period: Period, _ budget: Money?
    ) -> String? {
        let cost = sums.sum(sums.byDay, period)
        let calls = sums.sum(sums.calls, period)
        switch finding.kind {
        case .anomaly:
            guard let day = date(finding.headline.dropFirst("Anomaly, ".count), period) else { return nil }
            let model = sums.byModelAndDay.max {
                ($0.value[day] ?? 0) - sums.usual($0.value, before: day)
                    < ($1.value[day] ?? 0) - sums.usual($1.value, before: day)
            }
            guard let model, let whole = sums.byDay[day] else { return nil }
            var (name, amount) = ("\(model.key) at ", model.value[day] ?? 0)
            var usual = sums.usual(model.value, before: day)
            let wholeUsual = sums.usual(sums.byDay, before: day)
            // Without a model that explains more than half, the day speaks for itself.
            if (amount - usual) * 2 <= whole - wholeUsual { (name, amount, usual) = ("", whole, wholeUsual) }
            let weekday = weekdays[day.weekday - 1]
            return name + Self.amount(amount)
                + (usual > 0
                    ? ", \(multiple(amount, of: usual))× a usual \(weekday)."
                    : ", nothing on a usual \(weekday).")
        case .new:
            let fresh = sums.byModelAndDay.filter { _, days in
                sums.sum(days, period) > 0 && sums.sum(days, period.previous) == 0
            }
            return fresh.sorted { sums.sum($0.value, period) > sums.sum($1.value, period) }.compactMap {
                model, days -> String? in
                guard let first = days.filter({ $0.key >= period.first && $0.value > 0 }).keys.min() else {
                    return nil
                }
                let text =
                    "\(model), \(Self.amount(sums.sum(days, period))) since \(first.day) "
                    + "\(months[first.month - 1])."
                return finding.text == text ? text : nil
            }.first
        case .errors:
            let failed = sums.sum(sums.failed, period)
            let share = Sums.even(Sums.even(Int128(failed) * 1_000, Int128(calls)), 10)
            return "\(grouped(String(failed))) calls did not succeed, \(share)% of all."
        case .unpriced:
            let count = sums.sum(sums.unpriced, period)
            return count == 0
                ? "No calls without a price."
                : "\(grouped(String(count))) call\(count == 1 ? "" : "s") of unknown models, not in the total."
        case .budget:
            guard let budget else { return nil }
            var sum: Int128 = 0
            let passed = period.days.first { day in
                sum += sums.byDay[day] ?? 0
                return sum > budget.picodollars
            }
            guard let passed else { return nil }
            return "Passed on \(passed.day) \(months[passed.month - 1]); "
                + "\(Self.amount(cost - budget.picodollars)) over \(Self.amount(budget.picodollars)) at the end."
        case .assumedPrice:
            let count = sums.sum(sums.assumed, period)
            return
                "\(grouped(String(count))) call\(count == 1 ? "" : "s") at the nearest known price: no source "
                + "dates a price to \(count == 1 ? "its day" : "their day")."
        default: return nil
        }
    }
}
