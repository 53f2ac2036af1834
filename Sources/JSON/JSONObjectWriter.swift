/// Writes a document that is one large object, whose long lists are made one element at a time.
///
///     var writer = JSONObjectWriter()
///     writer.append("rows", rows) { .string($0.name) }
///     writer.append("currency", "USD")
///     let bytes = writer.prettyBytes      // currency first
///
/// Only the bytes and one element are held, however long a list is.
public struct JSONObjectWriter {
    private var members: [(name: String, write: (inout JSONWriter) -> Void)] = []

    /// An object without members.
    public init() {}

    /// Adds a member.
    public mutating func append(_ name: String, _ value: JSONValue) {
        members.append((name, { $0.write(value.sorted, level: 1) }))
    }

    /// Adds a list, whose elements are made when they are written.
    public mutating func append<Element>(
        _ name: String, _ elements: [Element], _ value: @escaping (Element) -> JSONValue
    ) {
        members.append(
            (
                name,
                { writer in
                    writer.list("[", "]", count: elements.count, level: 1) { writer, index in
                        writer.write(value(elements[index]).sorted, level: 2)
                    }
                }
            ))
    }

    /// The document as `prettyText` writes it, the members of every object sorted by name.
    public var prettyBytes: [UInt8] {
        let sorted = members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var writer = JSONWriter(indent: 2)
        writer.list("{", "}", count: sorted.count, level: 0) { writer, index in
            writer.writeName(sorted[index].name)
            sorted[index].write(&writer)
        }
        writer.bytes.append(0x0A)
        return writer.bytes
    }
}
