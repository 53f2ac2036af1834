import Testing
import UsageModel
import UsagePricing

@Suite struct ModelNameTests {
    private static let noon = Instant(seconds: 1_795_176_000)

    private func resolved(_ provider: String, _ model: String) -> String? {
        let name = ModelName(provider: Provider(named: provider), model: model)
        guard case .model(let entry, _, _) = PriceList.builtIn.resolve(name, at: Self.noon) else {
            return nil
        }
        return entry.id
    }

    @Test(arguments: [
        ("openai", "gpt-4o", "gpt-4o"), ("openai", "openai/gpt-4o", "gpt-4o"),
        ("openai", "gpt-4o-2024-08-06", "gpt-4o"), ("openai", "gpt-4o-2024-05-13", "gpt-4o-2024-05-13"),
        ("anthropic", "claude-sonnet-4-5-20250929", "claude-sonnet-4-5"),
        ("openrouter", "anthropic/claude-3.7-sonnet", "anthropic/claude-3.7-sonnet"),
        ("openrouter", "openrouter/anthropic/claude-3.7-sonnet", "anthropic/claude-3.7-sonnet"),
        ("google", "gemini/gemini-2.5-pro", "gemini-2.5-pro"),
        ("google", "models/gemini-2.5-pro", "gemini-2.5-pro"),
        ("google", "gemini-2.5-pro-preview-06-05", "gemini-2.5-pro"),
        ("anthropic", "anthropic/claude-sonnet-4-5@20250929", "claude-sonnet-4-5"),
        ("anthropic", "claude-sonnet-4-5-latest", "claude-sonnet-4-5"),
        ("openrouter", "openrouter/deepseek/deepseek-r1:free", "deepseek/deepseek-r1:free"),
        (
            "bedrock", "eu.anthropic.claude-3-haiku-20240307-v1:0",
            "us.anthropic.claude-3-haiku-20240307-v1:0"
        ),
    ])
    func `a name means the model it names`(provider: String, model: String, id: String) {
        #expect(resolved(provider, model) == id)
    }

    @Test(arguments: [
        ("openai", "gpt-4o-mini-2031-13-45"), ("openai", "gpt-4o-x"), ("openai", "o33"),
        ("openai", "gpt-5-turbo-x"), ("openai", "anthropic/claude-3-haiku-20240307"), ("openai", ""),
        ("openai", "/"), ("google", "gemini-2.5-pro-exp-03-25"), ("anthropic", "claude-sonnet-44-5"),
        ("openrouter", "nobody/nothing"), ("nobody", "gpt-4o"), ("luma", "ray-99"),
        ("anthropic", "claude-3-haiku-v3"), ("deepseek", "deepseek-r1-v3"), ("google", "gemini-2.5-pro-v99"),
        ("google", "gemini-2.5-pro:7"), ("anthropic", "claude-3-haiku-preview"),
        ("mistral", "magistral-small-"), ("google-vertex", "claude-fable-5@"),
        ("bedrock", "us.regional.anthropic.claude-3-opus-20240229-v1:0"),
        ("bedrock", "anthropic.claude-3-haiku-20240307-v2:0"), ("openai", "gpt-4o-2029-08-10"),
        ("google", "gemini-2.5-pro-preview-13-01"), ("google", "gemini-2.5-pro@20250230"),
        ("openai", "gpt-4o:free"), ("openai", "GPT-4O"), ("openai", "gpt-4o\u{301}"),
    ])
    func `no other name does`(provider: String, model: String) {
        #expect(resolved(provider, model) == nil)
    }

    @Test func `a near miss is a hint, never a match`() {
        let name = ModelName(provider: Provider(rawValue: "openai"), model: "gpt-4o-minj")
        guard case .unknown(let hint) = PriceList.builtIn.resolve(name, at: Self.noon) else {
            Issue.record("`gpt-4o-minj` was matched")
            return
        }
        #expect(hint == "did you mean `gpt-4o-mini`")
    }

    @Test(arguments: [
        ("gemini/gemini-2.5-pro", "google", "gemini-2.5-pro"),
        ("openrouter/anthropic/claude-3.7-sonnet", "openrouter", "anthropic/claude-3.7-sonnet"),
        (
            "fireworks_ai/accounts/fireworks/models/deepseek-v3", "fireworks",
            "accounts/fireworks/models/deepseek-v3"
        ),
        (
            "bedrock/us.anthropic.claude-3-haiku-20240307-v1:0", "aws-bedrock",
            "us.anthropic.claude-3-haiku-20240307-v1:0"
        ),
        ("gpt-4o", "openai", "gpt-4o"),
        ("claude-3-5-sonnet-20241022", "anthropic", "claude-3-5-sonnet-20241022"),
    ])
    func `a gateway's name is told apart`(name: String, provider: String, model: String) throws {
        let parts = try #require(ModelName(qualified: name))
        #expect(parts == ModelName(provider: Provider(rawValue: provider), model: model))
    }

    @Test(arguments: ["nobody/gpt-4o", "openai/", "", "REDACTED", "/"])
    func `a name without a known provider stays unknown`(name: String) {
        #expect(ModelName(qualified: name) == nil)
    }
}
