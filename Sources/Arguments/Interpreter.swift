/// The command-line interpreters that completion scripts are written for.
package enum Interpreter: String, CaseIterable, Hashable, Sendable {
    case bash
    case zsh
    case fish
}

extension Program {
    /// A completion script made from the same table as the parser and the help.
    package func completions(for interpreter: Interpreter) -> String {
        let table = CompletionTable(program: name, root: root, common: commonSpecs)
        return switch interpreter {
        case .bash: bashScript(table)
        case .zsh: zshScript(table)
        case .fish: fishScript(table)
        }
    }
}

/// What all scripts are made from.
struct CompletionTable {
    let program: String
    let commands: [(path: [String], command: CommandSpec)]
    let common: [Spec]

    init(program: String, root: CommandSpec, common: [Spec]) {
        self.program = program
        commands = root.walk()
        self.common = common
    }

    /// The name of the script's own functions: letters, digits and underscores only.
    var function: String {
        "_" + String(program.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// The options of a command, its own and the common ones.
    func options(of command: CommandSpec) -> [Spec] {
        (command.specs + common).filter { $0.kind != .positional }
    }

    /// The ways to write an option.
    func spellings(of spec: Spec) -> [String] { (spec.short.map { ["-\($0)"] } ?? []) + [spec.label] }

    /// The words that may stand as the first plain word of a command.
    func words(of command: CommandSpec) -> [String] {
        if command.name == CommandSpec.help.name, command.specs == CommandSpec.help.specs {
            return commands.filter { $0.path.count == 1 }.map(\.command.name)
        }
        if !command.children.isEmpty { return command.children.map(\.name) }
        return command.specs.first { $0.kind == .positional }?.choices ?? []
    }
}

/// A text as one word of any of the three languages.
func shellQuoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
}
