import Charts
import Testing

/// A kind of chart with a way to invent odd data for it.
enum OddKind: String, CaseIterable {
    case daily, burnUp, movers, heatmap, ranking, percentiles, errorRate, media

    func chart(_ seed: UInt64) -> any Chart {
        switch self {
        case .daily: Invented.daily(odd: seed)
        case .burnUp: Invented.burnUp(odd: seed)
        case .movers: Invented.movers(odd: seed)
        case .heatmap: Invented.heatmap(odd: seed)
        case .ranking: Invented.ranking(odd: seed)
        case .percentiles: Invented.percentiles(odd: seed)
        case .errorRate: Invented.errorRate(odd: seed)
        case .media: Invented.media(odd: seed)
        }
    }

    /// Whether a value axis stands at the left of its plot.
    var hasAxis: Bool { self != .movers && self != .heatmap && self != .ranking }
}

/// Two hundred seeded data sets of every kind of trouble, on every canvas, judged by what was drawn.
struct OddChartsTests {
    private static let seeds: Range<UInt64> = 0..<200

    @Test(arguments: OddKind.allCases)
    func `every canvas is clean for any data`(odd: OddKind) {
        for seed in Self.seeds {
            let chart = odd.chart(seed)
            for kind in CanvasKind.allCases {
                let theme = (seed + UInt64(kind.fontSizes.count)) % 2 == 0 ? Theme.light : .dark
                let canvas = recording(chart, kind, theme: theme)
                var check = CanvasCheck(kind, theme: theme)
                // A heatmap's figures stand on its cells.
                if odd == .heatmap { check.grounds.formUnion(theme.sequential) }
                var problems = check.problems(in: canvas)
                if odd.hasAxis { problems += Self.equalTicks(canvas) }
                #expect(problems == [], "seed \(seed), \(kind)")
            }
        }
    }

    /// The numbers of each axis that read like another one of it.
    private static func equalTicks(_ canvas: RecordingCanvas) -> [String] {
        var axes: [Double: [String]] = [:]
        var left = Double.infinity
        for case .text(let text, let point, .trailing, _, _) in canvas.calls where text.first != "G" {
            axes[point.x, default: []].append(text)
            left = min(left, point.x)
        }
        // The axis is the leftmost column; of two plots below each other it holds the numbers of both.
        guard let labels = axes[left], labels.count > 1 else { return [] }
        let zeros = labels.count { $0 == "$0" || $0 == "0" || $0 == "0 s" || $0 == "0%" }
        return zeros > 1 || Set(labels).count == labels.count ? [] : ["equal ticks: \(labels)"]
    }

    @Test func `the shown amounts of a ranking add up to its total`() {
        for seed in Self.seeds {
            let chart = Invented.ranking(odd: seed)
            for kind in CanvasKind.allCases {
                // Amounts are the words that look like money; the rows' names never do.
                let amounts = recording(chart, kind).words.compactMap(ShownAmount.init)
                guard !amounts.isEmpty, !amounts.contains(where: \.isHuge) else { continue }
                #expect(ShownAmount.sum(amounts).covers(chart.total), "seed \(seed), \(kind)")
            }
        }
    }

    @Test func `the shown amounts of movers add up to the row of the total`() {
        for seed in Self.seeds {
            let chart = Invented.movers(odd: seed)
            for kind in CanvasKind.allCases {
                let canvas = recording(chart, kind)
                for head in [chart.previousHead, chart.currentHead] {
                    let column = Self.column(under: head, canvas).compactMap(ShownAmount.init)
                    guard let total = column.last, column.count > 2, !column.contains(where: \.isHuge)
                    else { continue }
                    let sum = ShownAmount.sum(column.dropLast())
                    #expect(sum.meets(total), "seed \(seed), \(kind), \(head)")
                }
            }
        }
    }

    /// The words that end where a column's head ends, from top to bottom.
    private static func column(under head: String, _ canvas: RecordingCanvas) -> [String] {
        var right: Double?
        var words: [(y: Double, text: String)] = []
        for case .text(let text, let point, .trailing, _, _) in canvas.calls {
            if text == head { right = point.x }
            if point.x == right { words.append((point.y, text)) }
        }
        return words.sorted { $0.y < $1.y }.map(\.text)
    }

