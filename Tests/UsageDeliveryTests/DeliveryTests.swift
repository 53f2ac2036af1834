import Mail
import Testing
import UsageModel

@testable import UsageDelivery

@Suite struct DeliveryTests {
    private let moment = Instant(seconds: 1_792_281_600)
    private let day: Int64 = 86_400

    private func delivery(_ recipients: String...) -> Delivery {
        Delivery(
            Letter(
                edition: "2026-10-17", list: "finance", messageID: "x@example.com",
                sender: "usage@example.com",
                recipients: recipients, bytes: []), by: .sendmail(Sendmail()), at: moment)
    }

    private func refusal(_ address: String, isLasting: Bool = true) -> SendReport.Refusal {
        .init(address: address, reply: isLasting ? "550 no" : "451 later", isLasting: isLasting)
    }

    @Test func `a letter is reserved before a try, and sent when everybody has it`() {
        var letter = delivery("ann@example.com", "bob@example.com")
        #expect(letter.state == .waiting && letter.name == "2026-10-17.finance")
        letter.reserve(at: moment)
        #expect(letter.isInDoubt && letter.attempts == 1)
        letter.end(SendReport(.accepted))
        #expect(letter.state == .sent && letter.missing.isEmpty && letter.failure == nil)
    }

    @Test func `who was refused is tried again, and nobody else`() {
        var letter = delivery("ann@example.com", "bob@example.com", "eve@example.com")
        letter.reserve(at: moment)
        letter.end(SendReport(.accepted, refusals: [refusal("bob@example.com", isLasting: false)]))
        #expect(letter.state == .waiting && letter.missing == ["bob@example.com"])
        #expect(letter.isWorthAnotherTry)
        #expect(letter.failure?.message.contains("`bob@example.com` (451 later)") == true)
        letter.reserve(at: moment)
        letter.end(SendReport(.accepted))
        #expect(letter.state == .sent && letter.refused.isEmpty && letter.failure == nil)
    }

    @Test func `an address that is refused for good is given up after some nights, not after some tries`() {
        var letter = delivery("ann@example.com", "bob@example.com")
        func refuse(after seconds: Int64) {
            letter.reserve(at: moment.adding(seconds: seconds))
            letter.end(SendReport(.accepted, refusals: [refusal("bob@example.com")]))
        }
        for attempt in 0..<40 {
            refuse(after: Int64(attempt) * 3_600)
            #expect(letter.state == .waiting && !letter.isWorthAnotherTry)
        }
        refuse(after: 3 * day)
        #expect(letter.state == .givenUp && letter.isOpen && letter.missing == ["bob@example.com"])
        letter = delivery("bob@example.com")
        refuse(after: 0)
        refuse(after: 5 * day)
        #expect(letter.state == .waiting, "few tries are no reason, however long ago the first was")
        letter.follow(["robert@example.com"])
        #expect(letter.missing == ["robert@example.com"])
        refuse(after: 6 * day)
        #expect(letter.state == .sent)
    }

    @Test func `a server that is away is tried for some nights, one that gave no answer not again at once`() {
        var letter = delivery("ann@example.com")
        let away = MailError(.unreachable, "away", isLasting: false)
        letter.reserve(at: moment)
        letter.end(SendReport(.failed(away)))
        #expect(letter.state == .waiting && letter.isWorthAnotherTry)
        letter.reserve(at: moment)
        letter.end(SendReport(.unanswered(away)))
        #expect(letter.state == .waiting && !letter.isWorthAnotherTry)
        #expect(letter.failure?.isUnanswered == true)
        for night in 1...13 {
            for attempt in 0..<6 {
                letter.reserve(at: moment.adding(seconds: Int64(night) * day + Int64(attempt) * 3_600))
                letter.end(SendReport(.failed(away)))
                #expect(letter.state == .waiting)
            }
        }
        letter.reserve(at: moment.adding(seconds: 14 * day))
        letter.end(SendReport(.failed(away)))
        #expect(letter.state == .givenUp && letter.isOpen)
        letter.startAgain()
        letter.reserve(at: moment.adding(seconds: 20 * day))
        letter.end(SendReport(.failed(away)))
        #expect(letter.state == .waiting)
        letter.settle()
        #expect(letter.state == .closed && !letter.isOpen)
    }

    @Test func `the list as it is now gets it: who left is let go, who came is taken in`() {
        var letter = delivery("ann@example.com", "bob@example.com")
        letter.reserve(at: moment)
        letter.end(SendReport(.accepted, refusals: [refusal("bob@example.com")]))
        var corrected = letter
        corrected.follow(["Ann@example.com", "robert@example.com"])
        #expect(corrected.state == .waiting && corrected.missing == ["robert@example.com"])
        corrected.reserve(at: moment)
        corrected.end(SendReport(.accepted))
        #expect(corrected.state == .sent)
        #expect(corrected.recipients.map(\.address) == ["ann@example.com", "robert@example.com"])
        letter.follow(["ann@example.com"])
        #expect(letter.state == .sent && letter.failure == nil)
        #expect(letter.recipients.map(\.address) == ["ann@example.com"])
        letter.startAgain()
        letter.follow(["ann@example.com"])
        #expect(letter.state == .sent && letter.missing.isEmpty)
    }

    @Test func `what nobody has got is not sent`() {
        var letter = delivery("bob@example.com")
        letter.follow([])
        #expect(letter.state == .closed)
        letter.startAgain()
        letter.follow([])
        #expect(letter.state == .closed)
    }

    @Test func `a test is never open`() {
        var letter = Delivery(
            Letter(
                edition: "test-20261017", list: "test", messageID: "x@example.com", sender: "u@example.com",
                recipients: ["ann@example.com"], bytes: []), by: .outbox(""), at: moment)
        #expect(letter.state == .waiting && !letter.isOpen)
        letter.reserve(at: moment)
        #expect(letter.isInDoubt && !letter.isOpen)
    }

    @Test func `every state is read as it was written`() throws {
        var letter = delivery("ann@example.com", "bob \"x\"@example.com")
        var states = [letter]
        letter.reserve(at: moment.adding(seconds: 1))
        states.append(letter)
        letter.end(
            SendReport(
                .failed(MailError(.tooLarge, "too large", hint: "less")),
                refusals: [refusal("ann@example.com")],
                bytesMax: 4))
        states.append(letter)
        letter.settle()
        states.append(letter)
        letter.startAgain()
        states.append(letter)
        letter.state = .givenUp
        states.append(letter)
        for state in states { #expect(Delivery(bytes: state.bytes) == state) }
        #expect(states[2].failure?.bytesMax == 4)
        #expect(Delivery(bytes: Array("{}".utf8)) == nil)
        #expect(Delivery(bytes: Array(states[1].bytes.dropLast(9))) == nil)
    }
}
