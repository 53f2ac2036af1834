internal import UsageModel

/// Which parts of a query's span are answered from rollups, and which from rows.
///
/// Whole UTC days that lie in one bucket come from rollups of days, other whole hours from rollups of hours, and the rest,
/// such as the hour that a midnight in Kathmandu divides, from the rows.
struct RollupPlan {
    /// A day that is answered from its rollups.
    struct Part {
        let day: RolledDay
        let grain: RollupCut.Grain
        /// A bit for each hour that is meant.
        let hours: UInt32
    }

    private(set) var parts: [Part] = []
    /// Spans whose rows are read, in microseconds, in order, that neither meet nor overlap.
    private(set) var rows: [Range<Int64>] = []
    private let span: Range<Int64>
    private let cut: RollupCut
    private var calendar: BucketCalendar?

    /// A plan for a span of which some days are rolled up.
    ///
    /// With `hasGaps` the spans between those days are read as rows; else they are left to whoever walks the newest rows.
    init(_ query: Query, _ cut: RollupCut, days: [RolledDay], damaged: [Int], hasGaps: Bool) {
        span = query.moments
        self.cut = cut
        calendar = query.bucket.map { BucketCalendar($0) }
        var position = span.lowerBound
        for day in days {
            if hasGaps { read(position..<max(position, day.moments.lowerBound)) }
            add(day)
            position = max(position, day.moments.upperBound)
        }
        if hasGaps {
            read(position..<max(position, span.upperBound))
        } else {
            for day in damaged where RolledDay.possible.contains(day) { read(RolledDay.moments(of: day)) }
        }
        normalise()
    }

    private mutating func add(_ day: RolledDay) {
        let moments = day.moments
        let isWhole = moments.clamped(to: span) == moments
        if isWhole, cut.grains.contains(.day), isInOneBucket(moments) {
            parts.append(Part(day: day, grain: .day, hours: .max))
            return
        }
        var hours: UInt32 = 0
        for hour in 0..<24 {
            let start = moments.lowerBound + Int64(hour) * RollupPage.hourLength
            let moments = start..<(start + RollupPage.hourLength)
            if moments.clamped(to: span) == moments, isInOneBucket(moments) {
                hours |= 1 << UInt32(hour)
            } else {
                read(moments)
            }
        }
        if hours != 0 { parts.append(Part(day: day, grain: .hour, hours: hours)) }
    }

    private mutating func isInOneBucket(_ moments: Range<Int64>) -> Bool {
        guard calendar != nil else { return true }
        let bucket = calendar?.span(of: Instant(microseconds: moments.lowerBound)) ?? moments
        return bucket.clamped(to: moments) == moments
    }

    /// Has the rows of a span read, as far as they are meant.
    private mutating func read(_ moments: Range<Int64>) {
        let part = moments.clamped(to: span)
        guard !part.isEmpty else { return }
        if let last = rows.last, last.upperBound == part.lowerBound {
            rows[rows.count - 1] = last.lowerBound..<part.upperBound
        } else {
            rows.append(part)
        }
    }

    /// Has the rows of a part read whose page is not there or damaged.
    mutating func readRows(insteadOf part: Part) {
        for hour in 0..<24 where part.hours & 1 << UInt32(hour) != 0 {
            let start = part.day.moments.lowerBound + Int64(hour) * RollupPage.hourLength
            read(start..<(start + RollupPage.hourLength))
        }
        normalise()
    }

    private mutating func normalise() {
        rows.sort { $0.lowerBound < $1.lowerBound }
        var joined: [Range<Int64>] = []
        for part in rows {
            if let last = joined.last, part.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, part.upperBound)
            } else {
                joined.append(part)
            }
        }
        rows = joined
    }

    /// Whether a moment's rows are read anyway.
    func readsRows(at moment: Int64) -> Bool {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].upperBound <= moment { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && rows[low].contains(moment)
    }
}

extension Query {
    /// The span in microseconds; all there are where the query has none.
    var moments: Range<Int64> {
        span.map { $0.lowerBound.microseconds..<$0.upperBound.microseconds } ?? .min..<(.max)
    }
}
