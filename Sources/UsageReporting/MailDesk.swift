import Mail
import UsageDelivery
public import UsageModel

/// The mail of a ledger: what became of each letter, and what can be done about it.
public struct MailDesk: Sendable {
    /// What is known of one letter.
    public struct Letter: Hashable, Sendable {
        /// How far it is.
        public enum State: String, Hashable, Sendable {
            case waiting
            /// A run was broken off while it was sent.
            case inDoubt = "in doubt"
            case sent
            /// Tried for too long; somebody has to decide.
            case givenUp = "given up"
            /// Settled by somebody, or a test that did not arrive.
            case closed
        }

        /// Somebody it goes to.
        public struct Recipient: Hashable, Sendable {
            /// The address.
            public let address: String
            /// Whether they have it.
            public let isSent: Bool
            /// The server's words where it refused.
            public let reply: String?
        }

        /// What it is about.
        public let edition: String
        /// The list that it goes to.
        public let list: String
        /// How far it is.
        public let state: State
        /// How often it was tried.
        public let attempts: Int
        /// The identity of the message.
        public let messageID: String
        /// Whom it goes to.
        public let recipients: [Recipient]
        /// What went wrong last.
        public let failure: String?
        /// The file of the message.
        public let file: String
    }

    private let state: NightlyState
    private let mailing: Mailing
    private let courier: Courier
    private let now: @Sendable () -> Instant

    /// The mail of the ledger at a path, on the way that a mailing takes.
    public init(
        ledger path: String, mailing: Mailing, now: @escaping @Sendable () -> Instant,
        wait: @escaping @Sendable (Duration) -> Void
    ) {
        state = NightlyState(ledger: path)
        self.mailing = mailing
        self.now = now
        courier = Courier(
            folder: DeliveryFolder(state.folder), route: mailing.mailRoute, triesMax: mailing.triesMax,
            now: now,
            wait: wait)
    }

    /// Every letter, by edition and list, and what keeps others from being read.
    public func letters() -> (letters: [Letter], failures: [NightlyRun.Failure]) {
        let (known, faults) = courier.known()
        return (known.map { letter($0) }, faults.map { NightlyRun.Failure($0) })
    }

    /// Sends what waits; what is in doubt or given up is left alone, and so is what cannot be read.
    public func retry() throws -> (letters: [Letter], failures: [NightlyRun.Failure]) {
        let lock = try state.lock()
        let (known, faults) = courier.unfinished()
        var letters: [Letter] = []
        var failures = faults.map { NightlyRun.Failure($0) }
        for delivery in known {
            guard delivery.state == .waiting else {
                letters.append(letter(delivery))
                continue
            }
            do throws(DeliveryError) {
                letters.append(letter(try courier.retry(delivery, list: addresses(delivery.list))))
            } catch {
                guard error.code == .badDelivery else { throw error }
                failures.append(NightlyRun.Failure(error))
            }
        }
        _ = consume lock
        return (letters, failures)
    }

    /// Sends a letter, whatever became of it, to those on the list as it is now who do not have it.
    public func sendAgain(_ edition: String, list: String) throws -> Letter {
        let lock = try state.lock()
        let letter = letter(
            try courier.sendAgain(try delivery(edition, list), list: addresses(list)))
        _ = consume lock
        return letter
    }

    /// The addresses of a list as it is now; nil for one that the settings do not know.
    private func addresses(_ list: String) -> [String]? {
        mailing.lists.first { $0.name == list }?.addresses.map(\.address)
    }

    /// Counts a letter that is in doubt, or waits, as done with.
    public func settle(_ edition: String, list: String) throws -> Letter {
        let lock = try state.lock()
        let letter = letter(try courier.settle(try delivery(edition, list)))
        _ = consume lock
        return letter
    }

    /// Sends a short mail to an address, once: what goes wrong is said, and not tried again.
    public func test(to address: String) throws -> Letter {
        let recipient = try MailAddress(checking: address)
        let lock = try state.lock()
        let moment = now()
        let digits = moment.description.filter { $0.isLetter || $0.isNumber }
        let edition = Delivery.testPrefix + digits
        let text = "This mail shows that usageledger can send to you: its settings are right.\n"
        let message = MailMessage(
            from: mailing.sender, to: [recipient], subject: "Test of the mail of usageledger",
            dateSeconds: moment.seconds, messageID: "\(edition)@\(mailing.sender.domain)", text: text,
            html: "<p>\(text)</p>\n")
        let letter = letter(
            try courier.postTest(
                UsageDelivery.Letter(
                    edition: edition, list: "test", messageID: message.messageID,
                    sender: mailing.sender.address,
                    recipients: [recipient.address], bytes: try message.bytes())))
        _ = consume lock
        return letter
    }

    private func delivery(_ edition: String, _ list: String) throws -> Delivery {
        guard let delivery = try courier.delivery(edition: edition, list: list) else {
            throw ReportingError(
                .unknownMail, "there is no mail of `\(edition.prefix(60))` to the list `\(list.prefix(60))`",
                hint: "`usageledger mail list` names them all")
        }
        return delivery
    }

    private func letter(_ delivery: Delivery) -> Letter {
        let state: Letter.State =
            switch delivery.state {
            case .sent: .sent
            case _ where delivery.isTest: .closed
            case .waiting: .waiting
            case .reserved: .inDoubt
            case .givenUp: .givenUp
            case .closed: .closed
            }
        return Letter(
            edition: delivery.edition, list: delivery.list, state: state, attempts: delivery.attempts,
            messageID: delivery.messageID,
            recipients: delivery.recipients.map {
                .init(address: $0.address, isSent: $0.state == .sent, reply: $0.reply)
            }, failure: delivery.failure?.message, file: courier.folder.messagePath(delivery))
    }
}
