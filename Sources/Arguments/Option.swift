/// A named value: `--name value`, `--name=value`, `-n value` or `-nvalue`.
///
/// The initialiser decides the type: `Value?` by default, `Value` where it is required or has a default, an
/// array where it may be repeated.
package struct Option<Value: Sendable>: Parameter {
    private let spec: Spec
    private let read: @Sendable (Matches, Spec) throws(ArgumentsError) -> Value

    package var specs: [Spec] { [spec] }

    package func value(in matches: Matches) throws(ArgumentsError) -> Value { try read(matches, spec) }
}

extension Option {
    /// An option that may be left out.
    package init<Element>(
        _ name: String, short: Character? = nil, _ syntax: Syntax<Element>, environment: String? = nil,
        _ summary: String,
    ) where Value == Element? {
        spec = Spec(option: name, short, syntax, environment, summary)
        read = { (matches, spec) throws(ArgumentsError) -> Element? in
            guard let found = matches.all(for: spec).first else { return nil }
            return try syntax.value(of: found, for: spec)
        }
    }

    /// An option with a default, which the help shows.
    package init(
        _ name: String, short: Character? = nil, _ syntax: Syntax<Value>, default value: Value,
        environment: String? = nil, _ summary: String,
    ) {
        var spec = Spec(option: name, short, syntax, environment, summary)
        spec.defaultText = syntax.text(value)
        self.spec = spec
        read = { (matches, spec) throws(ArgumentsError) -> Value in
            guard let found = matches.all(for: spec).first else { return value }
            return try syntax.value(of: found, for: spec)
        }
    }

    /// An option that must be given.
    package init(
        required name: String, short: Character? = nil, _ syntax: Syntax<Value>, environment: String? = nil,
        _ summary: String,
    ) {
        var spec = Spec(option: name, short, syntax, environment, summary)
        spec.isRequired = true
        self.spec = spec
        read = { (matches, spec) throws(ArgumentsError) -> Value in
            guard let found = matches.all(for: spec).first else { throw ArgumentsError.missing([spec]) }
            return try syntax.value(of: found, for: spec)
        }
    }

    /// An option that may be given any number of times.
    package init<Element>(
        repeated name: String, short: Character? = nil, _ syntax: Syntax<Element>, _ summary: String,
    ) where Value == [Element] {
        var spec = Spec(option: name, short, syntax, nil, summary)
        spec.isRepeated = true
        self.spec = spec
        read = { (matches, spec) throws(ArgumentsError) -> [Element] in
            try syntax.values(of: matches.all(for: spec), for: spec)
        }
    }
}

extension Syntax {
    func values(of found: [Matches.Occurrence], for spec: Spec) throws(ArgumentsError) -> [Value] {
        var values: [Value] = []
        for occurrence in found { values.append(try value(of: occurrence, for: spec)) }
        return values
    }
}

extension Spec {
    fileprivate init<Value>(
        option name: String, _ short: Character?, _ syntax: Syntax<Value>, _ environment: String?,
        _ summary: String,
    ) {
        self.init(
            .option, name, short: short, placeholder: syntax.placeholder, summary: summary,
            choices: syntax.choices, completion: syntax.completion, environment: environment)
    }
}
