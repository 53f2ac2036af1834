/// Reads an expression of the rule files; see `Expression` for its grammar.
struct ExpressionReader {
    private let characters: [Character]
    private var position = 0

    private init(_ text: String) {
        characters = Array(text)
    }

    /// Reads a whole text; throws `bad_rule` where it is no expression.
    static func read(_ text: String) throws(CaptureError) -> Expression {
        var reader = ExpressionReader(text)
        let expression = try reader.alternatives()
        reader.skipSpace()
        guard reader.position == reader.characters.count else { throw reader.error("expected the end") }
        return expression
    }

    private func error(_ message: String) -> CaptureError {
        CaptureError(.badRule, "\(message) at character \(position + 1) of `\(String(characters))`")
    }

    private var next: Character? { position < characters.count ? characters[position] : nil }

    private mutating func skipSpace() {
        while next == " " { position += 1 }
    }

    /// Takes an operator, which stands between spaces, so that names may hold hyphens.
    private mutating func takeOperator(_ sign: Character) -> Bool {
        let mark = position
        skipSpace()
        guard position > mark, next == sign else {
            position = mark
            return false
        }
        position += 1
        return true
    }

    private mutating func alternatives() throws(CaptureError) -> Expression {
        var found = [try terms()]
        while takeOperator("|") { found.append(try terms()) }
        return found.count == 1 ? found[0] : .firstOf(found)
    }

    private mutating func terms() throws(CaptureError) -> Expression {
        var expression = try term()
        while true {
            if takeOperator("+") {
                let other = try term()
                if case .sum(let terms) = expression {
                    expression = .sum(terms + [other])
                } else {
                    expression = .sum([expression, other])
                }
            } else if takeOperator("-") {
                expression = .difference(expression, try term())
            } else {
                return expression
            }
        }
    }

    private mutating func term() throws(CaptureError) -> Expression {
        skipSpace()
        switch next {
        case "(":
            position += 1
            let inner = try alternatives()
            try expect(")")
            return inner
        case "'":
            position += 1
            let word = take { $0 != "'" }
            try expect("'")
            return .word(word)
        default:
            return try pathOrCall()
        }
    }

    private mutating func pathOrCall() throws(CaptureError) -> Expression {
        var steps: [Expression.Step] = []
        while true {
            let name = take { $0.isLetter || $0.isNumber || "_-@:$".contains($0) }
            if next == "(", steps.isEmpty { return try call(name) }
            if name == "$", steps.isEmpty { return .path([]) }
            if !name.isEmpty { steps.append(.member(name)) }
            while next == "[" { steps.append(try selector()) }
            guard next == "." else { break }
            position += 1
        }
        guard !steps.isEmpty else { throw error("expected a path") }
        return .path(steps)
    }

    private mutating func selector() throws(CaptureError) -> Expression.Step {
        position += 1
        let member = take { $0 != "=" && $0 != "]" }
        guard next == "=" else {
            try expect("]")
            guard member.isEmpty else { throw error("expected `=` in the brackets") }
            return .each
        }
        position += 1
        let words = take { $0 != "]" }.lowercased().split(separator: "/").map(String.init)
        try expect("]")
        return .matching(member: member, words: words)
    }

    private mutating func call(_ name: String) throws(CaptureError) -> Expression {
        guard let function = Expression.Function(rawValue: name) else {
            throw error("unknown function `\(name)`")
        }
        var arguments: [Expression] = []
        repeat {
            position += 1
            arguments.append(try alternatives())
            skipSpace()
        } while next == ","
        try expect(")")
        let expected =
            switch function {
            case .count, .distinct, .sum: 1
            case .when, .containing: 2
            case .outside: 4
            }
        guard arguments.count == expected else {
            throw error("`\(name)` takes \(expected) arguments")
        }
        return .call(function, arguments)
    }

    private mutating func take(while accepted: (Character) -> Bool) -> String {
        let start = position
        while let character = next, accepted(character) { position += 1 }
        return String(characters[start..<position])
    }

    private mutating func expect(_ character: Character) throws(CaptureError) {
        guard next == character else { throw error("expected `\(character)`") }
        position += 1
    }
}
