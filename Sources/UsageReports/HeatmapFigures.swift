import Charts
import UsageModel

/// The numbers of the chart of the hours of the week.
struct HeatmapFigures {
    /// The chart.
    let chart: HeatmapChart
    /// The finding.
    let title: String
    /// What is drawn.
    let subtitle: String

    /// Whether it says enough for a page: a week or more, of which some hour costs a cent.
    let isTelling: Bool

    /// Divides the sums of each hour by how often it came.
    init(_ input: ReportInput, emptyNote: String) {
        let words = Wording(input.text)
        let isEmpty = input.total.calls == 0 || input.total.isWhollyUnpriced
        let cells = isEmpty ? [] : Self.means(input.hours)
        let dearest = Self.dearest(cells)
        isTelling =
            input.counted.dayCount >= 7
            && dearest.map { $0.mean >= Money.picodollarsPerDollar / 100 } ?? false
        let place = dearest.map {
            "\(words.text.weekdaysShort[$0.weekday]) \(words.text.time(hour: $0.hour))"
        }
        var notice: HeatmapChart.Notice?
        if let dearest, let place, dearest.isFarAboveMean {
            notice = HeatmapChart.Notice(
                weekdays: dearest.weekday...dearest.weekday, hours: dearest.hour...dearest.hour,
                words: "\(place): \(words.text.label(dearest.mean)) on average")
        }
        chart = HeatmapChart(cells: cells, notice: notice, emptyNote: emptyNote, text: words.text)
        if let dearest, let place {
            title = "The dearest hour is \(place), \(words.text.label(dearest.mean)) on average"
        } else {
            title =
                isEmpty
                ? input.headline : "Every hour of \(words.full(input.counted)) cost \(words.text.label(0))"
        }
        subtitle =
            "Mean cost by weekday and hour of the day, \(words.full(input.counted)), "
            + "\(chart.cellUnit(currencyName: "US dollars", centsName: "US cents")), \(input.period.zone.name)"
    }

    /// The means; an hour that never came has none.
    private static func means(_ hours: [[ReportInput.Hour]]) -> [[Picodollars?]] {
        hours.map { row in
            row.map { $0.count == 0 ? nil : divided($0.cost.picodollars, by: Int128($0.count)) }
        }
    }

    /// A quotient rounded half away from zero; the cells are rounded to two or three figures anyway.
    private static func divided(_ sum: Int128, by count: Int128) -> Int128 {
        (sum + (sum < 0 ? -count : count) / 2) / count
    }

    private struct Hour {
        var weekday: Int
        var hour: Int
        var mean: Picodollars
        /// Whether it costs more than twice the mean of all hours.
        var isFarAboveMean: Bool
    }

    private static func dearest(_ cells: [[Picodollars?]]) -> Hour? {
        let hours = cells.enumerated().flatMap { weekday, row in
            row.enumerated().compactMap { hour, mean in mean.map { (weekday, hour, $0) } }
        }
        // The earliest of equals, so that the answer never varies.
        guard let most = hours.map(\.2).max(), most > 0, let first = hours.first(where: { $0.2 == most })
        else { return nil }
        let sum = hours.reduce(Int128(0)) { $0 + $1.2 }
        return Hour(
            weekday: first.0, hour: first.1, mean: most,
            isFarAboveMean: most / 2 > sum / Int128(hours.count))
    }
}
