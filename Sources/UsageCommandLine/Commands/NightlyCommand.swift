import Arguments
import Foundation
import JSON
import UsageModel
import UsageReporting

/// `nightly`: the job of a timer; sums, reports, mail, each of them once.
struct NightlyCommand: Sendable {
    let out: String?
    let outbox: String?
    let recipients: [String]
    let template: String?
    let templates: String?
    let isDryRun: Bool
    let isQuiet: Bool
    let isJSON: Bool

    static let command = Command<Action>(
        "nightly", "Make and mail last night's reports, once, and those of nights that were missed",
        details: """
            Brings the sums up to date, looks at the budgets, writes the month so far into a folder of its own and mails \
            it to the lists of the settings; after a Sunday the week, and after the last day of a month the month, \
            to the lists that want them. Every report is as the template says, \
            whose zone and budget of a month stand behind those of the settings. It may be started as often as you \
            like: no list gets an edition twice. Each step says one line on standard error. The exit code is 0 where \
            everything is done, 1 where a mail waits, is in doubt or was given up, and that of the error where the \
            run had to stop; nothing that is not whole is mailed.
            """,
        examples: ["usageledger nightly", "usageledger nightly --outbox mails --dry-run"],
        Option(
            "out", short: "o", .directory, "The folder of the reports; by itself `reports` beside the ledger"),
        Option("outbox", .directory, "Write mail into this folder, and send none"),
        Option(
            repeated: "to", .text.named("ADDRESS"), "Mail to this address, and to no list of the settings"),
        Option(
            "template", .text.named("NAME"),
            "What the reports show: monthly, nightly, team, executive, or one of your own; by itself what the "
                + "settings say, else monthly"),
        Option("templates", .directory, "The folder of your own templates; by itself that of the settings"),
        Flag("dry-run", "Say what would be done, and leave everything as it is"),
        Flag("quiet", short: "q", "Say only what goes wrong"), Flag("json", "Print JSON"),
    ) { out, outbox, recipients, template, templates, isDryRun, isQuiet, isJSON in
        NightlyCommand(
            out: out, outbox: outbox, recipients: recipients, template: template, templates: templates,
            isDryRun: isDryRun, isQuiet: isQuiet, isJSON: isJSON
        ).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let mailing = try MailRequest(outbox: outbox, recipients: recipients).mailing(context, invocation)
        let ledger = isDryRun ? try context.existingLedger() : try context.openedLedger()
        let request = NightlyRequest(
            zone: context.chosenZone, budgets: context.settings.budgets,
            template: template ?? context.settings.template ?? "monthly",
            templates: templates ?? context.templatesFolder, reports: out ?? context.reportsFolder,
            mailing: mailing, settingsName: context.settingsName, isDryRun: isDryRun,
            producer: "usageledger \(version)",
            wait: { Thread.sleep(forTimeInterval: $0 / .seconds(1)) })
        let run = try ledger.nightly(request) { line in
            if !isQuiet { invocation.console.say(line) }
        }
        if isQuiet {
            for warning in run.warnings { invocation.console.say("warning: \(warning)") }
            for failure in run.failures { invocation.console.say(failure.message) }
        }
        for hint in run.failures.compactMap(\.hint) { invocation.console.say("hint: \(hint)") }
        if isJSON { try invocation.writeJSON(Self.members(run)) }
        return run.isComplete ? .done : .failed
    }

    private static func members(_ run: NightlyRun) -> [JSONObject.Member] {
        let made = run.made.map { made -> JSONValue in
            [
                "edition": .string(made.edition.name), "period": .string(made.edition.period.description),
                "through": .string(made.edition.day.description), "headline": .string(made.headline),
                "cost_usd": .string(made.total.description), "folder": .string(made.folder),
            ]
        }
        let mails = run.mailed.map { mail -> JSONValue in
            [
                "edition": .string(mail.edition), "list": .string(mail.list), "sent": .bool(mail.isSent),
                "sent_before": .bool(mail.isKnown), "file": .string(mail.file),
            ]
        }
        let failures = run.failures.map { failure -> JSONValue in
            ["code": .string(failure.code.name), "message": .string(failure.message)]
        }
        return [
            .init(name: "complete", value: .bool(run.isComplete)),
            .init(name: "reports", value: .array(made)),
            .init(name: "mails", value: .array(mails)),
            .init(name: "warnings", value: .array(run.warnings.map { .string($0) })),
            .init(name: "failures", value: .array(failures)),
        ]
    }
}

/// How mail leaves, from the settings and the options that stand above them.
struct MailRequest: Hashable, Sendable {
    var outbox: String?
    var recipients: [String] = []

    /// The mailing; nil where nobody is to get anything.
    func mailing(_ context: LedgerContext, _ invocation: Invocation) throws -> Mailing? {
        let settings = context.settings.mail
        guard outbox != nil || settings != nil else {
            guard recipients.isEmpty else {
                throw CommandLineError(
                    .badSettings, "there is no way for mail to take",
                    hint: "give `mail` in the settings, or a folder with --outbox")
            }
            return nil
        }
        let from = settings?.from ?? Self.localAddress
        // Nobody is asked for a password that is not needed.
        let route =
            try outbox.map { Mailing.Route.outbox($0) }
            ?? settings?.mailing(environment: invocation.environment).route
        var lists = settings?.lists ?? []
        if !recipients.isEmpty {
            lists = [try MailList(name: "given", recipients: recipients, place: "the option `--to`")]
        }
        if lists.isEmpty, outbox != nil {
            lists = [
                try MailList(name: "outbox", recipients: [Self.localAddress], place: "the option `--outbox`")
            ]
        }
        guard let route else { return nil }
        return try Mailing(
            from: from, route: route, lists: lists, bytesMax: settings?.bytesMax ?? Mailing.usualBytesMax,
            triesMax: settings?.tries ?? 3)
    }

    /// Whoever reads mail on this machine.
    private static let localAddress = "usageledger@localhost"
}
