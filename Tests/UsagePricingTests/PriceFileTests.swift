import Testing
import UsageModel
import UsagePricing

private func file(_ prices: String, head: String = "\"schema\":1,\"provider\":\"acme\"") throws -> PriceFile {
    try PriceFile(
        parsing: Array("{\(head),\"models\":[{\"id\":\"m\",\"prices\":[\(prices)]}]}".utf8), file: "acme.json"
    )
}

@Suite struct PriceFileTests {
    private static let plain = "\"source\":\"contract\",\"seen\":\"2026-11-01\""

    @Test func `conditions apply in order, the narrower last`() throws {
        let prices = PriceList(own: [
            try file(
                """
                {"rates":{"input":"1","output":{"amount":"2","per":"1000"}},"when":[
                 {"at_least":100,"rates":{"input":"3"}},{"region":"eu","multiply":"1.1"},
                 {"tier":"batch","rates":{"input":"0.5"}}],\(Self.plain)}
                """)
        ])
        func total(_ tokens: Int, tier: ServiceTier = .standard, region: String? = nil) throws -> Money? {
            prices.cost(
                of: PricedCall(
                    provider: Provider(rawValue: "acme"), model: "m",
                    usage: try Usage([.inputTokens: tokens, .outputTokens: 1]), tier: tier, region: region,
                    instant: Instant(seconds: 0))
            ).cost?.total
        }
        #expect(try total(99) == Money("0.002099"))
        #expect(try total(100) == Money("0.0023"))
        #expect(try total(100, region: "eu") == Money("0.00253"))
        #expect(try total(100, tier: .batch) == Money("0.00205"))
    }

    @Test func `own prices win over the built-in ones for the models they name`() throws {
        let own = try PriceFile(
            parsing: Array(
                """
                {"schema":1,"provider":"openai","models":[{"id":"gpt-4o","prices":[
                 {"rates":{"input":"0.25","output":"1"},"source":"contract","seen":"2026-11-01"}]}]}
                """.utf8))
        let prices = PriceList(own: [own])
        let call = { (model: String) in
            PricedCall(
                provider: Provider(rawValue: "openai"), model: model,
                usage: try Usage([.inputTokens: 1_000_000]), instant: Instant(seconds: 1_795_176_000))
        }
        #expect(prices.cost(of: try call("gpt-4o")).cost?.total == (try Money("0.25")))
        #expect(prices.cost(of: try call("gpt-4o-mini")).cost?.total == (try Money("0.15")))
    }

    @Test func `an alias holds from one moment to another`() throws {
        let prices = PriceList(own: [
            try PriceFile(
                parsing: Array(
                    """
                    {"schema":1,"provider":"acme","models":[
                     {"id":"a","aliases":[{"name":"latest","to":"2026-01-01"}],"prices":[{"rates":{"input":"1"},\(Self.plain)}]},
                     {"id":"b","aliases":[{"name":"latest","from":"2026-01-01"}],"prices":[{"rates":{"input":"2"},\(Self.plain)}]}]}
                    """.utf8))
        ])
        func model(_ instant: String) throws -> String? {
            let name = ModelName(provider: Provider(rawValue: "acme"), model: "latest")
            guard case .model(let entry, _, _) = prices.resolve(name, at: try Instant(instant)) else {
                return nil
            }
            return entry.id
        }
        #expect(try model("2025-12-31T23:59:59Z") == "a")
        #expect(try model("2026-01-01T00:00:00Z") == "b")
    }

    @Test(arguments: [
        (
            "{\"rates\":{\"inputs\":\"1\"},\"source\":\"s\",\"seen\":\"2026-01-01\"}",
            "models[0].prices[0].rates"
        ),
        (
            "{\"rates\":{\"input\":\"-1\"},\"source\":\"s\",\"seen\":\"2026-01-01\"}",
            "models[0].prices[0].rates.input"
        ),
        ("{\"rates\":{\"input\":\"1\"},\"seen\":\"2026-01-01\"}", "models[0].prices[0].source"),
        ("{\"rates\":{\"input\":\"1\"},\"source\":\"s\"}", "models[0].prices[0].seen"),
        (
            "{\"rates\":{},\"from\":\"x\",\"source\":\"s\",\"seen\":\"2026-01-01\"}",
            "models[0].prices[0].from"
        ),
        (
            "{\"from\":\"2026-02-01\",\"to\":\"2026-01-01\",\"rates\":{},\"source\":\"s\",\"seen\":\"2026-01-01\"}",
            "models[0].prices[0].to"
        ),
        (
            "{\"rates\":{},\"when\":[{}],\"source\":\"s\",\"seen\":\"2026-01-01\"}",
            "models[0].prices[0].when[0]"
        ),
        (
            "{\"rates\":{},\"when\":[{\"utc\":[\"9-10\"]}],\"source\":\"s\",\"seen\":\"2026-01-01\"}",
            "models[0].prices[0].when[0].utc"
        ),
        (
            "{\"rates\":{\"input\":{\"amount\":\"1\",\"per\":\"0\"}},\"source\":\"s\",\"seen\":\"2026-01-01\"}",
            "models[0].prices[0].rates.input.per"
        ),
    ])
    func `a broken price names its place`(price: String, path: String) throws {
        let error = #expect(throws: PricingError.self) { try file(price) }
        #expect(error?.code == .badCatalogue)
        #expect(error?.place?.path == path)
        #expect(error?.place?.file == "acme.json")
    }

    @Test func `text that is no JSON is refused with line and column`() {
        let error = #expect(throws: PricingError.self) {
            try PriceFile(parsing: Array("{\n  \"schema\": x}".utf8), file: "a.json")
        }
        #expect(error?.place?.line == 2)
    }

    @Test func `every built-in file can be read, and every price has a source and a day`() throws {
        var models = 0
        for provider in PriceList.builtIn.providers {
            let file = try #require(PriceList.builtIn.builtIn(provider))
            #expect(provider.isKnown, "\(provider)")
            models += file.models.count
            for model in file.models {
                for price in model.prices {
                    #expect(!price.provenance.source.isEmpty && price.provenance.seen != nil)
                    #expect(!price.rates.isEmpty || !price.changes.isEmpty, "\(price.id)")
                }
                for (earlier, later) in zip(model.prices, model.prices.dropFirst()) {
                    #expect(earlier.to != nil && earlier.to == later.from, "\(later.id)")
                }
            }
        }
        #expect(models > 4000)
    }
}
