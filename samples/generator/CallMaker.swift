import JSON
import UsageModel

/// Draws the calls of the invented company; the same seed gives the same calls on every machine.
struct CallMaker {
    private var random: SplitMix
    private let seed: UInt64
    private let first: CivilDate
    private let callsPerDay: Int
    private var serial = 0

    init(seed: UInt64, first: CivilDate, callsPerDay: Int) {
        random = SplitMix(state: seed)
        self.seed = seed
        self.first = first
        self.callsPerDay = callsPerDay
    }

    /// The calls of a day, counted from the first, in the order of time.
    mutating func calls(onDay day: Int) throws -> [UsageEvent] {
        var events: [UsageEvent] = []
        let date = first.adding(days: day)
        let isWeekend = date.weekday >= 6
        for workload in Invention.workloads where workload.days.map({ $0.contains(day) }) ?? true {
            // The company grows by three in a thousand a day.
            var expected = callsPerDay * workload.weight * (1000 + 3 * day) / 1000
            if isWeekend, !workload.isSteady { expected = expected / 4 }
            let count = (random.around(expected) + random.below(1000)) / 1000
            for _ in 0..<count { events.append(try call(workload, date)) }
        }
        if day == Invention.incident.day { events += try incident(date) }
        return events.sorted {
            ($0.occurredAt, $0.idempotencyKey ?? "") < ($1.occurredAt, $1.idempotencyKey ?? "")
        }
    }

    private mutating func call(_ workload: Invention.Workload, _ date: CivilDate) throws -> UsageEvent {
        let hour = workload.isSteady ? random.below(24) : random.weighted(Invention.hours)
        var event = UsageEvent(
            occurredAt: moment(date, hour), provider: Provider(named: workload.provider),
            model: workload.model)
        event.attribution.team = workload.team
        event.attribution.campaign = workload.campaign
        event.attribution.agent = workload.agent
        event.attribution.user = "\(workload.team)-\(1 + min(random.below(9), random.below(9)))"
        event.attribution.keyID = "key-\(workload.team)"
        event.attribution.tags = ["origin": "invented"]
        event.call.service = ServiceType(rawValue: workload.service) ?? .other
        event.call.action = workload.action
        if workload.service == "chat" {
            event.attribution.chat = "chat-\(date)-\(workload.team)-\(random.below(40))"
        }
        for (name, typical) in workload.counts { try count(name, typical, &event) }
        try clampDetails(&event, workload)
        for (name, value) in workload.attributes {
            UsageAttribute(rawValue: name).map { event.usage.attributes[$0] = value }
        }
        finish(&event, latency: workload.latency)
        return event
    }

    private mutating func moment(_ date: CivilDate, _ hour: Int) -> Instant {
        let milliseconds = Int64(hour) * 3_600_000 + Int64(random.below(3_600_000))
        return Instant(microseconds: Instant(date).microseconds + milliseconds * 1000)
    }

    private mutating func count(_ name: String, _ typical: Int, _ event: inout UsageEvent) throws {
        guard let counter = Counter(rawValue: name) else { return }
        try event.usage.set(
            counter,
            ExactDecimal(counter.unit == .image ? 1 + random.below(4) / 3 : max(1, random.around(typical))))
    }

    /// Reasoning is part of the output, cache reads are part of the input.
    private mutating func clampDetails(_ event: inout UsageEvent, _ workload: Invention.Workload) throws {
        let (input, output) = (event.usage.integer(.inputTokens), event.usage.integer(.outputTokens))
        if event.usage[.reasoningTokens] != nil {
            try event.usage.set(
                .reasoningTokens, ExactDecimal(min(event.usage.integer(.reasoningTokens), output)))
        }
        if workload.cachedPercent > 0, random.below(100) < 80 {
            let cached = min(input, input * random.around(workload.cachedPercent) / 100)
            try event.usage.set(.cacheReadTokens, ExactDecimal(cached))
        }
    }

    /// How the call ended: one in a hundred fails, and a failed call has no usage.
    private mutating func finish(_ event: inout UsageEvent, latency: Int) {
        serial += 1
        event.idempotencyKey = "invented-\(seed)-\(serial)"
        // One in fifty takes several times as long.
        event.outcome.latencyMs = random.around(latency) * (random.below(50) == 0 ? 2 + random.below(6) : 1)
        event.outcome.httpStatus = 200
        switch random.below(200) {
        case 0: fail(&event, .error, 500, "server_error")
        case 1: fail(&event, .rateLimited, 429, "rate_limit_exceeded")
        case 2:
            event.outcome.status = .cancelled
            event.usageState = .partial
        default: event.outcome.stopReason = event.call.service == .chat ? "stop" : nil
        }
    }

    private mutating func fail(_ event: inout UsageEvent, _ status: CallStatus, _ code: Int, _ type: String) {
        event.outcome.status = status
        event.outcome.httpStatus = code
        event.outcome.errorType = type
        event.outcome.latencyMs = random.around(300)
        event.usage = Usage()
        event.usageState = .absent
    }

    private mutating func incident(_ date: CivilDate) throws -> [UsageEvent] {
        var events: [UsageEvent] = []
        for hour in Invention.incident.hours {
            for attempt in 0..<Invention.incident.callsPerHour {
                var event = UsageEvent(
                    occurredAt: moment(date, hour), provider: Provider(named: "openai"), model: "gpt-5.1")
                event.attribution.team = Invention.incident.team
                event.attribution.agent = Invention.incident.agent
                event.attribution.keyID = "key-\(Invention.incident.team)"
                event.attribution.tags = ["origin": "invented", "incident": "retry-loop"]
                event.call.action = "tag"
                event.call.attempt = 1 + attempt % 12
                try count("input_tokens", 90_000, &event)
                try count("output_tokens", 7500, &event)
                finish(&event, latency: 21_000)
                events.append(event)
            }
        }
        return events
    }
}

/// A small generator of random numbers (SplitMix64) with whole numbers only, so that nothing depends on a machine's mathematics.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but without, the bound.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    /// A number around a typical one: from a third of it to five thirds, the middle most often.
    mutating func around(_ typical: Int) -> Int {
        typical / 3 + (below(typical + 1) + below(typical + 1)) * 2 / 3
    }

    /// The index of a weight, drawn in proportion.
    mutating func weighted(_ weights: [Int]) -> Int {
        var rest = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.count - 1
    }
}
