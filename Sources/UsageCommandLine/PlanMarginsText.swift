import JSON
import UsageModel

/// Sets the margins of plans for the terminal.
struct PlanMarginsText {
    private let margins: PlanMargins

    init(_ margins: PlanMargins) { self.margins = margins }

    /// All of it, fitted to a width.
    func text(columnsMax: Int?, hasColour: Bool) -> String {
        let head = TextStyle.bold.applied(to: "Plans at full use, in US dollars", if: hasColour)
        return head + "\n\n" + table.text(columnsMax: columnsMax, hasColour: hasColour) + "\n"
            + facts.text(columnsMax: columnsMax, hasColour: hasColour)
    }

    private var table: TextTable {
        var table = TextTable([
            .init("Plan", .words(.end)), .init("Tokens", .figures), .init("Price", .decimals),
            .init("Cost", .decimals), .init("Margin", .decimals), .init("%", .decimals),
            .init("Price/1M", .decimals), .init("Break-even", .figures),
            .init("Use %", .decimals, isOptional: true),
        ])
        for margin in margins.plans {
            table.add([
                margin.plan.name, Figure.count(margin.plan.tokenLimit), Figure.amount(margin.plan.price),
                Figure.amount(margin.cost), Figure.amount(margin.margin), Self.percent(margin.marginPercent),
                Figure.amount(margin.pricePerMillion),
                margin.breakEvenTokens.map { Figure.count($0) } ?? Figure.none,
                Self.percent(margin.breakEvenPercent),
            ])
        }
        return table
    }

    private static func percent(_ percent: ExactDecimal?) -> String {
        percent.map { Figure.count($0) } ?? Figure.none
    }

    private var facts: FactList {
        let (mix, rates) = (margins.mix, margins.rates)
        var facts = FactList()
        var words = "\(Share(value: mix.inputShare).text) input, \(Share(value: mix.outputShare).text) output"
        if !mix.cacheReadShare.isZero {
            words += "; \(Share(value: mix.cacheReadShare).text) of the input read from a cache"
        }
        facts.add("Assumed mix", words)
        facts.add("Input", rates.input.words)
        if let cacheRead = rates.cacheRead, !mix.cacheReadShare.isZero {
            facts.add("Cache read", cacheRead.words)
        }
        facts.add("Output", rates.output.words)
        if let price = rates.price {
            facts.add("Price", "\(price.priceID), \(price.source)")
            facts.add("In force", price.forceWords)
            if price.dateState == .assumed { facts.add("Price date", "assumed") }
        }
        for note in rates.notes { facts.add("Note", note) }
        facts.add(
            "Break-even",
            "the most tokens whose cost is not above the price; Use % is their part of the limit")
        return facts
    }
}

extension TokenRates.Rate {
    /// `$3 / 1,000,000 tokens`.
    var words: String {
        let factors = multipliers.map { " × \(Figure.count($0.factor)) (\($0.name))" }.joined()
        return "$\(Figure.count(amount)) / \(Figure.count(per)) tokens\(factors)"
    }

    fileprivate var json: JSONValue {
        .object(
            JSONObject([
                .init(name: "amount", value: .string(amount.description)),
                .init(name: "per", value: .string(per.description)),
                .init(
                    name: "multipliers",
                    value: .array(
                        multipliers.map {
                            .object(
                                JSONObject([
                                    .init(name: "name", value: .string($0.name)),
                                    .init(name: "factor", value: .string($0.factor.description)),
                                ]))
                        })),
            ]))
    }
}

extension PlanMargins {
    /// All figures as exact decimal strings.
    var json: JSONObject {
        var rates = JSONObject([.init(name: "input", value: self.rates.input.json)])
        rates.append("cache_read", self.rates.cacheRead?.json)
        rates.append("output", self.rates.output.json)
        rates.append("price_id", self.rates.price.map { .string($0.priceID) })
        rates.append("source", self.rates.price.map { .string($0.source) })
        rates.append("price_date", self.rates.price.map { .string($0.dateState.rawValue) })
        if !self.rates.notes.isEmpty { rates.append("notes", .array(self.rates.notes.map { .string($0) })) }
        return JSONObject([
            .init(name: "currency", value: "USD"),
            .init(
                name: "mix",
                value: .object(
                    JSONObject([
                        .init(name: "input_share", value: .string(mix.inputShare.description)),
                        .init(name: "cache_read_share", value: .string(mix.cacheReadShare.description)),
                        .init(name: "output_share", value: .string(mix.outputShare.description)),
                    ]))),
            .init(name: "rates", value: .object(rates)),
            .init(name: "plans", value: .array(plans.map { .object($0.json) })),
        ])
    }
}

extension PlanMargin {
    fileprivate var json: JSONObject {
        JSONObject([
            .init(name: "name", value: .string(plan.name)),
            .init(name: "token_limit", value: .number("\(plan.tokenLimit)")),
            .init(name: "price_usd", value: .string(plan.price.description)),
            .init(name: "cost_usd", value: .string(cost.description)),
            .init(name: "margin_usd", value: .string(margin.description)),
            .init(
                name: "margin_percent", value: marginPercent.map { .string($0.description) } ?? .null),
            .init(name: "break_even_tokens", value: breakEvenTokens.map { .number("\($0)") } ?? .null),
            .init(
                name: "break_even_percent",
                value: breakEvenPercent.map { .string($0.description) } ?? .null),
            .init(name: "price_per_million_usd", value: .string(pricePerMillion.description)),
            .init(name: "cost_per_million_usd", value: .string(costPerMillion.description)),
            .init(name: "lines", value: .array(lines.map(\.json))),
        ])
    }
}
