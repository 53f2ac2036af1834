import Mail
import UsageDelivery

/// How reports leave by mail: from whom, on which way, to which lists.
public struct Mailing: Hashable, Sendable {
    /// The way that mail takes.
    public enum Route: Hashable, Sendable {
        /// A mail server.
        case server(Server)
        /// The machine's own program, such as `/usr/sbin/sendmail`.
        case sendmail(String)
        /// A folder in which every mail is a file.
        case outbox(String)
    }

    /// A mail server.
    public struct Server: Hashable, Sendable {
        /// How the connection is kept private.
        public enum Privacy: String, Hashable, Sendable, CaseIterable {
            /// STARTTLS, without which nothing is sent.
            case required
            /// STARTTLS where the server offers it.
            case optional
            /// TLS from the first byte, as on port 465.
            case implicit
            /// None; for a server on the same machine.
            case none
        }

        /// The host's name or address.
        public var host: String
        /// The port.
        public var port: Int
        /// How the connection is kept private.
        public var privacy: Privacy
        /// Who logs in; nil where the server asks nobody.
        public var user: String?
        /// The file of certificates to trust in place of the system's.
        public var certificates: String?
        /// How long connecting may take, in seconds.
        public var connectSecondsMax: Int
        /// How long a mail may take, in seconds.
        public var totalSecondsMax: Int
        private let login: SMTPServer.Login?

        /// A server; the password is kept out of every description.
        public init(
            host: String, port: Int = 587, privacy: Privacy = .required, user: String? = nil,
            password: String? = nil, certificates: String? = nil, connectSecondsMax: Int = 15,
            totalSecondsMax: Int = 120
        ) {
            self.host = host
            self.port = port
            self.privacy = privacy
            self.user = user
            self.certificates = certificates
            self.connectSecondsMax = connectSecondsMax
            self.totalSecondsMax = totalSecondsMax
            login = user.map { SMTPServer.Login(user: $0, password: password ?? "") }
        }

        /// Whether nobody can read the password on its way: without a login, with TLS, or on this machine.
        public var keepsLoginPrivate: Bool { smtp.keepsLoginPrivate }

        var smtp: SMTPServer {
            let kept: SMTPServer.Privacy =
                switch privacy {
                case .required: .required
                case .optional: .optional
                case .implicit: .implicit
                case .none: .none
                }
            return SMTPServer(
                host: host, port: port, privacy: kept, login: login, certificates: certificates,
                connectSecondsMax: connectSecondsMax, totalSecondsMax: totalSecondsMax)
        }
    }

    /// From whom.
    public let from: String
    /// On which way.
    public let route: Route
    /// To which lists.
    public let lists: [MailList]
    /// A mail is not larger than this; what does not fit is left out and named in it.
    public let bytesMax: Int
    /// How often a mail is tried in one run where the server is busy or away.
    public let triesMax: Int
    let sender: MailAddress

    /// The usual limit of a mail.
    public static let usualBytesMax = 8_000_000

    /// A mailing; throws `bad_mailing` where the sender cannot be meant or two lists have one name.
    public init(
        from: String, route: Route, lists: [MailList], bytesMax: Int = Mailing.usualBytesMax,
        triesMax: Int = 3
    ) throws(ReportingError) {
        sender = try MailAddress(checking: from)
        guard Set(lists.map(\.name)).count == lists.count else {
            throw ReportingError(.badMailing, "two lists have the same name")
        }
        if case .server(let server) = route, !server.keepsLoginPrivate {
            throw ReportingError(
                .badMailing,
                "a login at `\(server.host)` needs a private connection, by `required` or `implicit`")
        }
        guard bytesMax >= 100_000 else {
            throw ReportingError(
                .badMailing, "a mail of \(bytesMax) bytes has no room for its pictures",
                hint: "allow 100,000 at least")
        }
        guard (1...10).contains(triesMax) else {
            throw ReportingError(.badMailing, "a mail is tried 1 to 10 times in a run, not \(triesMax) times")
        }
        self.from = from
        self.route = route
        self.lists = lists
        self.bytesMax = bytesMax
        self.triesMax = triesMax
    }

    var mailRoute: MailRoute {
        switch route {
        case .server(let server): .server(server.smtp)
        case .sendmail(let path): .sendmail(Sendmail(path: path))
        case .outbox(let path): .outbox(path)
        }
    }
}
