/// The bins of a time axis and the words below them, from civil dates only.
public struct TimeAxis: Hashable, Sendable {
    /// How long a bin is.
    public enum Unit: String, Hashable, Sendable {
        /// One hour of the local day.
        case hour
        /// One local day.
        case day
        /// One month.
        case month
    }

    /// A word below the middle of a bin.
    public struct Mark: Hashable, Sendable {
        /// The bin, from 0.
        public var bin: Int
        /// The word.
        public var label: String
        /// Whether a longer period starts here, so that this word is kept when words get too close.
        public var isStart: Bool
    }

    /// A word of the second row, at the left edge of the bin in which its period starts.
    public struct Period: Hashable, Sendable {
        /// The bin, from 0.
        public var bin: Int
        /// The word in full.
        public var label: String
        /// The word where room is short.
        public var shortLabel: String
        /// The year, where the label does not say it.
        public var year: Int?
    }

    /// The day of the first bin.
    public let first: ChartDay
    /// The hour of the first bin, for hourly bins.
    public let firstHour: Int
    /// How long a bin is.
    public let unit: Unit
    /// How many bins there are.
    public let count: Int

    /// Makes an axis; it has at most 10,000 bins.
    public init(first: ChartDay, firstHour: Int = 0, unit: Unit = .day, count: Int) {
        self.first = unit == .month ? first.monthStart() : first
        self.firstHour = unit == .hour ? min(max(firstHour, 0), 23) : 0
        self.unit = unit
        self.count = min(max(count, 0), 10_000)
    }

    /// The civil day in which a bin lies or starts.
    public func day(of bin: Int) -> ChartDay {
        switch unit {
        case .hour: first.advanced(by: (firstHour + bin) / 24)
        case .day: first.advanced(by: bin)
        case .month: first.monthStart(advancedBy: bin)
        }
    }

    /// How many days the axis spans.
    private var days: Int {
        switch unit {
        case .hour: (count + 23) / 24
        case .day: count
        case .month: day(of: count).number - first.number
        }
    }

    private func hour(of bin: Int) -> Int { unit == .hour ? (firstHour + bin) % 24 : 0 }

    /// The words of the first row.
    public func marks(_ text: NumberText = .english) -> [Mark] {
        if unit == .hour, count <= 48 {
            return (0..<count).filter { hour(of: $0) % 3 == 0 }.map { bin in
                Mark(bin: bin, label: text.time(hour: hour(of: bin)), isStart: hour(of: bin) == 0)
            }
        }
        let midnights = (0..<count).filter { hour(of: $0) == 0 }.map { ($0, day(of: $0).parts) }
        if unit != .month, days <= 95 {
            return midnights.filter { days <= 14 || day(of: $0.0).weekday == 0 }.map { bin, parts in
                Mark(bin: bin, label: String(parts.day), isStart: parts.day == 1)
            }
        }
        let starts = midnights.filter { $0.1.day == 1 }
        if days <= 400 {
            return starts.map { Mark(bin: $0, label: text.monthShort($1.month), isStart: $1.month == 1) }
        }
        if days <= 1500 {
            return starts.filter { $0.1.month % 3 == 1 }.map { bin, parts in
                Mark(bin: bin, label: "Q\((parts.month + 2) / 3)", isStart: parts.month == 1)
            }
        }
        return starts.filter { $0.1.month == 1 }.map { Mark(bin: $0, label: String($1.year), isStart: true) }
    }

    /// The words of the second row.
    public func periods(_ text: NumberText = .english) -> [Period] {
        guard count > 0 else { return [] }
        if unit == .hour, count <= 48 {
            return (0..<count).filter { $0 == 0 || hour(of: $0) == 0 }.map { bin in
                let day = day(of: bin)
                return Period(bin: bin, label: text.day(day), shortLabel: text.dayShort(day), year: nil)
            }
        }
        let midnights = (0..<count).filter { $0 == 0 || hour(of: $0) == 0 }.map { ($0, day(of: $0).parts) }
        if unit != .month, days <= 95 {
            return midnights.filter { $0.0 == 0 || $0.1.day == 1 }.map { bin, parts in
                let month = ChartDay(parts.year, parts.month, 1)
                guard bin == 0 || parts.month == 1 else {
                    return Period(
                        bin: bin, label: text.month(parts.month), shortLabel: text.monthShort(parts.month),
                        year: parts.year, )
                }
                return Period(
                    bin: bin, label: text.monthAndYear(month), shortLabel: text.monthShortAndYear(month),
                    year: nil, )
            }
        }
        guard days <= 1500 else { return [] }
        return midnights.filter { $0.0 == 0 || ($0.1.month == 1 && $0.1.day == 1) }.map { bin, parts in
            Period(bin: bin, label: String(parts.year), shortLabel: String(parts.year), year: nil)
        }
    }
}
