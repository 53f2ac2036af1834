import UsagePricing

/// Builds the price catalogue's files from public price lists.
package enum PriceCatalogue {
    /// A file of the catalogue.
    package struct File: Hashable, Sendable {
        /// The name, such as `openai.json`, or `CPriceCatalogue.c` for the C file that embeds the others.
        package let name: String
        /// The content.
        package let text: String
    }

    /// The files, the same for the same input.
    ///
    /// - Parameters:
    ///   - manifest: The content of `sources.json`: which lists, of which version, seen on which day.
    ///   - facts: The content of `facts.json`: prices kept by hand.
    ///   - list: The bytes of a list that the manifest names.
    package static func files(manifest: [UInt8], facts: [UInt8], list: (String) throws -> [UInt8]) throws
        -> [File]
    {
        try CatalogueImport(manifest: manifest, facts: facts, file: list).files()
            .map { File(name: $0.name, text: $0.text) }
    }
}
