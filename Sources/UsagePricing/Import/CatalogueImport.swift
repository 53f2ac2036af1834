import JSON
package import UsageModel

/// Builds the price files from public price lists and hand-kept facts; the same input always gives the same bytes.
package struct CatalogueImport {
    /// One public price list: its bytes, the version and the day on which it was seen.
    package struct List: Sendable {
        /// The bytes of the file.
        package var bytes: [UInt8]
        /// Its version, such as `1.106.2`; genai-prices says its own.
        package var version: String
        /// The day on which it was seen.
        package var seen: CivilDate

        /// A list.
        package init(bytes: [UInt8], version: String, seen: CivilDate) {
            self.bytes = bytes
            self.version = version
            self.seen = seen
        }
    }

    private let merge: CatalogueMerge
    private let genAI: PriceSource
    private let seen: CivilDate

    /// Reads the public lists that a manifest names, through a function that hands out a file's bytes.
    ///
    /// The manifest is `sources.json`: name, version, the day seen and the file of each list.
    package init(
        manifest: [UInt8], facts: [UInt8], file: (String) throws -> [UInt8]
    ) throws {
        let document: JSONValue
        do {
            document = try JSONValue(parsing: manifest)
        } catch {
            throw PricingError(
                .badCatalogue, error.message,
                place: Place(file: "sources.json", line: error.line, column: error.column))
        }
        func list(_ name: String) throws -> List {
            let entry = document["sources"]?.array?.first { $0["name"]?.string == name }
            guard let version = entry?["version"]?.string, let path = entry?["file"]?.string,
                let seen = entry?["seen"]?.string.flatMap({ CivilDate($0) })
            else {
                throw PricingError(
                    .badCatalogue, "expected `\(name)` with its version, file and the day it was seen",
                    place: Place(file: "sources.json", path: "sources"))
            }
            return List(bytes: try file(path), version: version, seen: seen)
        }
        try self.init(
            genAIPrices: list("genai-prices"), liteLLM: list("litellm"), portkey: list("portkey"),
            modelsDev: list("models.dev"), facts: facts)
    }

    /// Reads the four public lists and the facts; throws `bad_catalogue` for a text that is no JSON.
    package init(
        genAIPrices: List, liteLLM: List, portkey: List, modelsDev: List, facts: [UInt8]
    ) throws(PricingError) {
        genAI = PriceSource.genAIPrices(try Self.json(genAIPrices, "genai-prices"), seen: genAIPrices.seen)
        let sources = [
            genAI,
            PriceSource.liteLLM(
                try Self.json(liteLLM, "litellm"), version: liteLLM.version, seen: liteLLM.seen),
            PriceSource.portkey(
                try Self.json(portkey, "portkey"), version: portkey.version, seen: portkey.seen),
            PriceSource.modelsDev(
                try Self.json(modelsDev, "models.dev"), version: modelsDev.version, seen: modelsDev.seen),
        ]
        merge = CatalogueMerge(sources: sources, facts: try Facts(parsing: facts))
        seen = sources.map(\.seen).max() ?? genAIPrices.seen
    }

    private static func json(_ list: List, _ name: String) throws(PricingError) -> JSONValue {
        do {
            return try JSONValue(parsing: list.bytes)
        } catch {
            throw PricingError(
                .badCatalogue, error.message, place: Place(file: name, line: error.line, column: error.column)
            )
        }
    }

    /// The price files by name, such as `openai.json`, what the lists differ on, and the C file that embeds them.
    package func files() -> [(name: String, text: String)] {
        var files: [(name: String, text: String)] = []
        var providers: [String] = []
        var disagreements: [PriceDisagreement] = []
        for provider in ImportedProvider.all.map(\.name) {
            let entries = entries(of: provider)
            guard !entries.isEmpty else { continue }
            providers.append(provider)
            files.append(
                ("\(provider).json", CatalogueWriter.text(provider: provider, seen: seen, entries: entries)))
            disagreements += entries.flatMap { $0.disagreements(at: Provider(rawValue: provider)) }
        }
        files.append(("disagreements.json", DisagreementFile(seen: seen, disagreements).text))
        files.append(("CPriceCatalogue.c", EmbeddingWriter.text(providers: providers)))
        return files
    }

    /// The price files, read as they would be when they are built in.
    package func priceFiles() throws -> [PriceFile] {
        try ImportedProvider.all.map(\.name).compactMap { provider in
            let entries = entries(of: provider)
            guard !entries.isEmpty else { return nil }
            let text = CatalogueWriter.text(provider: provider, seen: seen, entries: entries)
            return try PriceFile(parsing: Array(text.utf8), file: "\(provider).json")
        }
    }

    /// The names, versions and days of the lists behind the built-in catalogue.
    package static var builtInManifest: [UInt8] { EmbeddedFiles.note("sources") ?? [] }

    /// The facts kept by hand behind the built-in catalogue.
    package static var builtInFacts: [UInt8] { EmbeddedFiles.note("facts") ?? [] }

    private func entries(of provider: String) -> [CatalogueWriter.Entry] {
        var names = Set<String>()
        for source in merge.sources + [merge.facts.source] {
            names.formUnion((source.models[provider] ?? [:]).keys)
        }
        names.formUnion(regional(names, of: provider))
        // Where a snapshot is named `model@day`, the model itself is a name of the latest one.
        names.formUnion(names.filter { $0.contains("@") }.map(Self.withoutDate))
        // A list's own word for "any region"; no endpoint has that name.
        names = names.filter { provider != "aws-bedrock" || !$0.contains("regional.") }
        struct Group: Hashable {
            var key: String
            var drafts: [CatalogueMerge.Draft]
        }
        var groups: [Group: [String]] = [:]
        var disputes: [Group: Set<CatalogueMerge.Dispute>] = [:]
        for name in names where !name.isEmpty {
            let history = merge.history(of: name, at: provider)
            guard !history.drafts.isEmpty else { continue }
            let own =
                genAI.model(name, of: provider)?.group ?? merge.facts.source.model(name, of: provider)?.group
            let group = Group(key: own ?? Self.withoutDate(name), drafts: history.drafts)
            groups[group, default: []].append(name)
            disputes[group, default: []].formUnion(history.disputes)
        }
        let beginnings = Set((genAI.rules[provider] ?? []).flatMap(\.clause.beginnings))
        let entries = groups.map { group, names in
            let sorted = names.sorted {
                (Self.regionRank($0), $0.utf8.count, $0) < (Self.regionRank($1), $1.utf8.count, $1)
            }
            let own = group.key.split(separator: ":", maxSplits: 1).last.map(String.init)
            let id = own.flatMap { sorted.contains($0) ? $0 : nil } ?? sorted[0]
            let aliases = sorted.flatMap { merge.facts.source.models[provider]?[$0]?.aliases ?? [] }
            let prefixes = sorted.filter(beginnings.contains).map { name in
                ModelEntry.Prefix(text: name, tails: Self.tails(of: name, at: provider))
            }
            return CatalogueWriter.Entry(
                id: id, names: sorted, aliases: aliases, prefixes: prefixes, drafts: group.drafts,
                disputes: disputes[group] ?? [])
        }
        return entries.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }

    /// The endings that a provider itself puts behind its models' names; a version elsewhere is another model.
    private static func tails(of name: String, at provider: String) -> [Tail] {
        if provider == "aws-bedrock" { return [.version] }
        return ImportedProvider.all.contains { $0.name == provider && $0.genai.contains("google") }
            && name.hasPrefix("gemini-") ? [.latest, .preview] : [.latest]
    }

    /// Bedrock's names for a region's endpoints, where the rules of a list know them and their price.
    private func regional(_ names: Set<String>, of provider: String) -> [String] {
        guard provider == "aws-bedrock" else { return [] }
        let plain = names.filter { name in
            // Only a name that starts with its maker, such as `anthropic.`, has regional endpoints.
            Self.regionRank(name) == 0 && name.drop { $0.isLetter }.first == "."
        }
        return plain.flatMap { name in Self.regions.map { $0 + name } }
            .filter { genAI.model($0, of: provider) != nil }
    }

    private static let regions = ["us.", "eu.", "apac.", "global.", "jp.", "au.", "us-gov."]

    /// 0 for a name without a region, so that a model is filed under the plainest of its names.
    private static func regionRank(_ name: String) -> Int {
        regions.firstIndex { name.hasPrefix($0) }.map { $0 + 1 } ?? 0
    }

    /// The name that a dated snapshot belongs to.
    private static func withoutDate(_ name: String) -> String {
        for length in [11, 9] where name.utf8.count > length {
            let end = name.index(name.endIndex, offsetBy: -length, limitedBy: name.startIndex)
            if let end, Tail.date.matches(name[end...]) { return String(name[..<end]) }
        }
        return name
    }
}
