public import Charts
import UsageModel

/// Every kind of chart on every canvas, and data that are odd, drawn from invented figures.
///
///     let warnings = try Gallery.draw(Gallery.entries) { name, bytes in … }
public struct Gallery: Sendable {
    /// One picture that the gallery has.
    public struct Entry: Sendable {
        /// The file's name, such as `daily-wide.png`.
        public let name: String
        /// The finding above the chart.
        public let title: String
        /// The canvas it is laid out for.
        public let kind: CanvasKind
        /// Whether it belongs to the set of odd data.
        public let isOdd: Bool
        let chart: any Chart
        let frame: ChartFrame
        let theme: Theme
        let format: Picture.Format
    }

    /// All pictures: each kind on each canvas in both themes, as PDF and SVG once, then odd data on slide and tile.
    public static var entries: [Entry] {
        let usual = GalleryChart.usual()
        let themes: [(String, Theme)] = [("", .light), ("-dark", .dark)]
        var entries = usual.flatMap { chart in
            CanvasKind.allCases.flatMap { kind in
                themes.map { entry(chart, kind, suffix: $0.0, theme: $0.1, .png) }
            }
        }
        for format in [Picture.Format.pdf, .svg] {
            entries += usual.map { entry($0, .wide, theme: .light, format) }
        }
        for chart in GalleryChart.odd() {
            entries += [CanvasKind.wide, .tile].map { entry(chart, $0, theme: .light, .png, isOdd: true) }
        }
        return entries
    }

    /// Draws pictures one after the other with the same fonts, and gives what people should be warned of.
    public static func draw(
        _ entries: [Entry], _ body: (_ name: String, _ bytes: [UInt8]) throws -> Void
    ) throws -> [String] {
        let drawing = try Drawing()
        for entry in entries {
            let picture = try entry.frame.picture(
                of: entry.chart, as: entry.format, on: entry.kind, theme: entry.theme,
                producer: "UsageLedger", madeAt: Instant(seconds: 0), with: drawing)
            try body(entry.name, picture.bytes)
        }
        return drawing.warnings
    }

    /// A page of Markdown that shows the pictures.
    public static func index(of entries: [Entry]) -> String {
        var text = "# Charts\n\nEvery figure here is invented.\n"
        for isOdd in [false, true] {
            text += isOdd ? "\n## Odd data\n" : "\n## Each kind on each canvas\n"
            for entry in entries where entry.isOdd == isOdd && entry.format == .png {
                let words = "\(entry.kind.rawValue)\(entry.theme == .dark ? ", dark" : "")"
                text += "\n\(entry.title) (\(words)):\n\n"
                text +=
                    "<img src=\"\(entry.name)\" width=\"\(Int(entry.kind.pictureSize.width))\" alt=\"\(entry.title)\">\n"
            }
        }
        return text
    }

    private static func entry(
        _ chart: GalleryChart, _ kind: CanvasKind, suffix: String = "", theme: Theme,
        _ format: Picture.Format, isOdd: Bool = false
    ) -> Entry {
        let isWide = kind == .wide
        let subtitle = kind == .mail ? "" : isWide ? chart.subtitle : chart.subtitle.firstSentence
        let frame = ChartFrame(
            title: kind == .mail ? "" : chart.title, subtitle: subtitle,
            subtitleByWeek: subtitle.replacing("per day", with: "per week"),
            source: isWide ? "Source: invented data, UTC days." : "",
            generated: isWide ? "Ledger as of 18 Oct 2026 02:00 UTC" : "")
        return Entry(
            name: "\(chart.name)-\(kind.rawValue)\(suffix).\(format.rawValue)", title: chart.title,
            kind: kind,
            isOdd: isOdd, chart: chart.chart, frame: frame, theme: theme, format: format)
    }
}

extension String {
    /// What stands before the first full stop that another sentence follows: only a slide has room for more.
    fileprivate var firstSentence: String {
        firstRange(of: ". ").map { String(self[..<$0.lowerBound]) } ?? self
    }
}
