import JSON
import TestSupport
import Testing
import UsageModel

struct UsageTests {
    @Test func `reads and writes the vocabulary`() throws {
        let json = try JSONValue(
            parsing:
                #"{"output_tokens":"7","input_tokens":100,"audio_seconds":1.5,"image_size":"1024x1024","reasoning_tokens":null}"#
        )
        let usage = try Usage(json: try #require(json.object))
        #expect(usage[.inputTokens] == ExactDecimal(100))
        #expect(usage[.reasoningTokens] == nil)
        #expect(usage.totalTokens == ExactDecimal(107))
        let written = JSONValue.object(usage.json).compactText
        #expect(
            written == #"{"input_tokens":100,"output_tokens":7,"audio_seconds":1.5,"image_size":"1024x1024"}"#
        )
    }

    @Test(arguments: [
        (#"{"input_tokens":-1}"#, "bad_number", "usage.input_tokens"),
        (#"{"input_tokens":1.5}"#, "bad_number", "usage.input_tokens"),
        (#"{"input_tokens":1e16}"#, "bad_number", "usage.input_tokens"),
        (#"{"input_tokens":[1]}"#, "bad_number", "usage.input_tokens"),
        (#"{"input_token":1}"#, "unknown_name", "usage.input_token"),
        (#"{"image_size":{}}"#, "unknown_name", "usage.image_size"),
    ])
    func `names the member that is wrong`(text: String, code: String, path: String) throws {
        let object = try #require(try JSONValue(parsing: text).object)
        let error = #expect(throws: ModelError.self) { try Usage(json: object) }
        #expect(error?.code.name == code)
        #expect(error?.place?.path == path)
    }

    @Test func `a near miss is a hint`() throws {
        #expect(
            Names.suggestion(for: "input_token", among: Counter.allCases.map(\.rawValue))
                == "did you mean `input_tokens`")
        #expect(Names.nearest(to: "zebra", among: ["gpt-4o"]) == nil)
    }

    @Test func `parents come before their parts in the vocabulary`() {
        for counter in Counter.allCases {
            for parent in counter.parents { #expect(parent.unit == counter.unit) }
        }
    }

    @Test func `providers are known under every name in use`() {
        #expect(Provider(named: "x-ai").rawValue == "xai")
        #expect(Provider(named: "vertex_ai").rawValue == "google-vertex")
        #expect(Provider(named: "aws.bedrock").rawValue == "aws-bedrock")
        #expect(Provider(named: "Somebody-New").rawValue == "somebody-new")
        #expect(!Provider(named: "somebody-new").isKnown)
        #expect(Set(Provider.known).count == Provider.known.count)
    }

    @Test func `identities begin with the time and read back`() throws {
        let early = EventID(at: Instant(seconds: 1_700_000_000), random: (.max, .max))
        let late = EventID(at: Instant(seconds: 1_700_000_001), random: (0, 0))
        #expect(early < late)
        #expect(EventID(early.description) == early)
        #expect(late.description == "018bcfe5-6be8-7000-8000-000000000000")
        #expect(EventID("018bcfe5-6be8-7000-8000-00000000000") == nil)
        #expect(EventID("018bcfe56be8-7000-8000-0000000000000-") == nil)
    }

    @Test func `a cost reads back from its JSON with the same arithmetic`() throws {
        let line = try CostLine(
            className: "cache_read", direction: .input, unit: .token, count: ExactDecimal(1000),
            amount: ExactDecimal("0.125"),
            per: ExactDecimal(1_000_000),
            multipliers: [.init(name: "tier:batch", factor: ExactDecimal("0.5"))])
        let cost = Cost(
            lines: [line],
            price: PriceReference(
                priceID: "openai/gpt-5@2025-08-07", modelID: "gpt-5", match: "exact gpt-5",
                from: try Instant("2025-08-07"),
                source: "genai-prices@0.2.3", seen: CivilDate("2026-11-21"), dateState: .dated,
                catalogueVersion: "1"),
            assumptions: ["quality=standard"])
        #expect(cost.total.description == "0.0000625")
        #expect(Cost(json: .object(cost.json)) == cost)
    }
}
