import Testing

@testable import Mail

@Suite struct SMTPTalkTests {
    private func talk(_ lines: String...) -> SMTPTalk {
        var talk = SMTPTalk()
        for line in lines {
            if line.hasPrefix("C: ") { talk.sent(String(line.dropFirst(3)) + "\r\n") }
            if line.hasPrefix("S: ") { talk.received(String(line.dropFirst(3)) + "\r\n") }
        }
        return talk
    }

    @Test func `a message counts as taken over from the answer to its content on`() {
        let whole = talk(
            "S: 220 ready", "C: EHLO x", "S: 250-mail.example.com", "S: 250-SIZE 1000", "S: 250 HELP",
            "C: MAIL FROM:<a@example.com> SIZE=3", "S: 250 OK", "C: RCPT TO:<b@example.com>", "S: 250 OK",
            "C: DATA", "S: 354 go on", "S: 250 queued", "C: QUIT", "S: 221 bye")
        #expect(whole.isAccepted)
        #expect(whole.bytesMax == 1000)
        #expect(whole.acceptedCount == 1)
        #expect(whole.lastReply?.text == "250 queued")
        let refused = talk(
            "C: RCPT TO:<b@example.com>", "S: 250 OK", "C: DATA", "S: 354 go on", "S: 554 spam")
        #expect(!refused.isAccepted && refused.hasVerdict)
        let unasked = talk("C: RCPT TO:<b@example.com>", "S: 250 OK", "C: DATA", "S: 451 disk full")
        #expect(!unasked.isAccepted)
    }

    @Test func `what a server says to a farewell is not about the message`() {
        let refused = talk("C: RCPT TO:<b@example.com>", "S: 550 no such user", "C: QUIT", "S: 221 bye")
        #expect(refused.acceptedCount == 0)
        #expect(refused.refusals.map(\.address) == ["b@example.com"])
        #expect(refused.lastReply?.code == 550)
    }

    @Test func `a refusal of several lines is kept whole, on one line and bounded`() {
        let refused = talk(
            "C: RCPT TO:<b@example.com>", "S: 550-5.1.1 The account that you tried does not exist.",
            "S: 550-5.1.1 Look for typing errors:", "S: 550 5.1.1 https://example.com/help", "C: QUIT")
        #expect(
            refused.refusals.map(\.reply) == [
                "550 5.1.1 The account that you tried does not exist. Look for typing errors: https://example.com/help"
            ])
        var long = SMTPTalk()
        long.sent("RCPT TO:<b@example.com>\r\n")
        for _ in 0..<10_000 { long.received("550-\(String(repeating: "x", count: 900))\r\n") }
        long.received("550 no\r\n")
        #expect(long.refusals[0].reply.count == 500)
        #expect(talk("S: 250-A", "C: MAIL FROM:<a@example.com>", "S: 550 no").lastReply?.text == "550 no")
    }

    @Test func `nothing of a login is kept`() {
        let login = talk(
            "C: EHLO x", "S: 250 AUTH LOGIN", "C: AUTH LOGIN", "S: 334 VXNlcm5hbWU6", "C: bGVkZ2Vy",
            "S: 334 UGFzc3dvcmQ6",
            "C: b3BlbiBzZXNhbWU=", "S: 535 5.7.8 b3BlbiBzZXNhbWU= is wrong")
        #expect(login.lastReply?.text == "535")
    }

    @Test(arguments: ["", "x", "99 low", "1000 high", "25", "600 no", "٣٥٤ go on", "250"])
    func `an odd line changes nothing for the worse`(_ line: String) {
        #expect(!talk("C: DATA", "S: \(line)").isAccepted)
    }
}
