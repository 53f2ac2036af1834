public import UsageModel

/// What the nightly run is to do.
public struct NightlyRequest: Sendable {
    /// Whose days, weeks and months; nil leaves that to the template, which leaves it to UTC.
    public var zone: Zone?
    /// What may be spent in a period; a month that has no budget here has that of the template.
    public var budgets: [Period.Grain: Money]
    /// The name of the template of every report.
    public var template: String
    /// The folder of the user's own templates; nil takes the installed ones.
    public var templates: String?
    /// The folder in which each edition has a folder of its own.
    public var reports: String
    /// How mail leaves; nil where nobody gets any.
    public var mailing: Mailing?
    /// What the settings are called in the foot of a mail.
    public var settingsName: String
    /// How many missed nights are made up for at most; weeks and months are made up for in any case, those of a year.
    public var catchUpMax: Int
    /// Says what would be done, and leaves everything as it is.
    public var isDryRun: Bool
    /// Name and version of the program.
    public var producer: String
    /// Waits before a mail is tried again.
    public var wait: @Sendable (Duration) -> Void

    /// A run.
    public init(
        zone: Zone? = nil, budgets: [Period.Grain: Money] = [:], template: String = "monthly",
        templates: String? = nil, reports: String,
        mailing: Mailing? = nil, settingsName: String = "usageledger.json5", catchUpMax: Int = 7,
        isDryRun: Bool = false, producer: String = "UsageLedger", wait: @escaping @Sendable (Duration) -> Void
    ) {
        self.zone = zone
        self.budgets = budgets
        self.template = template
        self.templates = templates
        self.reports = reports
        self.mailing = mailing
        self.settingsName = settingsName
        self.catchUpMax = catchUpMax
        self.isDryRun = isDryRun
        self.producer = producer
        self.wait = wait
    }
}

/// What the nightly run has done.
public struct NightlyRun: Hashable, Sendable {
    /// One edition.
    public struct Made: Hashable, Sendable {
        /// The edition.
        public let edition: Edition
        /// The folder of its files.
        public let folder: String
        /// Its main finding.
        public let headline: String
        /// Its exact total.
        public let total: Money
    }

    /// One mail.
    public struct Mailed: Hashable, Sendable {
        /// The edition's name.
        public let edition: String
        /// The list's name.
        public let list: String
        /// Whether everybody on the list has it now.
        public let isSent: Bool
        /// Whether it had been sent before this run, which left it alone.
        public let isKnown: Bool
        /// The file of the message.
        public let file: String
    }

    /// What went wrong and did not end the run.
    public struct Failure: Hashable, Sendable {
        /// The code.
        public let code: FaultCode
        /// The sentence.
        public let message: String
        /// What to do about it.
        public let hint: String?

        init(code: FaultCode, message: String, hint: String?) {
            self.code = code
            self.message = message
            self.hint = hint
        }

        init(_ fault: some UsageFault) {
            self.init(code: fault.code, message: "\(fault)", hint: fault.hint)
        }
    }

    /// The editions that were made.
    public internal(set) var made: [Made] = []
    /// The mails of this run, those that had been sent before among them.
    public internal(set) var mailed: [Mailed] = []
    /// What was left out, although it was not asked to be.
    public internal(set) var warnings: [String] = []
    /// What went wrong.
    public internal(set) var failures: [Failure] = []

    /// Whether all that was to be done is done.
    public var isComplete: Bool { failures.isEmpty }
}
