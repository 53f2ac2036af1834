import JSON
import TestSupport
import UsageModel

/// Makes calls with every kind of value, awkward texts among them.
enum EventMaker {
    static let texts = [
        "ada", "=1+2", "'=x", "''@y", "-3", "a,b", "say \"hi\"", "two\nlines", "two\r\nlines", "Grüße 🎈",
        "'quoted'",
        "\u{FF1D}wide", "\tindented", " spaced ", "'", "0", "null",
    ]

    static func event(_ random: inout SeededRandom) -> UsageEvent {
        var event = UsageEvent(
            occurredAt: Instant(microseconds: Int64(random.below(2_000_000_000)) * 1_000_003),
            provider: random.pick([Provider(named: "openai"), Provider(named: "my-own")]),
            model: random.pick(texts))
        func text() -> String? { random.below(3) == 0 ? random.pick(texts) : nil }
        func number(_ least: Int = 0) -> Int? { random.below(3) == 0 ? least + random.below(1000) : nil }
        event.idempotencyKey = text()
        if random.below(2) == 0 {
            event.id = EventID(at: event.occurredAt, random: (random.next(), random.next()))
        }
        event.attribution.tenant = random.pick(texts)
        event.attribution.user = text()
        event.attribution.campaign = text()
        event.attribution.keyID = text()
        if let name = text(), let value = text() { event.attribution.tags[name] = value }
        event.call.servedModel = text()
        event.call.action = text()
        event.call.step = number(1)
        event.call.requestedTier = random.below(3) == 0 ? .batch : nil
        event.call.service = random.pick(ServiceType.allCases)
        event.outcome.status = random.pick(CallStatus.allCases)
        event.outcome.httpStatus = number(100).map { min($0, 599) }
        event.outcome.latencyMs = number()
        event.outcome.stopReason = text()
        event.usageState = random.pick(UsageState.allCases)
        for _ in 0..<random.below(5) {
            let counter = random.pick(Counter.allCases)
            let scale = counter.isFractional ? random.below(4) : 0
            let value = ExactDecimal(coefficient: Int128(random.below(1_000_000)), scale: scale) ?? .zero
            try? event.usage.set(counter, value)
        }
        if let size = text() { event.usage.attributes[.imageSize] = size }
        if let source = text() {
            event.statedCost = StatedCost(
                amount: Money(picodollars: Int128(random.next() >> 4)), source: source)
        }
        if let value = text() {
            event.metadata.append("note", ["deep": .string(value), "n": .number("1.50")])
        }
        event.client.userAgent = text()
        return event
    }
}
