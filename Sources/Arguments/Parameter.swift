/// Something a command takes from its words: it says how it is written and reads its value from the matches.
package protocol Parameter<Value>: Sendable {
    associatedtype Value: Sendable

    /// The rows it adds to the command's table.
    var specs: [Spec] { get }

    /// The value, once the words are sorted by the table.
    func value(in matches: Matches) throws(ArgumentsError) -> Value
}

/// The words sorted by the table: still text, nothing converted.
package struct Matches: Hashable, Sendable {
    /// One value as it was given.
    struct Occurrence: Hashable, Sendable {
        var text: String
        /// The index of the word, if it came from the words.
        var place: Int?
        /// The variable, if it came from the environment.
        var environment: String?
    }

    private var occurrences: [String: [Occurrence]] = [:]
    private let environment: [String: String]

    init(environment: [String: String] = [:]) { self.environment = environment }

    mutating func add(_ text: String, at place: Int, for spec: Spec) {
        occurrences[spec.label, default: []].append(Occurrence(text: text, place: place))
    }

    /// What the words hold for a row, else what its environment variable holds; an empty variable is as none.
    func all(for spec: Spec) -> [Occurrence] {
        if let found = occurrences[spec.label] { return found }
        guard let name = spec.environment, let text = environment[name], !text.isEmpty else { return [] }
        return [Occurrence(text: text, environment: name)]
    }

    func has(_ spec: Spec) -> Bool { !all(for: spec).isEmpty }
}

/// A switch that is either given or not.
package struct Flag: Parameter {
    private let spec: Spec

    package init(_ name: String, short: Character? = nil, _ summary: String) {
        spec = Spec(.flag, name, short: short, summary: summary)
    }

    package var specs: [Spec] { [spec] }

    package func value(in matches: Matches) throws(ArgumentsError) -> Bool { matches.has(spec) }
}
