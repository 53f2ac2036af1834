public import JSON

/// Free names and values of a call, sorted by name.
public struct Tags: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// The values by name.
    public private(set) var values: [String: String]

    /// No tags, or these.
    public init(_ values: [String: String] = [:]) { self.values = values }

    /// Tags as written; of a repeated name the last value counts.
    public init(dictionaryLiteral elements: (String, String)...) {
        values = Dictionary(elements) { _, last in last }
    }

    /// The value of a name.
    public subscript(_ name: String) -> String? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// Whether there are none.
    public var isEmpty: Bool { values.isEmpty }

    /// The tags as an object sorted by name.
    public var json: JSONObject {
        JSONObject(values.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .string($0.value)) })
    }
}
