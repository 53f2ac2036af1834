import Foundation
import UsageDelivery
public import UsageLedger
import UsageModel
import UsageReports

// The way from the ledger to a reader's desk: review, draw, deliver.

extension Ledger {
    /// Writes a period's report into a folder, all files or none: the page, the pictures, the tables, the workbook and
    /// the FOCUS files.
    ///
    /// Throws where a template is wrong, a picture cannot be drawn, or the folder cannot be written.
    public func writeReport(_ request: ReportRequest, into folder: String) throws -> WrittenReport {
        let prepared = try prepareReport(request)
        let exports = try prepared.exports()
        let made = try prepared.files(besides: exports)
        return try prepared.write(made.files, exports, made.warnings, into: folder)
    }

    /// Reviews a period and makes its report as its template or another definition says; nothing of it is drawn yet.
    package func prepareReport(
        _ request: ReportRequest, as definition: ReportDefinition? = nil
    ) throws -> PreparedReport {
        let definition =
            try definition ?? ReportDefinition.named(request.template, templates: request.templates)
        let review = try review(request.period, budget: request.budget, at: request.generatedAt)
        var input = ReportInput(review, request, in: definition)
        try input.fill(definition.parts, of: review, from: self)
        return PreparedReport(
            ledger: self, request: request, review: review,
            report: try Report(input, definition: definition, templates: request.templates))
    }
}

/// A period's review with the report that is made of it.
package struct PreparedReport {
    let ledger: Ledger
    let request: ReportRequest
    let review: PeriodReview
    package let report: Report

    /// The files that are made from the calls themselves, on the disk.
    package func exports() throws -> ReportExports {
        let counted = request.period.through(review.through) ?? request.period
        let selection = ExportSelection(
            period: counted, span: counted.instants, title: counted.description, zone: counted.zone)
        let exports = try ReportExports()
        if report.definition.files.contains(.xlsx) {
            try exports.addWorkbook(
                of: selection, from: ledger, request: request, headline: review.narrative.title)
        }
        if report.definition.files.contains(.focus) {
            try exports.addFocus(of: selection, from: ledger, total: review.total.cost)
        }
        return exports
    }

    /// Pages, pictures and tables, and what people should be warned of; the pages list the exports too.
    package func files(besides exports: ReportExports? = nil) throws -> (
        files: [ReportFile], warnings: [String]
    ) {
        try report.files(besides: exports?.listed ?? [], digest: Ledger.digest)
    }

    /// Writes the report's files into a folder, all or none.
    package func write(
        _ files: [ReportFile], _ exports: ReportExports, _ warnings: [String], into folder: String
    ) throws -> WrittenReport {
        let made = files.map { FileSet.File(name: $0.name, bytes: $0.bytes, digest: $0.sha256) }
        let receipts = try FileSet(made + exports.files).write(into: folder)
        let written = receipts.map { WrittenReport.File($0) }
        return WrittenReport(
            files: written, warnings: warnings + Self.warnings(of: written, in: folder),
            headline: review.narrative.title, total: review.total.cost)
    }

    /// Says which files of an earlier report are still there, whose figures may be others.
    private static func warnings(of written: [WrittenReport.File], in folder: String) -> [String] {
        let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let known = Set(Report.fileNames + Report.pictureNames)
        let old = known.intersection(present).subtracting(written.map(\.name)).sorted()
        guard !old.isEmpty else { return [] }
        return ["\(folder) also has \(old.joined(separator: ", ")), which this report has not written"]
    }
}

extension ReportInput {
    /// What a review says, as the report's value.
    init(_ review: PeriodReview, _ request: ReportRequest, in definition: ReportDefinition) {
        self.init(
            period: review.period, through: review.through, comparedWith: review.comparedWith,
            days: review.days,
            total: review.total, ranking: review.ranking, headline: review.narrative.title,
            lead: review.narrative.lead,
            prices: PriceList(version: review.pricesSeen?.description ?? "none", asOf: review.pricesSeen),
            generatedAt: request.generatedAt, producer: request.producer)
        previousTotal = review.previousTotal
        models = review.models
        movers = Movers(by: review.moversDimension, rows: review.movers)
        findings = review.narrative.findings
        told = review.narrative(in: definition.language)
        anomalies = review.anomalies
        budget = review.budget
        switch review.outlook {
        case .forecast(let forecast): self.forecast = forecast
        case .tooShort(let days, let needed): forecastNote = "No forecast: \(days) of \(needed) days"
        case .closed: break
        }
    }
}
