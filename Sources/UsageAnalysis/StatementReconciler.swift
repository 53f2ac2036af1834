package import UsageModel

/// Puts our costs beside what providers bill, by provider, model and day in UTC.
///
/// Only days that a provider's statement speaks of are compared. What unpriced calls may cost at most follows from the dearest input
/// and output token, and for calls without tokens the dearest mean call, of the provider's priced calls in the same span.
package struct StatementReconciler {
    /// The question whose answer is compared: by these dimensions and the UTC day.
    package static let groups: [Dimension] = [.provider, .model, .pricedModel, .unpricedReason, .status]

    private struct Key: Hashable {
        var provider: String
        var model: String?
        var day: CivilDate
    }

    private let lines: [StatementLine]
    private let calls: CostTable
    private let name: (Provider, String) -> String
    private var rows: [Key: StatementReconciliation.Row] = [:]

    /// `name` gives a model the name that both sides share.
    package init(
        lines: [StatementLine], calls: CostTable, name: @escaping (Provider, String) -> String
    ) {
        self.lines = lines
        self.calls = calls
        self.name = name
    }

    /// The comparison.
    package mutating func reconciliation() -> StatementReconciliation {
        let stated = Set(lines.flatMap { line in Self.days(of: line).map { [line.provider.rawValue, $0] } })
        for line in lines { add(line) }
        let rates = dearestRates()
        for row in calls.rows {
            guard let day = row.bucket, let provider = row.keys[0] else { continue }
            guard stated.contains([provider, day.description]) else { continue }
            add(row, of: provider, day, rates[provider])
        }
        return sums()
    }

    /// A line of several days, such as a month, is compared on its first one.
    private static func days(of line: StatementLine) -> [String] {
        let first = line.start.date
        let last = Instant(microseconds: line.end.microseconds - 1).date
        let count = min(max(1, last.daysSince1970 - first.daysSince1970 + 1), 400)
        return (0..<count).map { first.adding(days: $0).description }
    }

    private mutating func add(_ line: StatementLine) {
        let day = line.start.date
        let key = Key(
            provider: line.provider.rawValue, model: line.model.map { name(line.provider, $0) }, day: day)
        var row =
            rows[key] ?? StatementReconciliation.Row(provider: line.provider, model: key.model, day: day)
        if let amount = line.amount { row.billed = (row.billed ?? .zero) + amount }
        if let requests = line.requests { row.statedRequests = (row.statedRequests ?? 0) + requests }
        if let tokens = line.usage.totalTokens?.integer {
            row.statedTokens = (row.statedTokens ?? 0) + Int128(tokens)
        }
        rows[key] = row
    }

    private mutating func add(_ group: CostTable.Row, of provider: String, _ day: CivilDate, _ rates: Rates?)
    {
        let known = Provider(rawValue: provider)
        let model = group.keys[2] ?? group.keys[1].map { name(known, $0) }
        let key = Key(provider: provider, model: model, day: day)
        var row = rows[key] ?? StatementReconciliation.Row(provider: known, model: model, day: day)
        let measures = group.measures
        row.calls += measures.calls
        row.failedCalls += measures.failedCalls
        row.unpricedCalls.merge(measures.unpricedCalls, uniquingKeysWith: +)
        row.ours += measures.cost
        row.tokens += measures.totalTokens
        if measures.unpricedCallCount > 0 {
            let most = rates?.most(of: measures)
            row.unpricedMax = row.unpricedMax.flatMap { sum in most.map { sum + $0 } }
        }
        rows[key] = row
    }

    /// The dearest that a provider's priced calls were.
    private struct Rates {
        /// Cost and count of the dearest input token, output token and call.
        var input: (cost: Int128, count: Int128) = (0, 0)
        var output: (cost: Int128, count: Int128) = (0, 0)
        var call: (cost: Int128, count: Int128) = (0, 0)

        static func dearer(_ a: (cost: Int128, count: Int128), _ b: (cost: Int128, count: Int128))
            -> (cost: Int128, count: Int128)
        {
            guard b.count > 0, b.cost > 0 else { return a }
            guard a.count > 0 else { return b }
            let (left, right) = (
                a.cost.multipliedFullWidth(by: b.count), b.cost.multipliedFullWidth(by: a.count)
            )
            return (left.high, left.low) < (right.high, right.low) ? b : a
        }

        /// What unpriced calls cost at these rates, rounded up; nil where no rate tells.
        func most(of calls: Measures) -> Money? {
            if calls.totalTokens == 0 { return Self.cost(Int128(calls.calls), call) }
            guard let first = Self.cost(calls.inputTokens, input),
                let second = Self.cost(calls.outputTokens, output)
            else { return nil }
            return first + second
        }

        private static func cost(_ count: Int128, _ rate: (cost: Int128, count: Int128)) -> Money? {
            guard count > 0 else { return .zero }
            guard rate.count > 0 else { return nil }
            let (product, over) = count.multipliedReportingOverflow(by: rate.cost)
            guard !over else { return nil }
            let (quotient, remainder) = product.quotientAndRemainder(dividingBy: rate.count)
            return Money(picodollars: quotient + (remainder > 0 ? 1 : 0))
        }
    }

    private func dearestRates() -> [String: Rates] {
        var rates: [String: Rates] = [:]
        for row in calls.rows {
            guard let provider = row.keys[0], row.keys[3] == nil else { continue }
            let measures = row.measures
            var known = rates[provider] ?? Rates()
            known.input = Rates.dearer(
                known.input, (measures.inputCost.picodollars, measures.inputTokens))
            known.output = Rates.dearer(
                known.output, (measures.outputCost.picodollars, measures.outputTokens))
            known.call = Rates.dearer(known.call, (measures.cost.picodollars, Int128(measures.calls)))
            rates[provider] = known
        }
        return rates
    }

    private func sums() -> StatementReconciliation {
        var models: [[String?]: StatementReconciliation.Row] = [:]
        var total = StatementReconciliation.Row()
        for row in rows.values {
            let key = [row.provider?.rawValue, row.model]
            var sum = models[key] ?? StatementReconciliation.Row(provider: row.provider, model: row.model)
            sum += row
            models[key] = sum
            total += row
        }
        func size(_ row: StatementReconciliation.Row) -> Money {
            max(row.ours, row.billed?.magnitude ?? .zero)
        }
        let sorted = models.values.sorted { a, b in
            if size(a) != size(b) { return size(a) > size(b) }
            return (a.provider?.rawValue ?? "", a.model ?? "") < (b.provider?.rawValue ?? "", b.model ?? "")
        }
        let places = Dictionary(
            uniqueKeysWithValues: sorted.enumerated().map { ([$1.provider?.rawValue, $1.model], $0) })
        let days = rows.values.sorted { a, b in
            let first = places[[a.provider?.rawValue, a.model]] ?? 0
            let second = places[[b.provider?.rawValue, b.model]] ?? 0
            guard first == second, let day = a.day, let other = b.day else { return first < second }
            return day < other
        }
        return StatementReconciliation(
            days: days, models: sorted, total: total, statements: statements())
    }

    private func statements() -> [StatementReconciliation.Statement] {
        var found: [[String]: StatementReconciliation.Statement] = [:]
        for line in lines {
            let key = [line.provider.rawValue, line.source]
            let (first, last) = (line.start.date, Instant(microseconds: line.end.microseconds - 1).date)
            var statement =
                found[key]
                ?? StatementReconciliation.Statement(
                    provider: line.provider, source: line.source, first: first, last: last)
            statement.first = min(statement.first, first)
            statement.last = max(statement.last, last)
            found[key] = statement
        }
        return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }
}
