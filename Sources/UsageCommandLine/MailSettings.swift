import Foundation
import UsageModel
import UsageReporting

/// The section `mail` of the settings: from whom, on which way, to which lists.
///
///     mail: {
///       from: "AI cost <usage@example.com>",
///       server: "smtp.example.com:587",         // or sendmail: "/usr/sbin/sendmail", or outbox: "outgoing"
///       tls: "required",                        // required, optional, implicit (port 465), none
///       user: "usage@example.com",
///       password_env: "USAGELEDGER_SMTP_PASSWORD",  // or password_file: "/run/secrets/smtp"
///       lists: [
///         { name: "finance", to: ["ann@example.com"], every: "day", attach: ["report.pdf", "daily.csv"] },
///       ],
///     }
struct MailSettings: Hashable, Sendable {
    var from: String
    var server: Server?
    var sendmail: String?
    var outbox: String?
    var lists: [MailList]
    var bytesMax: Int
    var tries: Int
    /// The folder of the settings, to which files are relative.
    private let folder: String
    private let file: String

    /// A mail server, its password still where it is kept.
    struct Server: Hashable, Sendable {
        var host: String
        var port: Int
        var privacy: Mailing.Server.Privacy
        var user: String?
        var passwordFile: String?
        var passwordVariable: String?
        var certificates: String?
        var connectSeconds: Int
        var totalSeconds: Int
    }

    private static let known = [
        "from", "server", "tls", "user", "password_env", "password_file", "certificates", "connect_seconds",
        "total_seconds", "sendmail", "outbox", "lists", "bytes_max", "tries",
    ]

    init(_ value: SettingsValue, file: String, path: String) throws {
        let record = try SettingsRecord(value, known: Self.known, file: file, path: path)
        let folder = (file as NSString).deletingLastPathComponent
        self.folder = folder.isEmpty ? "." : folder
        self.file = file
        guard let from = try record.text("from") else {
            throw record.error("expected who sends, like \"AI cost <usage@example.com>\"", "from")
        }
        self.from = from
        server = try Self.server(record)
        sendmail = try record.text("sendmail")
        outbox = try record.text("outbox")
        let routes = ["server", "sendmail", "outbox"].filter(record.has)
        guard routes.count == 1 else {
            throw SettingsValue.error(
                routes.isEmpty
                    ? "expected a way for mail to take" : "mail takes one way, not \(routes.count)",
                file: file, path: path, hint: "give one of `server`, `sendmail` and `outbox`")
        }
        bytesMax = try record.number("bytes_max", in: 100_000...1_000_000_000) ?? Mailing.usualBytesMax
        tries = try record.number("tries", in: 1...10) ?? 3
        lists = try record.list("lists").map { try Self.list($0.value, file: file, path: $0.path) }
        guard Set(lists.map(\.name)).count == lists.count else {
            throw record.error("two lists have the same name", "lists")
        }
        // A wrong sender shows when the settings are read, not at night.
        do {
            _ = try Mailing(from: from, route: .outbox(""), lists: [])
        } catch {
            throw record.error(error.message, "from", hint: error.hint)
        }
    }

    private static func server(_ record: SettingsRecord) throws -> Server? {
        let ofServer = [
            "tls", "user", "password_env", "password_file", "certificates", "connect_seconds",
            "total_seconds",
        ]
        guard let text = try record.text("server") else {
            if let stray = ofServer.first(where: record.has) {
                throw record.error("`\(stray)` is for a `server`, and there is none", stray)
            }
            return nil
        }
        let privacy = try record.word("tls", Mailing.Server.Privacy.self) ?? .required
        guard let (host, port) = address(text, usualPort: privacy == .implicit ? 465 : 587) else {
            throw record.error("expected a mail server, like \"smtp.example.com:587\"", "server")
        }
        let server = Server(
            host: host, port: port, privacy: privacy, user: try record.text("user"),
            passwordFile: try record.text("password_file"), passwordVariable: try record.text("password_env"),
            certificates: try record.text("certificates"),
            connectSeconds: try record.number("connect_seconds", in: 1...600) ?? 15,
            totalSeconds: try record.number("total_seconds", in: 1...3600) ?? 120)
        let passwords = [server.passwordFile, server.passwordVariable].compactMap { $0 }.count
        guard passwords == (server.user == nil ? 0 : 1) else {
            throw record.error(
                server.user == nil
                    ? "a password is of no use without a user" : "expected one place of the password",
                "user", hint: "give `user` with one of `password_env` and `password_file`")
        }
        let login = Mailing.Server(host: host, port: port, privacy: privacy, user: server.user)
        guard login.keepsLoginPrivate else {
            throw record.error(
                "the password would travel to `\(host)` for everybody to read", "tls",
                hint: "with a `user`, `tls` is \"required\", or \"implicit\" for port 465")
        }
        return server
    }

