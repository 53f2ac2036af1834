/// The days of an axis of which nothing is known: bands with diagonal lines, and a word in the widest.
struct MissingDays {
    /// Runs of days, counted from the axis's first one.
    let runs: [Range<Int>]
    private let count: Int

    /// What such days are called.
    static let word = "no data"

    init(_ runs: [Range<Int>], count: Int) {
        self.runs = runs
        self.count = max(count, 1)
    }

    /// The days of a set that lie on an axis of so many days.
    init(_ days: Set<ChartDay>, first: ChartDay, count: Int) {
        let places = days.map { $0.number - first.number }.filter { (0..<max(count, 0)).contains($0) }
        self.init(Self.joined(places.sorted().map { $0..<($0 + 1) }), count: count)
    }

    /// Ranges in order, those that touch made one.
    static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for range in ranges {
            if let last = runs.last, last.upperBound == range.lowerBound {
                runs[runs.count - 1] = last.lowerBound..<range.upperBound
            } else {
                runs.append(range)
            }
        }
        return runs
    }

    func drawBands(_ pen: Pen, plot: Rectangle) {
        let slot = plot.width / Double(count)
        for run in runs {
            let box = Rectangle(
                x: plot.x + Double(run.lowerBound) * slot + slot * 0.05, y: plot.y,
                width: Double(run.count) * slot - slot * 0.1, height: plot.height, )
            pen.canvas.fill(.rectangle(box), pen.theme.band)
            pen.stripes(box, pen.theme.hair, width: 0.75, apart: 6)
        }
    }

    /// Where data come and go, the widest gaps speak for all.
    func drawWords(_ word: String, _ pen: Pen, plot: Rectangle, _ space: inout FreeSpace) {
        let slot = plot.width / Double(count)
        for run in runs.sorted(by: { $0.count > $1.count }).prefix(3) {
            let middle = plot.x + (Double(run.lowerBound) + Double(run.count) / 2) * slot
            let half = pen.width(word, .note) / 2
            let x = min(max(middle, plot.x + half), plot.maxX - half)
            for baseline in stride(from: plot.y + 14, to: plot.maxY - 6, by: 8)
            where space.write(word, at: Point(x, baseline), anchor: .middle, .note, pen) {
                break
            }
        }
    }
}
