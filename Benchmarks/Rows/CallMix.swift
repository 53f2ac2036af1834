import UsageLedger

/// Calls of an invented company over 180 days, the same on every machine: 205 users, 23 models of 6 providers, more by day
/// than by night, two in a hundred failed.
struct CallMix {
    /// Calls in all; call number `count` would fall on the end of the 180th day.
    let count: Int

    static let days = 180
    static let firstDay = "2026-03-01"

    private static let models: [(provider: String, model: String, weight: Int)] = [
        ("anthropic", "claude-sonnet-4-5", 18), ("openai", "gpt-4o", 14), ("openai", "gpt-4o-mini", 12),
        ("google", "gemini-2.5-pro", 10), ("google", "gemini-2.5-flash", 8), ("deepseek", "deepseek-chat", 7),
        ("anthropic", "claude-3-5-haiku-20241022", 5), ("anthropic", "claude-3-7-sonnet", 4),
        ("openai", "o3", 4),
        ("openai", "gpt-4.1", 4), ("openai", "gpt-4.1-mini", 3), ("openai", "o4-mini", 3),
        ("deepseek", "deepseek-reasoner", 2), ("mistral", "codestral-2501", 2), ("xai", "grok-3", 2),
        ("xai", "grok-3-mini", 2), ("openai", "gpt-4-turbo", 1), ("openai", "gpt-3.5-turbo", 1),
        ("anthropic", "claude-3-5-sonnet-20241022", 1), ("google", "gemini-2.0-flash", 1),
        ("mistral", "mistral-large-2411", 1), ("openai", "o1", 1), ("openai", "gpt-4.1-nano", 1),
    ]
    /// The providers' and models' numbers, each as often as its weight says.
    private static let choices = models.indices.flatMap { Array(repeating: $0, count: models[$0].weight) }
    private static let providers = models.map { Provider(named: $0.provider) }
    private static let teams = ["search", "support", "growth", "research", "platform"]
    private static let campaigns = ["spring", "launch", "renewal"]
    /// How much of a day's work falls on each UTC hour.
    private static let hours = [
        2, 1, 1, 1, 2, 3, 5, 8, 12, 14, 14, 13, 11, 13, 14, 14, 12, 10, 8, 6, 5, 4, 3, 2,
    ]
    private static let hourChoices = hours.indices.flatMap { Array(repeating: $0, count: hours[$0]) }

    private let start: Int64

    init(count: Int) throws {
        self.count = count
        start = try Instant(Self.firstDay).microseconds
    }

    /// The call of a number, in the order of time.
    func call(_ number: Int) throws -> UsageEvent {
        var random = Random(state: UInt64(truncatingIfNeeded: number))
        let choice = Self.choices[random.below(Self.choices.count)]
        let (input, output) = (random.skewed(2_400), random.skewed(320))
        var event = UsageEvent(
            occurredAt: moment(number), provider: Self.providers[choice], model: Self.models[choice].model)
        let user = min(random.below(205), random.below(205))
        event.attribution.user = "user-\(user)"
        event.attribution.team = Self.teams[user % Self.teams.count]
        event.attribution.chat = "chat-\(number / 12 * 205 + user)"
        if user % 4 == 0 { event.attribution.campaign = Self.campaigns[user / 4 % Self.campaigns.count] }
        event.call.requestID = "req_" + random.hex(24)
        event.outcome.latencyMs = 250 + random.skewed(300) + output * (4 + random.below(12))
        let failed = random.below(1000) < 20
        if failed {
            event.outcome.status = random.below(2) == 0 ? .rateLimited : .error
            event.outcome.httpStatus = event.outcome.status == .error ? 500 : 429
            event.usageState = .absent
        } else {
            event.outcome.httpStatus = 200
            event.usage = try Usage([
                .inputTokens: input, .cacheReadTokens: random.below(3) == 0 ? input / 2 : 0,
                .outputTokens: output,
            ])
        }
        return event
    }

    /// Calls of a day fall on its hours as the work does, one after the other.
    private func moment(_ number: Int) -> Instant {
        let perDay = max(1, count / Self.days)
        let (day, place) = (number / perDay, number % perDay)
        let slots = Self.hourChoices.count
        let slot = place * slots / perDay
        let hour = Self.hourChoices[min(slot, slots - 1)]
        let first = Self.hourChoices.firstIndex(of: hour) ?? 0
        let width = Self.hours[hour]
        let microseconds = Int64(place * slots - first * perDay) * 3_600_000_000 / Int64(width * perDay)
        return Instant(
            microseconds: start + Int64(day) * 86_400_000_000 + Int64(hour) * 3_600_000_000 + microseconds)
    }
}

/// SplitMix64, by Steele, Lea and Flood: the same numbers on every machine.
struct Random {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// A count around `typical`, seldom many times as large.
    mutating func skewed(_ typical: Int) -> Int {
        let spread = 1 + below(16)
        return 1 + typical * spread * spread / 64 * (50 + below(100)) / 100
    }

    mutating func hex(_ digits: Int) -> String {
        var text: [UInt8] = []
        while text.count < digits {
            let bits = next()
            for place in 0..<16 where text.count < digits {
                text.append(Array("0123456789abcdef".utf8)[Int(bits >> UInt64(place * 4) & 15)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
