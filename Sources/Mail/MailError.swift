/// Why a message could not be built or sent.
package struct MailError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What programs compare.
    package struct Code: Hashable, Sendable {
        package let name: String

        package init(_ name: String) { self.name = name }

        /// What should be an address is none.
        package static let badAddress = Code("bad_mail_address")
        /// A message that no mail server should be given: a header with a line break, no recipients.
        package static let badMessage = Code("bad_mail_message")
        /// This build was made without the libraries for mail.
        package static let notBuilt = Code("mail_not_built")
        /// No server answers at the address.
        package static let unreachable = Code("mail_server_unreachable")
        /// The server takes longer than it may.
        package static let slow = Code("mail_server_slow")
        /// The connection cannot be made private as it has to be.
        package static let noPrivacy = Code("mail_tls_failed")
        /// The server does not let the user in.
        package static let loginRefused = Code("mail_login_refused")
        /// The server refuses every recipient.
        package static let recipientsRefused = Code("mail_recipients_refused")
        /// The server takes no message of this size.
        package static let tooLarge = Code("mail_too_large")
        /// The server refuses the sender or the message, or breaks off.
        package static let refused = Code("mail_refused")
        /// The folder that mail is to be written into cannot be written.
        package static let outboxFailed = Code("mail_outbox_failed")
        /// The program `sendmail` cannot be run, or fails.
        package static let sendmailFailed = Code("sendmail_failed")
    }

    package let code: Code
    package let message: String
    package let hint: String?
    /// Whether the same message would fail again until somebody changes something.
    package let isLasting: Bool

    /// An error.
    package init(_ code: Code, _ message: String, hint: String? = nil, isLasting: Bool = true) {
        self.code = code
        self.message = message
        self.hint = hint
        self.isLasting = isLasting
    }

    package var description: String { message }
}
