import Testing
import UsageModel

@Suite struct PriceReferenceTests {
    private let reference = PriceReference(
        priceID: "openai/gpt-4o@2024-10-01", modelID: "gpt-4o", match: "exact gpt-4o",
        source: "genai-prices@0.2.3",
        agreeing: ["litellm@1.106.2"], dateState: .dated, catalogueVersion: "2026-11-21")

    @Test func `a copy that is changed leaves the original alone`() {
        var copy = reference
        #expect(copy == reference)
        copy.source = "own prices"
        #expect(reference.source == "genai-prices@0.2.3")
        #expect(copy.source == "own prices")
        #expect(copy.priceID == reference.priceID)
        #expect(copy != reference)
        copy.source = reference.source
        #expect(copy == reference)
        #expect(Set([copy, reference]).count == 1)
    }

    @Test func `the same price matched in another way is another reference`() {
        let other = PriceReference(
            samePriceAs: reference, modelID: "gpt-4o", match: "alias gpt-4o-latest", dateState: .assumed,
            catalogueVersion: "2026-11-21")
        #expect(other != reference)
        #expect(other.priceID == reference.priceID)
        #expect(other.agreeing == ["litellm@1.106.2"])
    }
}
