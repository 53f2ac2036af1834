import Charts
import UsageModel

/// The charts of a mail, drawn for its width at two pixels a unit.
struct MailPictures {
    /// A chart with its names.
    struct Chart {
        var name: String
        var title: String
        var chart: any Charts.Chart
    }

    /// The pictures that could be drawn.
    private(set) var files: [ReportFile] = []
    /// The titles of the charts that could not.
    var undrawn: [String] = []
    /// Fonts and characters that were missing, and why charts could not be drawn.
    private(set) var warnings: [String] = []
    /// How many characters of the pictures no font has.
    private(set) var missingCharacters = 0

    /// The size that a picture is shown at.
    static let size = CanvasKind.mail.size

    /// Draws; throws only where there are no fonts to draw any chart with.
    init(_ charts: [Chart], theme: Theme) throws(ReportsError) {
        guard !charts.isEmpty else { return }
        let drawing = try Drawing()
        for chart in charts {
            do throws(ReportsError) {
                let frame = Rectangle(x: 0, y: 0, width: Self.size.width, height: Self.size.height)
                var missing = 0
                let bytes = try drawing.png(size: Self.size, theme: theme) { canvas in
                    missing = MissingCharacters.counted(on: canvas) {
                        chart.chart.draw(on: $0, in: frame, theme: theme, kind: .mail)
                    }
                }
                missingCharacters += missing
                files.append(ReportFile(name: chart.name, mediaType: "image/png", bytes: bytes))
            } catch {
                undrawn.append(chart.title)
                warnings.append(error.description)
            }
        }
        warnings += drawing.warnings
    }
}
