/// Who serves a model, under the one name we use for it; unknown providers keep their own name.
public struct Provider: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    /// Our name, such as `google-vertex`.
    public let rawValue: String

    /// A provider by our own name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A provider by any name in use: our own, OpenTelemetry's, LiteLLM's prefix or a folder name of a price list.
    public init(named name: String) {
        let folded = name.lowercased()
        rawValue = Self.aliases[folded] ?? Self.aliases[folded.replacing("_", with: "-")] ?? folded
    }

    /// Whether the provider is one of ours.
    public var isKnown: Bool { Self.entries.contains { $0.name == rawValue } }

    /// The name for people, such as `OpenAI`.
    public var displayName: String { Self.entries.first { $0.name == rawValue }?.display ?? rawValue }

    /// Our name.
    public var description: String { rawValue }

    /// All providers that we know, by name.
    public static let known: [Provider] = entries.map { Provider(rawValue: $0.name) }

    private static let aliases: [String: String] = {
        var table: [String: String] = [:]
        for entry in entries {
            table[entry.name] = entry.name
            for alias in entry.aliases { table[alias] = entry.name }
        }
        return table
    }()

    private typealias Entry = (name: String, display: String, aliases: [String])

    /// Names in use, from the price lists' own documents and OpenTelemetry's GenAI attributes.
    private static let entries: [Entry] = [
        ("ai21", "AI21", []),
        ("aiml", "AI/ML API", ["aiml_api"]),
        ("alibaba", "Alibaba Cloud", ["dashscope", "alibaba-cn"]),
        ("anthropic", "Anthropic", []),
        ("assemblyai", "AssemblyAI", []),
        (
            "aws-bedrock", "Amazon Bedrock",
            ["bedrock", "bedrock_converse", "amazon-bedrock", "aws.bedrock", "aws"]
        ),
        ("azure", "Azure OpenAI", ["azure_text", "azure-openai", "azure.ai.openai"]),
        ("azure-ai", "Azure AI", ["azure_ai", "azure.ai.inference"]),
        ("baseten", "Baseten", []),
        ("black-forest-labs", "Black Forest Labs", ["black_forest_labs", "bfl"]),
        ("bytedance", "ByteDance", ["volcengine", "byteplus"]),
        ("cerebras", "Cerebras", []),
        ("cloudflare", "Cloudflare", ["workers-ai", "cloudflare-workers-ai"]),
        ("cohere", "Cohere", ["cohere_chat"]),
        ("databricks", "Databricks", []),
        ("deepgram", "Deepgram", []),
        ("deepinfra", "DeepInfra", []),
        ("deepseek", "DeepSeek", []),
        ("doubleword", "Doubleword", []),
        ("elevenlabs", "ElevenLabs", []),
        ("fal", "fal", ["fal_ai", "fal-ai"]),
        ("fireworks", "Fireworks", ["fireworks_ai", "fireworks-ai", "fireworks_ai-embedding-models"]),
        ("friendli", "Friendli", ["friendliai"]),
        ("github-copilot", "GitHub Copilot", ["github_copilot"]),
        ("github-models", "GitHub Models", ["github"]),
        ("google", "Google", ["gemini", "gcp.gemini", "google-genai", "google_genai"]),
        (
            "google-vertex", "Google Vertex AI",
            ["vertex", "vertex_ai", "vertex-ai", "gcp.vertex_ai", "vertex_ai-language-models"]
        ),
        ("groq", "Groq", []),
        ("huggingface", "Hugging Face", ["hugging_face"]),
        ("hyperbolic", "Hyperbolic", ["huggingface_hyperbolic"]),
        ("ideogram", "Ideogram", []),
        ("kling", "Kling", []),
        ("lambda", "Lambda", ["lambda_ai"]),
        ("lm-studio", "LM Studio", ["lm_studio"]),
        ("luma", "Luma", ["lumalabs"]),
        ("meta", "Meta", ["meta_llama", "llama"]),
        ("minimax", "MiniMax", []),
        ("mistral", "Mistral", ["codestral", "mistral-ai", "mistral_ai"]),
        ("moonshot", "Moonshot", ["moonshotai"]),
        ("nebius", "Nebius", []),
        ("novita", "Novita", ["novita-ai"]),
        ("nscale", "Nscale", ["huggingface_nscale"]),
        ("oci", "Oracle Cloud", ["oracle"]),
        ("ollama", "Ollama", ["ollama_chat"]),
        ("openai", "OpenAI", ["text-completion-openai"]),
        ("openrouter", "OpenRouter", []),
        ("ovhcloud", "OVHcloud", []),
        ("perplexity", "Perplexity", ["perplexity-ai"]),
        ("recraft", "Recraft", []),
        ("replicate", "Replicate", []),
        ("runway", "Runway", ["runwayml"]),
        ("sambanova", "SambaNova", ["huggingface_sambanova"]),
        ("scaleway", "Scaleway", []),
        ("snowflake", "Snowflake", []),
        ("stability", "Stability AI", ["stability-ai"]),
        ("together", "Together AI", ["together_ai", "together-ai", "togetherai"]),
        ("venice", "Venice", ["venice-ai"]),
        ("vercel", "Vercel AI Gateway", ["vercel_ai_gateway"]),
        ("voyage", "Voyage AI", ["voyageai"]),
        ("wandb", "Weights & Biases", []),
        ("watsonx", "IBM watsonx", []),
        ("xai", "xAI", ["x-ai", "x_ai"]),
        ("zai", "Z.ai", ["z-ai"]),
    ]
}
