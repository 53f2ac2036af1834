/// Puts series in order and folds the small ones together.
public struct SeriesFolding: Hashable, Sendable {
    /// How many series may stand for themselves.
    public var seriesMax: Int
    /// What the series are, as in "Other (6 models)".
    public var noun: String
    /// The bins whose totals decide, such as the month so far.
    public var bins: Range<Int>
    /// How their number is written.
    public var text: NumberText

    /// Makes a rule.
    public init(seriesMax: Int, noun: String, bins: Range<Int>, text: NumberText = .english) {
        self.seriesMax = max(seriesMax, 1)
        self.noun = noun
        self.bins = bins
        self.text = text
    }

    /// The series from the bottom of a stack to its top.
    ///
    /// Groups come largest first, series in a group likewise, "Other" last. Models without a colour of their
    /// own join "Other <provider>", or one "Other" where they are of several; when there are too many, the smallest are folded, and with that all that
    /// are under one percent.
    public func folded(_ series: [ChartSeries]) -> [ChartSeries] {
        let (kept, grey) = withoutUncoloured(series)
        let ranked = kept.sorted { isBefore($0, $1) }
        guard ranked.count > seriesMax || !grey.isEmpty else { return ordered(ranked) }
        let whole = (ranked + grey).map { $0.total(in: bins) }.filter { $0 > 0 }.saturatingSum
        var count = min(seriesMax, ranked.count)
        if ranked.count > seriesMax {
            while count > 1, ranked[count - 1].total(in: bins) < whole / 100 { count -= 1 }
        }
        let rest = ranked[count...] + grey
        // A fold of one series would only take its name away.
        if rest.count == 1, var last = rest.first {
            last.colour = .other
            return ordered(Array(ranked[..<count])) + [last]
        }
        let other = Self.sum(of: rest, name: "Other (\(text.count(rest.count)) \(noun))")
        return ordered(Array(ranked[..<count])) + [other]
    }

    /// One series for each group, in the colour of the group's first step.
    public static func byGroup(_ series: [ChartSeries]) -> [ChartSeries] {
        var groups: [String] = []
        var members: [String: [ChartSeries]] = [:]
        for one in series {
            if members[one.group] == nil { groups.append(one.group) }
            members[one.group, default: []].append(one)
        }
        return groups.flatMap { group -> [ChartSeries] in
            let members = members[group] ?? []
            guard !group.isEmpty else { return members }
            var sum = sum(of: members[...], name: group)
            sum.group = group
            if case .family(let family, _)? = members.first?.colour {
                sum.colour = .family(family, step: 0)
            }
            return [sum]
        }
    }

    /// Amounts added bin by bin, in grey.
    private static func sum(of series: ArraySlice<ChartSeries>, name: String) -> ChartSeries {
        var amounts = [Picodollars](repeating: 0, count: series.map(\.amounts.count).max() ?? 0)
        for one in series {
            for (bin, amount) in one.amounts.enumerated() {
                amounts[bin] = amounts[bin].saturatingAdd(amount)
            }
        }
        return ChartSeries(name: name, colour: .other, amounts: amounts)
    }

    /// Joins the fourth model of a provider and on into one grey series; greys beside each other could not be told apart.
    private func withoutUncoloured(_ series: [ChartSeries]) -> (kept: [ChartSeries], grey: [ChartSeries]) {
        var result: [ChartSeries] = []
        var extra: [String: [ChartSeries]] = [:]
        for one in series {
            guard case .family(let family, let step) = one.colour, family < SeriesColour.familiesMax,
                step >= SeriesColour.stepsMax, !one.group.isEmpty
            else {
                result.append(one)
                continue
            }
            extra[one.group, default: []].append(one)
        }
        guard extra.count == 1, let (group, members) = extra.first else {
            return (result, extra.values.flatMap { $0 })
        }
        var sum = Self.sum(of: members[...], name: "Other \(group)")
        if members.count == 1 { sum.name = members[0].name }
        sum.group = group
        return (result + [sum], [])
    }

    private func isBefore(_ a: ChartSeries, _ b: ChartSeries) -> Bool {
        let (x, y) = (a.total(in: bins), b.total(in: bins))
        return x == y ? a.name < b.name : x > y
    }

    private func ordered(_ series: [ChartSeries]) -> [ChartSeries] {
        var totals: [String: Int128] = [:]
        for one in series {
            totals[one.group] = (totals[one.group] ?? 0).saturatingAdd(one.total(in: bins))
        }
        return series.sorted { a, b in
            guard a.group != b.group else { return isBefore(a, b) }
            let (x, y) = (totals[a.group] ?? 0, totals[b.group] ?? 0)
            return x == y ? a.group < b.group : x > y
        }
    }
}
