/// A finished message with its envelope.
package struct Letter: Hashable, Sendable {
    /// What it is about, such as `2026-10-17`: once for each of its lists.
    package var edition: String
    /// The list that it goes to.
    package var list: String
    /// The identity of the message, without angle brackets.
    package var messageID: String
    /// The address that errors go back to.
    package var sender: String
    /// The addresses that it goes to.
    package var recipients: [String]
    /// The message.
    package var bytes: [UInt8]

    /// A letter.
    package init(
        edition: String, list: String, messageID: String, sender: String, recipients: [String],
        bytes: [UInt8]
    ) {
        self.edition = edition
        self.list = list
        self.messageID = messageID
        self.sender = sender
        self.recipients = recipients
        self.bytes = bytes
    }
}
