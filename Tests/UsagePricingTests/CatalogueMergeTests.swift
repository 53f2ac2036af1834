import JSON
import Testing
import UsageModel
import UsagePricing

/// Small lists in the shapes of the public ones, and what the importer makes of them.
private struct Lists {
    var genAIPrices = #"{"source":"genai-prices 1","providers":[]}"#
    var liteLLM = "{}"
    var portkey = "{}"
    var modelsDev = "{}"
    var facts = ""

    /// The days on which the lists were seen: genai-prices, litellm, portkey, models.dev.
    var seen = ["2026-11-21", "2026-11-21", "2026-08-21", "2026-07-02"]

    struct Built {
        var prices: PriceFile
        var disagreements: [PriceDisagreement]
    }

    func built() throws -> Built {
        func list(_ text: String, _ index: Int) throws -> CatalogueImport.List {
            CatalogueImport.List(
                bytes: Array(text.utf8), version: "1", seen: try #require(CivilDate(seen[index])))
        }
        let built = try CatalogueImport(
            genAIPrices: list(genAIPrices, 0), liteLLM: list(liteLLM, 1), portkey: list(portkey, 2),
            modelsDev: list(modelsDev, 3),
            facts: Array(#"{"schema":1,"seen":"2026-11-21"\#(facts)}"#.utf8))
        func file(_ name: String) throws -> [UInt8] {
            Array(try #require(built.files().first { $0.name == name }).text.utf8)
        }
        return Built(
            prices: try PriceFile(parsing: file("openai.json")),
            disagreements: try PriceDisagreement.all(parsing: file("disagreements.json")))
    }

    /// A genai-prices list of one OpenAI model.
    static func genAI(_ prices: String) -> String {
        #"{"source":"genai-prices 1","providers":[{"id":"openai","models":[{"id":"gpt-x","#
            + #""match":{"equals":"gpt-x"},"prices":\#(prices)}]}]}"#
    }

    /// A LiteLLM list of one OpenAI model, input in dollars for one token.
    static func liteLLM(_ input: String, _ more: String = "") -> String {
        #"{"gpt-x":{"litellm_provider":"openai","mode":"chat","input_cost_per_token":\#(input)\#(more)}}"#
    }

    /// A Portkey list of one OpenAI model, input in cents for one token.
    static func portkey(_ input: String) -> String {
        #"{"openai":{"gpt-x":{"pricing_config":{"pay_as_you_go":{"request_token":{"price":\#(input)}}}}}}"#
    }

    static func modelsDev(_ input: String, _ more: String = "") -> String {
        #"{"openai/gpt-x":{"cost":{"input":"\#(input)"\#(more)}}}"#
    }
}

@Suite struct CatalogueMergeTests {
    /// The amounts of plain input through time, as `from amount`.
    private func history(_ file: PriceFile) throws -> [String] {
        let model = try #require(file.models.first { $0.names.contains("gpt-x") })
        return model.prices.map { price in
            let amount = price.rates.first { $0.counter == .inputTokens }?.amount
            return "\(price.from?.date.description ?? "always") \(amount?.description ?? "none")"
        }
    }

    /// The clause that settled the model's input, with what was taken.
    private func verdict(_ disagreements: [PriceDisagreement]) -> String? {
        disagreements.first { $0.model == "gpt-x" && $0.className == "input" }
            .map { "\($0.clause.rawValue) \($0.taken?.description ?? "nothing")" }
    }

    @Test func `lists that agree have nothing to settle`() throws {
        let lists = Lists(
            genAIPrices: Lists.genAI(#"{"input_mtok":"2"}"#), liteLLM: Lists.liteLLM("2e-06"),
            portkey: Lists.portkey("0.0002"), modelsDev: Lists.modelsDev("2"))
        let built = try lists.built()
        #expect(try history(built.prices) == ["always 2"])
        #expect(built.disagreements.isEmpty)
        #expect(built.prices.models[0].prices[0].provenance.agreeing.count == 3)
    }

    private static let switched =
        #"[{"prices":{"input_mtok":"5"}},"#
        + #"{"constraint":{"start_date":"2026-08-01"},"prices":{"input_mtok":"4"}}]"#

    @Test func `a list without dates speaks only for the day it was seen`() throws {
        let lists = Lists(
            genAIPrices: Lists.genAI(Self.switched), liteLLM: Lists.liteLLM("4e-06"),
            modelsDev: Lists.modelsDev("3"))
        let built = try lists.built()
        // models.dev was seen in July, when the dated list says 5; its 3 changes neither price.
        #expect(try history(built.prices) == ["always 5", "2026-08-01 4"])
        #expect(verdict(built.disagreements) == "day 5")
        #expect(built.disagreements.map(\.to?.date.description) == ["2026-08-01"])
    }

    @Test func `older lists do not outvote the price that a list dates to today`() throws {
        let lists = Lists(
            genAIPrices: Lists.genAI(Self.switched), portkey: Lists.portkey("0.0003"),
            modelsDev: Lists.modelsDev("3"), seen: ["2026-11-21", "2026-11-21", "2026-08-21", "2026-08-21"])
        let built = try lists.built()
        #expect(try history(built.prices) == ["always 5", "2026-08-01 4"])
        #expect(verdict(built.disagreements) == "day 4")
    }

    @Test func `of the lists seen last older ones choose`() throws {
        let lists = Lists(
            genAIPrices: Lists.genAI(Self.switched), liteLLM: Lists.liteLLM("3e-06"),
            portkey: Lists.portkey("0.0003"))
        let built = try lists.built()
        #expect(try history(built.prices) == ["always 5", "2026-08-01 3"])
        #expect(verdict(built.disagreements) == "agreement 3")
    }

    @Test func `a published price per image beats one from a price per pixel`() throws {
        let lists = Lists(
            liteLLM: #"""
                {"1024-x-1024/gpt-x":{"litellm_provider":"openai","mode":"image_generation",
                "input_cost_per_pixel":1.9e-08}}
                """#,
            portkey: #"""
                {"openai":{"gpt-x":{"pricing_config":{"pay_as_you_go":{"image":{"default":
                {"1024x1024":{"price":2}}}}}}}}
                """#)
        let built = try lists.built()
        let rates = built.prices.models[0].prices[0].rates
        #expect(rates.map(\.amount.description) == ["0.02"])
        #expect(built.disagreements.map(\.clause) == [.published])
        #expect(built.disagreements[0].conditions == ["size=1024x1024"])
        #expect(built.disagreements[0].claims.map(\.amount.description) == ["0.019923", "0.02"])
    }

    @Test func `the figure that most lists name wins over a fresher one`() throws {
        let lists = Lists(
            liteLLM: Lists.liteLLM("2e-06"), portkey: Lists.portkey("0.0003"),
            modelsDev: Lists.modelsDev("3"))
        let built = try lists.built()
        #expect(try history(built.prices) == ["always 3"])
        #expect(verdict(built.disagreements) == "agreement 3")
        let claims = built.disagreements[0].claims
        #expect(claims.map(\.source) == ["litellm@1", "models.dev@1", "portkey@1"])
        #expect(claims.map(\.seen.description) == ["2026-11-21", "2026-07-02", "2026-08-21"])
    }

    @Test func `of two figures with one list each the fresher wins`() throws {
        let lists = Lists(portkey: Lists.portkey("0.0003"), modelsDev: Lists.modelsDev("2"))
        let built = try lists.built()
        #expect(try history(built.prices) == ["always 3"])
        #expect(verdict(built.disagreements) == "fresher 3")
    }

    @Test func `of two figures of one day the list that dates its prices wins`() throws {
        let lists = Lists(
            genAIPrices: Lists.genAI(#"{"input_mtok":"2"}"#), liteLLM: Lists.liteLLM("3e-06"))
        let built = try lists.built()
        #expect(try history(built.prices) == ["always 2"])
        #expect(verdict(built.disagreements) == "specific 2")
    }

    @Test func `a tier by length that only an older list knows is gone and on record`() throws {
        let tiers = #","tiers":[{"tier":{"size":200000},"input":"4"}]"#
        let lists = Lists(liteLLM: Lists.liteLLM("2e-06"), modelsDev: Lists.modelsDev("2", tiers))
        let built = try lists.built()
        #expect(built.prices.models[0].prices[0].changes.isEmpty)
        #expect(verdict(built.disagreements) == "fresher 2")
        #expect(built.disagreements[0].conditions == ["above=200000"])
    }

    @Test func `a figure on record as wrong has no say, and its reason stays`() throws {
        let error =
            #","known_errors":[{"source":"portkey","provider":"openai","models":["gpt-x"],"reason":"slip"}]"#
        let lists = Lists(
            liteLLM: Lists.liteLLM("2e-06"), portkey: Lists.portkey("0.02"), modelsDev: Lists.modelsDev("2"),
            facts: error)
        let built = try lists.built()
        #expect(try history(built.prices) == ["always 2"])
        #expect(verdict(built.disagreements) == "known_error 2")
        #expect(built.disagreements[0].reason == "slip")
    }

    @Test(arguments: [(false, "always 2", "gap 2"), (true, "always 9", "correction 9")])
    func `a fact fills gaps, and corrects only where it says so`(
        corrects: Bool, price: String, clause: String
    ) throws {
        let reason = corrects ? #","corrects":"the list is wrong""# : ""
        let fact = #"""
            ,"models":[{"provider":"openai","id":"gpt-x"\#(reason),"prices":[{"rates":
            {"input":"9","output":"7"},"source":"the provider's page","seen":"2026-11-21"}]}]
            """#
        let built = try Lists(liteLLM: Lists.liteLLM("2e-06"), facts: fact).built()
        #expect(try history(built.prices) == [price])
        #expect(verdict(built.disagreements) == clause)
        let output = built.prices.models[0].prices[0].rates.first { $0.counter == .outputTokens }
        #expect(output?.amount == ExactDecimal(7))
    }
}
