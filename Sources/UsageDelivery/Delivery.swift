import Mail
package import UsageModel

/// What is known of one letter: to whom it goes, who has it, and how often it was tried.
///
/// A value with pure transitions: `reserved` before a try, `ended` after it. What stands as reserved on the disk while nobody
/// is at work was broken off between the two, and nobody knows whether the server has it.
package struct Delivery: Hashable, Sendable {
    /// How far it is.
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// To be tried, for the first time or again.
        case waiting
        /// A try is under way, or was broken off.
        case reserved
        /// Everybody has it who can be reached.
        case sent
        /// Tried too often, or somebody decided that it need not be sent.
        case closed
    }

    /// Somebody it goes to.
    package struct Recipient: Hashable, Sendable {
        /// Whether they have it.
        package enum State: String, Hashable, Sendable, CaseIterable {
            case waiting
            case sent
            /// The server refused the address; it is tried again with the next run.
            case refused
        }

        /// The address.
        package var address: String
        /// Whether they have it.
        package var state: State
        /// The server's words where it refused.
        package var reply: String?
    }

    /// What went wrong last.
    package struct Failure: Hashable, Sendable {
        /// The error's code.
        package var code: String
        /// The error's sentence.
        package var message: String
        /// What to do about it.
        package var hint: String?
        /// Whether the server had all of the message and gave no answer.
        package var isUnanswered: Bool
        /// Whether trying again at once is of no use.
        package var isLasting: Bool
        /// The largest message that the server takes, where this one was too large.
        package var bytesMax: Int?
    }

    /// What it is about.
    package let edition: String
    /// The list that it goes to.
    package let list: String
    /// `mail`, or `outbox` for a folder.
    package let route: String
    /// The identity of the message, the same in every try.
    package let messageID: String
    /// The address that errors go back to.
    package let sender: String
    /// How far it is.
    package internal(set) var state: State
    /// Whom it goes to.
    package internal(set) var recipients: [Recipient]
    /// How many tries there were.
    package internal(set) var attempts: Int
    /// When it was made.
    package let madeAt: Instant
    /// When it was tried last.
    package internal(set) var triedAt: Instant?
    /// What went wrong last; nil where nothing did.
    package internal(set) var failure: Failure?

    /// After so many tries a letter is given up.
    static let attemptsMax = 30
    /// After so many tries of addresses that the server refuses for good.
    static let refusalsMax = 5

    /// A letter that nobody has tried to send.
    init(_ letter: Letter, by route: MailRoute, at moment: Instant) {
        edition = letter.edition
        list = letter.list
        self.route = route.word
        messageID = letter.messageID
        sender = letter.sender
        state = .waiting
        recipients = letter.recipients.map { Recipient(address: $0, state: .waiting) }
        attempts = 0
        madeAt = moment
    }

    /// The name of its files: one for each edition, list and kind of way.
    package var name: String { Self.name(edition: edition, list: list, route: route) }

    static func name(edition: String, list: String, route: String) -> String {
        "\(edition).\(list)" + (route == "mail" ? "" : ".\(route)")
    }

    /// The addresses that do not have it.
    package var missing: [String] { recipients.filter { $0.state != .sent }.map(\.address) }

    /// The addresses that the server refused.
    package var refused: [Recipient] { recipients.filter { $0.state == .refused } }

    /// Whether it was broken off in the middle of a try.
    package var isInDoubt: Bool { state == .reserved }

    /// Before a try.
    mutating func reserve(at moment: Instant) {
        state = .reserved
        attempts += 1
        triedAt = moment
    }

    /// After a try.
    mutating func end(_ report: SendReport) {
        for refusal in report.refusals {
            for index in recipients.indices where recipients[index].address == refusal.address {
                recipients[index].state = .refused
                recipients[index].reply = refusal.reply
            }
        }
        switch report.ending {
        case .accepted:
            let refused = Set(report.refusals.map(\.address))
            for index in recipients.indices where !refused.contains(recipients[index].address) {
                recipients[index].state = .sent
                recipients[index].reply = nil
            }
            let isLasting = report.refusals.allSatisfy(\.isLasting)
            failure = refused.isEmpty ? nil : partly(isLasting: isLasting)
        case .failed(let error): failure = Failure(error, isUnanswered: false, report.bytesMax)
        case .unanswered(let error): failure = Failure(error, isUnanswered: true, report.bytesMax)
        }
        // An address that is refused for good and stands on the list all the same is not worth many nights.
        let isForGood = !refused.isEmpty && missing.count == refused.count && failure?.isLasting == true
        let attemptsMax = isForGood ? Self.refusalsMax : Self.attemptsMax
        state = missing.isEmpty ? .sent : attempts >= attemptsMax ? .closed : .waiting
    }

    private func partly(isLasting: Bool) -> Failure {
        let named = refused.prefix(3).map { "`\($0.address)` (\($0.reply ?? "no reason"))" }
        let more = refused.count > named.count ? " and \(refused.count - named.count) more" : ""
        return Failure(
            code: "mail_recipient_refused",
            message: "the mail server refuses \(named.joined(separator: ", "))\(more)",
            hint: "correct the list, or ask whose address it is", isUnanswered: false, isLasting: isLasting)
    }

    /// Whether a further try in the same run is of any use.
    var isWorthAnotherTry: Bool {
        state == .waiting && failure.map { !$0.isLasting && !$0.isUnanswered } ?? false
    }

    /// Lets those go who are no longer on the list; it is closed where nobody is left.
    mutating func keep(only addresses: Set<String>) {
        guard state == .waiting else { return }
        recipients.removeAll { $0.state != .sent && !addresses.contains($0.address) }
        if missing.isEmpty { state = recipients.isEmpty ? .closed : .sent }
    }

    /// Somebody decided that it need not be sent.
    mutating func settle() {
        if state != .sent { state = .closed }
    }

    /// Somebody decided that everybody is to get it, whatever became of it.
    mutating func startAgain() {
        state = .waiting
        attempts = 0
        for index in recipients.indices { recipients[index].state = .waiting }
    }
}

extension Delivery.Failure {
    fileprivate init(_ error: MailError, isUnanswered: Bool, _ bytesMax: Int?) {
        self.init(
            code: error.code.name, message: error.message, hint: error.hint, isUnanswered: isUnanswered,
            isLasting: error.isLasting, bytesMax: error.code == .tooLarge ? bytesMax : nil)
    }
}
