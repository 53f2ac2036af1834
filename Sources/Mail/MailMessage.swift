/// A message as people see it: a text, the same as HTML with pictures in it, and files.
///
///     let bytes = try message.bytes()
///
/// The same message gives the same bytes on every machine.
package struct MailMessage: Hashable, Sendable {
    /// A picture in the HTML, or a file beside it.
    package struct Part: Hashable, Sendable {
        /// The name of the file.
        package var name: String
        /// The media type, such as `image/png`.
        package var mediaType: String
        /// The content.
        package var bytes: [UInt8]
        /// The identity by which the HTML shows a picture, without angle brackets; empty for a file.
        package var contentID: String

        /// A part.
        package init(name: String, mediaType: String, bytes: [UInt8], contentID: String = "") {
            self.name = name
            self.mediaType = mediaType
            self.bytes = bytes
            self.contentID = contentID
        }
    }

    /// Who sends it.
    package var from: MailAddress
    /// Who gets it.
    package var to: [MailAddress]
    /// What it says, in few words.
    package var subject: String
    /// The moment that it speaks of, in seconds since 1970.
    package var dateSeconds: Int64
    /// Its identity, without angle brackets; the same message has the same one for ever.
    package var messageID: String
    /// The text for readers without HTML.
    package var text: String
    /// The same as HTML; `cid:` and the identity of a picture show it.
    package var html: String
    /// Pictures in the HTML.
    package var pictures: [Part]
    /// Files beside it.
    package var attachments: [Part]

    /// A message.
    package init(
        from: MailAddress, to: [MailAddress], subject: String, dateSeconds: Int64, messageID: String,
        text: String, html: String, pictures: [Part] = [], attachments: [Part] = []
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.dateSeconds = dateSeconds
        self.messageID = messageID
        self.text = text
        self.html = html
        self.pictures = pictures
        self.attachments = attachments
    }

    /// The headers and names that a line break or a quote would turn into something else.
    func check() throws(MailError) {
        guard !to.isEmpty else { throw MailError(.badMessage, "a message needs somebody to go to") }
        let parts = pictures + attachments
        for text in [subject, messageID] + parts.flatMap({ [$0.name, $0.mediaType] }) {
            guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
                throw MailError(.badMessage, "a header of a message holds a control character")
            }
        }
        for id in [messageID] + pictures.map(\.contentID) where !Self.isIdentity(id) {
            throw MailError(.badMessage, "`\(id.prefix(80))` is no identity of a message or a picture")
        }
        for part in parts where part.mediaType.split(separator: "/").count != 2 {
            throw MailError(.badMessage, "`\(part.mediaType.prefix(80))` is no media type")
        }
    }

    /// Whether a text may stand between angle brackets: `left@right`, ASCII without spaces and brackets.
    private static func isIdentity(_ text: String) -> Bool {
        text.utf8.count <= 250 && text.split(separator: "@", omittingEmptySubsequences: false).count == 2
            && text.first != "@" && text.last != "@"
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\"(),;:\\[]".utf8.contains($0) }
    }
}
