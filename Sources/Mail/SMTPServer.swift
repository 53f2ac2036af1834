/// A mail server that takes messages, and how it wants to be talked to.
package struct SMTPServer: Hashable, Sendable {
    /// How the connection is kept private.
    package enum Privacy: String, Hashable, Sendable, CaseIterable {
        /// STARTTLS, without which nothing is sent.
        case required
        /// STARTTLS where the server offers it.
        case optional
        /// TLS from the first byte, as on port 465.
        case implicit
        /// None; for a server on the same machine.
        case none
    }

    /// Who logs in.
    package struct Login: Hashable, Sendable {
        /// The user's name.
        package var user: String
        /// The password, which no description and no error shows.
        package var password: String

        /// A login.
        package init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    /// The host's name or address.
    package var host: String
    /// The port.
    package var port: Int
    /// How the connection is kept private.
    package var privacy: Privacy
    /// Who logs in; nil for a server that asks nobody.
    package var login: Login?
    /// A file of certificates to trust in place of the system's; nil for the system's.
    package var certificates: String?
    /// How long connecting may take, in seconds.
    package var connectSecondsMax: Int
    /// How long all of it may take, in seconds.
    package var totalSecondsMax: Int

    /// A server.
    package init(
        host: String, port: Int, privacy: Privacy = .required, login: Login? = nil,
        certificates: String? = nil,
        connectSecondsMax: Int = 15, totalSecondsMax: Int = 120
    ) {
        self.host = host
        self.port = port
        self.privacy = privacy
        self.login = login
        self.certificates = certificates
        self.connectSecondsMax = connectSecondsMax
        self.totalSecondsMax = totalSecondsMax
    }

    /// Whether a host is this machine, by its name or its address.
    package static func isLoopback(_ host: String) -> Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return host.lowercased() == "localhost" || host == "::1"
            || (numbers.count == 4 && !numbers.contains(nil) && numbers[0] == 127)
    }

    /// Whether a password can be read by nobody on its way to the server.
    package var keepsLoginPrivate: Bool {
        login == nil || privacy == .required || privacy == .implicit || Self.isLoopback(host)
    }

    /// Host and port.
    package var name: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

extension SMTPServer.Login: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The user's name alone.
    package var description: String { user }
    /// The user's name alone.
    package var debugDescription: String { user }
    /// The user's name alone.
    package var customMirror: Mirror { Mirror(self, children: ["user": user]) }
}
