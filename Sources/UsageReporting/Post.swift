import Mail
import UsageDelivery
import UsageLedger
import UsageModel

/// The part of a nightly run that brings mail on its way and says what became of it.
struct Post {
    private let mailing: Mailing
    private let request: NightlyRequest
    private let courier: Courier
    private let log: (String) -> Void

    init(
        _ mailing: Mailing, _ request: NightlyRequest, _ state: NightlyState, _ ledger: Ledger,
        _ log: @escaping (String) -> Void
    ) {
        self.mailing = mailing
        self.request = request
        self.log = log
        courier = Courier(
            folder: DeliveryFolder(state.folder), route: mailing.mailRoute, triesMax: mailing.triesMax,
            now: ledger.options.now, wait: request.wait)
    }

    /// Tries again what earlier runs could not send; what is in doubt is named and left alone.
    func retry(into result: inout NightlyRun) throws {
        for delivery in try courier.unfinished() {
            guard !delivery.isInDoubt else {
                tell(delivery, into: &result)
                continue
            }
            let list = mailing.lists.first { $0.name == delivery.list }
            // A list that the settings do not know, such as that of a test, stands as it was.
            let after = try courier.retry(delivery, list: list?.addresses.map(\.address))
            log("\(delivery.edition): mail: tried again for the list \(delivery.list), which waited")
            tell(after, into: &result)
        }
    }

    /// Whether every list has an edition, or has it waiting where `retry` looks after it.
    func isSettled(_ edition: Edition, _ lists: [MailList], into result: inout NightlyRun) throws -> Bool {
        var known: [Delivery] = []
        for list in lists {
            guard let delivery = try courier.delivery(edition: edition.name, list: list.name) else {
                return false
            }
            known.append(delivery)
        }
        // What this run has just tried again is told already.
        let told = Set(result.mailed.map(\.file))
        for delivery in known
        where delivery.state == .sent && !told.contains(courier.folder.messagePath(delivery)) {
            result.mailed.append(mailed(delivery, isKnown: true))
        }
        return true
    }

    /// Sends an edition to a list that has not been given it before.
    func send(_ composition: MailComposition, into result: inout NightlyRun) throws {
        let (edition, list) = (composition.edition.name, composition.list)
        if let known = try courier.delivery(edition: edition, list: list.name) {
            if known.state == .sent || known.state == .closed {
                log("\(edition): mail: the list \(list.name) has it")
                result.mailed.append(mailed(known, isKnown: true))
            }
            return
        }
        var (letter, leftOut) = try composition.letter(mailing, bytesMax: mailing.bytesMax)
        for name in leftOut { log("\(edition): mail: \(name) is left out for its size") }
        guard !request.isDryRun else {
            return log(
                "\(edition): mail: would send \(letter.bytes.count) bytes to \(Night.counted(letter.recipients.count, "recipient")) "
                    + "of the list \(list.name)")
        }
        var delivery = try courier.post(letter)
        if let most = delivery.failure?.bytesMax, most < letter.bytes.count {
            (letter, leftOut) = try composition.letter(mailing, bytesMax: most, messageID: letter.messageID)
            if letter.bytes.count <= most {
                log(
                    "\(edition): mail: \(leftOut.joined(separator: ", ")) left out, since the server takes \(most) bytes"
                )
                delivery = try courier.replace(delivery, by: letter.bytes)
            }
        }
        tell(delivery, into: &result)
    }

    /// Says what became of a letter, and counts it.
    func tell(_ delivery: Delivery, into result: inout NightlyRun) {
        let name = "\(delivery.edition): mail"
        let file = courier.folder.messagePath(delivery)
        result.mailed.append(mailed(delivery, isKnown: false))
        switch delivery.state {
        case .sent:
            let way = delivery.route == "outbox" ? "written for" : "sent to"
            log(
                "\(name): \(way) \(Night.counted(delivery.recipients.count, "recipient")) of the list \(delivery.list)"
            )
        case .closed where delivery.recipients.isEmpty:
            log("\(name): nobody is left on the list \(delivery.list)")
        case .waiting, .closed:
            let failure = delivery.failure
            let what = failure?.message ?? "it could not be sent"
            let doubt =
                failure?.isUnanswered == true
                ? "; it had all of the mail, so that a second one with the same Message-ID may arrive" : ""
            let next =
                delivery.state == .closed
                ? "given up after \(delivery.attempts) tries"
                : "it waits for the next run"
            let message = "\(name) to the list \(delivery.list): \(what)\(doubt); \(next), in \(file)"
            log(message)
            result.failures.append(.init(code: .mailNotSent, message: message, hint: failure?.hint))
        case .reserved:
            let message =
                "\(name) to the list \(delivery.list): a run was broken off while it was sent, so that nobody knows "
                + "whether it arrived; it is left alone, in \(file)"
            log(message)
            result.failures.append(
                .init(
                    code: .mailInDoubt, message: message,
                    hint:
                        "ask a recipient, then run `usageledger mail settle \(delivery.edition) --list \(delivery.list)` "
                        + "if it arrived, else `usageledger mail again \(delivery.edition) --list \(delivery.list)`"
                ))
        }
    }

    private func mailed(_ delivery: Delivery, isKnown: Bool) -> NightlyRun.Mailed {
        NightlyRun.Mailed(
            edition: delivery.edition, list: delivery.list, isSent: delivery.state == .sent, isKnown: isKnown,
            file: courier.folder.messagePath(delivery))
    }
}
