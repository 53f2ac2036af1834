import Foundation
import TestSupport
import Testing
import UsageModel
import UsagePricing

@Suite struct CatalogueImportTests {
    private static let folder = Repository.root.appendingPathComponent("Sources/UsagePricing/Catalogue")
    private static let cFile = Repository.root.appendingPathComponent(
        "Sources/CPriceCatalogue/CPriceCatalogue.c")

    private static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }

    /// With `USAGELEDGER_BUILD_CATALOGUE=1` in the environment the files are written instead of compared.
    @Test(.enabled(if: Shared.isThere, "the shared data are not beside this checkout"))
    func `the price files are what the importer makes of the public lists`() throws {
        let lists = try #require(Shared.file("data/prices"))
        let built = try CatalogueImport(
            manifest: Self.bytes(Self.folder.appendingPathComponent("sources.json")),
            facts: Self.bytes(Self.folder.appendingPathComponent("facts.json"))
        ) { try Self.bytes(lists.appendingPathComponent($0)) }
        let files = built.files()
        #expect(files.count > 50)
        for file in files {
            let place = file.name.hasSuffix(".c") ? Self.cFile : Self.folder.appendingPathComponent(file.name)
            if ProcessInfo.processInfo.environment["USAGELEDGER_BUILD_CATALOGUE"] == "1" {
                try Data(file.text.utf8).write(to: place)
            } else {
                #expect(try Self.bytes(place) == Array(file.text.utf8), "\(file.name)")
            }
        }
    }

    @Test func `a list that cannot be read is named`() {
        let error = #expect(throws: PricingError.self) {
            let list = CatalogueImport.List(
                bytes: Array("{".utf8), version: "1", seen: CivilDate(daysSince1970: 20_000))
            _ = try CatalogueImport(
                genAIPrices: list, liteLLM: list, portkey: list, modelsDev: list, facts: [])
        }
        #expect(error?.code == .badCatalogue)
        #expect(error?.place?.file == "genai-prices")
    }
}
