/// A zsh script: one function a command, each a call of `_arguments`.
func zshScript(_ table: CompletionTable) -> String {
    let functions = table.commands.map { path, command in
        command.children.isEmpty
            ? leafFunction(path, command, table) : branchFunction(path, command, table)
    }
    return """
        #compdef \(table.program)

        \(functions.joined(separator: "\n\n"))

        if [[ $funcstack[1] == \(table.function) ]]; then
            \(table.function) "$@"
        else
            compdef \(table.function) \(table.program)
        fi

        """
}

/// A command that takes values.
private func leafFunction(_ path: [String], _ command: CommandSpec, _ table: CompletionTable) -> String {
    var rows = table.options(of: command).map { row($0, table) }
    if command == .help {
        rows.append("'*:command:(\(table.words(of: command).joined(separator: " ")))'")
    } else {
        for spec in command.specs where spec.kind == .positional {
            let start = spec.isRepeated ? "*:" : spec.isRequired ? ":" : "::"
            rows.append(shellQuoted("\(start)\(escaped(spec.name)):\(action(spec))"))
        }
    }
    return """
        \(name(path, table))() {
            _arguments -s -S \\
                \(rows.joined(separator: " \\\n        "))
        }
        """
}

/// A level that holds commands.
private func branchFunction(_ path: [String], _ command: CommandSpec, _ table: CompletionTable) -> String {
    let rows = table.options(of: command).map { row($0, table) }
    let described = command.children.map { "            \(shellQuoted("\($0.name):\($0.summary)"))" }
    let calls = command.children.map { "        \($0.name)) \(name(path + [$0.name], table)) ;;" }
    return """
        \(name(path, table))() {
            local context state state_descr line
            typeset -A opt_args
            _arguments -C \\
                \(rows.joined(separator: " \\\n        ")) \\
                ':command:->command' '*::argument:->argument'
            case $state in
            command)
                local -a commands
                commands=(
        \(described.joined(separator: "\n"))
                )
                _describe -t commands command commands
                ;;
            argument)
                case $line[1] in
        \(calls.joined(separator: "\n"))
                esac
                ;;
            esac
        }
        """
}

private func name(_ path: [String], _ table: CompletionTable) -> String {
    ([table.function] + path.map { String($0.map { $0 == "-" ? "_" : $0 }) }).joined(separator: "_")
}

/// One row of `_arguments`: which exclude it, its spellings, its summary, its value.
private func row(_ spec: Spec, _ table: CompletionTable) -> String {
    let spellings = table.spellings(of: spec)
    let written = spellings.map { spelling in
        spec.kind == .flag ? spelling : spelling.hasPrefix("--") ? "\(spelling)=" : "\(spelling)+"
    }
    let value = spec.kind == .flag ? "" : ":\(escaped(spec.placeholder)):\(action(spec))"
    let tail = shellQuoted("[\(escaped(spec.summary))]\(value)")
    let head = spec.isRepeated ? "'*'" : shellQuoted("(\(spellings.joined(separator: " ")))")
    return head + (written.count > 1 ? "{\(written.joined(separator: ","))}" : written.joined()) + tail
}

private func action(_ spec: Spec) -> String {
    switch spec.completion {
    case .nothing: " "
    case .file: "_files"
    case .directory: "_files -/"
    case .choices: "(\(spec.choices.joined(separator: " ")))"
    }
}

/// A text without the characters that `_arguments` gives a meaning.
private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
        if "[]:\\".contains(character) { result.append("\\") }
        result.append(character)
    }
    return result
}
