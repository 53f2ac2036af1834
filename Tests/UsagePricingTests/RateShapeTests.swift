import Testing
import UsageModel
import UsagePricing

/// Prices that are more than an amount for so many units.
@Suite struct RateShapeTests {
    private func costing(
        _ price: String, _ counts: [Counter: Int], tier: String = "", region: String? = nil,
        attributes: [UsageAttribute: String] = [:], at instant: String = "2026-11-20T12:00:00Z"
    ) throws -> Costing {
        let file = try PriceFile.own(
            parsing: Array("{providers: {acme: {private: true, models: {m: \(price)}}}}".utf8))
        return PriceList(own: file).cost(
            of: PricedCall(
                provider: Provider(rawValue: "acme"), model: "m",
                usage: try Usage(counts, attributes: attributes), tier: ServiceTier(rawValue: tier),
                region: region, instant: try Instant(instant)))
    }

    private func lines(_ costing: Costing) -> [String] {
        costing.cost?.lines.map { "\($0.className) \($0.count) at \($0.amount) = \($0.cost)" } ?? [
            "\(costing)"
        ]
    }

    @Test func `steps are charged one line each`() throws {
        let price = "{input: {steps: [{up_to: 1000, amount: 4}, {up_to: 5000, amount: 2}, {amount: 1}]}}"
        #expect(try lines(costing(price, [.inputTokens: 1000])) == ["input 1000 at 4 = 0.004"])
        #expect(
            try lines(costing(price, [.inputTokens: 7000])) == [
                "input 1000 at 4 = 0.004", "input 4000 at 2 = 0.008", "input 2000 at 1 = 0.002",
            ])
    }

    @Test func `only the excess of a prompt is dearer, its cached beginning first`() throws {
        let price = """
            {input: 1, cache_read: "0.1", output: 5,
             when: [{above: 1000, scope: "excess", rates: {input: 2, cache_read: "0.2"}}]}
            """
        #expect(
            try lines(costing(price, [.inputTokens: 1000, .outputTokens: 10])).first
                == "input 1000 at 1 = 0.001")
        #expect(
            try lines(costing(price, [.inputTokens: 3000, .cacheReadTokens: 1200, .outputTokens: 10])) == [
                "input 1800 at 2 = 0.0036", "cache_read 1000 at 0.1 = 0.0001",
                "cache_read 200 at 0.2 = 0.00004",
                "output 10 at 5 = 0.00005",
            ])
    }

    @Test(
        arguments: [
            ([.images: 1], "1000x1000", ["megapixel 1 at 0.03 = 0.03"]),
            ([.images: 1], "1001x1000", ["megapixel 1 at 0.03 = 0.03", "megapixel 1 at 0.01 = 0.01"]),
            ([.images: 3], "2000x1000", ["megapixel 3 at 0.03 = 0.09", "megapixel 3 at 0.01 = 0.03"]),
            ([.images: 2, .pixels: 2_000_000], "", ["megapixel 2 at 0.03 = 0.06"]),
            ([.pixels: 2_500_000], "", ["megapixel 1 at 0.03 = 0.03", "megapixel 2 at 0.01 = 0.02"]),
        ] as [([Counter: Int], String, [String])])
    func `every image begins megapixels of its own`(
        counts: [Counter: Int], size: String, expected: [String]
    ) throws {
        let price = "{megapixel: {steps: [{up_to: 1, amount: '0.03'}, {amount: '0.01'}]}}"
        let found = try costing(price, counts, attributes: size.isEmpty ? [:] : [.imageSize: size])
        #expect(lines(found) == expected)
        #expect(found.cost?.lines.first?.unit == .megapixel)
    }

    @Test func `a price by pixels needs a size`() throws {
        let found = try costing("{megapixel: 1}", [.images: 1])
        #expect(found.unpricedReason == UnpricedReason(.ambiguous, "size"))
        let assumed = try costing("{megapixel: 1, defaults: {size: '2000x1000'}}", [.images: 1])
        #expect(lines(assumed) == ["megapixel 2 at 1 = 2"])
        #expect(assumed.cost?.assumptions == ["size=2000x1000"])
    }

    @Test func `a base fee, pixels and reference images add up`() throws {
        let price =
            "{image: '0.01', megapixel: '0.02', reference_image: {steps: [{up_to: 1, amount: 0}, {amount: '0.003'}]}}"
        let found = try costing(
            price, [.images: 1, .referenceImages: 3], attributes: [.imageSize: "1024x1024"])
        #expect(found.cost?.total == (try Money("0.056")), "\(lines(found))")
        let included = try costing("{image: 1}", [.images: 1, .referenceImages: 3])
        #expect(included.cost?.assumptions == ["reference_image=included"])
    }

    @Test(arguments: [(1, "30"), (30, "30"), (31, "45"), (45, "45"), (46, "60"), (0, "0")])
    func `begun seconds are billed whole, and a least number of them`(seconds: Int, billed: String) throws {
        let found = try costing("{audio_second: {amount: 36, step: 15, min: 20}}", [.audioSeconds: seconds])
        #expect(found.cost?.lines.first?.count.description == billed)
    }

    @Test func `changes apply in the order in which they stand`() throws {
        func total(_ when: String) throws -> String? {
            try costing(
                "{input: 10, when: [\(when)]}", [.inputTokens: 1_000_000], tier: "batch", region: "eu"
            ).cost?.total.description
        }
        let factor = "{region: 'eu', multiply: '1.1'}"
        let rate = "{tier: 'batch', rates: {input: 4}}"
        #expect(try total("\(rate), \(factor)") == "4.4")
        #expect(try total("\(factor), \(rate)") == "4")
        #expect(try total("{tier: 'batch', multiply: '0.5'}, \(factor)") == "5.5")
    }

    @Test func `a tier without a rate of a class charges it as usual, aloud`() throws {
        let price = "{input: 10, output: 20, web_search: 5, when: [{tier: 'batch', rates: {input: 5}}]}"
        let counts = [Counter.inputTokens: 1_000_000, .outputTokens: 1_000_000, .webSearches: 1000]
        let batch = try costing(price, counts, tier: "batch")
        #expect(batch.cost?.total == (try Money("30")))
        #expect(batch.cost?.assumptions == ["output:tier=standard", "web_search:tier=standard"])
        #expect(try costing(price, counts).cost?.assumptions == [])
    }

    @Test(arguments: [
        ("2026-11-20T09:00:00Z", "2"), ("2026-11-20T10:00:00Z", "1"), ("2026-11-21T09:00:00Z", "1"),
        ("2026-12-01T09:00:00Z", "1"), ("2026-10-30T09:00:00Z", "1"),
    ])
    func `dates, days and hours hold together`(instant: String, total: String) throws {
        let price = """
            {input: 1, when: [{from: "2026-11-01", to: "2026-12-01", weekdays: [1,2,3,4,5], utc: ["08:00-10:00"], multiply: 2}]}
            """
        #expect(try costing(price, [.inputTokens: 1_000_000], at: instant).cost?.total == Money(total))
    }

    @Test(arguments: [
        (
            [Counter.inputTokens: 5, .cacheReadTokens: 3, .cacheWriteTokens: 3],
            "cache_read_tokens+cache_write_tokens>input_tokens"
        ),
        (
            [.inputTokens: 9, .cacheWriteTokens: 5, .cacheWrite5mTokens: 3, .cacheWrite1hTokens: 3],
            "cache_write_5m_tokens+cache_write_1h_tokens>cache_write_tokens"
        ),
        (
            [.outputTokens: 5, .audioOutputTokens: 3, .imageOutputTokens: 3],
            "audio_output_tokens+image_output_tokens>output_tokens"
        ),
        (
            [.inputTokens: 5, .audioInputTokens: 3, .imageInputTokens: 3],
            "audio_input_tokens+image_input_tokens>input_tokens"
        ),
        ([.inputTokens: 5, .videoInputTokens: 6], "video_input_tokens>input_tokens"),
    ])
    func `parts that exclude each other fit into their whole, whatever has a rate`(
        counts: [Counter: Int], detail: String
    ) throws {
        let found = try costing("{input: 1, output: 1}", counts)
        #expect(found.unpricedReason == UnpricedReason(.impossibleUsage, detail))
    }
}
