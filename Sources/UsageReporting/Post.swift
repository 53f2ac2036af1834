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
        let (letters, faults) = courier.unfinished()
        for fault in faults { skip(fault, into: &result) }
        for delivery in letters {
            guard delivery.state == .waiting else {
                tell(delivery, into: &result)
                continue
            }
            let list = mailing.lists.first { $0.name == delivery.list }
            do throws(DeliveryError) {
                // A list that the settings do not know stands as it was.
                let after = try courier.retry(delivery, list: list?.addresses.map(\.address))
                log("\(delivery.edition): mail: tried again for the list \(delivery.list), which waited")
                tell(after, had: delivery, into: &result)
            } catch {
                guard error.code == .badDelivery else { throw error }
                skip(error, into: &result)
            }
        }
    }

    /// Names a letter that cannot be read, and goes on with the others.
    private func skip(_ fault: DeliveryError, into result: inout NightlyRun) {
        let message = "mail: \(fault); it is left alone"
        guard !result.failures.contains(where: { $0.message == message }) else { return }
        log(message)
        result.failures.append(.init(code: fault.code, message: message, hint: fault.hint))
    }

    /// What is known of a letter, or that nothing can be known; then it is left alone, since it may have been sent.
    private func known(
        _ edition: String, _ list: String, into result: inout NightlyRun
    ) throws -> (letter: Delivery?, isReadable: Bool) {
        do throws(DeliveryError) {
            return (try courier.delivery(edition: edition, list: list), true)
        } catch {
            guard error.code == .badDelivery else { throw error }
            skip(error, into: &result)
            return (nil, false)
        }
    }

    /// Whether every list has an edition, or has it waiting where `retry` looks after it.
    func isSettled(_ edition: Edition, _ lists: [MailList], into result: inout NightlyRun) throws -> Bool {
        var letters: [Delivery] = []
        for list in lists {
            let (letter, isReadable) = try known(edition.name, list.name, into: &result)
            if let letter { letters.append(letter) } else if isReadable { return false }
        }
        // What this run has just tried again is told already.
        let told = Set(result.mailed.map(\.file))
        for delivery in letters
        where delivery.state == .sent && !told.contains(courier.folder.messagePath(delivery)) {
            result.mailed.append(mailed(delivery, isKnown: true))
        }
        return true
    }

    /// Sends an edition to a list that has not been given it before.
    func send(_ composition: MailComposition, into result: inout NightlyRun) throws {
        let (edition, list) = (composition.edition.name, composition.list)
        let (known, isReadable) = try known(edition, list.name, into: &result)
        if let known {
            if known.state == .sent || known.state == .closed {
                let what = known.state == .sent ? "has it" : "need not have it"
                log("\(edition): mail: the list \(list.name) \(what)")
                result.mailed.append(mailed(known, isKnown: true))
            }
            return
        }
        guard isReadable else { return }
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

    /// Says what became of a letter since it was as it `had` been, and counts it.
    private func tell(_ delivery: Delivery, had: Delivery? = nil, into result: inout NightlyRun) {
        let name = "\(delivery.edition): mail"
        let file = courier.folder.messagePath(delivery)
        let count = delivery.sentCount - (had?.sentCount ?? 0)
        result.mailed.append(mailed(delivery, isKnown: delivery.state == .sent && count == 0))
        switch delivery.state {
        case .sent where count == 0:
            log("\(name): nobody waits for it any more on the list \(delivery.list)")
        case .sent:
            let way = delivery.route == "outbox" ? "written for" : "sent to"
            log("\(name): \(way) \(Night.counted(count, "recipient")) of the list \(delivery.list)")
        case .closed:
            log("\(name): nobody is left on the list \(delivery.list)")
        case .waiting, .givenUp:
            let failure = delivery.failure
            let what = failure?.message ?? "it could not be sent"
            let doubt =
                failure?.isUnanswered == true
                ? "; whether it was taken is not known, so that a second one with the same Message-ID may arrive"
                : ""
            let isGivenUp = delivery.state == .givenUp
            let next =
                isGivenUp
                ? "given up after \(Night.counted(delivery.attempts, "try", "tries"))"
                : "it waits for the next run"
            let message = "\(name) to the list \(delivery.list): \(what)\(doubt); \(next), in \(file)"
            log(message)
            let words = "\(delivery.edition) --list \(delivery.list)"
            result.failures.append(
                .init(
                    code: .mailNotSent, message: message,
                    hint: isGivenUp
                        ? "`usageledger mail again \(words)` sends it to the list as it is now, "
                            + "`usageledger mail settle \(words)` ends it"
                        : failure?.hint))
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
