import JSON
package import UsageModel

/// One provider's prices, read from a price file.
package struct PriceFile: Sendable {
    /// Who charges them.
    package var provider: Provider
    /// The version of the file: the day on which its newest source was seen, and a digest of its bytes.
    package var version: String
    /// The models.
    package var models: [ModelEntry]
    /// Reductions that the user negotiated on the provider's built-in prices.
    package var discounts: [Discount]
    /// The day on which the newest source was seen, where the version names it.
    let seen: CivilDate?
    /// The position of each exact name.
    var positions: [String: Int] = [:]
    /// The positions of each dated alias.
    var aliases: [String: [Int]] = [:]
    /// The declared prefixes with the position of their model, longest first.
    var prefixes: [(prefix: ModelEntry.Prefix, position: Int)] = []

    /// Prices of a provider.
    package init(
        provider: Provider, version: String, models: [ModelEntry], discounts: [Discount] = []
    ) {
        self.provider = provider
        self.discounts = discounts
        self.version = version
        seen = CivilDate(version.prefix { $0 != "+" })
        self.models = models
        for (position, model) in models.enumerated() {
            for name in model.names where positions[name] == nil { positions[name] = position }
            for alias in model.aliases { aliases[alias.name, default: []].append(position) }
            prefixes += model.prefixes.map { ($0, position) }
        }
        prefixes.sort { $0.prefix.text.utf8.count > $1.prefix.text.utf8.count }
    }

    /// Reads a price file; throws `bad_catalogue` with the place inside the document.
    package init(parsing bytes: [UInt8], file: String? = nil) throws(PricingError) {
        let document: JSONValue
        do {
            document = try JSONValue(parsing: bytes)
        } catch {
            throw PricingError(
                .badCatalogue, error.message, place: Place(file: file, line: error.line, column: error.column)
            )
        }
        let reader = PriceFileReader(file: file)
        guard document["schema"]?.integer == 1 else {
            throw reader.error("expected `\"schema\": 1`", at: "schema")
        }
        guard let name = document["provider"]?.string else {
            throw reader.error("expected the provider's name", at: "provider")
        }
        guard let elements = document["models"]?.array else {
            throw reader.error("expected a list of models", at: "models")
        }
        var models: [ModelEntry] = []
        models.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            models.append(try reader.model(element, provider: name, path: "models[\(index)]"))
        }
        let seen = document["seen"]?.string ?? "undated"
        self.init(
            provider: Provider(rawValue: name), version: "\(seen)+\(Self.fingerprint(bytes))", models: models)
    }

    /// Reads the prices that a user wrote in JSON5: one file a provider that they name.
    ///
    ///     { providers: { openai: { discount: "10%", models: { "gpt-5": { input: "2.50", output: "10" } } } } }
    ///
    /// A document with a `schema` is a file of the catalogue's own form. Throws `bad_catalogue` with line and column,
    /// what was expected, and the nearest known word as a hint.
    package static func own(parsing bytes: [UInt8], file: String? = nil) throws(PricingError) -> [PriceFile] {
        let reader = try OwnPriceReader(bytes, file: file)
        return reader.isCatalogueFile
            ? [try PriceFile(parsing: bytes, file: file)] : try reader.files()
    }

    /// Eight hexadecimal digits that tell two versions of a file apart (FNV-1a); no protection against forgery.
    static func fingerprint(_ bytes: [UInt8]) -> String {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
