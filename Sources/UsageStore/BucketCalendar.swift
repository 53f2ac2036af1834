internal import UsageModel

/// Finds the local day, week or month of a moment; asks the calendar once a bucket.
struct BucketCalendar {
    private let bucket: Query.Bucket
    private var known: [(span: Range<Int64>, day: Int)] = []
    private var last: (span: Range<Int64>, day: Int) = (0..<0, 0)

    init(_ bucket: Query.Bucket) { self.bucket = bucket }

    /// The half-open span of the bucket, in microseconds.
    mutating func span(of instant: Instant) -> Range<Int64> {
        _ = bucket(of: instant)
        return last.span
    }

    /// The bucket's first day, in days since 1970.
    mutating func bucket(of instant: Instant) -> Int {
        let moment = instant.microseconds
        if last.span.contains(moment) { return last.day }
        let place = known.partition(startingAfter: moment)
        if place > 0, known[place - 1].span.contains(moment) {
            last = known[place - 1]
            return last.day
        }
        last = bucket.isHourOfWeek ? hour(of: instant) : day(of: instant)
        known.insert(last, at: place)
        return last.day
    }

    private func day(of instant: Instant) -> (span: Range<Int64>, day: Int) {
        let period = period(of: instant)
        let span = period.instants
        return (span.lowerBound.microseconds..<span.upperBound.microseconds, period.first.daysSince1970)
    }

    /// The local hour that holds a moment, by its number in the week.
    private func hour(of instant: Instant) -> (span: Range<Int64>, day: Int) {
        let offset = bucket.zone.offset(at: instant)
        let local = instant.adding(seconds: Int64(offset))
        let second = local.secondOfDay
        let start = Instant(seconds: instant.seconds).adding(seconds: Int64(-(second % 3600)))
        var first = start
        var end = start.adding(seconds: 3600)
        // Where clocks change within it, only the part with the moment's own offset is this hour.
        if bucket.zone.offset(at: start) != offset { first = Instant(seconds: instant.seconds) }
        if bucket.zone.offset(at: end.adding(seconds: -1)) != offset {
            end = Instant(seconds: instant.seconds).adding(seconds: 1)
        }
        return (
            first.microseconds..<end.microseconds, (local.date.weekday - 1) * 24 + second / 3600
        )
    }

    /// The period that holds a moment.
    ///
    /// Where clocks go back over midnight, as in St. John's until 2011, the evening that comes again has the old date and
    /// belongs to the new day, which began when midnight first came.
    private func period(of instant: Instant) -> Period {
        let period = Period(bucket.grain, containing: bucket.zone.date(of: instant), zone: bucket.zone)
        guard instant >= period.end else { return period }
        return Period(bucket.grain, containing: period.last.adding(days: 1), zone: bucket.zone)
    }
}

extension [(span: Range<Int64>, day: Int)] {
    /// The index of the first bucket that begins after a moment.
    fileprivate func partition(startingAfter moment: Int64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].span.lowerBound > moment { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
