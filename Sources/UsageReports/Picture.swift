import Cairo
public import Charts
public import UsageModel

/// A finished picture of a chart, as the bytes of a file.
public struct Picture: Hashable, Sendable {
    /// The forms of a picture; the raw value is the ending of its file's name.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        /// Pixels, two for each unit of the canvas.
        case png
        /// A page as large as the picture, with text that can be selected; always light.
        case pdf
        /// Shapes; letters are outlines, so that it looks the same where the fonts are missing.
        case svg

        /// The media type, such as `image/png`.
        public var mediaType: String {
            switch self {
            case .png: "image/png"
            case .pdf: "application/pdf"
            case .svg: "image/svg+xml"
            }
        }
    }

    /// The form.
    public let format: Format
    /// The file's content; equal charts give equal bytes.
    public let bytes: [UInt8]
    /// Sentences for people, such as a font that is missing.
    public let warnings: [String]
}

extension ChartFrame {
    /// Draws a chart in this frame as a file.
    ///
    ///     let chart = RankedBarsChart(rows: [.init(name: "search", amount: 90 * dollar)], noun: "teams")
    ///     let frame = ChartFrame(title: "Search cost $90", subtitle: "Cost by team, US dollars")
    ///     let picture = try frame.picture(of: chart, as: .svg)
    ///
    /// The canvas kind decides how large text is; `size` is in its logical units, margins included, and the kind's
    /// usual one unless it is given. `madeAt` is what a PDF says about its age; without it the picture has none. Throws
    /// `drawing_failed` where the drawing library refuses, as for a size of nothing.
    public func picture(
        of chart: any Chart, as format: Picture.Format = .png, on kind: CanvasKind = .wide,
        size: Size? = nil, theme: Theme = .light, producer: String = "UsageLedger",
        madeAt: Instant = Instant(seconds: 0)
    ) throws(ReportsError) -> Picture {
        let drawing = try Drawing()
        return try picture(
            of: chart, as: format, on: kind, size: size, theme: theme, producer: producer, madeAt: madeAt,
            with: drawing)
    }

    /// Draws with fonts that are loaded already.
    func picture(
        of chart: any Chart, as format: Picture.Format, on kind: CanvasKind, size: Size? = nil,
        theme: Theme, producer: String, madeAt: Instant, with drawing: Drawing
    ) throws(ReportsError) -> Picture {
        let size = size ?? kind.pictureSize
        let bytes: [UInt8]
        switch format {
        case .png:
            bytes = try drawing.png(size: size, theme: theme) {
                drawHonestly(chart, on: $0, theme: theme, kind: kind)
            }
        case .svg:
            bytes = try drawing.svg(size: size, theme: theme) {
                drawHonestly(chart, on: $0, theme: theme, kind: kind)
            }
        case .pdf:
            let metadata = PDFMetadata(
                title: title, author: producer, subject: subtitle,
                creator: "\(producer), \(DrawingLibraries.versions)", createdAtSeconds: madeAt.seconds)
            bytes = try drawing.pdf(size: size, metadata: metadata, language: "en") { canvas in
                let figure = StructureElement.figure(alternativeText: alternativeText)
                canvas.begin(.document)
                canvas.begin(figure)
                // Without paper: cairo forgets what came before an opaque fill of the whole page, open tags too.
                drawHonestly(chart, on: canvas, in: Self.inner(size, kind), theme: .light, kind: kind)
                canvas.end(figure)
                canvas.end(.document)
            }
        }
        return Picture(format: format, bytes: bytes, warnings: drawing.warnings)
    }

    /// The frame's own words for those who cannot see the picture.
    private var alternativeText: String {
        let words = [title, subtitle].filter { !$0.isEmpty }.joined(separator: ". ")
        return words.isEmpty ? "Chart" : String(words.prefix(160))
    }
}
