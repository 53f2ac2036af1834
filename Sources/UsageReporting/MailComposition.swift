import Mail
import UsageDelivery
import UsageLedger
import UsageModel
import UsageReports

/// A report's mail for one list: as much of it as fits.
struct MailComposition {
    let edition: Edition
    let list: MailList
    let mail: ReportMail
    /// The report's files and the folder that they are in.
    let files: [ReportFile]
    let folder: String
    /// Where the lists are kept, for the foot of the mail.
    let settingsName: String

    /// What is left out first: what only programs read, and the page that people open at the very last.
    private static let order = ["xlsx", "csv", "json", "jsonl", "png", "pdf"]

    /// What the list asks for in words of its own and the report has not; a usual file that this build cannot make is none.
    var missingAttachment: String? {
        list.attachments.first { name in
            !MailList.usualAttachments.contains(name) && !files.contains { $0.name == name }
        }
    }

    /// The media type of a file by its name.
    static func mediaType(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case "csv": "text/csv"
        default: "application/octet-stream"
        }
    }

    /// The letter; as many attachments as needed are left out, and named in it.
    func letter(
        _ mailing: Mailing, bytesMax: Int, messageID known: String? = nil
    ) throws -> (letter: Letter, leftOut: [String]) {
        var attached = list.attachments.compactMap { name in files.first { $0.name == name } }
        var leftOut: [ReportFile] = []
        var messageID = known
        while true {
            let message = try message(mailing, attached, leftOut, messageID: messageID)
            // The identity is that of the whole, so that it does not depend on what a server takes.
            messageID = message.messageID
            let bytes = try message.bytes()
            if bytes.count > bytesMax, let index = Self.next(in: attached, over: bytes.count - bytesMax) {
                leftOut.append(attached.remove(at: index))
                continue
            }
            let letter = Letter(
                edition: edition.name, list: list.name, messageID: message.messageID,
                sender: mailing.sender.address, recipients: list.addresses.map(\.address), bytes: bytes)
            return (letter, leftOut.map(\.name))
        }
    }

    /// The file to leave out, so that few are: the first in the order of those that are enough alone, else the largest.
    static func next(in files: [ReportFile], over excess: Int) -> Int? {
        let enough = files.indices.filter { encodedCount(files[$0]) >= excess + Self.noteCount }
        if let first = enough.min(by: { key(files[$0]) < key(files[$1]) }) { return first }
        let others = files.indices.filter { rank(files[$0]) < order.count - 1 }
        return (others.isEmpty ? Array(files.indices) : others).min { left, right in
            let (left, right) = (files[left], files[right])
            return (-left.bytes.count, rank(left)) < (-right.bytes.count, rank(right))
        }
    }

    private static func key(_ file: ReportFile) -> (rank: Int, byteCount: Int) {
        (rank(file), file.bytes.count)
    }

    /// About what the note takes that names a file which is left out.
    private static let noteCount = 1_000

    /// What a file takes in a mail: four characters for three bytes, in lines of 76 and a line break.
    private static func encodedCount(_ file: ReportFile) -> Int { file.bytes.count / 57 * 78 }

    private static func rank(_ file: ReportFile) -> Int {
        let kind = file.name.split(separator: ".").last.map(String.init) ?? ""
        return order.firstIndex(of: kind) ?? 0
    }

    private func message(
        _ mailing: Mailing, _ attached: [ReportFile], _ leftOut: [ReportFile], messageID: String?
    ) throws -> MailMessage {
        let domain = mailing.sender.domain
        let envelope = ReportMail.Envelope(
            list: list.name, settings: list.place ?? "mail.lists of \(settingsName)",
            attached: attached.map { .init(name: name(of: $0), byteCount: $0.bytes.count) },
            leftOut: leftOut.map { ($0.name, "\(folder)/\($0.name)") },
            pictureDomain: "\(edition.name).\(list.name)@\(domain)")
        let texts = try mail.texts(envelope)
        var message = MailMessage(
            from: mailing.sender, to: list.addresses, subject: mail.subject.withoutDirections,
            dateSeconds: edition.moment.seconds,
            messageID: messageID ?? "", text: texts.plain.withoutDirections,
            html: texts.html.withoutDirections,
            pictures: mail.pictures.map {
                .init(
                    name: $0.name + ".png", mediaType: $0.mediaType, bytes: $0.bytes,
                    contentID: envelope.contentID($0.name))
            },
            attachments: attached.map { .init(name: name(of: $0), mediaType: $0.mediaType, bytes: $0.bytes) })
        if messageID == nil {
            message.messageID = "\(edition.name).\(list.name).\(message.contentDigest.prefix(16))@\(domain)"
        }
        return message
    }

    /// The name of an attachment, by which it is found again among others: `report.pdf` is `ai-cost-2026-10-17.pdf`.
    private func name(of file: ReportFile) -> String {
        for plain in ["report", "usage"] where file.name.hasPrefix(plain + ".") {
            return "ai-cost-\(edition.name)" + file.name.dropFirst(plain.count)
        }
        return file.name
    }
}
