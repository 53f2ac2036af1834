/// A fish script: one function that tells the command on the line, and a rule for each row of the table.
func fishScript(_ table: CompletionTable) -> String {
    let function = "_" + table.function
    let program = table.program
    var rules: [String] = []
    for (path, command) in table.commands {
        let here = "complete -c \(program) -n '\(function)_at \"\(path.joined(separator: " "))\"'"
        for child in command.children {
            rules.append("\(here) -a \(fishQuoted(child.name)) -d \(fishQuoted(child.summary))")
        }
        if command.children.isEmpty {
            let words = table.words(of: command)
            if !words.isEmpty { rules.append("\(here) -a \(fishQuoted(words.joined(separator: " ")))") }
            if let positional = command.specs.first(where: { $0.kind == .positional }) {
                if positional.completion == .file { rules.append("\(here) -F") }
                if positional.completion == .directory {
                    rules.append("\(here) -a '(__fish_complete_directories)'")
                }
            }
        }
        for option in table.options(of: command) {
            let short = option.short.map { " -s \($0)" } ?? ""
            let value = offer(option)
            let text = fishQuoted(option.summary)
            rules.append("\(here) -l \(option.name)\(short)\(value) -d \(text)")
        }
    }
    let takers = table.common.filter { $0.kind == .option }.flatMap(table.spellings)
    let levels = table.commands.filter { !$0.path.isEmpty }.map { path, command in
        let pattern = fishQuoted("\(path.dropLast().joined(separator: " ")):\(command.name)")
        return
            "            case \(pattern)\n                set path \(fishQuoted(path.joined(separator: " ")))"
    }
    return """
        # fish completion for \(program)

        function \(function)_path
            set -l path ''
            set -l skip 0
            for word in (commandline -opc)[2..-1]
                if test $skip -eq 1
                    set skip 0
                    continue
                end
                if contains -- $word \(takers.isEmpty ? "''" : takers.joined(separator: " "))
                    set skip 1
                    continue
                end
                switch "$path:$word"
        \(levels.joined(separator: "\n"))
                end
            end
            echo "$path"
        end

        function \(function)_at
            set -l path (\(function)_path)
            test "$path" = "$argv[1]"
        end

        complete -c \(program) -f
        \(rules.joined(separator: "\n"))

        """
}

/// How an option takes its value.
private func offer(_ spec: Spec) -> String {
    guard spec.kind == .option else { return "" }
    return switch spec.completion {
    case .nothing: " -x"
    case .file: " -r -F"
    case .directory: " -x -a '(__fish_complete_directories)'"
    case .choices: " -x -a \(fishQuoted(spec.choices.joined(separator: " ")))"
    }
}

/// As `shellQuoted`, with fish's own meaning of a backslash between quotes.
private func fishQuoted(_ text: String) -> String {
    shellQuoted(text.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: #"\\"#))
}
