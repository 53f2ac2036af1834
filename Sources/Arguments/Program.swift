/// What a program's words ask for, as a value: nothing has been done yet.
package enum Request<Common: Sendable, Action: Sendable>: Sendable {
    /// Do this.
    case run(Action, common: Common, path: [String])
    /// Print this and be done: help, the version or a completion script.
    case text(String)
}

/// A program: its commands, and the options that all of them take.
package struct Program<Common: Sendable, Action: Sendable>: Sendable {
    package let name: String
    package let version: String
    let root: CommandSpec
    let commonSpecs: [Spec]
    private let commands: [Command<Action>]
    private let readCommon: @Sendable (Matches) throws(ArgumentsError) -> Common

    /// A program whose table is checked here, once, for names that meet.
    package init(
        _ name: String, _ summary: String, version: String, details: String = "",
        common: some Parameter<Common>, sections: [CommandSection<Action>],
    ) {
        self.name = name
        self.version = version
        commonSpecs = common.specs + [.help]
        commands = sections.flatMap(\.commands)
        readCommon = { (matches) throws(ArgumentsError) -> Common in try common.value(in: matches) }
        let own = sections.flatMap { section in
            section.commands.map { CommandSpec($0, heading: section.heading) }
        }
        root = CommandSpec(
            name, summary, details: details, specs: [.version], children: own + [.help, .completions])
        for (path, command) in root.walk() {
            let problem = tableProblem(command.specs + commonSpecs, children: command.children)
            precondition(problem == nil, "\(path.joined(separator: " ")): \(problem ?? "")")
        }
    }

    /// Reads the words after the program's name.
    ///
    /// - Parameters:
    ///   - words: The words, without the program's own name.
    ///   - environment: The variables that options may fall back to.
    ///   - columns: The width for help.
    /// - Throws: An `ArgumentsError` for the first mistake.
    package func parse(
        _ words: [String], environment: [String: String] = [:], columns: Int = 80,
    ) throws(ArgumentsError) -> Request<Common, Action> {
        let isHelpWanted = words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
        if isHelpWanted { return .text(help(for: try pathBeforeHelp(words), columns: columns)) }
        var parser = WordParser(
            words: words, specs: root.specs + commonSpecs, command: name, environment: environment)
        do {
            return try parse(&parser, columns: columns)
        } catch {
            guard error.code == .unknownOption, error.hint == nil else { throw error }
            var hinted = error
            hinted.hint = owner(of: words[error.place ?? 0])
            throw hinted
        }
    }

    private func parse(_ parser: inout WordParser, columns: Int) throws(ArgumentsError)
        -> Request<Common, Action>
    {
        var node = root
        var path: [String] = []
        while !node.children.isEmpty {
            let word = try parser.nextCommandWord()
            if path.isEmpty, parser.matches.has(.version) { return .text("\(name) \(version)\n") }
            // A letter for help among other letters, as in `-qh`.
            if parser.matches.has(.help) { return .text(help(for: path, columns: columns)) }
            guard let word else { throw missingCommand(below: path) }
            guard let child = node.children.first(where: { $0.name == word.text }) else {
                throw unknownCommand(word.text, place: word.place, below: path)
            }
            node = child
            path.append(child.name)
            parser.enter(child.name, adding: child.specs, removing: .version)
        }
        try parser.takeRest()
        if parser.matches.has(.help) { return .text(help(for: path, columns: columns)) }
        return try request(path, parser.matches, columns: columns)
    }

    private func request(_ path: [String], _ matches: Matches, columns: Int) throws(ArgumentsError)
        -> Request<Common, Action>
    {
        if path == [CommandSpec.help.name] {
            let asked = matches.all(for: CommandSpec.helpPath).map(\.text)
            return .text(help(for: try checked(asked), columns: columns))
        }
        if path == [CommandSpec.completions.name] {
            return .text(completions(for: try CommandSpec.interpreter.value(in: matches)))
        }
        guard let read = command(at: path)?.read else { throw missingCommand(below: path) }
        let common = try readCommon(matches)
        return .run(try read(matches), common: common, path: path)
    }

    private func command(at path: [String]) -> Command<Action>? {
        var found = commands.first { $0.name == path.first }
        for name in path.dropFirst() { found = found?.children.first { $0.name == name } }
        return found
    }

    /// The commands named in the words before or after `--help`, with all other mistakes forgiven.
    private func pathBeforeHelp(_ words: [String]) throws(ArgumentsError) -> [String] {
        var parser = WordParser(
            words: words, specs: root.specs + commonSpecs, command: name, environment: [:])
        var path: [String] = []
        while let node = root.child(at: path), !node.children.isEmpty {
            guard let word = (try? parser.nextCommandWord()) ?? nil else { break }
            guard node.children.contains(where: { $0.name == word.text }) else {
                throw unknownCommand(word.text, place: word.place, below: path)
            }
            path.append(word.text)
        }
        return path
    }

    private func checked(_ path: [String]) throws(ArgumentsError) -> [String] {
        for length in path.indices where root.child(at: Array(path[...length])) == nil {
            throw unknownCommand(path[length], place: nil, below: Array(path[..<length]))
        }
        return path
    }
}

