import TestSupport
import UsageCapture
import UsageModel

/// Calls as a company makes them, the same for the same seed: many models, users and months, some without a price, some
/// failed, some with personal data.
struct CallMaker: Sendable {
    let seed: UInt64

    static let start = Instant(seconds: 1_735_722_000)  // 2025-01-01T09:00:00Z
    private static let models: [(provider: String, model: String)] = [
        ("openai", "gpt-4o"), ("openai", "gpt-4o-mini"), ("anthropic", "claude-3-5-sonnet-20241022"),
        ("google", "gemini-1.5-pro"), ("in-house", "house-model"), ("openai", "dall-e-3"),
    ]
    private static let users = ["ada", "grace", "edsger", "barbara", "donald"]

    /// The call of a number; calls of neighbouring numbers are a few hours apart.
    func event(_ number: Int) throws -> UsageEvent {
        var random = SeededRandom(seed: seed &+ UInt64(number) &* 0x9E37_79B9)
        let (provider, model) = random.pick(Self.models)
        let moment = Self.start.adding(seconds: Int64(number * 7_200 + random.below(7_000)))
        var usage = try Usage([
            .inputTokens: 100 + random.below(20_000), .outputTokens: random.below(3_000),
        ])
        if model == "dall-e-3" {
            usage = try Usage(
                [.images: 1 + random.below(4)],
                attributes: [.imageSize: "1024x1024", .imageQuality: "standard"])
        }
        var event = UsageEvent(
            occurredAt: moment, provider: Provider(named: provider), model: model, usage: usage)
        event.id = id(number, at: moment)
        if random.below(2) == 0 { event.idempotencyKey = "call-\(seed)-\(number)" }
        event.attribution.user = random.below(8) == 0 ? nil : random.pick(Self.users)
        event.attribution.chat = "chat-\(number / 4)"
        event.attribution.message = "message-\(number)"
        event.attribution.campaign = random.below(3) == 0 ? "spring" : nil
        event.outcome.latencyMs = 80 + random.below(9_000)
        if random.below(10) == 0 {
            event.outcome.status = .error
            event.outcome.httpStatus = 500
        }
        if random.below(4) == 0 {
            event.client.ip = "192.0.2.\(random.below(250))"
            event.client.userAgent = "gateway/\(random.below(9))"
        }
        return event
    }

    private func id(_ number: Int, at moment: Instant) -> EventID {
        EventID(at: moment, random: (UInt64(number) & 0xFFF, seed << 20 ^ UInt64(number)))
    }

    func events(_ numbers: Range<Int>) throws -> [UsageEvent] { try numbers.map { try event($0) } }

    /// Calls as JSON Lines, with their ends.
    func lines(_ numbers: Range<Int>) throws -> [String] {
        try numbers.map { Self.line(try event($0)) }
    }

    static func line(_ event: UsageEvent) -> String { EventLineWriter.line(event) + "\n" }
}
