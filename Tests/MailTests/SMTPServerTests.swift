import Foundation
import TestSupport
import Testing

@testable import Mail

@Suite(.enabled(if: MailServer.isThere, "needs Python's aiosmtpd")) struct SMTPServerTests {
    private let sender = "usage@example.com"

    private func server(_ mail: MailServer, _ privacy: SMTPServer.Privacy = .none, seconds: Int = 20)
        -> SMTPServer
    {
        SMTPServer(
            host: "localhost", port: mail.port, privacy: privacy, certificates: mail.certificate,
            totalSecondsMax: seconds)
    }

    private func error(_ report: SendReport) -> MailError? {
        switch report.ending {
        case .accepted: nil
        case .failed(let error), .unanswered(let error): error
        }
    }

    @Test func `a message arrives byte for byte, dots and all`() throws {
        let mail = try MailServer()
        var message = try MailMessageTests.message()
        message.attachments.append(
            .init(
                name: "large.bin", mediaType: "application/octet-stream",
                bytes: [UInt8](repeating: 0x2E, count: 300_000)))
        let bytes = try message.bytes()
        let report = server(mail).send(bytes, from: sender, to: ["ann@example.com", "bob@example.com"])
        #expect(report.ending == .accepted)
        #expect(report.refusals.isEmpty)
        #expect(try mail.messages() == [Data(bytes)])
        let arrival = try #require(try mail.arrivals().first)
        #expect(arrival.from == sender)
        #expect(arrival.to == ["ann@example.com", "bob@example.com"])
        #expect(!arrival.tls)
    }

    @Test func `one refused recipient does not keep it from the others`() throws {
        let mail = try MailServer()
        let report = server(mail).send(
            Array("Subject: x\r\n\r\nx\r\n".utf8), from: sender,
            to: ["nobody@example.com", "ann@example.com", "later@example.com"])
        #expect(report.ending == .accepted)
        #expect(
            report.refusals == [
                .init(address: "nobody@example.com", reply: "550 5.1.1 no such user", isLasting: true),
                .init(address: "later@example.com", reply: "451 4.7.1 try again later", isLasting: false),
            ])
        #expect(try mail.arrivals().map(\.to) == [["ann@example.com"]])
    }

    @Test func `where every recipient is refused nothing is sent`() throws {
        let mail = try MailServer()
        let report = server(mail).send(
            Array("Subject: x\r\n\r\nx\r\n".utf8), from: sender, to: ["nobody@example.com"])
        #expect(error(report)?.code == .recipientsRefused)
        #expect(
            error(report)?.message
                == "the mail server `localhost:\(mail.port)` refuses `nobody@example.com`: `550 5.1.1 no such user`"
        )
        #expect(error(report)?.isLasting == true)
        #expect(try mail.messages().isEmpty)
    }

    @Test func `a dead server is told from a slow one, and from one that may have taken the message`() throws
    {
        let bytes = Array("Subject: x\r\n\r\nx\r\n".utf8)
        let dead = try MailServer()
        dead.stop()
        let unreachable = server(dead).send(bytes, from: sender, to: ["ann@example.com"])
        #expect(error(unreachable)?.code == .unreachable)
        #expect(error(unreachable)?.isLasting == false)
        let mute = try MailServer(.mute)
        let silent = server(mute, seconds: 1).send(bytes, from: sender, to: ["ann@example.com"])
        guard case .failed(let error) = silent.ending else {
            Issue.record("nothing was handed over: \(silent)")
            return
        }
        #expect(error.code == .slow)
        for mode in [MailServer.Mode.slow, .broken] {
            let slow = try MailServer(mode)
            let report = server(slow, seconds: 1).send(bytes, from: sender, to: ["ann@example.com"])
            guard case .unanswered(let error) = report.ending else {
                Issue.record("\(mode): the server had all of it: \(report)")
                return
            }
            #expect(error.code == (mode == .slow ? .slow : .refused))
        }
    }

    @Test func `a message that is too large is known by the limit that the server tells`() throws {
        let mail = try MailServer(.small)
        let report = server(mail).send(
            [UInt8](repeating: 0x61, count: 30_000), from: sender, to: ["ann@example.com"])
        #expect(error(report)?.code == .tooLarge)
        #expect(report.bytesMax == 20_000)
        #expect(try mail.messages().isEmpty)
    }

    @Test func `a private connection is asked for, and nothing is sent without it`() throws {
        let bytes = Array("Subject: x\r\n\r\nx\r\n".utf8)
        let plain = try MailServer()
        let open = server(plain, .required).send(bytes, from: sender, to: ["ann@example.com"])
        #expect(error(open)?.code == .noPrivacy)
        #expect(
            server(plain, .optional).send(bytes, from: sender, to: ["ann@example.com"]).ending == .accepted)
        #expect(try plain.arrivals().map(\.tls) == [false])
        let mail = try MailServer(.starttls)
        #expect(
            server(mail, .required).send(bytes, from: sender, to: ["ann@example.com"]).ending == .accepted)
        #expect(try mail.arrivals().map(\.tls) == [true])
        var stranger = server(mail, .required)
        stranger.certificates = nil
        let distrusted = stranger.send(bytes, from: sender, to: ["ann@example.com"])
        #expect(error(distrusted)?.code == .noPrivacy)
        #expect(error(distrusted)?.message.contains("certificate") == true)
    }

    @Test func `a login lets in, and a wrong password is shown nowhere`() throws {
        let mail = try MailServer(.login)
        let bytes = Array("Subject: x\r\n\r\nx\r\n".utf8)
        var server = server(mail, .required)
        server.login = .init(user: "ledger", password: "open sesame")
        #expect(server.send(bytes, from: sender, to: ["ann@example.com"]).ending == .accepted)
        #expect(try mail.arrivals().map(\.user) == ["ledger"])
        server.login = .init(user: "ledger", password: "close-sesame")
        let report = server.send(bytes, from: sender, to: ["ann@example.com"])
        #expect(error(report)?.code == .loginRefused)
        let secret = Data("close-sesame".utf8).base64EncodedString()
        for text in ["\(report)", "\(server)", String(reflecting: server), "\(dumped(server))"] {
            #expect(!text.contains("close-sesame") && !text.contains(secret))
        }
    }

    @Test(arguments: [SMTPServer.Privacy.optional, .none])
    func `a password is not sent where others can read it`(_ privacy: SMTPServer.Privacy) throws {
        // Nobody is asked: the name does not exist.
        var server = SMTPServer(host: "mail.invalid", port: 25, privacy: privacy)
        server.login = .init(user: "ledger", password: "open sesame")
        #expect(error(server.send([], from: sender, to: ["ann@example.com"]))?.code == .noPrivacy)
        for host in ["localhost", "127.0.0.1", "127.8.9.10", "::1"] {
            server.host = host
            #expect(server.keepsLoginPrivate)
        }
        for host in ["127.example.com", "127.0.0", "10.0.0.1", "localhost.example.com", "::2"] {
            server.host = host
            #expect(!server.keepsLoginPrivate)
        }
        server.login = nil
        #expect(server.keepsLoginPrivate)
    }

    @Test func `a file of certificates that is not there is named, and so is one without any`() throws {
        let folder = try TemporaryFolder()
        let mail = try MailServer(.starttls)
        var server = server(mail, .required)
        server.certificates = folder.path("none.pem")
        let missing = error(server.send([], from: sender, to: ["ann@example.com"]))
        #expect(missing?.message.contains("none.pem` cannot be read") == true)
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder.path("empty.pem")))
        server.certificates = folder.path("empty.pem")
        let empty = error(server.send([], from: sender, to: ["ann@example.com"]))
        #expect(empty?.message.contains("empty.pem` holds none") == true)
    }

    @Test func `a server that does not answer to a farewell is not waited for as long as libcurl would`()
        throws
    {
        let mail = try MailServer(.clinging)
        let bytes = Array("Subject: x\r\n\r\nx\r\n".utf8)
        let clock = ContinuousClock()
        let start = clock.now
        #expect(server(mail).send(bytes, from: sender, to: ["ann@example.com"]).ending == .accepted)
        let refused = server(mail).send(bytes, from: sender, to: ["nobody@example.com"])
        #expect(error(refused)?.code == .recipientsRefused)
        // Two times two minutes where nothing bounds it.
        #expect(clock.now - start < .seconds(100))
    }

    private func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }
}
