/// A value given by its place among the words, not by a name.
package struct Positional<Value: Sendable>: Parameter {
    private let spec: Spec
    private let read: @Sendable (Matches, Spec) throws(ArgumentsError) -> Value

    package var specs: [Spec] { [spec] }

    package func value(in matches: Matches) throws(ArgumentsError) -> Value { try read(matches, spec) }
}

extension Positional {
    /// A word that must be given; its name in help is the syntax's placeholder.
    package init(_ syntax: Syntax<Value>, _ summary: String) {
        spec = Spec(positional: syntax, summary, isRequired: true)
        read = { (matches, spec) throws(ArgumentsError) -> Value in
            guard let found = matches.all(for: spec).first else { throw ArgumentsError.missing([spec]) }
            return try syntax.value(of: found, for: spec)
        }
    }

    /// A word that may be left out.
    package init<Element>(optional syntax: Syntax<Element>, _ summary: String) where Value == Element? {
        spec = Spec(positional: syntax, summary, isRequired: false)
        read = { (matches, spec) throws(ArgumentsError) -> Element? in
            guard let found = matches.all(for: spec).first else { return nil }
            return try syntax.value(of: found, for: spec)
        }
    }

    /// All remaining words, at least one where `isRequired`.
    package init<Element>(repeated syntax: Syntax<Element>, isRequired: Bool = false, _ summary: String)
    where Value == [Element] {
        var spec = Spec(positional: syntax, summary, isRequired: isRequired)
        spec.isRepeated = true
        self.spec = spec
        read = { (matches, spec) throws(ArgumentsError) -> [Element] in
            try syntax.values(of: matches.all(for: spec), for: spec)
        }
    }
}

extension Spec {
    fileprivate init<Value>(positional syntax: Syntax<Value>, _ summary: String, isRequired: Bool) {
        self.init(
            .positional, syntax.placeholder, placeholder: syntax.placeholder, summary: summary,
            choices: syntax.choices, completion: syntax.completion, isRequired: isRequired)
    }
}
