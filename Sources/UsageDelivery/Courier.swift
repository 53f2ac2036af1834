import Mail
package import UsageModel

/// Brings letters on their way, each of them once: reserves on the disk, sends, remembers.
package struct Courier: Sendable {
    /// What is remembered.
    package let folder: DeliveryFolder
    private let route: MailRoute
    /// How often a letter is tried in one run where the server is busy or away.
    private let triesMax: Int
    private let now: @Sendable () -> Instant
    private let wait: @Sendable (Duration) -> Void

    /// The wait before the second try; it is four times as long before each further one.
    private static let firstWaitSeconds = 2
    private static let waitSecondsMax = 60

    /// A courier on a way; the clock and the waiting are passed in.
    package init(
        folder: DeliveryFolder, route: MailRoute, triesMax: Int = 3, now: @escaping @Sendable () -> Instant,
        wait: @escaping @Sendable (Duration) -> Void
    ) {
        self.folder = folder
        self.route = route
        self.triesMax = triesMax
        self.now = now
        self.wait = wait
    }

    /// What is known of a letter on this way; nil where nobody has given it over.
    package func delivery(edition: String, list: String) throws(DeliveryError) -> Delivery? {
        try folder.delivery(edition: edition, list: list, route: route)
    }

    /// The letters of this way, and what keeps letters of any way from being read.
    package func known() -> (letters: [Delivery], faults: [DeliveryError]) {
        let (readable, faults) = folder.deliveries()
        return (readable.filter { $0.route == route.word }, faults)
    }

    /// The letters of this way that somebody has to look after, those in doubt and those given up among them.
    package func unfinished() -> (letters: [Delivery], faults: [DeliveryError]) {
        let (letters, faults) = known()
        return (letters.filter(\.isOpen), faults)
    }

    /// Sends a letter that nobody has given over before, and says what became of it.
    ///
    /// A letter of the same edition and list that was given over before is left as it is.
    package func post(_ letter: Letter) throws(DeliveryError) -> Delivery {
        if let known = try delivery(edition: letter.edition, list: letter.list) { return known }
        let delivery = Delivery(letter, by: route, at: now())
        try folder.save(delivery, message: letter.bytes)
        return try send(delivery, letter.bytes)
    }

    /// Sends a letter that tries the settings: once, and whatever becomes of it, it never waits.
    package func postTest(_ letter: Letter) throws(DeliveryError) -> Delivery {
        var delivery = Delivery(letter, by: route, at: now())
        try folder.save(delivery, message: letter.bytes)
        delivery = try send(delivery, letter.bytes, triesMax: 1)
        return delivery.state == .sent ? delivery : try settle(delivery)
    }

    /// Sends a letter that waits to those who do not have it, by the list as it is now where there is one.
    package func retry(_ delivery: Delivery, list addresses: [String]?) throws(DeliveryError) -> Delivery {
        var delivery = delivery
        if let addresses { delivery.follow(addresses) }
        guard delivery.state == .waiting else {
            try folder.save(delivery)
            return delivery
        }
        return try send(delivery, folder.message(of: delivery))
    }

    /// Sends another message in place of one that nobody has taken, under the same identity.
    package func replace(_ delivery: Delivery, by bytes: [UInt8]) throws(DeliveryError) -> Delivery {
        guard delivery.state == .waiting, delivery.missing.count == delivery.recipients.count else {
            return delivery
        }
        try folder.save(delivery, message: bytes)
        return try send(delivery, bytes)
    }

    /// Counts a letter as done with.
    package func settle(_ delivery: Delivery) throws(DeliveryError) -> Delivery {
        var delivery = delivery
        delivery.settle()
        try folder.save(delivery)
        return delivery
    }

    /// Sends a letter, whatever became of it, to those on the list as it is now who do not have it, under the same identity.
    ///
    /// Where there is no list any more the letter stands as it was.
    package func sendAgain(_ delivery: Delivery, list addresses: [String]?) throws(DeliveryError) -> Delivery
    {
        var delivery = delivery
        delivery.startAgain()
        return try retry(delivery, list: addresses ?? delivery.recipients.map(\.address))
    }

    private func send(
        _ delivery: Delivery, _ bytes: [UInt8], triesMax most: Int? = nil
    ) throws(DeliveryError) -> Delivery {
        var delivery = delivery
        var pause = Self.firstWaitSeconds
        let triesMax = most ?? triesMax
        for attempt in 1...max(triesMax, 1) {
            delivery.reserve(at: now())
            try folder.save(delivery)
            delivery.end(handOver(delivery, bytes))
            try folder.save(delivery)
            guard delivery.isWorthAnotherTry, attempt < triesMax else { break }
            wait(.seconds(pause))
            pause = min(pause * 4, Self.waitSecondsMax)
        }
        return delivery
    }

    private func handOver(_ delivery: Delivery, _ bytes: [UInt8]) -> SendReport {
        switch route {
        case .server(let server): return server.send(bytes, from: delivery.sender, to: delivery.missing)
        case .sendmail(let program):
            return program.send(messageAt: folder.messagePath(delivery), to: delivery.missing)
        case .outbox(let path):
            let name = "\(delivery.edition).\(delivery.list).eml"
            do throws(DeliveryError) {
                _ = try FileSet([FileSet.File(name: name, bytes: bytes)]).write(into: path)
                return SendReport(.accepted)
            } catch {
                return SendReport(.failed(MailError(.outboxFailed, error.description, hint: error.hint)))
            }
        }
    }
}
