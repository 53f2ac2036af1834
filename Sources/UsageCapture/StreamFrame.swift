/// One document of a response: a body, an event's data, a line, an element of a list.
package struct StreamFrame: Hashable, Sendable {
    /// The event's name, where the stream names events.
    package var event: String?
    /// The text, usually JSON.
    package var bytes: [UInt8]

    /// The largest document that is read; a longer one is skipped and flagged.
    package static let bytesMax = 64 << 20
}
