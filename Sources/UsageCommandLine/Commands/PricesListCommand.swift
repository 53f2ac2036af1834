import Arguments
import JSON
import UsageLedger
import UsageModel

/// `prices list`: the providers, or the models of some.
struct PricesList: Sendable {
    let providers: [Provider]
    let text: String?
    let isJSON: Bool

    static let command = Command<Action>(
        "list", "List the providers, or the models of one with their present prices",
        examples: ["usageledger prices list", "usageledger prices list --provider openai gpt-4"],
        Option(repeated: "provider", .text.named("NAME"), "The models of this provider"),
        Flag("json", "Print JSON"),
        Positional(optional: .text.named("TEXT"), "Only models with this in a name"),
    ) { providers, isJSON, text in
        PricesList(providers: providers.map(Provider.init(named:)), text: text, isJSON: isJSON).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let now = context.now()
        var listings = PriceListing.all(in: try context.priceBook().list)
        for provider in providers where !listings.contains(where: { $0.provider == provider }) {
            throw PricesShow.unknownProvider(provider, among: listings.map(\.provider))
        }
        if !providers.isEmpty { listings = listings.filter { providers.contains($0.provider) } }
        let isOverview = providers.isEmpty && text == nil
        if isJSON {
            try invocation.writeJSON([
                .init(name: "providers", value: .array(listings.map { json($0, now, isOverview) }))
            ])
            return .done
        }
        let table = isOverview ? Self.overview(listings) : models(of: listings, now)
        guard !table.isEmpty else {
            throw CommandLineError(
                .unknownName, "no model has `\(text ?? "")` in a name",
                hint: "`usageledger prices list` lists the providers")
        }
        try invocation.write(table.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        if !isOverview {
            try invocation.write("\nUS dollars for a million tokens, where the unit is not named.\n")
        }
        return .done
    }

    private static func overview(_ listings: [PriceListing]) -> TextTable {
        var table = TextTable([
            .init("Provider"), .init("Models", .figures), .init("Prices", .figures), .init("Catalogue"),
        ])
        for listing in listings {
            table.add([
                listing.provider.rawValue, Figure.count(listing.models.count),
                Figure.count(listing.models.reduce(0) { $0 + $1.prices.count }), listing.version,
            ])
        }
        table.addTotal([
            Figure.counted(listings.count, "provider"),
            Figure.count(listings.reduce(0) { $0 + $1.models.count }),
            Figure.count(
                listings.reduce(0) { sum, listing in sum + listing.models.reduce(0) { $0 + $1.prices.count } }
            ),
        ])
        return table
    }

    private func isWanted(_ model: PriceListing.Model) -> Bool {
        guard let text = text?.lowercased(), !text.isEmpty else { return true }
        return ([model.id] + model.otherNames).contains { $0.lowercased().contains(text) }
    }

    private func models(of listings: [PriceListing], _ now: Instant) -> TextTable {
        var table = TextTable([
            .init("Provider", isOptional: listings.count == 1), .init("Model"), .init("Input", .decimals),
            .init("Output", .decimals), .init("Cache read", .decimals, isOptional: true),
            .init("Other", .words(.end), isOptional: true),
        ])
        for listing in listings {
            for model in listing.models where isWanted(model) {
                guard let price = model.price(at: now) else { continue }
                let shown = ["input", "output", "cache_read"]
                let other =
                    price.rates.first { !shown.contains($0.className) && $0.conditions.isEmpty }
                    ?? price.rates.first { !shown.contains($0.className) && $0.amount != nil }
                let cells = shown.map { name in
                    price.rates.first { $0.className == name && $0.conditions.isEmpty }?.amount?.description
                        ?? Figure.none
                }
                table.add(
                    [listing.provider.rawValue, model.id] + cells
                        + [price.rates.first?.unit == .token ? "" : other?.text ?? ""])
            }
        }
        return table
    }

    private func json(_ listing: PriceListing, _ now: Instant, _ isOverview: Bool) -> JSONValue {
        var object = JSONObject([
            .init(name: "provider", value: .string(listing.provider.rawValue)),
            .init(name: "catalogue_version", value: .string(listing.version)),
            .init(name: "model_count", value: .number("\(listing.models.count)")),
        ])
        if !isOverview {
            object.append("models", .array(listing.models.filter(isWanted).map { .object($0.json) }))
        }
        return .object(object)
    }
}
