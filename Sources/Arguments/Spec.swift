/// One row of the table that the parser, the help and the completions all read.
package struct Spec: Hashable, Sendable {
    /// What shape of words the row stands for.
    package enum Kind: Hashable, Sendable {
        case flag
        case option
        case positional
    }

    /// What a command-line interpreter may offer for a value.
    package enum Completion: Hashable, Sendable {
        case nothing
        case file
        case directory
        case choices
    }

    package var kind: Kind
    /// The long name without dashes; for a positional, the word shown in its place.
    package var name: String
    package var short: Character?
    /// The word that stands for the value in help; empty for a flag.
    package var placeholder: String
    package var summary: String
    package var choices: [String]
    package var completion: Completion
    package var isRequired: Bool
    package var isRepeated: Bool
    /// The default as it would be typed.
    package var defaultText: String?
    /// The environment variable read when the words do not hold the option.
    package var environment: String?
    /// The heading in help, where it is not the usual one.
    package var heading: String?

    package init(
        _ kind: Kind, _ name: String, short: Character? = nil, placeholder: String = "", summary: String,
        choices: [String] = [], completion: Completion = .nothing, isRequired: Bool = false,
        isRepeated: Bool = false, defaultText: String? = nil, environment: String? = nil,
        heading: String? = nil,
    ) {
        self.kind = kind
        self.name = name
        self.short = short
        self.placeholder = placeholder
        self.summary = summary
        self.choices = choices
        self.completion = completion
        self.isRequired = isRequired
        self.isRepeated = isRepeated
        self.defaultText = defaultText
        self.environment = environment
        self.heading = heading
    }

    /// The name as it is written in messages: `--period` or `FILE`.
    package var label: String { kind == .positional ? name : "--\(name)" }

    /// The name with its value, as in `--period PERIOD` or `FILE...`.
    var usage: String {
        switch kind {
        case .flag: label
        case .option: "\(label) \(placeholder)"
        case .positional: isRepeated ? "\(name)..." : name
        }
    }

    static let help = Spec(.flag, "help", short: "h", summary: "Show this help")
    static let version = Spec(.flag, "version", summary: "Show the version")
}
