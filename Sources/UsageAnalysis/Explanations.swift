import UsageModel

/// The rules by which a difference between our cost and a stated one is explained, in the order they are told.
enum Explanations {
    private static let words = Wording.english
    private typealias Rule = @Sendable (Tally, Reconciliation.Row) -> String?

    private static let rules: [Rule] = [
        faulty, redacted, unknown, otherReasons, discounts, surcharges, statedNothing, oursNothing, unstated,
    ]

    static func sentences(_ tally: Tally, _ row: Reconciliation.Row) -> [String] {
        rules.compactMap { $0(tally, row) }
    }

    private static func faulty(_ tally: Tally, _ row: Reconciliation.Row) -> String? {
        guard let first = row.faults.first else { return nil }
        let rest = words.total(row.plausibleStated)
        if row.faults.count > 1 {
            let sum = words.total(row.stated - row.plausibleStated)
            return "\(words.count(row.faults.count, "faulty line")) state \(sum); without them \(rest)"
        }
        let multiple =
            words.multiple(first.stated, of: first.usual).map { " (\($0) times what it costs)" } ?? ""
        return "1 faulty line of \(words.day(first.occurredAt.date, year: true)) states "
            + "\(words.total(first.stated))\(multiple); without it \(rest)"
    }

    private static func isRedacted(_ model: String) -> Bool {
        model == "None" || model.split(separator: "/").last == "REDACTED"
    }

    private static func isExperimental(_ model: String) -> Bool {
        model.hasSuffix(":free") || model.split(separator: "-").contains("exp")
    }

    private static func statedPart(_ tally: Tally) -> String {
        tally.unpricedStated.stated > .zero
            ? ", stated at \(words.total(tally.unpricedStated.stated))" : ", stated at nothing"
    }

    private static func redacted(_ tally: Tally, _ row: Reconciliation.Row) -> String? {
        let count = row.unpricedCalls[UnpricedReason.Kind.unknownModel.rawValue] ?? 0
        guard count > 0, isRedacted(row.model ?? "") else { return nil }
        return
            "the log hides the model's name: \(words.count(count, "call")) without a price\(statedPart(tally))"
    }

    private static func unknown(_ tally: Tally, _ row: Reconciliation.Row) -> String? {
        let count = row.unpricedCalls[UnpricedReason.Kind.unknownModel.rawValue] ?? 0
        guard count > 0, !isRedacted(row.model ?? "") else { return nil }
        if isExperimental(row.model ?? ""), tally.unpricedStated.stated == .zero {
            return "an experimental model, free of charge by the log, which no price list prices: "
                + "\(words.count(count, "call")) without a price"
        }
        return
            "no price list knows the model: \(words.count(count, "call")) without a price\(statedPart(tally))"
    }

    private static func otherReasons(_ tally: Tally, _ row: Reconciliation.Row) -> String? {
        let others = row.unpricedCalls.filter {
            $0.key != UnpricedReason.Kind.unknownModel.rawValue && $0.value > 0
        }
        guard !others.isEmpty else { return nil }
        let parts = others.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(words.count($0.value, "call")) \(Findings.reason($0.key))" }
        return Wording.list(parts)
    }

    private static func discounts(_ tally: Tally, _ row: Reconciliation.Row) -> String? {
        let group = tally.below
        guard group.calls > 0 else { return nil }
        let gap = words.total(group.ours - group.stated)
        let calls = words.count(group.calls, "call")
        let reason =
            anotherPrice(group) ?? "cache discounts that the log's tokens do not show, or another price"
        return "\(calls) stated \(gap) below ours: \(reason)"
    }

    private static func surcharges(_ tally: Tally, _ row: Reconciliation.Row) -> String? {
        let group = tally.above
        guard group.calls > 0 else { return nil }
        let gap = words.total(group.stated - group.ours)
        let calls = words.count(group.calls, "call")
        // A cache write costs at most twice the plain input.
        let isCacheWrite = group.stated.picodollars <= group.ours.picodollars * 2
        let guess =
            isCacheWrite
            ? "cache writes that the log's tokens do not show, or another price"
            : "the log used another price"
        return "\(calls) stated \(gap) above ours: \(anotherPrice(group) ?? guess)"
    }

    /// The price that all stated costs of a group bear out, in words; nil where they do not.
    private static func anotherPrice(_ group: Tally.Group) -> String? {
        if let prices = group.witness.prices {
            return
                "the log used another price, \(prices.input) in and \(prices.output) out per million tokens"
        }
        guard group.calls > 2, group.isUniform, let ratio = ratio(group) else { return nil }
        return "the log used another price, \(ratio) times ours"
    }

    /// The ratio of the stated cost to ours, to the hundredth.
    private static func ratio(_ group: Tally.Group) -> String? {
        guard group.ours > .zero else { return nil }
        let hundredths = (group.stated.picodollars * 100).dividedHalfToEven(by: group.ours.picodollars)
        return hundredths > 0 ? ExactDecimal(coefficient: hundredths, scale: 2)?.description : nil
    }

    private static func statedNothing(_ tally: Tally, _ row: Reconciliation.Row) -> String? {
        let group = tally.statedNothing
        guard group.calls > 0 else { return nil }
        return
            "\(words.count(group.calls, "call")) stated at nothing, \(words.total(group.ours)) by our price: "
            + "the log had no price for \(Wording.verb(group.calls, "it", "them"))"
    }

    private static func oursNothing(_ tally: Tally, _ row: Reconciliation.Row) -> String? {
        let group = tally.oursNothing
        guard group.calls > 0 else { return nil }
        return
            "\(words.count(group.calls, "call")) free by our price, stated at \(words.total(group.stated))"
    }

    private static func unstated(_ tally: Tally, _ row: Reconciliation.Row) -> String? {
        let group = tally.unstated
        guard group.calls > 0, row.statedCalls > 0 else { return nil }
        return
            "\(words.count(group.calls, "call")) without a stated cost, \(words.total(group.ours)) by our price"
    }
}
