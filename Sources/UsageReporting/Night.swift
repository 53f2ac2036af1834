import Foundation
import UsageDelivery
import UsageLedger
import UsageModel
import UsageReports

/// One nightly run, step by step; each step says one line.
struct Night {
    let ledger: Ledger
    let request: NightlyRequest
    let state: NightlyState
    let log: (String) -> Void
    /// What every edition's report shows.
    private let definition: ReportDefinition
    private let zone: Zone
    private(set) var result = NightlyRun()

    /// A run; throws where the template of its reports is wrong.
    init(
        ledger: Ledger, request: NightlyRequest, state: NightlyState, log: @escaping (String) -> Void
    ) throws(ReportsError) {
        definition = try ReportDefinition.named(request.template, templates: request.templates)
        zone = request.zone ?? definition.zone ?? .utc
        self.ledger = ledger
        self.request = request
        self.state = state
        self.log = log
    }

    /// All steps.
    mutating func go() throws {
        let nights = try nightsToMake()
        try aggregate()
        let post = request.mailing.map { Post($0, request, state, ledger, log) }
        if !request.isDryRun { try post?.retry(into: &result) }
        for (day, editions) in nights {
            for edition in editions { try make(edition, isKnown: try isRemembered(day), post) }
            if !request.isDryRun { try state.remember(day) }
        }
        log(
            result.isComplete
                ? "done: \(Self.counted(result.made.count, "report")), \(Self.counted(sentCount, "mail"))"
                : "failed: \(Self.counted(result.failures.count, "failure")); they are tried again with the next run"
        )
    }

    private var sentCount: Int { result.mailed.count { $0.isSent && !$0.isKnown } }

    private func isRemembered(_ day: CivilDate) throws -> Bool {
        try state.lastDay().map { $0 >= day } ?? false
    }

    /// Weeks and months that ended longer ago are not made up for.
    private static let missedDaysMax = 366

    /// The editions of last night, and those before it that no run has made: of each day where few were missed, and of every
    /// week and month.
    private mutating func nightsToMake() throws -> [(day: CivilDate, editions: [Edition])] {
        let rhythms = Set(request.mailing?.lists.map(\.rhythm) ?? [])
        func editions(_ day: CivilDate) -> [Edition] {
            Edition.editions(after: day, zone: zone, rhythms: rhythms)
        }
        let yesterday = zone.date(of: ledger.options.now()).adding(days: -1)
        guard let last = try state.lastDay(), last < yesterday else {
            return [(yesterday, editions(yesterday))]
        }
        let missed = yesterday.daysSince1970 - last.daysSince1970
        let count = min(missed, max(request.catchUpMax, 1))
        let looked = min(missed, max(Self.missedDaysMax, count))
        func day(_ age: Int) -> CivilDate { yesterday.adding(days: 1 - age) }
        if missed > count {
            warn("nights: \(Self.counted(missed - count, "night")) before \(day(count)) left out")
        }
        let hasLonger = rhythms.contains(.week) || rhythms.contains(.month)
        if missed > looked, hasLonger {
            warn("nights: weeks and months that ended before \(day(looked)) left out")
        }
        let early = (count..<looked).reversed().map { age in
            (day: day(age + 1), editions: editions(day(age + 1)).filter { $0.rhythm != .day })
        }
        let late = (1...count).reversed().map { age in (day: day(age), editions: editions(day(age))) }
        return early.filter { !$0.editions.isEmpty } + late
    }

    /// Says what nobody would see otherwise.
    private mutating func warn(_ message: String) {
        log("warning: " + message)
        result.warnings.append(message)
    }

    private func aggregate() throws {
        guard !request.isDryRun else { return log("aggregate: left out in a dry run") }
        log("aggregate: \(try ledger.bringUpToDate())")
    }

    /// Writes an edition's files and mails it.
    private mutating func make(_ edition: Edition, isKnown: Bool, _ post: Post?) throws {
        let name = edition.name
        let folder = request.reports.hasSuffix("/") ? request.reports + name : request.reports + "/" + name
        let lists = request.mailing?.lists.filter { $0.rhythm == edition.rhythm } ?? []
        // An edition that nobody waits for any more is left as it is: the same night again does nothing.
        if isKnown, try post?.isSettled(edition, lists, into: &result) ?? true {
            return log("\(name): made and mailed before")
        }
        // A template's budget is that of its month, and not of each of its weeks.
        let grain = edition.period.grain
        let budget = request.budgets[grain] ?? (grain == .month ? definition.budget : nil)
        let prepared = try ledger.prepareReport(
            ReportRequest(
                period: edition.period, budget: budget, templates: request.templates,
                generatedAt: edition.moment, producer: request.producer), as: definition)
        log("\(name): budget: \(BudgetLine(prepared.review).text)")
        let exports = request.isDryRun ? nil : try prepared.exports()
        let (files, warnings) = try prepared.files(besides: exports)
        // Before anything is written: what cannot be mailed whole is not begun.
        let mail = lists.isEmpty ? nil : try prepared.report.mail(templates: request.templates)
        var attachable = files
        if let exports {
            let written = try prepared.write(files, exports, warnings, into: folder)
            log(
                "\(name): report: \(Self.counted(written.files.count, "file")) in \(folder), \(written.headline)"
            )
            for warning in written.warnings { log("\(name): warning: \(warning)") }
            try attachable += furtherFiles(of: written, besides: files, for: lists)
        } else {
            log("\(name): report: would write \(Self.counted(files.count, "file")) into \(folder)")
            for warning in warnings { log("\(name): warning: \(warning)") }
        }
        result.made.append(
            NightlyRun.Made(
                edition: edition, folder: folder, headline: prepared.review.narrative.title,
                total: prepared.review.total.cost))
        guard let mail else { return log("\(name): mail: no list waits for it") }
        for chart in mail.undrawn {
            let message = "\(name): the chart “\(chart)” could not be drawn"
            result.failures.append(.init(code: .drawingFailed, message: message, hint: nil))
        }
        let compositions = lists.map { list in
            MailComposition(
                edition: edition, list: list, mail: mail, files: attachable, folder: folder,
                settingsName: request.settingsName)
        }
        // In a dry run nobody knows yet what will be written. A night that ends here is made again with the next run.
        for composition in compositions where !request.isDryRun {
            guard let missing = composition.missingAttachment else { continue }
            throw ReportingError(
                .badMailing,
                "\(name): the list \(composition.list.name) asks for `\(missing)`, which is no file of the report",
                hint: "see the names in \(folder)")
        }
        for composition in compositions { try post?.send(composition, into: &result) }
    }

    /// The files that lists ask for and that were made on the disk, such as the workbook.
    private func furtherFiles(
        of written: WrittenReport, besides files: [ReportFile], for lists: [MailList]
    ) throws -> [ReportFile] {
        let asked = Set(lists.flatMap(\.attachments)).subtracting(files.map(\.name))
        return try written.files.filter { asked.contains($0.name) }.map { file in
            ReportFile(
                name: file.name, mediaType: MailComposition.mediaType(of: file.name),
                bytes: Array(try Data(contentsOf: URL(fileURLWithPath: file.path))))
        }
    }

    /// A count with its noun.
    static func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
    }
}
