import Testing
import UsageLedger

@Suite struct PlanMarginsTests {
    private static let moment = Instant(seconds: 1_792_800_000)  // 2026-10-24T00:00:00Z

    @Test func `margins at a model's own price`() throws {
        let plan = try Plan(name: "Starter", tokenLimit: 50_000, price: Money("9.99"))
        let mix = try TokenMix(inputShare: ExactDecimal("0.6"), cacheReadShare: ExactDecimal("0.5"))
        let margins = try PriceBook.builtIn.margins(
            of: [plan], mix: mix, model: "anthropic/claude-sonnet-4-5", at: Self.moment)
        #expect(margins.rates.cacheRead?.amount.description == "0.3")
        #expect(margins.plans.first?.cost.description == "0.3495")
        let error = #expect(throws: LedgerError.self) {
            try PriceBook.builtIn.margins(of: [plan], mix: mix, model: "whisper-1", at: Self.moment)
        }
        #expect(error?.code == .noPrice)
    }
}
