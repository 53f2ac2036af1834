/// A bash script: one function that finds the command on the line, then offers what may come next.
func bashScript(_ table: CompletionTable) -> String {
    let function = table.function
    return """
        # bash completion for \(table.program)

        \(function)_words() {
            local IFS=$' \\n'
            mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
        }

        \(function)_paths() {
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
        }

        \(function)() {
            local cur="${COMP_WORDS[COMP_CWORD]}" prev="" command="" i
            COMPREPLY=()
            ((COMP_CWORD > 0)) && prev="${COMP_WORDS[COMP_CWORD - 1]}"
            # bash breaks words at "=": --name=value arrives as three.
            if [[ $cur == "=" ]]; then
                cur=""
            elif [[ $prev == "=" ]] && ((COMP_CWORD > 1)); then
                prev="${COMP_WORDS[COMP_CWORD - 2]}"
            fi
            for ((i = 1; i < COMP_CWORD; i++)); do
                case "${COMP_WORDS[i]}" in
                \(takers(table)))
                    [[ ${COMP_WORDS[i + 1]} == "=" ]] && ((i++))
                    ((i++))
                    continue
                    ;;
                esac
                case "$command:${COMP_WORDS[i]}" in
        \(levels(table))
                esac
            done
            case "$command:$prev" in
        \(values(table))
            esac
            case "$command" in
        \(plainWords(table))
            esac
        }

        complete -F \(function) \(table.program)

        """
}

/// The common options that take a value, so that a value is never taken for a command.
private func takers(_ table: CompletionTable) -> String {
    let spellings = table.common.filter { $0.kind == .option }.flatMap(table.spellings)
    return spellings.isEmpty ? "--=" : spellings.joined(separator: " | ")
}

private func levels(_ table: CompletionTable) -> String {
    table.commands.filter { !$0.path.isEmpty }.map { path, command in
        let before = path.dropLast().joined(separator: " ")
        let pattern = shellQuoted("\(before):\(command.name)")
        return "        \(pattern)) command=\(shellQuoted(path.joined(separator: " "))) ;;"
    }
    .joined(separator: "\n")
}

private func values(_ table: CompletionTable) -> String {
    table.commands.flatMap { path, command in
        table.options(of: command).filter { $0.kind == .option }.map { option in
            let name = path.joined(separator: " ")
            let patterns = table.spellings(of: option).map { shellQuoted("\(name):\($0)") }
            return "    \(patterns.joined(separator: " | "))) \(offer(option, table)); return ;;"
        }
    }
    .joined(separator: "\n")
}

private func plainWords(_ table: CompletionTable) -> String {
    table.commands.map { path, command in
        let options = table.options(of: command).map(\.label).joined(separator: " ")
        let words = table.words(of: command).joined(separator: " ")
        let positional = command.specs.first { $0.kind == .positional }
        let plain =
            words.isEmpty
            ? positional.map { offer($0, table) } ?? ":" : "\(table.function)_words \(shellQuoted(words))"
        return """
                \(shellQuoted(path.joined(separator: " "))))
                    if [[ $cur == -* ]]; then
                        \(table.function)_words \(shellQuoted(options))
                    else
                        \(plain)
                    fi
                    ;;
            """
    }
    .joined(separator: "\n")
}

/// What completes a value; `:` does nothing where nothing can be offered.
private func offer(_ spec: Spec, _ table: CompletionTable) -> String {
    switch spec.completion {
    case .nothing: ":"
    case .file: "\(table.function)_paths -f"
    case .directory: "\(table.function)_paths -d"
    case .choices: "\(table.function)_words \(shellQuoted(spec.choices.joined(separator: " ")))"
    }
}
