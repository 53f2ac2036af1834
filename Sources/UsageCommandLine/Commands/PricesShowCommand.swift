import Arguments
import JSON
import UsageLedger
import UsageModel

/// `prices show`: one model's prices through time.
struct PricesShow: Sendable {
    let name: String
    let provider: Provider?
    let isJSON: Bool

    static let command = Command<Action>(
        "show", "Show a model's prices through time, with their sources",
        examples: [
            "usageledger prices show gpt-4o", "usageledger prices show --provider anthropic claude-3-5-haiku",
        ],
        Option("provider", .text.named("NAME"), "Who serves it; the first who has it, unless it is given"),
        Flag("json", "Print JSON"), Positional(.text.named("MODEL"), "The model, by any of its names"),
    ) { provider, isJSON, name in
        PricesShow(name: name, provider: provider.map(Provider.init(named:)), isJSON: isJSON).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let book = try context.priceBook()
        let known = PriceListing.all(in: book.list).map(\.provider)
        if let provider, !known.contains(provider) { throw Self.unknownProvider(provider, among: known) }
        guard
            let (model, provider, match) = PriceListing.model(
                named: name, of: provider, at: context.now(), in: book.list)
        else {
            throw unknownModel(in: book)
        }
        if isJSON {
            try invocation.writeJSON(
                [
                    .init(name: "provider", value: .string(provider.rawValue)),
                    .init(name: "match", value: .string(match)),
                ]
                    + model.json.members)
            return .done
        }
        var facts = FactList()
        facts.add("Model", "\(model.id) of \(provider.displayName)")
        facts.add("Matched", match)
        if !model.otherNames.isEmpty { facts.add("Other names", model.otherNames.joined(separator: ", ")) }
        var text = facts.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour)
        for price in model.prices {
            text +=
                "\n" + price.facts.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour)
            text +=
                "\n" + price.table.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour)
        }
        try invocation.write(text)
        return .done
    }

    private func unknownModel(in book: PriceBook) -> CommandLineError {
        let names = PriceListing.all(of: provider, in: book.list).lazy.flatMap(\.models).flatMap {
            [$0.id] + $0.otherNames
        }
        return CommandLineError(
            .unknownName,
            "the catalogue has no model `\(name.prefix(80))`\(provider.map { " of `\($0)`" } ?? "")",
            hint: Names.suggestion(for: name, among: names)
                ?? "`usageledger prices list TEXT` searches the names")
    }

    static func unknownProvider(_ provider: Provider, among known: [Provider]) -> CommandLineError {
        CommandLineError(
            .unknownName, "the catalogue has no provider `\(provider.rawValue.prefix(60))`",
            hint: Names.suggestion(for: provider.rawValue, among: known.map(\.rawValue))
                ?? "`usageledger prices list` lists them")
    }
}
