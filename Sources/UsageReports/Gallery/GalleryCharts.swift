import Charts

/// A chart of invented figures with what stands around it.
struct GalleryChart {
    /// A word for the file's name.
    var name: String
    var chart: any Chart
    var title: String
    var subtitle: String
}

extension GalleryChart {
    /// One of each kind, in the order of the report.
    static func usual() -> [GalleryChart] {
        [daily, burnUp, movers, ranking, heatmap, latency, errors, media]
    }

    private static let text = NumberText.english
    private static let span = "19 August \u{2013} 17 October 2026"
    private static let monthBins: Range<Int> = {
        (InventedDays.monthStart.number - InventedDays.first.number)..<InventedDays.dayCount
    }()

    static var daily: GalleryChart {
        let series = InventedDays.series()
        let total = series.map { $0.total(in: monthBins) }.reduce(0, +)
        return GalleryChart(
            name: "daily",
            chart: DailyCostChart(
                firstDay: InventedDays.first, days: InventedDays.dayCount, series: series,
                budgetPerDay: 452 * InventedDays.dollar, forecast: InventedDays.forecast(),
                forecastNote: "with 80% range",
                annotations: [
                    Annotation(
                        day: InventedDays.incident, headline: "\(text.label(incidentCost)) on Thu 8 Oct",
                        reason: "gpt-5.1 cost \(incidentFactor) a usual Thursday",
                        short: "\(text.label(incidentCost)) on 8 Oct, gpt-5.1 retries")
                ], keyFrom: InventedDays.monthStart),
            title: "October stands at \(text.total(total)), retries on the 8th included",
            subtitle: "Cost per day by model, US dollars. Each column is one UTC day; "
                + "the column on the right is the month so far.")
    }

    private static var incidentCost: Picodollars {
        let bin = InventedDays.incident.number - InventedDays.first.number
        return InventedDays.series().map { $0.amounts[bin] }.reduce(0, +)
    }

    /// How many times the median of its last four Thursdays the dearest model cost on the day of the incident.
    private static var incidentFactor: String {
        let bin = InventedDays.incident.number - InventedDays.first.number
        let amounts = InventedDays.series().first { $0.name == "gpt-5.1" }?.amounts ?? []
        let before = (1...4).map { amounts[bin - 7 * $0] }.sorted()
        return text.multiple(amounts[bin], of: (before[1] + before[2]) / 2)
    }

    static var burnUp: GalleryChart {
        let series = InventedDays.series()
        let days = monthBins.map { bin in series.map { $0.amounts[bin] }.reduce(0, +) }
        let sums = BurnUpChart.cumulative(days)
        var (mean, spread) = (sums.last ?? 0, Picodollars(0))
        let forecast = InventedDays.forecast().map { day in
            mean += day.mean
            spread += (day.high - day.mean) * 6 / 10
            return ForecastRange(low: mean - spread, mean: mean, high: mean + spread)
        }
        return GalleryChart(
            name: "burn-up",
            chart: BurnUpChart(
                firstDay: InventedDays.monthStart, days: 31, cumulative: sums, name: "October",
                budget: 14_000 * InventedDays.dollar, forecast: forecast),
            title: "October is heading for \(text.compact(mean)) against a budget of $14k",
            subtitle: "Cumulative cost in October 2026, US dollars")
    }

    static var movers: GalleryChart {
        let rows = InventedDays.teams.map { team in
            MoversChart.Row(
                name: team.name, previous: team.before.map { Picodollars($0) * InventedDays.dollar },
                current: Picodollars(team.now) * InventedDays.dollar)
        }
        let largest = rows.max { $0.current - ($0.previous ?? 0) < $1.current - ($1.previous ?? 0) }
        let change = largest.map { $0.current - ($0.previous ?? 0) } ?? 0
        return GalleryChart(
            name: "movers",
            chart: MoversChart(
                rows: rows, noun: "teams", previousHead: "1\u{2013}17 Sep", currentHead: "1\u{2013}17 Oct",
                previousName: "September", currentName: "October"),
            title: "\(largest?.name ?? "") rose most, by \(text.label(change))",
            subtitle: "Cost by team, 1\u{2013}17 October against 1\u{2013}17 September 2026, US dollars")
    }

