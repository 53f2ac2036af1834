/// How one value is written: its placeholder, what is expected, and how a word becomes the value.
package struct Syntax<Value: Sendable>: Sendable {
    package let placeholder: String
    /// What a right value is, as the end of the sentence "expected ...".
    package let expected: String
    package let choices: [String]
    package let completion: Spec.Completion
    let read: @Sendable (String) -> Result<Value, Refusal>
    let text: @Sendable (Value) -> String

    /// Why a word is not a value.
    package struct Refusal: Error, Hashable, Sendable {
        /// The reason in words; nil where what is expected says it all.
        package var reason: String?
        package var hint: String?

        package init(reason: String? = nil, hint: String? = nil) {
            self.reason = reason
            self.hint = hint
        }
    }

    /// A syntax from a function that gives a value or says why there is none.
    package init(
        _ placeholder: String, expected: String, choices: [String] = [],
        completion: Spec.Completion = .nothing,
        text: @escaping @Sendable (Value) -> String = { String(describing: $0) },
        read: @escaping @Sendable (String) -> Result<Value, Refusal>,
    ) {
        self.placeholder = placeholder
        self.expected = expected
        self.choices = choices
        self.completion = completion
        self.read = read
        self.text = text
    }

    /// A syntax from a function that returns nil for a wrong word.
    package init(
        _ placeholder: String, expected: String, choices: [String] = [],
        completion: Spec.Completion = .nothing,
        text: @escaping @Sendable (Value) -> String = { String(describing: $0) },
        parse: @escaping @Sendable (String) -> Value?,
    ) {
        self.init(
            placeholder, expected: expected, choices: choices, completion: completion, text: text,
            read: { word in parse(word).map { .success($0) } ?? .failure(Refusal()) })
    }

    /// The same syntax under another word in help, as in `.text.named("MODEL")`.
    package func named(_ placeholder: String) -> Syntax {
        Syntax(
            placeholder, expected: expected, choices: choices, completion: completion, text: text, read: read,
        )
    }

    func value(of occurrence: Matches.Occurrence, for spec: Spec) throws(ArgumentsError) -> Value {
        switch read(occurrence.text) {
        case .success(let value): return value
        case .failure(let refusal):
            let source = occurrence.environment.map { " (from `\($0)`)" } ?? ""
            let reason = refusal.reason ?? "expected \(expected)"
            throw ArgumentsError(
                .invalidValue,
                "\(quoted(occurrence.text)) is not a value for `\(spec.label)`\(source): \(reason)",
                place: occurrence.place,
                hint: refusal.hint ?? didYouMean(nearest(to: occurrence.text, in: choices)))
        }
    }
}

extension Syntax where Value == String {
    /// Any words; an empty value is kept.
    package static var text: Syntax { Syntax("TEXT", expected: "a text", parse: { $0 }) }

    /// A file to read or write; `-` stands for the standard stream.
    package static var file: Syntax {
        Syntax("FILE", expected: "a file name", completion: .file, parse: { $0.isEmpty ? nil : $0 })
    }

    /// A folder.
    package static var directory: Syntax {
        Syntax("DIR", expected: "a folder name", completion: .directory, parse: { $0.isEmpty ? nil : $0 })
    }

    /// One of the given words.
    package static func choice(_ choices: [String]) -> Syntax {
        Syntax(
            "WORD", expected: oneOf(choices), choices: choices, completion: .choices,
            parse: { choices.contains($0) ? $0 : nil })
    }
}

extension Syntax where Value == Int {
    /// A whole number within a range.
    package static func integer(in range: ClosedRange<Int> = .min ... .max) -> Syntax {
        let expected =
            switch (range.lowerBound, range.upperBound) {
            case (.min, .max): "a whole number"
            case (let low, .max): "a whole number from \(low)"
            case (.min, let high): "a whole number up to \(high)"
            case (let low, let high): "a whole number from \(low) to \(high)"
            }
        return Syntax(
            "N", expected: expected,
            parse: { word in Int(word).flatMap { range.contains($0) ? $0 : nil } })
    }
}

extension Syntax where Value: CaseIterable & RawRepresentable<String> {
    /// One case of an enumeration, written as its raw value.
    package static func choice(_ type: Value.Type) -> Syntax {
        let choices = type.allCases.map(\.rawValue)
        return Syntax(
            "WORD", expected: oneOf(choices), choices: choices, completion: .choices, text: \.rawValue,
            parse: { Value(rawValue: $0) })
    }
}

private func oneOf(_ choices: [String]) -> String {
    let quotedChoices = choices.map { "`\($0)`" }
    guard let last = quotedChoices.last, quotedChoices.count > 1 else { return quotedChoices.joined() }
    return quotedChoices.dropLast().joined(separator: ", ") + " or \(last)"
}
