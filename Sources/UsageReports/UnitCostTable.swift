import Charts
import UsageModel

/// What one unit costs: a thousand calls, a million tokens, an image, a second of video, and how that moved.
struct UnitCostTable: LineTable {
    private struct Unit {
        var name: String
        var cost: Money
        var count: Int128
        var previous: (cost: Money, count: Int128)?
        /// How many counted things make one unit.
        var size: Int128
        /// Whether it is a part of the unit above.
        var isPart = false
    }

    private let input: ReportInput
    private let units: [Unit]
    private var words: Wording { Wording(input.text) }

    /// Units of the whole, then the calls of the dearest models below those of all.
    ///
    /// Tokens count where every call of a model and day has a price: tokens without one would make the others cheaper.
    /// Images and video count where a model makes nothing else by the piece, so that its generation cost is theirs.
    init(_ input: ReportInput, days: ReportDays) {
        self.input = input
        let before = days.all.filter {
            input.previousTotal != nil && $0.date >= input.comparedWith.first
                && $0.date <= input.comparedWith.last
        }
        let (now, then) = (Self.sums(days.inPeriod), Self.sums(before))
        let (whole, old) = (Self.whole(days.inPeriod), Self.whole(before))
        let words = Wording(input.text)
        let (thousand, million) = (words.text.count(1000), "1" + words.text.scale(6))
        let leavesOut = input.total.unpricedCallCount + (input.previousTotal?.unpricedCallCount ?? 0) > 0
        var units = [
            Self.unit("\(million) input tokens", 1_000_000, whole, old) { ($0.inputCost, $0.inputTokens) },
            Self.unit("\(million) output tokens", 1_000_000, whole, old) {
                ($0.outputCost, $0.outputTokens)
            },
            Self.unit("1 image", 1, Self.images(days.inPeriod), Self.images(before)) {
                ($0.generationCost, $0.images)
            },
            Self.unit("1 second of video", 1_000_000, Self.videos(days.inPeriod), Self.videos(before)) {
                ($0.generationCost, $0.videoMicroseconds)
            },
            Self.unit(
                "\(thousand) \(leavesOut ? "priced calls" : "calls")", 1_000, input.total,
                input.previousTotal, Self.calls),
        ]
        let dearest = now.filter { $0.value.cost > .zero }.sorted { a, b in
            if a.value.cost != b.value.cost { return a.value.cost > b.value.cost }
            return (a.key.provider ?? "", a.key.model ?? "") < (b.key.provider ?? "", b.key.model ?? "")
        }
        for (name, sums) in dearest.prefix(40) {
            var unit = Self.unit(
                words.name(name.model, .model), 1_000, sums, then[name], Self.calls)
            unit?.isPart = true
            units.append(unit)
        }
        self.units = units.compactMap { $0 }
    }

    private static func calls(_ sums: Measures) -> (cost: Money, count: Int128) {
        (sums.cost, Int128(sums.pricedCalls))
    }

    private static func sums(_ rows: [ReportDays.Row]) -> [ReportInput.ModelName: Measures] {
        var sums: [ReportInput.ModelName: Measures] = [:]
        for row in rows { sums[row.name, default: Measures()] += row.measures }
        return sums
    }

    private static func whole(_ rows: [ReportDays.Row]) -> Measures {
        var sum = Measures()
        for row in rows where row.measures.unpricedCallCount == 0 { sum += row.measures }
        return sum
    }

    private static func images(_ rows: [ReportDays.Row]) -> Measures {
        generated(rows) { $0.images != 0 && $0.videoMicroseconds == 0 && $0.audioMicroseconds == 0 }
    }

    private static func videos(_ rows: [ReportDays.Row]) -> Measures {
        generated(rows) { $0.videoMicroseconds != 0 && $0.images == 0 && $0.audioMicroseconds == 0 }
    }

    /// The sums of those days and models that are billed for what they generate.
    private static func generated(
        _ rows: [ReportDays.Row], _ isMeant: (Measures) -> Bool
    ) -> Measures {
        rows.map(\.measures).filter {
            isMeant($0) && $0.unpricedCallCount == 0 && $0.generationCost != .zero
        }.reduce(into: Measures()) { $0 += $1 }
    }

    /// A unit; nil where nothing of it was counted.
    private static func unit(
        _ name: String, _ size: Int128, _ now: Measures, _ then: Measures?,
        _ value: (Measures) -> (cost: Money, count: Int128)
    ) -> Unit? {
        let (cost, count) = value(now)
        guard count > 0 else { return nil }
        var unit = Unit(name: name, cost: cost, count: count, size: size)
        if let then {
            let old = value(then)
            if old.count > 0 { unit.previous = old }
        }
        return unit
    }

    var linesLeast: Int { 3 }

    func table(linesMax: Int) -> PageTable {
        let rows = units.prefix(max(linesMax, 1)).map { unit in
            let now = Self.cost(of: unit.size, unit.cost, unit.count)
            let then = unit.previous.flatMap { Self.cost(of: unit.size, $0.cost, $0.count) }
            let change = words.text.percentChange(from: then ?? 0, to: now ?? 0)
            let moved = then.flatMap { then in now.map { $0 - then } } ?? 0
            let tone: PageTable.Cell.Tone =
                then == nil ? .quiet : moved > 0 ? .up : moved < 0 ? .down : .body
            return PageTable.Row(
                isIndented: unit.isPart, name: .init(unit.name, unit.isPart ? .body : .name),
                figures: [
                    .init(then.map(words.text.unitCost) ?? NumberText.none, .quiet),
                    .init(now.map(words.text.unitCost) ?? NumberText.none),
                    .init(then == nil ? NumberText.none : change, tone),
                ])
        }
        let heads = [
            words.head(input.comparedWith, besides: input.period),
            words.head(input.counted, besides: input.period), "%",
        ]
        let table = PageTable(heads: heads, rows: Array(rows), hasRules: true, isRounded: false)
        return input.previousTotal == nil ? table.only([1]) : table
    }

    /// The cost of so many things, rounded to the nearest picodollar; nil where it does not fit.
    private static func cost(of size: Int128, _ cost: Money, _ count: Int128) -> Picodollars? {
        let (product, over) = cost.picodollars.multipliedReportingOverflow(by: size)
        return over ? nil : (product + (product < 0 ? -count : count) / 2) / count
    }
}
