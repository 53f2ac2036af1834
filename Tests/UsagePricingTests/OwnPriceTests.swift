import Foundation
import TestSupport
import Testing
import UsageModel
import UsagePricing

private func own(_ text: String, file: String? = "own.json5") throws -> [PriceFile] {
    try PriceFile.own(parsing: Array(text.utf8), file: file)
}

private func call(
    _ provider: String, _ model: String, _ counts: [Counter: Int],
    at instant: String = "2026-11-20T12:00:00Z",
    tier: String = "", attributes: [UsageAttribute: String] = [:]
) throws -> PricedCall {
    PricedCall(
        provider: Provider(named: provider), model: model, usage: try Usage(counts, attributes: attributes),
        tier: ServiceTier(rawValue: tier), instant: try Instant(instant))
}

@Suite struct OwnPriceTests {
    private static let million = [Counter.inputTokens: 1_000_000, .outputTokens: 1_000_000]

    private static func sample() throws -> PriceList {
        let url = Repository.root.appendingPathComponent("samples/prices/own-prices.json5")
        return PriceList(
            own: try PriceFile.own(parsing: Array(try Data(contentsOf: url)), file: "own-prices.json5"))
    }

    @Test(
        arguments: [
            ("openai", "gpt-5", Self.million, [:], "12.5"), ("openai", "gpt-4o", Self.million, [:], "1.25"),
            ("openai", "gpt-4o-2024-08-06", Self.million, [:], "1.25"),
            ("openai", "gpt-4o-2024-05-13", Self.million, [:], "20"),
            ("openai", "gpt-4o-mini", Self.million, [:], "0.75"),
            ("openai", "dall-e-3", [.images: 1], [:], "0.04"),
            ("openai", "dall-e-3", [.images: 1], [.imageQuality: "hd", .imageSize: "1024x1792"], "0.12"),
            ("openai", "dall-e-3", [.images: 3], [.imageQuality: "hd", .imageSize: "1024x1024"], "0.24"),
            ("black-forest-labs", "flux-pro", [.images: 1], [:], "0.045"),
            ("black-forest-labs", "flux-1-pro", [.images: 2], [:], "0.09"),
            ("black-forest-labs", "flux-pro-ultra", [.images: 1], [:], "0.06"),
            ("black-forest-labs", "flux-studio", [.images: 1], [.imageSize: "1024x1024"], "0.03"),
            ("black-forest-labs", "flux-studio", [.images: 1], [.imageSize: "1025x1024"], "0.045"),
            (
                "black-forest-labs", "flux-studio", [.images: 2, .referenceImages: 1],
                [.imageSize: "2048x1024"],
                "0.093"
            ),
            ("runway", "gen4_turbo", [.videoSeconds: 10], [:], "0.5"),
            ("luma", "ray-2", [.videoSeconds: 5], [:], "0.1"),
            ("anthropic", "claude-opus-5", [.inputTokens: 1_000_000], [:], "4"),
            ("anthropic", "claude-haiku-4-5", [.inputTokens: 1_000_000], [:], "0.9"),
            ("example-cloud", "house-whisper", [.audioSeconds: 61], [:], "0.0075"),
            ("example-cloud", "house-whisper", [.audioSeconds: 3], [:], "0.006"),
            ("example-cloud", "house-video", [.videoSeconds: 4], [:], "0.2"),
        ] as [(String, String, [Counter: Int], [UsageAttribute: String], String)])
    func `each price of the sample is used`(
        provider: String, model: String, counts: [Counter: Int], attributes: [UsageAttribute: String],
        total: String
    ) throws {
        let costing = try Self.sample().cost(of: try call(provider, model, counts, attributes: attributes))
        #expect(costing.cost?.total == (try Money(total)), "\(costing)")
    }

