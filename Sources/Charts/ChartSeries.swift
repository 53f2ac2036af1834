/// One series of a chart: a name, who provides it, its colour, and an exact amount for each bin.
public struct ChartSeries: Hashable, Sendable {
    /// What the series is called on the chart.
    public var name: String
    /// The provider, which keeps its series together in a stack; empty for none.
    public var group: String
    /// Its place in the palette.
    public var colour: SeriesColour
    /// One amount for each bin, from the first bin; missing ones at the end count as nothing.
    public var amounts: [Picodollars]

    /// Makes a series.
    public init(name: String, group: String = "", colour: SeriesColour = .accent, amounts: [Picodollars]) {
        self.name = name
        self.group = group
        self.colour = colour
        self.amounts = amounts
    }

    /// The exact sum over some bins.
    public func total(in bins: Range<Int>) -> Picodollars {
        amounts[bins.clamped(to: 0..<amounts.count)].saturatingSum
    }
}
