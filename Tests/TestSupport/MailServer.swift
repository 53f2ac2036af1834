public import Foundation

/// A real mail server on this machine that keeps what it is given; needs Python's aiosmtpd.
public final class MailServer {
    /// Whether the tests that need it can run, for `.enabled(if:)`.
    public static let isThere: Bool = {
        let check = Process()
        check.executableURL = URL(fileURLWithPath: python)
        check.arguments = ["-c", "import aiosmtpd.smtp"]
        check.standardError = FileHandle.nullDevice
        guard (try? check.run()) != nil else { return false }
        check.waitUntilExit()
        return check.terminationStatus == 0
    }()

    /// Debian's Python, for which Debian packages aiosmtpd.
    private static let python = "/usr/bin/python3"

    /// How the server behaves, as `mail-server` says.
    public enum Mode: String, Sendable {
        case plain
        case starttls
        case login
        case small
        case slow
        case mute
        case broken
        case clinging
    }

    /// A message that arrived.
    public struct Arrival: Decodable, Sendable {
        /// The sender of the envelope.
        public var from: String
        /// The recipients of the envelope.
        public var to: [String]
        /// Whether the connection was private.
        public var tls: Bool
        /// Who logged in.
        public var user: String?
    }

    /// Where the server listens.
    public let port: Int
    private let folder: TemporaryFolder
    private let process = Process()
    private let input = Pipe()

    /// Starts a server and waits until it listens.
    public init(_ mode: Mode = .plain) throws {
        folder = try TemporaryFolder()
        process.executableURL = URL(fileURLWithPath: Self.python)
        process.arguments = [
            Repository.root.appendingPathComponent("Tests/TestSupport/mail-server").path, folder.url.path,
            mode.rawValue,
        ]
        process.standardInput = input
        try process.run()
        var port: Int?
        for _ in 0..<600 where port == nil && process.isRunning {
            Thread.sleep(forTimeInterval: 0.02)
            let text = try? String(contentsOfFile: folder.path("port"), encoding: .utf8)
            port = text.flatMap { Int($0) }
        }
        guard let port else { throw PropertyFailure(seed: 0, reason: "the mail server does not start") }
        self.port = port
    }

    deinit { stop() }

    /// Ends the server; nobody listens at its port any more.
    public func stop() {
        guard process.isRunning else { return }
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The file of its certificate.
    public var certificate: String { folder.path("certificate.pem") }

    /// Takes the recipients `later…` from now on.
    public func open() throws { try Data().write(to: URL(fileURLWithPath: folder.path("open"))) }

    /// The messages that arrived, byte for byte.
    public func messages() throws -> [Data] {
        try names(ending: ".eml").map { try Data(contentsOf: URL(fileURLWithPath: folder.path($0))) }
    }

    /// The envelopes that they came in.
    public func arrivals() throws -> [Arrival] {
        try names(ending: ".json").map {
            try JSONDecoder().decode(
                Arrival.self, from: Data(contentsOf: URL(fileURLWithPath: folder.path($0))))
        }
    }

    private func names(ending end: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasSuffix(end) }
            .sorted()
    }
}
