import Testing
import UsageModel

@Suite struct ModelNameTests {
    @Test func `a host before the first slash is split off`() {
        let name = ModelName("openrouter/anthropic/claude-3.7-sonnet")
        #expect(name.host?.rawValue == "openrouter")
        #expect(name.model == "anthropic/claude-3.7-sonnet")
        #expect(name.description == "openrouter/anthropic/claude-3.7-sonnet")
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
        ("gpt-4o", nil, "gpt-4o"),
        ("Qwen/Qwen3-235B", nil, "Qwen/Qwen3-235B"),
        ("openai/", nil, "openai/"),
        ("/gpt-4o", nil, "/gpt-4o"),
        ("", nil, ""),
    ])
    func `names split only at hosts we know`(text: String, host: String?, model: String) {
        #expect(ModelName(text).host?.rawValue == host)
        #expect(ModelName(text).model == model)
    }
}
