/// A word that does something, or that holds a second level of words.
///
/// Types flow from the parameters into the closure, which only makes the action from the values; nothing is
/// done while the words are read.
///
///     Command("models", "Cost by model", period, Flag("json", "Print JSON")) { period, json in
///         Action { ... }
///     }
package struct Command<Action: Sendable>: Sendable {
    package let name: String
    package let summary: String
    package let details: String
    package let examples: [String]
    package let specs: [Spec]
    package let children: [Command]
    let read: (@Sendable (Matches) throws(ArgumentsError) -> Action)?

    /// A command that takes parameters.
    package init<each P: Parameter>(
        _ name: String, _ summary: String, details: String = "", examples: [String] = [],
        _ parameters: repeat each P,
        make: @escaping @Sendable (repeat (each P).Value) throws(ArgumentsError) -> Action,
    ) {
        var specs: [Spec] = []
        for parameter in repeat each parameters { specs += parameter.specs }
        self.name = name
        self.summary = summary
        self.details = details
        self.examples = examples
        self.specs = specs
        children = []
        read = { (matches) throws(ArgumentsError) -> Action in
            try make(repeat try (each parameters).value(in: matches))
        }
    }

    /// A word that only holds other commands, as `prices` holds `list` and `show`.
    package init(_ name: String, _ summary: String, details: String = "", commands: [Command]) {
        self.name = name
        self.summary = summary
        self.details = details
        examples = []
        specs = []
        children = commands
        read = nil
    }
}

/// Commands that belong together, under one heading of the overview.
package struct CommandSection<Action: Sendable>: Sendable {
    package let heading: String
    package let commands: [Command<Action>]

    package init(_ heading: String, _ commands: [Command<Action>]) {
        self.heading = heading
        self.commands = commands
    }
}
