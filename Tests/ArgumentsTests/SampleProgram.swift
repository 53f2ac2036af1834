import Arguments

/// A program with one of each kind of parameter, for the tests of this folder.
struct Common: Hashable, Sendable {
    var db: String?
    var zone: String
}

enum Format: String, CaseIterable, Sendable {
    case pdf
    case png
    case csv
}

/// What was asked for, as text, so that tests can compare it.
typealias Asked = String

let common = OptionGroup(
    heading: "Everywhere",
    Option("db", .file, environment: "USAGELEDGER_DB", "The ledger's file"),
    Option("zone", .text.named("ZONE"), default: "UTC", "The time zone of days and months"),
) { Common(db: $0, zone: $1) }

let period = OptionGroup(
    Option("from", .text.named("DAY"), "The first day"), Option("to", .text.named("DAY"), "The last day"),
) { (from, to) throws(ArgumentsError) -> String in
    if from == nil, to != nil {
        throw ArgumentsError(.conflictingOptions, "`--to` needs `--from`", hint: "give both days")
    }
    return "\(from ?? "start")..\(to ?? "end")"
}

let report = Command<Asked>(
    "report", "Write the report of a period as PDF, PNG, CSV and JSON",
    details:
        "The folder is made if it is not there. Files that are there are replaced, all at once, when the "
        + "last one is complete.", examples: ["usageledger report --month 2026-10 --out reports"],
    Option(required: "month", short: "m", .text.named("MONTH"), "The month, as in 2026-10"),
    Option("out", short: "o", .directory, default: ".", "Where to write"),
    Option("format", .choice(Format.self), default: .pdf, "What to write"),
    Option(repeated: "tag", short: "t", .text.named("TAG"), "Only calls with this tag"),
    Flag("quiet", short: "q", "Say nothing"),
) { "report \($0) \($1) \($2) \($3) \($4)" }

let importing = Command<Asked>(
    "import", "Record the calls of files", Positional(repeated: .file, isRequired: true, "The files to read"),
    Flag("verbose", short: "v", "Name every record"), Flag("json", "Print JSON"),
    Option("limit", short: "n", .integer(in: -9...1000), "Stop after so many records"),
) { "import \($0) \($1) \($2) \($3.map(String.init) ?? "all")" }

let program = Program<Common, Asked>(
    "usageledger", "Knows what every AI call cost", version: "1.2.3", common: common,
    sections: [
        CommandSection("Record", [importing]),
        CommandSection(
            "Ask",
            [
                Command("summary", "Totals of a period", period, Flag("json", "Print JSON")) {
                    "\($0) \($1)"
                },
                Command(
                    "explain", "Why a call cost what it cost", Positional(.text.named("ID"), "The call"),
                    Positional(optional: .choice(Format.self).named("FORMAT"), "How to show it"),
                ) { "explain \($0) \($1.map(\.rawValue) ?? "plain")" },
                report,
            ]),
        CommandSection(
            "Prices",
            [
                Command(
                    "prices", "The price catalogue",
                    commands: [
                        Command("list", "All prices: [current] ones first") { "prices list" },
                        Command(
                            "show", "One model's prices",
                            Positional(.text.named("MODEL"), "The model's name"),
                            Option("as-of", .text.named("DAY"), "The day"),
                        ) { "prices show \($0) \($1 ?? "today")" },
                    ])
            ]),
    ],
)

/// The action and common options, or the error, of some words.
func ask(_ line: String, environment: [String: String] = [:]) -> Result<Asked, ArgumentsError> {
    ask(line.split(separator: " ").map(String.init), environment: environment)
}

func ask(_ words: [String], environment: [String: String] = [:]) -> Result<Asked, ArgumentsError> {
    do throws(ArgumentsError) {
        switch try program.parse(words, environment: environment) {
        case .run(let action, let common, _):
            let db = common.db.map { " db=\($0)" } ?? ""
            return .success(action + db + (common.zone == "UTC" ? "" : " zone=\(common.zone)"))
        case .text(let text): return .success(text)
        }
    } catch {
        return .failure(error)
    }
}

/// The error of some words, as it would be shown.
func complaint(_ line: String) -> String? {
    guard case .failure(let error) = ask(line) else { return nil }
    return error.message + (error.hint.map { " | \($0)" } ?? "")
}
