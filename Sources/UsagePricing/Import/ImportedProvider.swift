/// One provider under our name and under those of the public price lists.
struct ImportedProvider {
    var name: String
    var litellm: [String]
    var litellmPrefix: String
    var genai: [String]
    var portkey: [String]
    var modelsDev: [String]

    init(
        _ name: String, litellm: [String] = [], prefix: String = "", genai: [String] = [],
        portkey: [String] = [], modelsDev: [String] = []
    ) {
        self.name = name
        self.litellm = litellm
        litellmPrefix = prefix
        self.genai = genai
        self.portkey = portkey
        self.modelsDev = modelsDev
    }

    /// Every provider whose prices are imported, in the order of the alphabet.
    static let all: [ImportedProvider] = [
        .init("ai21", litellm: ["ai21"], portkey: ["ai21"]),
        .init("aiml", litellm: ["aiml"], prefix: "aiml/"),
        .init(
            "alibaba", litellm: ["dashscope"], prefix: "dashscope/", portkey: ["dashscope"],
            modelsDev: ["alibaba"]),
        .init(
            "anthropic", litellm: ["anthropic"], prefix: "anthropic/", genai: ["anthropic"],
            portkey: ["anthropic"], modelsDev: ["anthropic"]),
        .init("assemblyai", litellm: ["assemblyai"], prefix: "assemblyai/"),
        .init(
            "aws-bedrock", litellm: ["bedrock", "bedrock_converse"], prefix: "bedrock/", genai: ["aws"],
            portkey: ["bedrock"], modelsDev: ["amazon-bedrock"]),
        .init(
            "azure", litellm: ["azure", "azure_text"], prefix: "azure/", genai: ["azure"],
            portkey: ["azure-openai"], modelsDev: ["azure"]),
        .init(
            "azure-ai", litellm: ["azure_ai"], prefix: "azure_ai/", genai: ["azure"], portkey: ["azure-ai"],
            modelsDev: ["azure"]),
        .init(
            "baseten", litellm: ["baseten"], prefix: "baseten/", genai: ["baseten"], modelsDev: ["baseten"]),
        .init("black-forest-labs", litellm: ["black_forest_labs"], prefix: "black_forest_labs/"),
        .init("bytedance", litellm: ["volcengine"], prefix: "volcengine/", portkey: ["byteplus"]),
        .init(
            "cerebras", litellm: ["cerebras"], prefix: "cerebras/", genai: ["cerebras"],
            portkey: ["cerebras"], modelsDev: ["cerebras"]),
        .init(
            "cloudflare", litellm: ["cloudflare"], prefix: "cloudflare/", genai: ["cloudflare"],
            portkey: ["workers-ai"], modelsDev: ["cloudflare-workers-ai"]),
        .init(
            "cohere", litellm: ["cohere", "cohere_chat"], prefix: "cohere/", genai: ["cohere"],
            portkey: ["cohere"], modelsDev: ["cohere"]),
        .init(
            "databricks", litellm: ["databricks"], prefix: "databricks/", genai: ["databricks"],
            modelsDev: ["databricks"]),
        .init("deepgram", litellm: ["deepgram"], prefix: "deepgram/", portkey: ["deepgram"]),
        .init(
            "deepinfra", litellm: ["deepinfra"], prefix: "deepinfra/", portkey: ["deepinfra"],
            modelsDev: ["deepinfra"]),
        .init(
            "deepseek", litellm: ["deepseek"], prefix: "deepseek/", genai: ["deepseek"],
            portkey: ["deepseek"], modelsDev: ["deepseek"]),
        .init("elevenlabs", litellm: ["elevenlabs"], prefix: "elevenlabs/", genai: ["elevenlabs"]),
        .init("fal", litellm: ["fal_ai"], prefix: "fal_ai/", portkey: ["fal-ai"]),
        .init(
            "fireworks", litellm: ["fireworks_ai", "fireworks_ai-embedding-models"], prefix: "fireworks_ai/",
            genai: ["fireworks"], portkey: ["fireworks-ai"], modelsDev: ["fireworks-ai"]),
        .init("friendli", litellm: ["friendliai"], prefix: "friendliai/", modelsDev: ["friendli"]),
        .init(
            "github-copilot", litellm: ["github_copilot"], prefix: "github_copilot/",
            genai: ["github-copilot"], modelsDev: ["github-copilot"]),
        .init(
            "google", litellm: ["gemini"], prefix: "gemini/", genai: ["google"], portkey: ["google"],
            modelsDev: ["google"]),
        .init(
            "google-vertex", litellm: ["vertex_ai", "vertex_ai-*"], prefix: "vertex_ai/", genai: ["google"],
            portkey: ["vertex-ai"], modelsDev: ["google-vertex"]),
        .init(
            "groq", litellm: ["groq"], prefix: "groq/", genai: ["groq"], portkey: ["groq"],
            modelsDev: ["groq"]),
        .init(
            "hyperbolic", litellm: ["hyperbolic"], prefix: "hyperbolic/", genai: ["huggingface_hyperbolic"],
            modelsDev: ["hyperbolic"]),
        .init("ideogram"),
        .init("lambda", litellm: ["lambda_ai"], prefix: "lambda_ai/", modelsDev: ["lambda"]),
        .init("luma"),
        .init(
            "meta", litellm: ["meta", "meta_llama"], prefix: "meta/", genai: ["meta"], modelsDev: ["llama"]),
        .init(
            "minimax", litellm: ["minimax"], prefix: "minimax/", genai: ["minimax"], portkey: ["minimax"],
            modelsDev: ["minimax"]),
        .init(
            "mistral", litellm: ["mistral", "codestral"], prefix: "mistral/", genai: ["mistral"],
            portkey: ["mistral-ai"], modelsDev: ["mistral"]),
        .init(
            "moonshot", litellm: ["moonshot"], prefix: "moonshot/", genai: ["moonshotai"],
            portkey: ["moonshot"], modelsDev: ["moonshotai"]),
        .init(
            "nebius", litellm: ["nebius"], prefix: "nebius/", portkey: ["nebius"], modelsDev: ["nebius"]),
        .init(
            "novita", litellm: ["novita"], prefix: "novita/", genai: ["novita"], portkey: ["novita-ai"],
            modelsDev: ["novita-ai"]),
        .init(
            "nscale", litellm: ["nscale"], prefix: "nscale/", genai: ["huggingface_nscale"],
            modelsDev: ["nscale"]),
        .init("oci", litellm: ["oci"], prefix: "oci/", portkey: ["oracle"]),
        .init(
            "openai", litellm: ["openai", "text-completion-openai"], prefix: "openai/", genai: ["openai"],
            portkey: ["openai"], modelsDev: ["openai"]),
        .init(
            "openrouter", litellm: ["openrouter"], prefix: "openrouter/", genai: ["openrouter"],
            portkey: ["openrouter"], modelsDev: ["openrouter"]),
        .init(
            "ovhcloud", litellm: ["ovhcloud"], prefix: "ovhcloud/", genai: ["ovhcloud"],
            modelsDev: ["ovhcloud"]),
        .init(
            "perplexity", litellm: ["perplexity"], prefix: "perplexity/", genai: ["perplexity"],
            portkey: ["perplexity-ai"], modelsDev: ["perplexity"]),
        .init("recraft", litellm: ["recraft"], prefix: "recraft/"),
        .init("replicate", litellm: ["replicate"], prefix: "replicate/"),
        .init("runway", litellm: ["runwayml"], prefix: "runwayml/"),
        .init(
            "sambanova", litellm: ["sambanova"], prefix: "sambanova/", genai: ["huggingface_sambanova"],
            modelsDev: ["sambanova"]),
        .init("scaleway", litellm: ["scaleway"], prefix: "scaleway/", modelsDev: ["scaleway"]),
        .init("stability", litellm: ["stability"], prefix: "stability/", portkey: ["stability-ai"]),
        .init(
            "together", litellm: ["together_ai"], prefix: "together_ai/", genai: ["together"],
            portkey: ["together-ai"], modelsDev: ["togetherai"]),
        .init("vercel", litellm: ["vercel_ai_gateway"], prefix: "vercel_ai_gateway/", modelsDev: ["vercel"]),
        .init("voyage", litellm: ["voyage"], prefix: "voyage/", genai: ["voyageai"]),
        .init("wandb", litellm: ["wandb"], prefix: "wandb/", modelsDev: ["wandb"]),
        .init("watsonx", litellm: ["watsonx"], prefix: "watsonx/", modelsDev: ["watsonx"]),
        .init(
            "xai", litellm: ["xai"], prefix: "xai/", genai: ["x-ai"], portkey: ["x-ai"], modelsDev: ["xai"]),
        .init(
            "zai", litellm: ["zai"], prefix: "zai/", genai: ["zai"], portkey: ["z-ai"], modelsDev: ["zai"]),
    ]

    /// Whether a model of LiteLLM's list is this provider's.
    func isLiteLLM(_ provider: String) -> Bool {
        litellm.contains { $0.hasSuffix("*") ? provider.hasPrefix($0.dropLast()) : $0 == provider }
    }
}