    static var ranking: GalleryChart {
        let rows = InventedDays.users()
        let total = rows.map(\.amount).reduce(0, +)
        let share = text.share(rows.prefix(3).map(\.amount).reduce(0, +), of: total)
        return GalleryChart(
            name: "ranking", chart: RankedBarsChart(rows: rows, noun: "users"),
            title: "Three of \(rows.count) users made up \(share) of \(text.total(total))",
            subtitle: "Cost by user, 1\u{2013}17 October 2026, US dollars, the 15 largest")
    }

    static var heatmap: GalleryChart {
        let cells = InventedDays.week()
        let nights = cells.prefix(5).compactMap { $0[2] }.reduce(0, +) / 5
        return GalleryChart(
            name: "heatmap",
            chart: HeatmapChart(
                cells: cells,
                notice: .init(
                    weekdays: 0...4, hours: 2...3, words: "ops-nightly-batch starts at 02:00 on weekdays")),
            title: "Weekdays at 02:00 are the dearest hour, \(text.label(nights)) on average",
            subtitle: "Mean cost by weekday and hour of the day, US dollars, UTC, \(span)")
    }

    static var latency: GalleryChart {
        let chart = PercentilesChart(
            firstDay: InventedDays.first, lines: InventedDays.latency(), medianName: "60-day median",
            annotation: Annotation(
                day: InventedDays.incident, headline: "\(incidentLatency) on Thu 8 Oct",
                reason: "during the gpt-5.1 retries"))
        return GalleryChart(
            name: "latency", chart: chart,
            title: "p99 latency reached \(incidentLatency) on 8 October, p50 did not move",
            subtitle: "Seconds per call, daily percentiles, \(span)"
                + (chart.isLogarithmic ? ", log scale" : ""))
    }

    private static var incidentLatency: String {
        let bin = InventedDays.incident.number - InventedDays.first.number
        return text.duration(milliseconds: InventedDays.latency().first?.milliseconds[bin] ?? 0)
    }

    static var errors: GalleryChart {
        let (all, failed) = InventedDays.calls()
        let bin = InventedDays.incident.number - InventedDays.first.number
        let rate = ChartUnit.share(Int128(failed.map { $0[bin] }.reduce(0, +)), of: Int128(all[bin])) ?? 0
        let chart = ErrorRateChart(
            firstDay: InventedDays.first, calls: all,
            causes: zip(InventedDays.causes, failed).map { cause, failed in
                ChartSeries(name: cause.name, colour: cause.colour, amounts: failed.map { Int128($0) })
            },
            annotations: [
                Annotation(
                    day: InventedDays.incident, headline: "\(text.label(rate, .share)) on Thu 8 Oct",
                    reason: "gpt-5.1 was rate limited",
                    short: "\(text.label(rate, .share)) on 8 Oct, rate limited")
            ], keyFrom: InventedDays.monthStart)
        return GalleryChart(
            name: "errors", chart: chart,
            title: "\(text.label(chart.rate ?? 0, .share)) of October\u{2019}s calls failed, most on the 8th",
            subtitle: "Calls that failed per day by cause, percent of all calls, \(span)")
    }

    static var media: GalleryChart {
        let panels = InventedDays.media()
        let images = panels[0].series.map { $0.total(in: monthBins) }.reduce(0, +)
        let video = panels[1].series.map { $0.total(in: monthBins) }.reduce(0, +)
        return GalleryChart(
            name: "media",
            chart: MediaChart(
                firstDay: InventedDays.first, days: InventedDays.dayCount, panels: panels,
                keyFrom: InventedDays.monthStart),
            title:
                "October made \(text.label(images, .count)) images and \(text.label(video, .seconds)) of video",
            subtitle: "Images and seconds of video per day by model, \(span)")
    }
}
