/// A linear axis with round steps, computed in integers.
///
/// The choice of steps follows Talbot, Lin and Hanrahan, "An Extension of Wilkinson's Algorithm for
/// Positioning Tick Labels on Axes" (2010): density, coverage and simplicity are weighed against each other.
public struct NumericScale: Hashable, Sendable {
    /// The value at the bottom, a tick.
    public let lower: Int128
    /// The value at the top, a tick.
    public let upper: Int128
    /// The ticks from the bottom to the top.
    public let ticks: [Int128]
    /// A label for each tick; no two are equal.
    public let labels: [String]

    /// Where a value lies between the bottom, 0, and the top, 1; outside values lie outside.
    public func fraction(_ value: Int128) -> Double {
        Double(value.clampedToScale - lower) / Double(upper - lower)
    }

    /// A money axis that covers two values and, unless told otherwise, zero.
    ///
    /// `length` is the axis in logical units and `pitch` the wished distance of two ticks.
    public static func money(
        from low: Picodollars, to high: Picodollars, length: Double, pitch: Double = 55,
        includingZero: Bool = true, text: NumberText = .english,
    ) -> NumericScale {
        NumericScale(
            .money, from: low, to: high, length: length, pitch: pitch, includingZero: includingZero,
            text: text)
    }

    /// An axis of a unit that covers two values and, unless told otherwise, zero.
    ///
    /// `length` is the axis in logical units and `pitch` the wished distance of two ticks.
    public init(
        _ unit: ChartUnit, from low: Int128, to high: Int128, length: Double, pitch: Double = 55,
        includingZero: Bool = true, text: NumberText = .english,
    ) {
        var (low, high) = (min(low, high).clampedToScale, max(low, high).clampedToScale)
        if includingZero {
            low = min(low, 0)
            high = max(high, 0)
        }
        // Data that are all zero have an axis up to one dollar, thing, second or percent.
        guard low != 0 || high != 0 else {
            self = Self.one(unit, text)
            return
        }
        if low == high { if low > 0 { low = 0 } else { high = 0 } }
        let wished = min(max(length / max(pitch, 1), 1), 6)
        var best: (score: Double, scale: NumericScale)?
        for step in Self.steps(for: high - low, reach: max(high, -low), unit: unit) {
            guard
                let scale = NumericScale(low: low, high: high, step: step.size, unit: unit, text: text),
                scale.ticks.count <= 7
            else { continue }
            let intervals = Double(scale.ticks.count - 1)
            let density = 2 - max(intervals / wished, wished / intervals)
            let excess = Double(scale.upper - scale.lower) / Double(high - low) - 1
            let coverage = 1 - excess
            let score = 0.5 * density + 0.3 * coverage + 0.2 * step.simplicity
            // Candidates come with growing steps, so an equal score means fewer ticks.
            if score >= (best?.score ?? -.infinity) { best = (score, scale) }
        }
        self = best?.scale ?? Self.one(unit, text)
    }

    /// An axis from nothing to one unit.
    private static func one(_ unit: ChartUnit, _ text: NumberText) -> NumericScale {
        let format = NumberText.tickFormat(reach: unit.one, step: unit.one, unit: unit)
        let ticks = [0, unit.one]
        return NumericScale(
            lower: 0, upper: unit.one, ticks: ticks, labels: ticks.map { text.tick($0, format, unit) })
    }

    private init(lower: Int128, upper: Int128, ticks: [Int128], labels: [String]) {
        self.lower = lower
        self.upper = upper
        self.ticks = ticks
        self.labels = labels
    }

    /// Ticks of one step around a range; nothing when there are too many or two read the same.
    private init?(low: Int128, high: Int128, step: Int128, unit: ChartUnit, text: NumberText) {
        let first = low.floorDivided(by: step)
        let last = high.ceilingDivided(by: step)
        guard last > first, last - first < 12 else { return nil }
        let ticks = (0...Int(last - first)).map { (first + Int128($0)) * step }
        let format = NumberText.tickFormat(
            reach: max(ticks[ticks.count - 1], -ticks[0]), step: step, unit: unit)
        let labels = ticks.map { text.tick($0, format, unit) }
        guard Set(labels).count == labels.count else { return nil }
        self.init(lower: ticks[0], upper: ticks[ticks.count - 1], ticks: ticks, labels: labels)
    }

    /// The round steps that may suit a span, growing, each with how simple it is to read.
    private static func steps(
        for span: Int128, reach: Int128, unit: ChartUnit
    ) -> [(size: Int128, simplicity: Double)] {
        var power: Int128 = 1
        while power <= span / 100 { power *= 10 }
        var steps: [(Int128, Double)] = []
        for _ in 0..<5 {
            steps.append((power, 1))
            steps.append((2 * power, 1.0 / 3))
            // 2.5 only where it needs no more decimals than 5 does.
            let half = 5 * power / 2
            let format = NumberText.tickFormat(reach: reach, step: half, unit: unit)
            let plain = NumberText.tickFormat(reach: reach, step: 5 * power, unit: unit)
            if power > 1, format.decimals <= plain.decimals { steps.append((half, 0)) }
            steps.append((5 * power, 2.0 / 3))
            power *= 10
        }
        return steps
    }
}
