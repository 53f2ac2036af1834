/// What became of a message that was given to a server or a program.
package struct SendReport: Hashable, Sendable {
    /// How it ended.
    package enum Ending: Hashable, Sendable {
        /// The message was taken over for every recipient that was not refused.
        case accepted
        /// The message was not taken over, for certain.
        case failed(MailError)
        /// All of the message was handed over and no answer came: it may have been taken over.
        case unanswered(MailError)
    }

    /// A recipient that the server does not take.
    package struct Refusal: Hashable, Sendable {
        /// The address.
        package var address: String
        /// The server's words, such as `550 5.1.1 no such user`.
        package var reply: String
        /// Whether trying again later is of use, as the server says.
        package var isLasting: Bool

        /// A refusal.
        package init(address: String, reply: String, isLasting: Bool) {
            self.address = address
            self.reply = reply
            self.isLasting = isLasting
        }
    }

    /// How it ended.
    package var ending: Ending
    /// The recipients that were refused.
    package var refusals: [Refusal]
    /// The largest message that the server takes, where it said so.
    package var bytesMax: Int?

    /// A report.
    package init(_ ending: Ending, refusals: [Refusal] = [], bytesMax: Int? = nil) {
        self.ending = ending
        self.refusals = refusals
        self.bytesMax = bytesMax
    }
}
