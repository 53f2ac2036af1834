import Testing
import UsageModel

struct ModelNameTests {
    @Test func `a host before the first slash is split off`() throws {
        let name = try #require(ModelName(qualified: "openrouter/anthropic/claude-3.7-sonnet"))
        #expect(name.provider.rawValue == "openrouter")
        #expect(name.model == "anthropic/claude-3.7-sonnet")
    }

    @Test(arguments: [
        ("gemini/gemini-2.5-pro", "google", "gemini-2.5-pro"),
        (
            "bedrock/us.anthropic.claude-3-5-haiku-20241022-v1:0", "aws-bedrock",
            "us.anthropic.claude-3-5-haiku-20241022-v1:0"
        ),
        (
            "fireworks_ai/accounts/fireworks/models/deepseek-v3", "fireworks",
            "accounts/fireworks/models/deepseek-v3"
        ),
        ("openrouter/openrouter/quasar-alpha", "openrouter", "openrouter/quasar-alpha"),
        ("gpt-4o", "openai", "gpt-4o"),
        ("claude-3-5-sonnet-20241022", "anthropic", "claude-3-5-sonnet-20241022"),
    ])
    func `a name's host, or the maker of its family, serves it`(text: String, provider: String, model: String)
    {
        #expect(ModelName(qualified: text)?.provider.rawValue == provider)
        #expect(ModelName(qualified: text)?.model == model)
    }

    @Test(arguments: ["Qwen/Qwen3-235B", "openai/", "/gpt-4o", "", "None", "REDACTED"])
    func `nobody is named as the host of what is not known`(text: String) {
        #expect(ModelName(qualified: text) == nil)
    }

    @Test func `another provider's prefix is never taken away`() {
        let name = ModelName(provider: Provider(rawValue: "openai"), model: "anthropic/claude-3-opus")
        #expect(name.candidates == ["anthropic/claude-3-opus"])
        #expect(
            ModelName(provider: Provider(rawValue: "openai"), model: "openai/gpt-4o").candidates.last
                == "gpt-4o")
    }
}
