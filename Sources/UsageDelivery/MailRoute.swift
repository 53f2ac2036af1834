package import Mail

/// The way on which mail leaves the house.
package enum MailRoute: Hashable, Sendable {
    /// A mail server, by SMTP.
    case server(SMTPServer)
    /// The machine's own program.
    case sendmail(Sendmail)
    /// A folder of files for others to pick up.
    case outbox(String)

    /// The word that a delivery remembers; what was put into a folder has not been sent by a server.
    var word: String {
        switch self {
        case .server, .sendmail: "mail"
        case .outbox: "outbox"
        }
    }
}
