public import Charts
public import UsageLedger
public import UsageModel
public import UsageReports

/// Which chart of a period is wanted, and as what.
public struct ChartRequest: Hashable, Sendable {
    /// What is drawn.
    public var kind: ChartKind
    /// The period, as for a report.
    public var report: ReportRequest
    /// What movers and rankings are about; nil leaves the choice to the ledger: teams and users where there are any.
    public var dimension: Dimension?
    /// The form of the file.
    public var format: Picture.Format
    /// What it is laid out for.
    public var canvas: CanvasKind
    /// Whether it is light on dark.
    public var isDark: Bool

    /// A chart of a period as it stands at a moment.
    public init(
        _ kind: ChartKind, report: ReportRequest, dimension: Dimension? = nil,
        format: Picture.Format = .png, canvas: CanvasKind = .wide, isDark: Bool = false
    ) {
        self.kind = kind
        self.report = report
        self.dimension = dimension
        self.format = format
        self.canvas = canvas
        self.isDark = isDark
    }
}

extension Ledger {
    /// Draws one chart of a period alone.
    ///
    /// Throws where a template is wrong or the picture cannot be drawn.
    public func picture(_ request: ChartRequest) throws -> Picture {
        let review = try review(
            request.report.period, budget: request.report.budget, at: request.report.generatedAt)
        let definition = try ReportDefinition.named(
            request.report.template, templates: request.report.templates)
        var input = ReportInput(review, request.report, in: definition)
        let parts = Set([request.kind.part].compactMap { $0 })
        try input.fill(parts, of: review, from: self)
        switch request.kind {
        case .movers:
            if let dimension = request.dimension {
                input.movers = .init(by: dimension, rows: try movers(by: dimension, in: review))
            }
        case .ranking:
            if let dimension = request.dimension { input.ranking = try costs(by: dimension, in: review) }
        default: break
        }
        return try Report(input, definition: definition, templates: request.report.templates)
            .picture(request.kind, as: request.format, on: request.canvas, isDark: request.isDark)
    }

    /// Draws one chart of a period into a file, which appears under its name only when it is whole.
    public func writePicture(_ request: ChartRequest, to path: String) throws -> WrittenPicture {
        try WrittenPicture(try picture(request), at: path)
    }
}