// MARK: - Mistakes that only the whole program can explain

extension Program {
    private func missingCommand(below path: [String]) -> ArgumentsError {
        let names = root.child(at: path)?.children.map { "`\($0.name)`" } ?? []
        let asked = ([name] + path).joined(separator: " ")
        return ArgumentsError(
            .missingCommand, "`\(asked)` needs a command",
            hint: path.isEmpty ? "see `\(name) --help`" : "one of \(names.joined(separator: ", "))")
    }

    private func unknownCommand(_ word: String, place: Int?, below path: [String]) -> ArgumentsError {
        let names = root.child(at: path)?.children.map(\.name) ?? []
        var suggestions = nearest(to: word, in: names)
        if suggestions.isEmpty {
            // The right word on the wrong level.
            let elsewhere = root.walk().filter { $0.path.last == word }
            suggestions = elsewhere.prefix(3).map { $0.path.joined(separator: " ") }
        }
        let asked = ([name] + path).joined(separator: " ")
        let hint = didYouMean(suggestions) ?? "see `\(asked) --help`"
        return ArgumentsError(
            .unknownCommand, "`\(asked)` has no command \(quoted(word))", place: place, hint: hint)
    }

    /// Which commands have an option that was asked of another.
    private func owner(of word: String) -> String? {
        let label = String(word.prefix { $0 != "=" })
        let owners = root.walk().filter { entry in
            entry.command.specs.contains { $0.kind != .positional && $0.label == label }
        }
        guard !owners.isEmpty else { return nil }
        let names = owners.prefix(3).map { "`\(([name] + $0.path).joined(separator: " "))`" }
        return "`\(label)` is an option of \(names.joined(separator: ", "))"
    }
}

/// What is wrong with a table, nil if nothing is; each of these would be a mistake of ours, not of a user.
private func tableProblem(_ specs: [Spec], children: [CommandSpec]) -> String? {
    let labels = specs.map(\.label) + children.map(\.name)
    if Set(labels).count != labels.count { return "two parameters or commands have one name" }
    let shorts = specs.compactMap(\.short)
    if Set(shorts).count != shorts.count { return "two options have one letter" }
    let positionals = specs.filter { $0.kind == .positional }
    if positionals.dropLast().contains(where: \.isRepeated) { return "only the last positional may repeat" }
    for (first, second) in zip(positionals, positionals.dropFirst()) where !first.isRequired {
        if second.isRequired { return "a required positional follows one that may be left out" }
    }
    return nil
}

// MARK: - Commands that every program has

extension CommandSpec {
    static let helpPath = Spec(
        .positional, "COMMAND", placeholder: "COMMAND", summary: "The command to explain", isRepeated: true)
    static let interpreter = Positional(
        Syntax.choice(Interpreter.self).named("SHELL"), "The command-line interpreter")

    static let help = CommandSpec(
        "help", "Show the help of a command", specs: [helpPath], heading: "This program")
    static let completions = CommandSpec(
        "completions", "Print a completion script for bash, zsh or fish", specs: interpreter.specs,
        heading: "This program")
}
