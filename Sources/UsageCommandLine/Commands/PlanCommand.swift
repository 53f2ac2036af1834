import Arguments
import Foundation
import JSON
import UsageLedger
import UsageModel

/// `plan`: what is sold for what calls cost.
enum PlanCommand {
    static let command = Command<Action>(
        "plan", "Plans that are sold: what they cost and what they leave",
        commands: [PlanMarginCommand.command])
}

/// `plan margin`: from cost to revenue.
struct PlanMarginCommand: Sendable {
    let plans: [Plan]
    let file: String?
    let mix: TokenMix
    let rates: RateChoice
    let isJSON: Bool

    static let command = Command<Action>(
        "margin", "What plans cost at full use, their margin, and where they break even",
        details: """
            A plan has a name, a limit of tokens and a price; plans are given on the line, in a JSON5 file \
            [{ name: "Starter", tokens: 50000, price: "9.99" }], or as `plans` in the settings. The tokens cost what \
            a model costs at the moment of --as-of, or what is given. Break-even is the most tokens whose cost is \
            not above the price. All amounts are exact.
            """,
        examples: [
            "usageledger plan margin --plan Starter:50000:9.99 --input-price 3 --output-price 15",
            "usageledger plan margin --plans plans.json5 --model anthropic/claude-sonnet-4-5 --input-share 75%",
        ],
        Option(repeated: "plan", .plan, "A plan: its name, its limit of tokens, its price in US dollars"),
        Option("plans", .file, "Read plans from a JSON5 file"), mix, RateChoice.parameters,
        Flag("json", "Print JSON"),
    ) { (plans, file, mix, rates, isJSON) throws(ArgumentsError) in
        if !plans.isEmpty, file != nil {
            throw ArgumentsError(.conflictingOptions, "`--plan` cannot stand beside `--plans`")
        }
        return PlanMarginCommand(plans: plans, file: file, mix: mix, rates: rates, isJSON: isJSON).run
    }

    private static let mix = OptionGroup(
        Option("input-share", .share, default: Share(percent: 60), "Input tokens among all tokens"),
        Option(
            "cache-share", .share, default: Share(percent: 0), "Input tokens that are read from a cache"),
    ) { (input, cache) throws(ArgumentsError) in
        do throws(ModelError) {
            return try TokenMix(inputShare: input.value, cacheReadShare: cache.value)
        } catch {
            throw ArgumentsError(.invalidValue, error.message, hint: error.hint)
        }
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let plans = try self.plans(context)
        let margins: PlanMargins
        switch rates {
        case .given(let rates): margins = try PriceBook.margins(of: plans, mix: mix, rates: rates)
        case .model(let model, let provider, let tier):
            margins = try context.priceBook().margins(
                of: plans, mix: mix, model: model, provider: provider, tier: tier, at: context.now())
        }
        if isJSON {
            try invocation.writeJSON(margins.json.members)
        } else {
            try invocation.write(
                PlanMarginsText(margins).text(
                    columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        }
        return .done
    }

    private func plans(_ context: LedgerContext) throws -> [Plan] {
        if !plans.isEmpty { return plans }
        if let file {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw CommandLineError(.inputFailed, "the plans `\(file)` cannot be read")
            }
            let value = try SettingsValue(json5: data, file: file)
            // A settings file may be named here too.
            if case .object(let members) = value, let plans = members["plans"] {
                return try Plan.list(plans, file: file, path: "plans")
            }
            return try Plan.list(value, file: file)
        }
        guard !context.settings.plans.isEmpty else {
            throw CommandLineError(
                .badSettings, "there are no plans",
                hint:
                    "give one with --plan Starter:50000:9.99, a file with --plans, or `plans` in the settings"
            )
        }
        return context.settings.plans
    }
}

/// What tokens cost, as it was asked for: given, or that of a model.
enum RateChoice: Hashable, Sendable {
    case given(TokenRates)
    case model(String, provider: Provider?, tier: ServiceTier)