    /// Host and port of `smtp.example.com:587`, `smtp.example.com` or `[::1]:25`.
    private static func address(_ text: String, usualPort: Int) -> (String, Int)? {
        var (host, port) = (text, usualPort)
        let isBracketed = text.hasPrefix("[")
        if let colon = text.lastIndex(of: ":"), !isBracketed || text[..<colon].hasSuffix("]") {
            guard let number = Int(text[text.index(after: colon)...]), (1...65_535).contains(number) else {
                return nil
            }
            (host, port) = (String(text[..<colon]), number)
        }
        if isBracketed {
            guard host.hasSuffix("]") else { return nil }
            host = String(host.dropFirst().dropLast())
        }
        let allowed = isBracketed ? "0123456789abcdefABCDEF:." : "-._"
        let isHost = host.unicodeScalars.allSatisfy { scalar in
            allowed.unicodeScalars.contains(scalar)
                || (!isBracketed && scalar.isASCII
                    && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)))
        }
        return isHost && !host.isEmpty && host.first != "-" ? (host, port) : nil
    }

    private static func list(_ value: SettingsValue, file: String, path: String) throws -> MailList {
        let record = try SettingsRecord(
            value, known: ["name", "to", "every", "attach"], file: file, path: path)
        guard let name = try record.text("name") else {
            throw record.error("expected the list's name", "name")
        }
        guard let recipients = try record.texts("to") else {
            throw record.error("expected the recipients, like [\"ann@example.com\"]", "to")
        }
        do {
            return try MailList(
                name: name, recipients: recipients,
                rhythm: try record.word("every", MailList.Rhythm.self) ?? .day,
                attachments: try record.texts("attach") ?? MailList.usualAttachments)
        } catch let error as ReportingError {
            throw SettingsValue.error(error.message, file: file, path: path, hint: error.hint)
        }
    }

    /// The mailing, with the password from where it is kept.
    func mailing(environment: [String: String]) throws -> Mailing {
        let route: Mailing.Route
        if let server {
            route = .server(
                Mailing.Server(
                    host: server.host, port: server.port, privacy: server.privacy, user: server.user,
                    password: try password(server, environment),
                    certificates: server.certificates.map(inFolder),
                    connectSecondsMax: server.connectSeconds, totalSecondsMax: server.totalSeconds))
        } else if let sendmail {
            route = .sendmail(sendmail)
        } else {
            route = .outbox(inFolder(outbox ?? "."))
        }
        return try Mailing(from: from, route: route, lists: lists, bytesMax: bytesMax, triesMax: tries)
    }

    private func password(_ server: Server, _ environment: [String: String]) throws -> String? {
        if let variable = server.passwordVariable {
            guard let password = environment[variable], !password.isEmpty else {
                throw SettingsValue.error(
                    "the variable `\(variable)` holds no password", file: file, path: "mail.password_env")
            }
            return password
        }
        guard let passwordFile = server.passwordFile else { return nil }
        guard let content = FileManager.default.contents(atPath: inFolder(passwordFile)),
            content.count <= 4096
        else {
            throw SettingsValue.error(
                "the file of the password cannot be read", file: file, path: "mail.password_file",
                hint: "it holds the password and nothing else")
        }
        let password = String(decoding: content, as: UTF8.self).trimmingCharacters(in: .newlines)
        guard !password.isEmpty else {
            throw SettingsValue.error(
                "the file of the password is empty", file: file, path: "mail.password_file")
        }
        return password
    }

    private func inFolder(_ path: String) -> String { path.hasPrefix("/") ? path : folder + "/" + path }
}
