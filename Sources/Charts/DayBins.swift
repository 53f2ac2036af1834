/// How the days of a chart stand on its axis: each alone, or together in weeks where a day would be too narrow to see.
///
/// This is the one place where days are put together. A week runs from Monday to Sunday, as ISO 8601 has it; at either
/// end of an axis it may have fewer days.
struct DayBins: Hashable {
    /// How many days the axis has.
    let days: Int
    /// Whether a bin is a week.
    let isWeekly: Bool
    /// The days of each bin, counted from the axis's first one.
    let ranges: [Range<Int>]

    /// A day that has less room than this, in units of the canvas, stands in a week.
    private static let dayWidthMin = 3.0
    /// So many days stand alone however small the frame is.
    private static let daysAlone = 28

    init(first: ChartDay, days: Int, isWeekly: Bool) {
        let days = max(days, 0)
        self.days = days
        self.isWeekly = isWeekly
        guard isWeekly else {
            ranges = (0..<days).map { $0..<($0 + 1) }
            return
        }
        ranges = stride(from: -first.weekday, to: days, by: 7).map { monday in
            max(monday, 0)..<min(monday + 7, days)
        }
    }

    /// Whether so many days are too narrow in a plot of a width.
    static func areNarrow(_ days: Int, plotWidth: Double) -> Bool {
        days > daysAlone && plotWidth < dayWidthMin * Double(days)
    }

    /// How many days a whole bin has.
    var length: Int { isWeekly ? 7 : 1 }

    /// The bin in which a day lies, which is on the axis.
    func bin(of day: Int) -> Int {
        guard isWeekly, let first = ranges.first else { return day }
        return day < first.upperBound ? 0 : 1 + (day - first.upperBound) / 7
    }

    /// The bins that begin before a day.
    func bins(before day: Int) -> Range<Int> { 0..<(day > 0 ? bin(of: min(day, days) - 1) + 1 : 0) }

    /// The exact sum of each bin's days.
    func sums(_ amounts: [Int128]) -> [Int128] {
        guard isWeekly else { return amounts }
        return ranges.prefix { $0.lowerBound < amounts.count }.map { range in
            amounts[range.clamped(to: 0..<amounts.count)].saturatingSum
        }
    }
}
