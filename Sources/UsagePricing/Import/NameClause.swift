import JSON

/// A price list's own rule for the names of a model; only the importer evaluates it, to declare exact names.
indirect enum NameClause {
    case equals(String)
    case startsWith(String)
    case endsWith(String)
    case contains(String)
    case regex(String)
    case or([NameClause])
    case and([NameClause])

    init?(_ value: JSONValue) {
        guard let member = value.object?.members.first else { return nil }
        switch (member.name, member.value) {
        case ("equals", .string(let text)): self = .equals(text)
        case ("starts_with", .string(let text)): self = .startsWith(text)
        case ("ends_with", .string(let text)): self = .endsWith(text)
        case ("contains", .string(let text)): self = .contains(text)
        case ("regex", .string(let text)): self = .regex(text)
        case ("or", .array(let clauses)): self = .or(clauses.compactMap { NameClause($0) })
        case ("and", .array(let clauses)): self = .and(clauses.compactMap { NameClause($0) })
        default: return nil
        }
    }

    /// Whether a name of another list means the model; free and experimental variants must be named themselves.
    func matches(_ name: String) -> Bool {
        if fits(name) { return isExact(name) || !Self.isVariant(name) }
        let lowered = name.lowercased()
        return lowered != name && fits(lowered) && (isExact(lowered) || !Self.isVariant(lowered))
    }

    /// A name that says that it is another product than its beginning: free, experimental.
    static func isVariant(_ name: String) -> Bool {
        name.hasSuffix(":free") || name.contains("-exp-") || name.hasSuffix("-exp")
            || name.contains("experimental")
    }

    private func isExact(_ name: String) -> Bool {
        switch self {
        case .equals(let text): text == name
        case .or(let clauses): clauses.contains { $0.isExact(name) }
        case .startsWith(let text), .contains(let text), .endsWith(let text), .regex(let text):
            Self.isVariant(text)
        case .and(let clauses): clauses.contains { $0.isExact(name) }
        }
    }

    private func fits(_ name: String) -> Bool {
        switch self {
        case .equals(let text): name == text
        case .startsWith(let text): name.hasPrefix(text)
        case .endsWith(let text): name.hasSuffix(text)
        case .contains(let text): name.contains(text)
        case .regex(let text): (try? Regex(text).firstMatch(in: name)) != nil
        case .or(let clauses): clauses.contains { $0.fits(name) }
        case .and(let clauses): clauses.allSatisfy { $0.fits(name) }
        }
    }

    /// The names that the rule spells out.
    var exactNames: [String] {
        switch self {
        case .equals(let text): [text]
        case .or(let clauses): clauses.flatMap(\.exactNames)
        default: []
        }
    }

    /// The beginnings that the rule spells out and that are names themselves.
    var beginnings: [String] {
        switch self {
        case .startsWith(let text), .contains(let text), .endsWith(let text):
            // What ends with a separator is only the beginning of names.
            text.last.map { $0.isLetter || $0.isNumber } == true ? [text] : []
        case .or(let clauses), .and(let clauses): clauses.flatMap(\.beginnings)
        default: []
        }
    }
}
