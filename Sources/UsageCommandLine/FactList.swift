/// Facts under each other: a word at the left, what it is at the right.
struct FactList {
    private var facts: [(name: String, text: String)] = []
    private let nameColumns: Int

    init(nameColumns: Int = 14) { self.nameColumns = nameColumns }

    var isEmpty: Bool { facts.isEmpty }

    mutating func add(_ name: String, _ text: String) { facts.append((name, DisplayText(text).text)) }

    /// The facts, wrapped to a width.
    func text(columnsMax: Int?, hasColour: Bool) -> String {
        var text = ""
        for fact in facts {
            let padding = String(repeating: " ", count: max(1, nameColumns - fact.name.count))
            let margin = String(repeating: " ", count: nameColumns)
            let lines = foldedLines(fact.text, to: columnsMax.map { max(20, $0 - nameColumns) })
            text += TextStyle.bold.applied(to: fact.name, if: hasColour) + padding
            text += lines.joined(separator: "\n" + margin) + "\n"
        }
        return text
    }
}
