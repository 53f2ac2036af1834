/// The charts of a report that can also be drawn alone.
public enum ChartKind: String, Hashable, Sendable, CaseIterable {
    /// The cost of each day by model.
    case daily
    /// The cost summed up day by day, against budget and forecast.
    case burnUp = "burn-up"
    /// What rose and fell most.
    case movers
    /// The largest users, or another dimension.
    case ranking
    /// The mean cost of each hour of the week.
    case heatmap
    /// Percentiles of latency from day to day.
    case latency
    /// The share of calls that failed from day to day.
    case errors
    /// Images and seconds of video from day to day.
    case media
}
