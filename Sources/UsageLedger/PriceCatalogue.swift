import JSON
package import UsageModel
import UsagePricing

/// Builds the price catalogue's files from public price lists, and compares and checks what it holds.
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

    /// Where the lists behind the built-in catalogue differ, what was taken and why.
    package static func disagreements() throws -> [PriceDisagreement] { try PriceDisagreement.builtIn() }

    /// What a catalogue built from newer lists would change, by provider and model.
    ///
    /// - Parameters:
    ///   - manifest: The content of the lists' own `sources.json`; nil for the names, versions and days of the built-in one.
    ///   - list: The bytes of a list that the manifest names.
    package static func changes(
        manifest: [UInt8]?, list: (String) throws -> [UInt8]
    ) throws -> [PriceChange] {
        let built = try CatalogueImport(
            manifest: manifest ?? CatalogueImport.builtInManifest, facts: CatalogueImport.builtInFacts,
            file: list)
        let newer = try built.priceFiles()
        let prices = PriceList.builtIn
        let providers = Set(prices.providers).union(newer.map(\.provider)).sorted {
            $0.rawValue < $1.rawValue
        }
        return providers.flatMap { provider in
            PriceFile.changes(
                from: prices.builtIn(provider), to: newer.first { $0.provider == provider })
        }
    }

    /// What looks wrong in the built-in catalogue, with what is explained.
    package static func findings() throws -> [PriceFinding] { try PriceCheck.builtInFindings() }

    /// What looks wrong in a price file: one of the catalogue's, or one of the user's own.
    ///
    /// A file that cannot be read is a finding too.
    package static func findings(in bytes: [UInt8], file: String) -> [PriceFinding] {
        do throws(PricingError) {
            let isCatalogue = (try? JSONValue(parsing: bytes))?["schema"] != nil
            let files =
                try isCatalogue
                ? [PriceFile(parsing: bytes, file: file)] : PriceFile.own(parsing: bytes, file: file)
            return files.flatMap { own in
                PriceCheck(reference: PriceList.builtIn.builtIn(own.provider)).findings(in: own)
            }.map { finding in
                var finding = finding
                finding.file = file
                return finding
            }
        } catch {
            let message = [error.description, error.hint].compactMap(\.self)
            var finding = PriceFinding(
                .unreadable, provider: Provider(rawValue: ""), model: "",
                message: message.joined(separator: "; "))
            finding.file = file
            return [finding]
        }
    }
}
