import JSON
import UsageModel

/// How values of one name, found in one document after the other, become one value.
enum Fold: String, Sendable {
    /// The first that is known stays.
    case first
    /// The latest that is known counts.
    case last
    /// Member by member the latest that is known; `null` and absence erase nothing.
    case merge
    /// The latest object that has a certain member stands for all; until there is one, members are merged.
    case replace
    /// Numbers are added, member by member: only for documents that each stand for a call of its own.
    case add
    /// How many values there were in all documents.
    case count
    /// The latest value of every choice, in the order of their indexes.
    case each
}

extension JSONValue {
    /// A number that is larger than any count.
    private static let outOfRange = JSONValue.number("1e99")

    /// This value with the members of another, latest known first.
    func merged(with newer: JSONValue) -> JSONValue {
        guard case .object(var object) = self, case .object(let other) = newer else {
            return newer.isNull ? self : newer
        }
        for member in other.members where !member.value.isNull {
            object[member.name] = object[member.name]?.merged(with: member.value) ?? member.value
        }
        return .object(object)
    }

    /// This value with the numbers of another added to its own.
    func added(to other: JSONValue) -> JSONValue {
        switch (self, other) {
        case (.object(var object), .object(let newer)):
            for member in newer.members where !member.value.isNull {
                object[member.name] = object[member.name]?.added(to: member.value) ?? member.value
            }
            return .object(object)
        case (.array(let elements), .array(let newer)): return .array(elements + newer)
        case (.number, .number):
            // A sum beyond any count keeps its text, so that whoever reads it sees that it is out of range.
            guard let a = exactDecimal else { return self }
            guard let b = other.exactDecimal, let sum = a.adding(b) else { return Self.outOfRange }
            return .number(sum.description)
        default: return other.isNull ? self : other
        }
    }
}
