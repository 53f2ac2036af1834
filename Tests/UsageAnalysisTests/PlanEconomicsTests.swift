import TestSupport
import Testing
import UsageAnalysis
import UsageModel

@Suite struct PlanEconomicsTests {
    private static func rates(_ input: String, _ output: String, cacheRead: String? = nil) throws
        -> TokenRates
    {
        TokenRates(
            input: .init(try ExactDecimal(input)),
            cacheRead: try cacheRead.map { .init(try ExactDecimal($0)) },
            output: .init(try ExactDecimal(output)))
    }

    private static func mix(_ input: String, cache: String = "0") throws -> TokenMix {
        try TokenMix(inputShare: try ExactDecimal(input), cacheReadShare: try ExactDecimal(cache))
    }

    private static func margin(
        _ tokens: Int, _ price: String, _ mix: TokenMix, _ rates: TokenRates
    ) throws -> PlanMargin {
        let plan = try Plan(name: "plan", tokenLimit: tokens, price: try Money(price))
        return try #require(try PlanEconomics.margins(of: [plan], mix: mix, rates: rates).plans.first)
    }

    @Test(arguments: [
        (50_000, "9.99", "0.39", "9.6", "96.1", 1_280_769),
        (200_000, "29.99", "1.56", "28.43", "94.8", 3_844_871),
        (1_000_000, "99.99", "7.8", "92.19", "92.2", 12_819_230),
    ])
    func `plans at 3 and 15 dollars per million and 60 percent input`(
        _ tokens: Int, _ price: String, _ cost: String, _ left: String, _ percent: String, _ breakEven: Int
    ) throws {
        let margin = try Self.margin(tokens, price, Self.mix("0.6"), Self.rates("3", "15"))
        #expect(margin.cost.description == cost)
        #expect(margin.margin.description == left)
        #expect(margin.marginPercent?.description == percent)
        #expect(margin.breakEvenTokens == breakEven)
        #expect(margin.costPerMillion.description == "7.8")
    }

    @Test func `tokens from a cache are input at their own price`() throws {
        let margin = try Self.margin(
            1_000_000, "10", Self.mix("0.6", cache: "0.5"), Self.rates("3", "15", cacheRead: "0.3"))
        #expect(margin.lines.map(\.className) == ["input", "cache_read", "output"])
        #expect(margin.lines.map(\.count.description) == ["300000", "300000", "400000"])
        #expect(margin.cost.description == "6.99")
        #expect(throws: ModelError.self) {
            try Self.margin(1_000_000, "10", Self.mix("0.6", cache: "0.5"), Self.rates("3", "15"))
        }
    }

    @Test func `a free plan has no percentage, and free tokens have no break-even`() throws {
        let free = try Self.margin(1000, "0", Self.mix("0.5"), Self.rates("3", "15"))
        #expect(free.marginPercent == nil)
        #expect(free.breakEvenTokens == 0)
        let costless = try Self.margin(1000, "5", Self.mix("0.5"), Self.rates("0", "0"))
        #expect(costless.breakEvenTokens == nil)
        #expect(costless.breakEvenPercent == nil)
        #expect(costless.marginPercent?.description == "100")
    }

    @Test func `a plan that loses says by how much`() throws {
        let margin = try Self.margin(100_000_000, "99", Self.mix("0.6"), Self.rates("3", "15"))
        #expect(margin.margin.description == "-681")
        #expect(margin.marginPercent?.description == "-687.88")
        #expect(margin.breakEvenPercent?.description == "12.69")
    }

    @Test func `one token more than break-even costs more than the price`() throws {
        var random = SeededRandom(seed: 7)
        for _ in 0..<200 {
            let number = { (bound: UInt64) in Int(random.next() % bound) }
            let mix = try TokenMix(
                inputShare: try #require(ExactDecimal(coefficient: Int128(number(1001)), scale: 3)))
            let rates = TokenRates(
                input: .init(try #require(ExactDecimal(coefficient: Int128(number(9_999) + 1), scale: 4))),
                output: .init(
                    try #require(ExactDecimal(coefficient: Int128(number(99_999) + 1), scale: 3)),
                    per: ExactDecimal(number(2) == 0 ? 1_000_000 : 777)))
            let price = try Money("\(number(300)).\(number(90) + 10)")
            let margin = try #require(
                try PlanEconomics.margins(
                    of: [try Plan(name: "p", tokenLimit: number(1_000_000) + 1, price: price)], mix: mix,
                    rates: rates
                ).plans.first)
            let edge = try #require(margin.breakEvenTokens)
            for (tokens, isCovered) in [(edge, true), (edge + 1, false)] where tokens > 0 {
                let plan = try Plan(name: "edge", tokenLimit: tokens, price: price)
                let cost = try PlanEconomics.margins(of: [plan], mix: mix, rates: rates).plans.first?.cost
                #expect((try #require(cost) <= price) == isCovered)
            }
        }
    }

    @Test func `shares and plans that cannot be are refused`() throws {
        for share in ["-0.1", "1.000001", "0.1234567"] {
            #expect(throws: ModelError.self) { try Self.mix(share) }
            #expect(throws: ModelError.self) { try Self.mix("0.5", cache: share) }
        }
        let price = try Money("1")
        #expect(throws: ModelError.self) { try Plan(name: "", tokenLimit: 1, price: price) }
        #expect(throws: ModelError.self) { try Plan(name: "a", tokenLimit: 0, price: price) }
        #expect(throws: ModelError.self) { try Plan(name: "a", tokenLimit: .max, price: price) }
        #expect(throws: ModelError.self) { try Plan(name: "a", tokenLimit: 1, price: price.negated) }
        #expect(throws: ModelError.self) {
            try Self.margin(1_000_000_000_000_000, "1", Self.mix("0.5"), Self.rates("300000", "3"))
        }
        #expect(throws: ModelError.self) { try Self.margin(1, "1", Self.mix("0.5"), Self.rates("-3", "3")) }
    }
}
