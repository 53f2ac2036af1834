import Testing
import UsageLedger

@Suite struct PriceBookTests {
    private static let moment = Instant(seconds: 1_792_800_000)  // 2026-10-24T00:00:00Z

    @Test func `a text call costs what its tokens cost, line by line`() {
        let prices = PriceBook.builtIn
        let cost = prices.cost(ofText: "gpt-4o", input: 1_200, output: 350, at: Self.moment)
        #expect(cost.total?.description == "0.0065")
        #expect(cost.inputCost?.description == "0.003")
        #expect(cost.outputCost?.description == "0.0035")
        #expect(cost.generationCost == .zero)
        #expect(cost.lines.map(\.className) == ["input", "output"])
        #expect(cost.price?.modelID == "gpt-4o")
        #expect(cost.unpricedReason == nil)
        let cached = prices.cost(
            ofText: "gpt-4o", input: 1_200, output: 350, cacheRead: 1_024, at: Self.moment)
        #expect(cached.total?.description == "0.00522")
        let batch = prices.cost(ofText: "gpt-4o", input: 1_200, output: 350, tier: .batch, at: Self.moment)
        #expect(batch.total?.description == "0.00325")
    }

    @Test func `images, video, sound and speech are priced by the same word`() {
        let prices = PriceBook.builtIn
        let image = prices.cost(
            ofImages: "dall-e-3", count: 2, size: "1024x1024", quality: "hd", at: Self.moment)
        #expect(image.total?.description == "0.16")
        #expect(image.generationCost == image.total)
        let video = prices.cost(ofVideo: "runway/gen4_turbo", seconds: 7.5, at: Self.moment)
        #expect(video.total?.description == "0.375")
        let sora = prices.cost(ofVideo: "sora-2", seconds: 8, resolution: "720p", at: Self.moment)
        #expect(sora.total?.description == "0.8")
        #expect(prices.cost(ofAudio: "whisper-1", seconds: 90, at: Self.moment).total?.description == "0.009")
        let speech = prices.cost(ofSpeech: "tts-1", characters: 2_000, at: Self.moment)
        #expect(speech.total?.description == "0.03")
    }

    @Test(arguments: [
        ("gpt-4p", "unknown_model"), ("nobody/gpt-4o", "unknown_model"), ("", "unknown_model"),
        ("house-model", "unknown_model"), ("whisper-1", "missing_rate:input"),
    ])
    func `what has no price has a reason, never zero`(_ model: String, _ reason: String) {
        let cost = PriceBook.builtIn.cost(ofText: model, input: 10, at: Self.moment)
        #expect(cost.total == nil)
        #expect(cost.lines.isEmpty)
        #expect(cost.unpricedReason?.description == reason)
    }

    @Test(arguments: [-1, .infinity, .nan, 1e300])
    func `a length that cannot be is a reason and no crash`(_ seconds: Double) {
        let cost = PriceBook.builtIn.cost(ofAudio: "whisper-1", seconds: seconds, at: Self.moment)
        #expect(cost.unpricedReason?.kind == .impossibleUsage)
    }

    @Test func `counts that contradict each other are a reason`() {
        let prices = PriceBook.builtIn
        let negative = prices.cost(ofText: "gpt-4o", input: -1, at: Self.moment)
        #expect(negative.unpricedReason?.description == "impossible_usage:input_tokens")
        let more = prices.cost(ofText: "gpt-4o", input: 5, output: 1, cacheRead: 6, at: Self.moment)
        #expect(more.unpricedReason?.kind == .impossibleUsage)
        let images = prices.cost(ofImages: "dall-e-3", count: .min, at: Self.moment)
        #expect(images.unpricedReason?.kind == .impossibleUsage)
    }

    @Test func `the provider is the given one, the one before the name, or the maker`() {
        let prices = PriceBook.builtIn
        let cost = { (model: String, provider: Provider?) in
            prices.cost(ofText: model, input: 1000, output: 1000, provider: provider, at: Self.moment).price?
                .priceID
        }
        #expect(cost("gpt-4o", nil)?.hasPrefix("openai/") == true)
        #expect(cost("azure/gpt-4o", nil)?.hasPrefix("azure/") == true)
        #expect(cost("gpt-4o", Provider(named: "azure"))?.hasPrefix("azure/") == true)
    }

    @Test func `an event and its plain call cost the same`() throws {
        let event = UsageEvent(
            occurredAt: Self.moment, provider: Provider(named: "openai"), model: "gpt-4o",
            usage: try Usage([.inputTokens: 1_200, .outputTokens: 350]))
        #expect(
            PriceBook.builtIn.cost(of: event)
                == PriceBook.builtIn.cost(ofText: "gpt-4o", input: 1_200, output: 350, at: Self.moment))
    }

    @Test func `own prices go before the built-in ones, a later file before an earlier one`() throws {
        let first = OwnPrices(
            name: "a.json5", json5: #"{providers: {openai: {models: {"gpt-4o": {input: 1, output: 2}}}}}"#)
        let second = OwnPrices(
            name: "b.json5",
            json5:
                #"{providers: {openai: {models: {"gpt-4o": {input: 3, output: 4}}}, acme: {private: true, models: {m: {input: 5}}}}}"#
        )
        let total = { (prices: PriceBook, model: String) in
            prices.cost(ofText: model, input: 1_000_000, at: Self.moment).total?.description
        }
        #expect(total(try PriceBook(own: [first]), "gpt-4o") == "1")
        #expect(total(try PriceBook(own: [first, second]), "gpt-4o") == "3")
        #expect(total(try PriceBook(own: [second]), "m") == "5")
        #expect(total(try PriceBook(own: [second]), "acme/m") == "5")
        #expect(total(try PriceBook(own: [first]), "gpt-4o-mini") == total(.builtIn, "gpt-4o-mini"))
        let deployed = try PriceBook(azureDeployments: ["my-gpt4": "gpt-4o"])
        #expect(total(deployed, "azure/my-gpt4") == total(.builtIn, "azure/gpt-4o"))
        let error = #expect(throws: (any Error).self) {
            try PriceBook(own: [OwnPrices(name: "bad.json5", json5: "{\n providers: 1 }")])
        }
        #expect((error as? any UsageFault)?.place?.description.hasPrefix("bad.json5:2:") == true)
        let missing = #expect(throws: LedgerError.self) { try OwnPrices(contentsOfFile: "/none.json5") }
        #expect(missing?.code == .fileFailed)
    }
}