    /// How it is written.
    static let parameters = OptionGroup(
        heading: "What tokens cost",
        Option("input-price", .tokenPrice, "US dollars for a million input tokens"),
        Option("output-price", .tokenPrice, "US dollars for a million output tokens"),
        Option("cache-read-price", .tokenPrice, "US dollars for a million tokens read from a cache"),
        Option("model", .text.named("NAME"), "The prices of this model, as in anthropic/claude-sonnet-4-5"),
        Option("provider", .text.named("NAME"), "Who serves it, where its name does not say"),
        Option("tier", .text.named("TIER"), "The service tier, as in batch"),
    ) { (input, output, cacheRead, model, provider, tier) throws(ArgumentsError) -> RateChoice in
        let isGiven = input != nil || output != nil || cacheRead != nil
        if let model {
            guard !isGiven else {
                throw ArgumentsError(
                    .conflictingOptions, "`--model` cannot stand beside prices for tokens")
            }
            return .model(
                model, provider: provider.map(Provider.init(named:)),
                tier: tier.map(ServiceTier.init(rawValue:)) ?? .standard)
        }
        guard provider == nil, tier == nil else {
            throw ArgumentsError(
                .missingArgument, "`--provider` and `--tier` need `--model`",
                hint: "prices that are given stand for themselves")
        }
        guard let input, let output else {
            throw ArgumentsError(
                .missingArgument, "what tokens cost is missing",
                hint: "give `--model NAME`, or `--input-price` and `--output-price` in US dollars per million"
            )
        }
        return .given(
            TokenRates(
                input: .init(input), cacheRead: cacheRead.map { .init($0) }, output: .init(output)))
    }
}

/// A share, written `60%` or `0.6`.
struct Share: Hashable, Sendable {
    let value: ExactDecimal

    init(value: ExactDecimal) { self.value = value }

    init(percent: Int) { value = ExactDecimal(coefficient: Int128(percent), scale: 2) ?? .zero }

    /// `60%`.
    var text: String { "\(value.shifted(by: 2)?.description ?? "?")%" }
}

extension Syntax where Value == Share {
    /// A share of a whole.
    static var share: Syntax {
        Syntax(
            "SHARE", expected: "a share from 0% to 100%, like 60% or 0.6", text: \.text,
            parse: { word in
                let digits = word.hasSuffix("%") ? String(word.dropLast()) : word
                guard var value = try? ExactDecimal(digits) else { return nil }
                if word.hasSuffix("%") {
                    guard
                        let hundredth = value.multiplied(
                            by: ExactDecimal(coefficient: 1, scale: 2) ?? .zero)
                    else { return nil }
                    value = hundredth
                }
                // The same bounds as a mix has, so that the word is named that is wrong.
                guard (try? TokenMix(inputShare: value)) != nil else { return nil }
                return Share(value: value)
            })
    }
}

extension Syntax where Value == Plan {
    /// `NAME:TOKENS:PRICE`; a name may hold colons.
    static var plan: Syntax {
        Syntax(
            "NAME:TOKENS:PRICE", expected: "a plan like Starter:50000:9.99",
            model: { (word) throws(ModelError) in
                let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
                guard parts.count >= 3, let tokens = Int(parts[parts.count - 2]) else {
                    throw ModelError(
                        .badPlan, "expected a name, a whole number of tokens and a price with `:` between",
                        hint: "write it like Starter:50000:9.99")
                }
                return try Plan(
                    name: parts.dropLast(2).joined(separator: ":"), tokenLimit: tokens,
                    price: try Money(parts[parts.count - 1]))
            })
    }
}

extension Syntax where Value == ExactDecimal {
    /// A price of a million tokens.
    static var tokenPrice: Syntax {
        Syntax(
            "USD", expected: "US dollars of at least 0 with at most 12 decimals, like 3 or 0.25",
            parse: { word in
                guard let amount = try? ExactDecimal(word), amount >= .zero, amount.scale <= 12,
                    amount <= ExactDecimal(Money.rowMax.picodollars)
                else { return nil }
                return amount
            })
    }
}
