import Arguments
import Foundation
import JSON
import UsageLedger
import UsageModel

/// `prices diff`: where the price lists differ, or what newer lists would change.
struct PricesDiff: Sendable {
    let providers: [Provider]
    let isJSON: Bool
    let folder: String?

    static let command = Command<Action>(
        "diff", "Show where price lists differ, or what newer lists would change",
        details: """
            Without a folder: every rate on which the lists behind the built-in catalogue differ, what each says, what \
            was taken and by which clause of the rule. With a folder of newer lists: the models that would be added, \
            removed, raised or lowered by building the catalogue from them; nothing is changed. The folder's own \
            `sources.json` names the lists with version and day; without one the built-in names are taken.
            """,
        examples: ["usageledger prices diff --provider openai", "usageledger prices diff lists --json"],
        Option(repeated: "provider", .text.named("NAME"), "Only this provider"),
        Flag("json", "Print JSON"),
        Positional(optional: .directory.named("LISTS"), "A folder of newer price lists"),
    ) { providers, isJSON, folder in
        PricesDiff(providers: providers.map(Provider.init(named:)), isJSON: isJSON, folder: folder).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let known = PriceListing.all().map(\.provider)
        for provider in providers where !known.contains(provider) {
            throw PricesShow.unknownProvider(provider, among: known)
        }
        if let folder {
            try writeChanges(changes(from: folder, invocation).filter { isWanted($0.provider) }, invocation)
        } else {
            try writeDisagreements(
                PriceCatalogue.disagreements().filter { isWanted($0.provider) }, invocation)
        }
        return .done
    }

    private func isWanted(_ provider: Provider) -> Bool { providers.isEmpty || providers.contains(provider) }

    private func changes(from folder: String, _ invocation: Invocation) throws -> [PriceChange] {
        let manifest = FileManager.default.contents(atPath: "\(folder)/sources.json").map(Array.init)
        if manifest == nil {
            invocation.console.say(
                "no `sources.json` in `\(folder)`: versions and days are the built-in ones")
        }
        return try PriceCatalogue.changes(manifest: manifest) { name in
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
                throw CommandLineError(
                    .inputFailed, "`\(folder)/\(name)` cannot be read",
                    hint: "a `sources.json` in the folder may name other files")
            }
            return Array(data)
        }
    }

    private func writeDisagreements(_ all: [PriceDisagreement], _ invocation: Invocation) throws {
        if isJSON {
            let values = all.map { JSONValue.object($0.json) }
            return try invocation.writeJSON([.init(name: "disagreements", value: .array(values))])
        }
        var table = TextTable([
            .init("Provider", isOptional: providers.count == 1), .init("Model"), .init("Class"),
            .init("Taken", .decimals), .init("By"), .init("Others say", .words(.end)),
        ])
        for one in all {
            let others = one.claims.filter { $0.amount != one.taken }
                .map { "\($0.amount) \($0.source.prefix { $0 != "@" })" }
            table.add([
                one.provider.rawValue, one.model,
                ([one.className] + one.conditions).joined(separator: " "),
                one.taken?.description ?? Figure.none, one.clause.words, others.joined(separator: ", "),
            ])
        }
        guard !table.isEmpty else { return invocation.console.say("the lists agree") }
        try invocation.write(table.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        let verb = all.count == 1 ? "differs" : "differ"
        try invocation.write(
            "\n\(Figure.counted(all.count, "rate")) \(verb). `--json` adds dates, versions and reasons.\n")
    }

    private func writeChanges(_ all: [PriceChange], _ invocation: Invocation) throws {
        if isJSON {
            let values = all.map { JSONValue.object($0.json) }
            return try invocation.writeJSON([.init(name: "changes", value: .array(values))])
        }
        var table = TextTable([
            .init("Provider", isOptional: providers.count == 1), .init("Model"), .init("Change"),
            .init("Class"), .init("Before", .decimals), .init("After", .decimals), .init("From"),
        ])
        for change in all {
            let start = [change.provider.rawValue, change.model, change.kind.rawValue]
            let names =
                change.namesAdded.map { "+\($0)" } + change.namesRemoved.map { "−\($0)" }
            if change.differences.isEmpty { table.add(start + [names.joined(separator: " ")]) }
            for difference in change.differences {
                table.add(
                    start + [
                        ([difference.className] + difference.conditions).joined(separator: " "),
                        difference.before?.description ?? Figure.none,
                        difference.after?.description ?? Figure.none,
                        difference.from?.date.description ?? "",
                    ])
            }
        }
        guard !table.isEmpty else { return invocation.console.say("the lists change nothing") }
        try invocation.write(table.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        let counts = PriceChange.Kind.allCases.compactMap { kind in
            let count = all.count { $0.kind == kind }
            return count == 0 ? nil : "\(Figure.count(count)) \(kind.rawValue)"
        }
        try invocation.write("\n\(Figure.counted(all.count, "model")): \(counts.joined(separator: ", "))\n")
    }
}

extension MergeClause {
    /// The clause in a word or two.
    var words: String { rawValue.replacing("_", with: " ") }
}

extension PriceDisagreement {
    var json: JSONObject {
        var object = JSONObject([
            .init(name: "provider", value: .string(provider.rawValue)),
            .init(name: "model_id", value: .string(model)),
            .init(name: "class", value: .string(className)),
            .init(name: "when", value: .array(conditions.map { .string($0) })),
            .init(name: "from", value: from.map { .string($0.description) } ?? .null),
            .init(name: "to", value: to.map { .string($0.description) } ?? .null),
            .init(name: "per", value: .string(per.description)),
            .init(name: "taken", value: taken.map { .string($0.description) } ?? .null),
            .init(name: "clause", value: .string(clause.rawValue)),
        ])
        object.append("reason", reason.map { .string($0) })
        let said = claims.map { claim in
            JSONValue.object(
                JSONObject([
                    .init(name: "source", value: .string(claim.source)),
                    .init(name: "seen", value: .string(claim.seen.description)),
                    .init(name: "amount", value: .string(claim.amount.description)),
                ]))
        }
        object.append("claims", .array(said))
        return object
    }
}

extension PriceChange {
    var json: JSONObject {
        JSONObject([
            .init(name: "provider", value: .string(provider.rawValue)),
            .init(name: "model_id", value: .string(model)),
            .init(name: "change", value: .string(kind.rawValue)),
            .init(name: "names_added", value: .array(namesAdded.map { .string($0) })),
            .init(name: "names_removed", value: .array(namesRemoved.map { .string($0) })),
            .init(name: "rates", value: .array(differences.map { .object($0.json) })),
        ])
    }
}

extension PriceChange.Difference {
    fileprivate var json: JSONObject {
        JSONObject([
            .init(name: "from", value: from.map { .string($0.description) } ?? .null),
            .init(name: "class", value: .string(className)),
            .init(name: "when", value: .array(conditions.map { .string($0) })),
            .init(name: "per", value: .string(per.description)),
            .init(name: "before", value: before.map { .string($0.description) } ?? .null),
            .init(name: "after", value: after.map { .string($0.description) } ?? .null),
        ])
    }
}