    @Test func `the shown amounts of a key add up to its total`() {
        for seed in Self.seeds {
            let canvas = recording(Invented.daily(odd: seed))
            // The key's total is the one trailing amount above the others at the right edge.
            var words: [(y: Double, amount: ShownAmount)] = []
            for case .text(let text, let point, .trailing, _, _) in canvas.calls where point.x > 771.9 {
                if let amount = ShownAmount(text) { words.append((point.y, amount)) }
            }
            words.sort { $0.y < $1.y }
            guard let total = words.first, words.count > 1, !words.contains(where: \.amount.isHuge) else {
                continue
            }
            #expect(ShownAmount.sum(words.dropFirst().map(\.amount)).meets(total.amount), "seed \(seed)")
        }
    }

    @Test func `no frame is too small to survive`() {
        for side in [0.0, 1, 10, 40, 90, 140] {
            for kind in CanvasKind.allCases {
                for chart in OddKind.allCases.map({ $0.chart(4) }) + [Invented.daily()] {
                    let canvas = RecordingCanvas(size: Size(side * 1.5, side))
                    ChartFrame(title: "A title", subtitle: "A subtitle", source: "x", generated: "y")
                        .draw(chart, on: canvas, kind: kind)
                    let faults = CanvasCheck(kind, theme: .light).problems(in: canvas)
                    #expect(!faults.contains { $0.contains("not finite") || $0.contains("balanced") })
                }
            }
        }
    }
}

/// An amount of dollars read back from a picture, with how far it may be from the exact one.
struct ShownAmount {
    var dollars: Double
    var slack: Double

    /// Reads "$1,204.50", "−$3", "$1.24m", "<$0.01" and "–"; nothing for other words.
    init?(_ text: String) {
        guard text != "\u{2013}" else {
            (dollars, slack) = (0, 0)
            return
        }
        var rest = text[...]
        let isBelow = rest.first == "<" || rest.first == ">"
        if isBelow { rest.removeFirst() }
        let isNegative = rest.first == "\u{2212}"
        if isNegative { rest.removeFirst() }
        guard rest.first == "$" else { return nil }
        rest.removeFirst()
        var unit = 1.0
        for (word, factor) in [("bn", 1e9), ("m", 1e6), ("k", 1e3)] where rest.hasSuffix(word) {
            rest.removeLast(word.count)
            unit = factor
            break
        }
        let digits = rest.filter { $0 != "," }
        guard let value = Double(String(digits)) else { return nil }
        for _ in 0..<(digits.split(separator: ".").dropFirst().first?.count ?? 0) { unit /= 10 }
        // What is below a cent lies between nothing and a cent; what is shown as $4 may be $3.50.
        let scale = unit * 10.0.power(digits.split(separator: ".").dropFirst().first?.count ?? 0)
        dollars = isBelow ? 0 : (isNegative ? -value : value) * scale
        slack = isBelow ? unit : unit * 0.500_001 + dollars.magnitude * 1e-9
    }

    private init(dollars: Double, slack: Double) {
        self.dollars = dollars
        self.slack = slack
    }

    /// Whether it is so large that the chart's own sums end at the largest integer.
    var isHuge: Bool { dollars.magnitude > 1e24 }

    static func sum(_ amounts: some Sequence<ShownAmount>) -> ShownAmount {
        amounts.reduce(ShownAmount(dollars: 0, slack: 0)) {
            ShownAmount(dollars: $0.dollars + $1.dollars, slack: $0.slack + $1.slack)
        }
    }

    /// Whether an exact amount reads like this.
    func covers(_ exact: Int128) -> Bool {
        (dollars - Double(exact) / Double(dollar)).magnitude <= slack + 1e-9
    }

    /// Whether both can be the same amount.
    func meets(_ other: ShownAmount) -> Bool {
        (dollars - other.dollars).magnitude <= slack + other.slack + 1e-9
    }
}

extension Double {
    fileprivate func power(_ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { value, _ in value * self }
    }
}
