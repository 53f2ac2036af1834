import Mail
import UsageModel
import UsageReports

/// Who gets which report, and how often.
public struct MailList: Hashable, Sendable {
    /// How often a list gets its report.
    public enum Rhythm: String, Hashable, Sendable, CaseIterable {
        /// Every night, the month so far.
        case day
        /// After every Sunday, the week.
        case week
        /// After the last day of a month, the month.
        case month
    }

    /// The list's name: lower-case letters, digits and hyphens.
    public let name: String
    /// The recipients, each `ann@example.com` or `Ann Example <ann@example.com>`.
    public let recipients: [String]
    /// How often it gets its report.
    public let rhythm: Rhythm
    /// The files of the report that go with the mail, where the report has them.
    public let attachments: [String]
    /// Where the list stands if that is not in the settings, as the foot of a mail says it.
    public let place: String?
    let addresses: [MailAddress]

    /// What goes with a mail unless something else is asked for.
    public static let usualAttachments = ["report.pdf", "usage.xlsx", "daily.csv"]
    private static let recipientsMax = 200

    /// A list; throws `bad_mailing` where the name or a recipient cannot be meant.
    public init(
        name: String, recipients: [String], rhythm: Rhythm = .day,
        attachments: [String] = MailList.usualAttachments, place: String? = nil
    ) throws(ReportingError) {
        let isName = name.utf8.allSatisfy {
            $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
        }
        guard isName, (1...40).contains(name.utf8.count), name.first != "-" else {
            throw ReportingError(
                .badMailing, "`\(name.prefix(60))` is no name of a list",
                hint: "a name has lower-case letters, digits and hyphens, 40 at most")
        }
        guard (1...Self.recipientsMax).contains(recipients.count) else {
            throw ReportingError(
                .badMailing, "the list `\(name)` needs 1 to \(Self.recipientsMax) recipients")
        }
        for file in attachments where !Report.fileNames.contains(file) && !file.hasSuffix(".png") {
            throw ReportingError(
                .badMailing,
                "the list \(name) asks for `\(file.prefix(60))`, which is no file of any report",
                hint: "a report has \(Report.fileNames.joined(separator: ", ")) and its pictures, `….png`")
        }
        var addresses: [MailAddress] = []
        for recipient in recipients {
            let address = try MailAddress(checking: recipient)
            guard !addresses.contains(where: { $0.address.lowercased() == address.address.lowercased() })
            else {
                throw ReportingError(.badMailing, "`\(address.address)` is on the list `\(name)` twice")
            }
            addresses.append(address)
        }
        self.name = name
        self.recipients = recipients
        self.rhythm = rhythm
        self.attachments = attachments
        self.place = place
        self.addresses = addresses
    }
}

extension MailAddress {
    /// Reads an address that somebody has written into the settings.
    init(checking text: String) throws(ReportingError) {
        do throws(MailError) {
            try self.init(text)
        } catch {
            throw ReportingError(.badMailing, error.message, hint: error.hint)
        }
    }
}