    @Test(arguments: [
        ("2026-05-31T23:59:59Z", "", 1_000_000, "1.2"), ("2026-06-01T00:00:00Z", "", 100_000, "0.09"),
        ("2026-06-01T00:00:00Z", "", 200_001, "0.3600018"),
        ("2026-06-01T00:00:00Z", "batch", 100_000, "0.045"),
        ("2026-06-06T00:00:00Z", "batch", 100_000, "0.036"),
    ])
    func `dates, tiers and days of the sample combine`(
        instant: String, tier: String, tokens: Int, total: String
    ) throws {
        let costing = try Self.sample().cost(
            of: try call("example-cloud", "house-model", [.inputTokens: tokens], at: instant, tier: tier))
        #expect(costing.cost?.total == (try Money(total)), "\(costing)")
        #expect(costing.cost?.price.dateState == .dated)
        #expect(costing.cost?.price.source == "Example Ltd, price sheet of November 2026")
    }

    @Test func `a discount keeps the list cost beside what is paid`() throws {
        let prices = try Self.sample()
        let counts = [Counter.inputTokens: 1200, .outputTokens: 350]
        let cost = try #require(prices.cost(of: try call("anthropic", "claude-haiku-4-5", counts)).cost)
        #expect(cost.listTotal == (try Money("0.00295")))
        #expect(cost.total == (try Money("0.002655")))
        #expect(cost.lines.allSatisfy { $0.multipliers.map(\.name) == ["discount:framework contract"] })
        #expect(cost.price.catalogueVersion.contains(", own-prices.json5+"))
        let before = try #require(
            prices.cost(of: try call("anthropic", "claude-haiku-4-5", counts, at: "2026-06-30T23:59:59Z"))
                .cost)
        #expect(before.total == before.listTotal)
    }

    @Test func `an own price shadows only the dates that it covers, and a later file an earlier one`() throws
    {
        let files = try own(
            #"{providers: {openai: {models: {"gpt-4o": {from: "2026-03-01", to: "2026-05-01", input: 7}}}}}"#)
        let later = try own(
            #"{providers: {openai: {models: {"gpt-4o": {from: "2026-04-01", input: "8"}}}}}"#, file: "b.json5"
        )
        let prices = PriceList(own: files + later)
        func rate(_ day: String) throws -> String? {
            prices.cost(of: try call("openai", "gpt-4o", [.inputTokens: 1_000_000], at: day)).cost?
                .total.description
        }
        #expect(try rate("2026-02-28") == "2.5")
        #expect(try rate("2026-03-01") == "7")
        #expect(try rate("2026-04-01") == "8")
        #expect(try rate("2026-05-01") == "8")
        #expect(
            try PriceList(own: files).cost(
                of: call("openai", "gpt-4o", [.inputTokens: 1_000_000], at: "2026-05-01")
            ).cost?.total == Money("2.5"))
    }

    @Test func `a price with a discount of its own is what is paid, its rates are the list`() throws {
        let prices = PriceList(
            own: try own(
                #"{providers: {acme: {private: true, models: {m: {input: 2, discount: "12.5 %"}}}}}"#))
        let cost = try #require(prices.cost(of: try call("acme", "m", [.inputTokens: 1_000_000])).cost)
        #expect(cost.total == (try Money("1.75")))
        #expect(cost.listTotal == (try Money("2")))
        #expect(cost.price.priceID == "own/acme/m")
    }

    @Test func `a deployment's name stands for a model`() throws {
        let prices = PriceList(azureDeployments: ["my-gpt4": "gpt-4o", "lost": "gpt-4oo"])
        let cost = try #require(prices.cost(of: try call("azure", "my-gpt4", [.inputTokens: 1_000_000])).cost)
        #expect(cost.total == (try Money("2.5")))
        #expect(cost.price.match == "deployment my-gpt4 -> gpt-4o")
        #expect(cost.price.modelID == "gpt-4o")
        let lost = prices.cost(of: try call("azure", "lost", [.inputTokens: 1]))
        #expect(lost.unpricedReason == UnpricedReason(.unknownModel))
        #expect(lost.unpricedReason?.hint?.contains("deployment lost -> gpt-4oo") == true)
        #expect(prices.cost(of: try call("openai", "my-gpt4", [.inputTokens: 1])).cost == nil)
    }

    @Test(
        arguments: [
            (
                "{providers: {openai: {models: {m: {‸inputs: 1}}}}}", "unknown word `inputs`",
                "did you mean `input`"
            ),
            ("{\n providers: {‸opanai: {}}}", "unknown provider `opanai`", "did you mean `openai`?"),
            ("{providers: {openai: {models: {m: {input: ‸\"two\"}}}}}", "expected a decimal number", ""),
            ("{providers: {openai: {models: {m: {input: ‸-1}}}}}", "expected a decimal number", ""),
            (
                "{providers: {openai: {models: {m: {image: [{‸sizes: \"a\", amount: 1}]}}}}}",
                "unknown member", "`size`"
            ),
            ("{providers: {openai: {models: {m: ‸{}}}}}", "expected what the model costs", ""),
            (
                "{providers: {openai: {models: {m: [{input: 1}, ‸{input: 2}]}}}}",
                "two prices hold at the same time", "`to`"
            ),
            ("{providers: {openai: {discount: ‸\"120%\"}}}", "expected a percentage", ""),
            ("{providers: {openai: {discount: ‸\"0.10\"}}}", "expected a percentage", ""),
            ("{providers: {openai: {‸model: {}}}}", "unknown word `model`", "did you mean `models`"),
            (
                "{providers: {openai: {models: {m: {video_second: ‸\"5 credits\"}}}}}",
                "nothing says what a credit costs", ""
            ),
            (
                "{providers: {openai: {models: {m: {image: ‸[{size: \"a\", amount: 1}, {size: \"A\", amount: 2}]}}}}}",
                "two rates of `image`", ""
            ),
            (
                "{providers: {openai: {models: {m: {input: 1, when: [{‸teir: \"batch\", multiply: 2}]}}}}}",
                "unknown condition `teir`", "`tier`"
            ),
            ("{providers: {openai: {models: {gpt‸-4: {}}}}}", "stands in quotes", ""),
            ("{providers: {openai: {models: {m: {input: 1, from: ‸\"soon\"}}}}}", "expected an instant", ""),
            ("{‸provider: {}}", "unknown word `provider`", "did you mean `providers`"),
        ])
    func `a bad file is told with its place`(marked: String, message: String, hint: String) throws {
        let parts = marked.components(separatedBy: "‸")
        let error = try #require(throws: PricingError.self) { try own(parts.joined()) }
        let lines = parts[0].components(separatedBy: "\n")
        #expect(error.message.contains(message), "\(error)")
        #expect(error.code == .badCatalogue)
        #expect(error.place?.file == "own.json5")
        #expect(error.place?.line == lines.count)
        #expect(error.place?.column == (lines.last ?? "").utf8.count + 1)
        #expect(hint.isEmpty || error.hint?.contains(hint) == true, "\(error.hint ?? "no hint")")
    }

    @Test func `a file in the catalogue's form is taken as it is`() throws {
        let files = try own(
            """
            {"schema":1,"provider":"openai","models":[{"id":"gpt-4o","prices":[
             {"rates":{"input":"0.25"},"source":"contract","seen":"2026-11-01"}]}]}
            """)
        #expect(files.map(\.provider.rawValue) == ["openai"])
    }

    @Test func `no text crashes the reader`() throws {
        let url = Repository.root.appendingPathComponent("samples/prices/own-prices.json5")
        let sample = Array(try Data(contentsOf: url))
        try forAll(seeds: 0..<300) { random in
            var bytes = sample
            for _ in 0...random.below(4) {
                let index = random.below(bytes.count)
                switch random.below(3) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(index..<min(bytes.count, index + 1 + random.below(20)))
                default: bytes.insert(random.pick(Array("{}[]:,\"'\\/0-+.%".utf8)), at: index)
                }
            }
            do {
                let prices = PriceList(own: try PriceFile.own(parsing: bytes))
                _ = prices.cost(of: try call("openai", "gpt-5", [.inputTokens: 9]))
            } catch let error as PricingError {
                #expect(error.code == .badCatalogue && error.place?.line != nil, "\(error)")
            }
        }
    }
}
