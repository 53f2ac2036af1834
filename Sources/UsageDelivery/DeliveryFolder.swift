import Foundation
import UsageModel

/// The folder that remembers every letter: `NAME.eml` is the message, `NAME.json` what became of it.
///
/// Both are written beside their place and made durable before they take it, so that a machine that loses its power
/// forgets nothing that was reserved.
package struct DeliveryFolder: Hashable, Sendable {
    /// The folder.
    package let path: String

    /// A folder, which is made with the first letter.
    package init(_ path: String) { self.path = path }

    /// The path of a letter's message.
    package func messagePath(_ delivery: Delivery) -> String { file(delivery.name + ".eml") }

    /// What is known of a letter; nil where nothing is, and `bad_delivery` is thrown for a file that cannot be read.
    package func delivery(edition: String, list: String, route: MailRoute) throws(DeliveryError) -> Delivery?
    {
        try delivery(named: Delivery.name(edition: edition, list: list, route: route.word))
    }

    /// Every letter, by name, and what keeps others from being read: one broken file holds no other letter up.
    package func deliveries() -> (readable: [Delivery], faults: [DeliveryError]) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return ([], []) }
        var (readable, faults): ([Delivery], [DeliveryError]) = ([], [])
        for name in names.sorted() where name.hasSuffix(".json") && !name.hasPrefix(".") {
            do throws(DeliveryError) {
                if let delivery = try delivery(named: String(name.dropLast(5))) { readable.append(delivery) }
            } catch {
                faults.append(error)
            }
        }
        return (readable, faults)
    }

    private func delivery(named name: String) throws(DeliveryError) -> Delivery? {
        let file = file(name + ".json")
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        guard let content = FileManager.default.contents(atPath: file),
            let delivery = Delivery(bytes: Array(content)), delivery.name == name
        else {
            // Whoever takes it for a letter that was never sent sends it twice.
            throw DeliveryError(
                .badDelivery, "the state of a delivery cannot be read", place: Place(file: file),
                hint: "mend the file, or remove it if the mail was not sent")
        }
        return delivery
    }

    /// The message of a letter.
    func message(of delivery: Delivery) throws(DeliveryError) -> [UInt8] {
        guard let content = FileManager.default.contents(atPath: messagePath(delivery)) else {
            throw DeliveryError(
                .badDelivery, "the message of a delivery cannot be read",
                place: Place(file: messagePath(delivery)),
                hint: "put the file back, or run `usageledger mail settle \(delivery.edition) "
                    + "--list \(delivery.list)`")
        }
        return Array(content)
    }

    /// Writes what became of a letter, and its message where that is new.
    func save(_ delivery: Delivery, message: [UInt8]? = nil) throws(DeliveryError) {
        // The message first: a state without a message could not be acted on.
        var files: [FileSet.File] = []
        if let message { files.append(.init(name: delivery.name + ".eml", bytes: message)) }
        files.append(.init(name: delivery.name + ".json", bytes: delivery.bytes))
        // Whose mail it is and what it says is nobody else's business.
        _ = try FileSet(files).write(into: path, isPrivate: true)
    }

    private func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : path + "/" + name }
}
