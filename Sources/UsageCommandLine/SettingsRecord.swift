import UsageModel

/// Takes named values out of an object of the settings, and names what is wrong or left over.
struct SettingsRecord {
    private let members: [String: SettingsValue]
    private let file: String
    private let path: String
    private let known: [String]

    /// Begins with an object; throws where it is none, or holds a name that is not among the known ones.
    init(_ value: SettingsValue, known: [String], file: String, path: String) throws {
        self.file = file
        self.path = path
        self.known = known
        guard case .object(let members) = value else {
            throw SettingsValue.error("expected an object in braces", file: file, path: path)
        }
        self.members = members
        if let stranger = members.keys.sorted().first(where: { !known.contains($0) }) {
            throw SettingsValue.error(
                "`\(stranger.prefix(60))` is nothing that `\(path)` has", file: file, path: place(stranger),
                hint: Names.suggestion(for: stranger, among: known)
                    ?? "it has \(known.map { "`\($0)`" }.joined(separator: ", "))")
        }
    }

    /// A text that is not empty; nil where it is not given.
    func text(_ name: String) throws -> String? {
        guard let value = members[name] else { return nil }
        guard case .text(let text) = value, !text.isEmpty else { throw error("expected a text", name) }
        return text
    }

    /// A whole number within bounds; nil where it is not given.
    func number(_ name: String, in bounds: ClosedRange<Int>) throws -> Int? {
        guard let value = members[name] else { return nil }
        guard let number = value.numberText.flatMap({ Int($0) }), bounds.contains(number) else {
            throw error("expected a whole number from \(bounds.lowerBound) to \(bounds.upperBound)", name)
        }
        return number
    }

    /// One of several words; nil where it is not given.
    func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) throws -> Word?
    where Word.RawValue == String {
        guard let text = try text(name) else { return nil }
        let words = Word.allCases.map(\.rawValue)
        guard let word = Word(rawValue: text) else {
            throw error(
                "`\(text.prefix(60))` is not one of \(words.map { "`\($0)`" }.joined(separator: ", "))", name,
                hint: Names.suggestion(for: text, among: words))
        }
        return word
    }

    /// A list of texts; nil where it is not given.
    func texts(_ name: String) throws -> [String]? {
        guard let value = members[name] else { return nil }
        guard case .list(let elements) = value else { throw error("expected a list of texts", name) }
        return try elements.map { element in
            guard case .text(let text) = element, !text.isEmpty else {
                throw error("expected a list of texts", name)
            }
            return text
        }
    }

    /// A list of anything, with the place of each; empty where it is not given.
    func list(_ name: String) throws -> [(value: SettingsValue, path: String)] {
        guard let value = members[name] else { return [] }
        guard case .list(let elements) = value else { throw error("expected a list", name) }
        return elements.enumerated().map { ($1, "\(place(name))[\($0)]") }
    }

    /// Whether it is given.
    func has(_ name: String) -> Bool { members[name] != nil }

    /// An error at one of the values.
    func error(_ message: String, _ name: String, hint: String? = nil) -> CommandLineError {
        SettingsValue.error(message, file: file, path: place(name), hint: hint)
    }

    /// The place of one of the values.
    func place(_ name: String) -> String { "\(path).\(name)" }
}
