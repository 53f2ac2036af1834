extension Program {
    /// The help of the program (an empty path) or of one command, wrapped to a width.
    package func help(for path: [String] = [], columns: Int = 80) -> String {
        guard let command = root.child(at: path) else { return "" }
        var page = HelpPage(columns: max(40, columns))
        page.paragraph(command.summary)
        page.paragraph(command.details)
        page.usage(usage(of: command, at: path))
        var headings: [String] = []
        for child in command.children where !headings.contains(child.heading) {
            headings.append(child.heading)
        }
        for heading in headings {
            let children = command.children.filter { $0.heading == heading }
            page.section(
                path.isEmpty ? heading : "Commands", children.map { (label: $0.name, text: $0.summary) })
        }
        let positionals = command.specs.filter { $0.kind == .positional }
        page.section("Arguments", positionals.map { (label: $0.usage, text: $0.explanation) })
        let options = (command.specs + commonSpecs).filter { $0.kind != .positional }
        page.section("Options", rows(options.filter { $0.heading == nil }))
        var titles: [String] = []
        for title in options.compactMap(\.heading) where !titles.contains(title) { titles.append(title) }
        for title in titles { page.section(title, rows(options.filter { $0.heading == title })) }
        page.examples(command.examples)
        return page.text
    }

    /// The help of every command as one Markdown page, the reference of the command line.
    package var reference: String {
        var text = "# \(name)\n"
        for (path, _) in root.walk() {
            if !path.isEmpty { text += "\n## \(([name] + path).joined(separator: " "))\n" }
            text += "\n```\n\(help(for: path))```\n"
        }
        return text
    }

    private func rows(_ options: [Spec]) -> [(label: String, text: String)] {
        options.map { (label: $0.helpLabel, text: $0.explanation) }
    }

    private func usage(of command: CommandSpec, at path: [String]) -> [String] {
        var parts = [([name] + path).joined(separator: " ")]
        if !command.children.isEmpty { return parts + ["COMMAND", "[options]"] }
        parts += command.specs.filter { $0.isRequired && $0.kind == .option }.map(\.usage)
        parts.append("[options]")
        for spec in command.specs where spec.kind == .positional {
            parts.append(spec.isRequired ? spec.usage : "[\(spec.usage)]")
        }
        return parts
    }
}

extension Spec {
    /// `-p, --period PERIOD`, with room for a missing letter.
    fileprivate var helpLabel: String { (short.map { "-\($0), " } ?? "    ") + usage }

    /// The summary and what else the table knows.
    fileprivate var explanation: String {
        var notes: [String] = []
        if !choices.isEmpty { notes.append("one of \(choices.joined(separator: ", "))") }
        if isRequired, kind == .option { notes.append("required") }
        if isRepeated, kind == .option { notes.append("may be repeated") }
        if let defaultText { notes.append("default: \(defaultText.isEmpty ? "empty" : defaultText)") }
        if let environment { notes.append("else $\(environment)") }
        return notes.isEmpty ? summary : "\(summary) (\(notes.joined(separator: "; ")))"
    }
}

/// A page of help while it is set.
private struct HelpPage {
    let columns: Int
    private(set) var text = ""

    init(columns: Int) { self.columns = columns }

    mutating func paragraph(_ words: String) {
        for (index, block) in words.split(separator: "\n\n").enumerated() {
            if index > 0 || !text.isEmpty { text += "\n" }
            for line in wrapped(String(block), columns) { text += line + "\n" }
        }
    }

    /// The usage line; a break falls between its parts, never inside one.
    mutating func usage(_ parts: [String]) {
        let indent = String(repeating: " ", count: 11)
        var line = "Usage:"
        text += "\n"
        for part in parts {
            if line.count + 1 + part.count > columns {
                text += line + "\n"
                line = indent + part
            } else {
                line += " " + part
            }
        }
        text += line + "\n"
    }

    /// Two columns: labels, and what they are, wrapped beside them.
    mutating func section(_ title: String, _ rows: [(label: String, text: String)]) {
        guard !rows.isEmpty else { return }
        text += "\n\(title):\n"
        let labelMax = min(26, columns / 3)
        let width = rows.map(\.label.count).filter { $0 <= labelMax }.max() ?? labelMax
        let indent = String(repeating: " ", count: width + 4)
        for row in rows {
            var start = "  \(row.label)"
            if row.label.count > width {
                text += start + "\n"
                start = indent
            } else {
                start += String(repeating: " ", count: indent.count - start.count)
            }
            for line in wrapped(row.text, columns - indent.count) {
                text += start + line + "\n"
                start = indent
            }
        }
    }

    mutating func examples(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        text += "\nExamples:\n"
        for line in lines { text += "  \(line)\n" }
    }
}

/// A text broken at spaces into lines of at most a width; a longer word stands alone.
func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        if line.isEmpty {
            line = String(word)
        } else if line.count + 1 + word.count <= width {
            line += " " + word
        } else {
            lines.append(line)
            line = String(word)
        }
    }
    return lines + (line.isEmpty ? [] : [line])
}
