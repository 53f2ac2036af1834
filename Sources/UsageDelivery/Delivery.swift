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
        /// Everybody on the list has it.
        case sent
        /// Tried for too long; somebody has to decide what becomes of it.
        case givenUp = "given_up"
        /// Somebody decided that it need not be sent, or nobody is left who could get it.
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
        /// Whether all of the message was handed over and no answer came.
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
    /// When it was tried first with these recipients; nil before that.
    package internal(set) var firstTriedAt: Instant?
    /// When it was tried last.
    package internal(set) var triedAt: Instant?
    /// What went wrong last; nil where nothing did.
    package internal(set) var failure: Failure?

    /// So long after its first try a letter is given up.
    ///
    /// Tries do not count: a timer that tries each hour must not use up in one night what is meant for many.
    static let ageSecondsMax: Int64 = 14 * 86_400
    /// So long after it, and not before so many tries, where the server refuses all who are left for good.
    static let refusedSecondsMax: Int64 = 3 * 86_400
    static let refusedAttemptsMin = 5
    /// What the editions of tests begin with.
    package static let testPrefix = "test-"

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

    /// How many have it.
    package var sentCount: Int { recipients.count { $0.state == .sent } }

    /// The addresses that the server refused.
    package var refused: [Recipient] { recipients.filter { $0.state == .refused } }

    /// Whether it was sent to try the settings: then nothing is ever tried again.
    package var isTest: Bool { edition.hasPrefix(Self.testPrefix) }

    /// Whether somebody has to look after it, or a further run.
    package var isOpen: Bool {
        switch state {
        case .waiting, .reserved, .givenUp: !isTest
        case .sent, .closed: false
        }
    }

    /// Whether it was broken off in the middle of a try.
    package var isInDoubt: Bool { state == .reserved }

    /// Before a try.
    mutating func reserve(at moment: Instant) {
        state = .reserved
        attempts += 1
        firstTriedAt = firstTriedAt ?? moment
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
        let age = (triedAt ?? madeAt).seconds - (firstTriedAt ?? madeAt).seconds
        let isOver =
            age >= Self.ageSecondsMax
            || (isForGood && age >= Self.refusedSecondsMax && attempts >= Self.refusedAttemptsMin)
        state = isOver ? .givenUp : .waiting
        conclude()
    }

    /// Ends it where nobody waits for it any more; what nobody has got is never `sent`.
    private mutating func conclude() {
        guard missing.isEmpty else { return }
        state = recipients.isEmpty ? .closed : .sent
        failure = nil
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

    /// Goes by the list as it is now: lets those go who wait and left it, and takes in those who came to it.
    mutating func follow(_ addresses: [String]) {
        guard state == .waiting else { return }
        let listed = Set(addresses)
        recipients.removeAll { $0.state != .sent && !listed.contains($0.address) }
        // Who has it under another spelling of the same address does not get it twice.
        let known = Set(recipients.map { $0.address.lowercased() })
        let added = addresses.filter { !known.contains($0.lowercased()) }
        recipients += added.map { Recipient(address: $0, state: .waiting) }
        if !added.isEmpty { firstTriedAt = nil }
        conclude()
    }

    /// Somebody decided that it need not be sent.
    mutating func settle() {
        if state != .sent { state = .closed }
    }

    /// Somebody decided that everybody is to get it who does not have it, whatever became of it.
    mutating func startAgain() {
        state = .waiting
        attempts = 0
        firstTriedAt = nil
        failure = nil
        for index in recipients.indices where recipients[index].state != .sent {
            recipients[index].state = .waiting
            recipients[index].reply = nil
        }
    }
}

extension Delivery.Failure {
    fileprivate init(_ error: MailError, isUnanswered: Bool, _ bytesMax: Int?) {
        self.init(
            code: error.code.name, message: error.message, hint: error.hint, isUnanswered: isUnanswered,
            isLasting: error.isLasting, bytesMax: error.code == .tooLarge ? bytesMax : nil)
    }
}
