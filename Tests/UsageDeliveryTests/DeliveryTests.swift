import Mail
import Testing
import UsageModel

@testable import UsageDelivery

@Suite struct DeliveryTests {
    private let moment = Instant(seconds: 1_792_281_600)

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

    @Test func `an address that is refused for good is given up after some nights`() {
        var letter = delivery("ann@example.com", "bob@example.com")
        for attempt in 1...Delivery.refusalsMax {
            #expect(letter.state == .waiting)
            letter.reserve(at: moment)
            letter.end(SendReport(.accepted, refusals: [refusal("bob@example.com")]))
            #expect(letter.attempts == attempt && !letter.isWorthAnotherTry)
        }
        #expect(letter.state == .closed && letter.missing == ["bob@example.com"])
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
        for _ in 0..<Delivery.attemptsMax where letter.state == .waiting {
            letter.reserve(at: moment)
            letter.end(SendReport(.failed(away)))
        }
        #expect(letter.state == .closed && letter.attempts == Delivery.attemptsMax)
    }

    @Test func `who has left the list is let go`() {
        var letter = delivery("ann@example.com", "bob@example.com")
        letter.reserve(at: moment)
        letter.end(SendReport(.accepted, refusals: [refusal("bob@example.com")]))
        letter.keep(only: ["ann@example.com", "new@example.com"])
        #expect(letter.state == .sent && letter.recipients.map(\.address) == ["ann@example.com"])
        var other = delivery("bob@example.com")
        other.keep(only: [])
        #expect(other.state == .closed)
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
        for state in states { #expect(Delivery(bytes: state.bytes) == state) }
        #expect(states[2].failure?.bytesMax == 4)
        #expect(Delivery(bytes: Array("{}".utf8)) == nil)
        #expect(Delivery(bytes: Array(states[1].bytes.dropLast(9))) == nil)
    }
}
