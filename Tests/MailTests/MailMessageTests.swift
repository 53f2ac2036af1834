import Foundation
import TestSupport
import Testing

@testable import Mail

@Suite struct MailMessageTests {
    static func message() throws -> MailMessage {
        MailMessage(
            from: try MailAddress("AI cost <usage@example.com>"),
            to: [try MailAddress("Jörg Müller <joerg@example.com>"), try MailAddress("ann@example.com")],
            subject: "October is heading for $15.4k, 10% over budget − see Ελλάδα",
            dateSeconds: 1_792_281_600,
            messageID: "2026-10-17.finance.0123456789abcdef@example.com",
            text:
                ".A line that begins with a dot\nFrom here on: −$47, 1–17 October, and a line that is longer than what "
                + "a mail server likes to have in one piece, which is about seventy-six columns\n\n.\ntrailing space \n",
            html: "<p style=\"margin:0\">Spend was $8,485.57 – up 22%</p>\n<img src=\"cid:x\">\n",
            pictures: [
                .init(
                    name: "burn-up.png", mediaType: "image/png", bytes: Array(0...255),
                    contentID: "burn-up.finance@example.com")
            ],
            attachments: [
                .init(name: "report.pdf", mediaType: "application/pdf", bytes: Array("%PDF-1.7".utf8)),
                .init(name: "daily.csv", mediaType: "text/csv", bytes: Array("a,b\r\n1,2\r\n".utf8)),
                .init(name: "empty.bin", mediaType: "application/octet-stream", bytes: []),
            ])
    }

    @Test func `the same message gives the same bytes, and another one other boundaries`() throws {
        var message = try Self.message()
        let bytes = try message.bytes()
        #expect(bytes == (try message.bytes()))
        let digest = message.contentDigest
        message.attachments[1].bytes.append(0x0A)
        #expect(message.contentDigest != digest)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("=_1.\(digest)") && text.contains("=_3.\(digest)"))
    }

    @Test func `lines end with CRLF, none is long, none has a byte above ASCII`() throws {
        let bytes = try Self.message().bytes()
        #expect(bytes.allSatisfy { $0 < 0x80 })
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0A { #expect(index > 0 && bytes[index - 1] == 0x0D) }
            if byte == 0x0D { #expect(index + 1 < bytes.count && bytes[index + 1] == 0x0A) }
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.utf8.count <= 100 })
    }

    @Test func `a reader sees the tree, the texts and the files as they were`() throws {
        let message = try Self.message()
        let parsed = try Self.parsed(try message.bytes())
        #expect(
            parsed.tree == [
                "multipart/mixed", "  multipart/alternative", "    text/plain", "    multipart/related",
                "      text/html", "      image/png", "  application/pdf", "  text/csv",
                "  application/octet-stream",
            ])
        #expect(parsed.headers["subject"] == message.subject)
        #expect(parsed.headers["to"]?.contains("Jörg Müller") == true)
        let head = String(decoding: try message.bytes().prefix(600), as: UTF8.self).lowercased()
        #expect(head.contains("=?utf-8?") && !head.contains("=?iso-"))
        #expect(parsed.headers["message-id"] == "<\(message.messageID)>")
        #expect(parsed.headers["auto-submitted"] == "auto-generated")
        #expect(parsed.headers["date"] == "Sun, 18 Oct 2026 00:00:00 +0000")
        #expect(parsed.headers["mime-version"] == "1.0")
        #expect(parsed.text == message.text.replacing("\n", with: "\r\n") || parsed.text == message.text)
        #expect(parsed.html == message.html.replacing("\n", with: "\r\n") || parsed.html == message.html)
        #expect(
            parsed.files.map(\.name) == ["burn-up.png", "report.pdf", "daily.csv", "empty.bin"])
        let files = (message.pictures + message.attachments).map { Data($0.bytes) }
        #expect(parsed.files.map { Data(base64Encoded: $0.content) } == files)
        #expect(parsed.files.map(\.disposition) == ["inline", "attachment", "attachment", "attachment"])
        #expect(parsed.files[0].contentID == "<burn-up.finance@example.com>")
        #expect(parsed.defects.isEmpty, "\(parsed.defects)")
    }

    @Test(
        arguments: [
            { (m: inout MailMessage) in m.subject = "a\r\nBcc: eve@example.com" },
            { (m: inout MailMessage) in m.messageID = "no at sign" },
            { (m: inout MailMessage) in m.to = [] },
            { (m: inout MailMessage) in m.attachments[0].name = "a\nb" },
            { (m: inout MailMessage) in m.attachments[0].mediaType = "pdf" },
        ] as [@Sendable (inout MailMessage) -> Void])
    func `a message that could pass for another one is refused`(
        _ spoil: @Sendable (inout MailMessage) -> Void
    ) throws {
        var message = try Self.message()
        spoil(&message)
        #expect { try message.bytes() } throws: { ($0 as? MailError)?.code == .badMessage }
    }
}

extension MailMessageTests {
    struct Parsed: Decodable {
        struct File: Decodable {
            var name: String
            var disposition: String
            var contentID: String?
            var content: String
        }
        var tree: [String]
        var headers: [String: String]
        var text: String
        var html: String
        var files: [File]
        var defects: [String]
    }

    /// What Python's `email` makes of a message.
    static func parsed(_ bytes: [UInt8]) throws -> Parsed {
        let script = """
            import base64, email, email.policy, json, sys
            message = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
            tree, files, defects = [], [], []
            def walk(part, depth):
                tree.append("  " * depth + part.get_content_type())
                defects.extend(map(str, part.defects))
                if part.is_multipart():
                    for child in part.iter_parts(): walk(child, depth + 1)
                elif part.get_filename():
                    files.append({"name": part.get_filename(), "disposition": part.get_content_disposition(),
                        "contentID": part["Content-ID"],
                        "content": base64.b64encode(part.get_payload(decode=True)).decode()})
            walk(message, 0)
            texts = {p.get_content_type(): p.get_payload(decode=True).decode() for p in message.walk()
                if p.get_content_maintype() == "text" and not p.get_filename()}
            print(json.dumps({"tree": tree, "headers": {k.lower(): str(v) for k, v in message.items()},
                "text": texts["text/plain"], "html": texts["text/html"], "files": files, "defects": defects}))
            """
        let folder = try TemporaryFolder()
        try Data(bytes).write(to: folder.url.appendingPathComponent("message.eml"))
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments = ["python3", "-c", script]
        python.standardInput = try FileHandle(
            forReadingFrom: folder.url.appendingPathComponent("message.eml"))
        let output = Pipe()
        python.standardOutput = output
        try python.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        python.waitUntilExit()
        return try JSONDecoder().decode(Parsed.self, from: data)
    }
}
