import TestSupport
import UsageModel

/// Rows of a ledger, invented or by hand, in the order in which a ledger hands them out.
enum LedgerRows {
    /// A call of a model with lines of cost; nil lines are a call without a price.
    static func row(
        at time: String, _ provider: String = "openai", _ model: String = "gpt-4o", user: String? = nil,
        team: String? = nil, lines: [CostLine]?, number: Int = 1
    ) throws -> LedgerRow {
        var event = UsageEvent(
            occurredAt: try Instant(time), provider: Provider(rawValue: provider), model: model,
            usage: try Usage([.inputTokens: 1000, .outputTokens: 200]))
        event.attribution.user = user
        event.attribution.team = team
        let costing: Costing =
            if let lines {
                .priced(
                    Cost(
                        lines: lines,
                        price: PriceReference(
                            priceID: "\(provider)/\(model)", modelID: model, match: "exact",
                            from: try Instant("2024-10-02"), source: "a test", dateState: .dated,
                            catalogueVersion: "1"),
                        listTotal: lines.reduce(.zero) { $0 + listCost(of: $1) }))
            } else {
                .unpriced(UnpricedReason(.unknownModel))
            }
        return LedgerRow(
            id: EventID(at: event.occurredAt, random: (0, UInt64(number))),
            priced: PricedEvent(event: event, costing: costing), kind: .usage,
            postingMonth: String(time.prefix(7)), recordedAt: event.occurredAt, sequence: number,
            hash: String(repeating: "0", count: 64))
    }

    /// What a line costs before a discount, by the price's own arithmetic.
    static func listCost(of line: CostLine) -> Money {
        let list = try? Money.lineCost(
            count: line.count, amount: line.amount, per: line.per,
            multipliers: line.multipliers.filter { $0.name != "discount" }.map(\.factor))
        return list?.cost ?? line.cost
    }

    static func line(
        _ className: String = "input", _ direction: CostLine.Direction = .input, _ unit: Unit = .token,
        count: String = "1000", amount: String = "2.5", per: String = "1000000",
        multipliers: [(String, String)] = []
    ) throws -> CostLine {
        try CostLine(
            className: className, direction: direction, unit: unit, count: ExactDecimal(count),
            amount: ExactDecimal(amount), per: ExactDecimal(per),
            multipliers: multipliers.map { .init(name: $0.0, factor: try ExactDecimal($0.1)) })
    }

    /// The opposite of a row, or what it should have been, posted to a month.
    static func correction(
        _ kind: LedgerRow.Kind, of row: LedgerRow, month: String, number: Int, lines: [CostLine]? = nil
    ) throws -> LedgerRow {
        var other = row
        other.id = EventID(at: row.priced.event.occurredAt, random: (0, UInt64(number)))
        other.kind = kind
        other.corrects = row.id
        other.postingMonth = month
        other.sequence = number
        if let lines, let cost = row.priced.costing.cost {
            other.priced.costing = .priced(Cost(lines: lines, price: cost.price))
        }
        return other
    }

    /// A month of calls of all kinds, among them media, discounts, corrections and calls without a price.
    static func month(_ random: inout SeededRandom, calls: Int) throws -> [LedgerRow] {
        let shapes: [(String, CostLine.Direction, Unit, String, String)] = [
            ("input", .input, .token, "2.5", "1000000"), ("output", .output, .token, "10", "1000000"),
            ("cache_read", .input, .token, "1.25", "1000000"), ("image", .generation, .image, "0.042", "1"),
            ("audio_second", .input, .audioSecond, "0.111", "3600"),
            ("video_second", .generation, .videoSecond, "0.4", "1"),
            ("character", .generation, .character, "15", "1000000"),
            ("web_search", .generation, .search, "10", "1000"),
            ("predict_second", .generation, .computeSecond, "0.000225", "7"),
        ]
        var rows: [LedgerRow] = []
        var number = 0
        for index in 0..<calls {
            number += 1
            let minute = index * 44_640 / calls
            let day = minute / 1440 + 1
            let clock = "\(two(minute / 60 % 24)):\(two(minute % 60)):\(two(random.below(60)))"
            let lines = try (0...random.below(3)).map { _ in
                let shape = random.pick(shapes)
                let isFraction = shape.2 == .audioSecond || shape.2 == .videoSecond
                let count = "\(random.below(100_000))" + (isFraction ? ".\(random.below(1000))" : "")
                var multipliers: [(String, String)] = []
                if random.below(5) == 0 { multipliers.append(("tier:batch", "0.5")) }
                if random.below(5) == 0 { multipliers.append(("discount", "0.875")) }
                return try line(
                    shape.0, shape.1, shape.2, count: count, amount: shape.3, per: shape.4,
                    multipliers: multipliers)
            }
            var row = try row(
                at: "2025-03-\(two(day))T\(clock)Z", random.pick(["openai", "google"]),
                random.pick(["a", "b", "=c"]), user: random.pick([nil, "ann", "=bob", "c,d"]),
                team: random.pick([nil, "red \"x\""]), lines: random.below(9) == 0 ? nil : lines,
                number: number)
            if random.below(3) == 0 { row.priced.event.attribution.tags["feature"] = "search" }
            if random.below(4) == 0 { row.priced.event.attribution.campaign = "spring" }
            rows.append(row)
            guard random.below(10) == 0 else { continue }
            let month = random.pick(["2025-03", "2025-05"])
            number += 2
            rows.append(try correction(.reversal, of: row, month: month, number: number - 1))
            rows.append(
                try correction(
                    .restatement, of: row, month: month, number: number, lines: [line(count: "77")]))
        }
        return rows
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
