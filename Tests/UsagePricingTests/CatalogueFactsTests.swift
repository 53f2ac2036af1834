import JSON
import Testing
import UsageModel
import UsagePricing

/// The media facts and conditions that no list holds alone, priced through the built-in catalogue.
@Suite struct CatalogueFactsTests {
    private func answer(_ call: String) throws -> JSONValue {
        let contract = PriceContract(prices: .builtIn, now: Instant(seconds: 1_795_176_000))
        return try JSONValue(parsing: Array(contract.answer(Array(call.utf8)).line.utf8))
    }

    private func cost(_ call: String) throws -> String? {
        let answer = try answer(call)
        return answer["cost_usd"]?.string ?? answer["reason"]?.string
    }

    @Test(arguments: [
        ("black-forest-labs", "flux-2-pro", #""images":1,"image_size":"1024x1024""#, "0.03"),
        ("black-forest-labs", "flux-2-pro", #""images":2,"image_size":"2048x2048""#, "0.15"),
        ("black-forest-labs", "flux-2-max", #""images":1,"image_size":"1920x1080""#, "0.1"),
        ("black-forest-labs", "flux-2-klein", #""images":1,"image_size":"1440x1440""#, "0.015"),
        ("black-forest-labs", "flux-2-pro", #""images":1"#, "ambiguous:size"),
        ("fal", "fal-ai/flux/dev", #""images":1,"image_size":"1025x1024""#, "0.05"),
        ("fal", "fal-ai/flux/dev", #""images":4"#, "0.1"),
        ("google-vertex", "veo-3.1-generate-001", #""video_seconds":8,"video_resolution":"1080p""#, "3.2"),
        (
            "google-vertex", "veo-3.1-generate-001",
            #""video_seconds":8,"video_resolution":"1080p","video_audio":"false""#, "1.6"
        ),
        ("stability", "inpaint", #""images":1"#, "0.05"), ("stability", "creative", #""images":1"#, "0.6"),
        ("runway", "gen4_turbo", #""video_seconds":10"#, "0.5"),
        ("luma", "uni-1", #""images":1"#, "0.0404"), ("luma", "ray-2", #""video_seconds":5"#, "0.4"),
        ("openai", "sora-2", #""video_seconds":8,"video_resolution":"720p""#, "0.8"),
        ("openai", "whisper-1", #""audio_seconds":60"#, "0.006"),
        ("groq", "whisper-large-v3", #""audio_seconds":1"#, "0.000308333333"),
        (
            "openai", "gpt-image-1", #""images":1,"image_quality":"high","image_size":"1024x1536""#, "0.25"
        ),
        ("openai", "dall-e-3", #""images":1,"image_quality":"hd","image_size":"1024x1792""#, "0.12"),
        ("anthropic", "claude-sonnet-5", #""input_tokens":1000,"web_fetches":3"#, "0.002"),
    ])
    func `media and fees cost what the facts say`(
        provider: String, model: String, usage: String, expected: String
    ) throws {
        #expect(try cost(#"{"provider":"\#(provider)","model":"\#(model)","usage":{\#(usage)}}"#) == expected)
    }

    @Test(arguments: [
        ("openai", "gpt-5.5", "eu", "", "5.5"), ("openai", "gpt-5.5", "us", "", "5.5"),
        ("openai", "gpt-5.5", "eu", "batch", "2.75"), ("openai", "gpt-5.5", "", "", "5"),
        ("anthropic", "claude-opus-5", "us", "", "5.5"),
        ("google-vertex", "claude-opus-5", "us-east5", "", "5.5"),
        ("google-vertex", "claude-opus-5", "global", "", "5"),
        ("google-vertex", "claude-opus-5", "", "", "5"),
    ])
    func `where a call is served is charged, in every tier`(
        provider: String, model: String, region: String, tier: String, expected: String
    ) throws {
        let members = [
            region.isEmpty ? nil : #","region":"\#(region)""#,
            tier.isEmpty ? nil : #","service_tier":"\#(tier)""#,
        ].compactMap(\.self).joined()
        // Short of the bound past which long requests cost more, ten times over.
        let one = try cost(
            #"{"provider":"\#(provider)","model":"\#(model)","usage":{"input_tokens":100000}\#(members)}"#)
        let ten = try ExactDecimal(#require(one)).multiplied(by: ExactDecimal(10))
        #expect(try ten == ExactDecimal(expected))
    }

    @Test(arguments: [("2026-11-30T23:59:59Z", "0.2"), ("2026-12-01T00:00:00Z", "0.4")])
    func `a price that is known to come holds from its day`(timestamp: String, expected: String) throws {
        let cost = try cost(
            #"{"provider":"google","model":"gemini-4-argon","usage":{"input_tokens":100000},"timestamp":"\#(timestamp)"}"#
        )
        #expect(cost == expected)
    }
}
