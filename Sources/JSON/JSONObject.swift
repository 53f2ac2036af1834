/// The members of a JSON object in their order; where a name is repeated, the last one counts.
public struct JSONObject: Hashable, Sendable {
    /// One name with its value.
    public struct Member: Hashable, Sendable {
        /// The member's name.
        public var name: String
        /// The member's value.
        public var value: JSONValue

        /// A member.
        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The members, in order.
    public private(set) var members: [Member]

    /// An object of these members.
    public init(_ members: [Member] = []) {
        self.members = members
    }

    /// The value of a name; setting nil removes it, setting a new name appends it.
    public subscript(_ name: String) -> JSONValue? {
        get { members.last { $0.name == name }?.value }
        set {
            guard let newValue else { return members.removeAll { $0.name == name } }
            if let index = members.lastIndex(where: { $0.name == name }) {
                members[index].value = newValue
            } else {
                members.append(Member(name: name, value: newValue))
            }
        }
    }

    /// Appends a member without looking for one of the same name.
    public mutating func append(_ name: String, _ value: JSONValue) {
        members.append(Member(name: name, value: value))
    }

    /// Appends a member where there is a value.
    public mutating func append(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        append(name, value)
    }

    /// Adds a member before the first whose name comes after it, so that sorted members stay so.
    public mutating func insert(_ name: String, _ value: JSONValue) {
        let place = members.firstIndex { name.utf8.lexicographicallyPrecedes($0.name.utf8) }
        members.insert(Member(name: name, value: value), at: place ?? members.count)
    }

    /// The names, in order.
    public var names: [String] { members.map(\.name) }

    /// Whether there are no members.
    public var isEmpty: Bool { members.isEmpty }
}
