// Written by the price importer: the price files, embedded as they are.
#include "CPriceCatalogue.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_ai21[] = {
#embed "../UsagePricing/Catalogue/ai21.json"
};
static const unsigned char file_aiml[] = {
#embed "../UsagePricing/Catalogue/aiml.json"
};
static const unsigned char file_alibaba[] = {
#embed "../UsagePricing/Catalogue/alibaba.json"
};
static const unsigned char file_anthropic[] = {
#embed "../UsagePricing/Catalogue/anthropic.json"
};
static const unsigned char file_assemblyai[] = {
#embed "../UsagePricing/Catalogue/assemblyai.json"
};
static const unsigned char file_aws_bedrock[] = {
#embed "../UsagePricing/Catalogue/aws-bedrock.json"
};
static const unsigned char file_azure[] = {
#embed "../UsagePricing/Catalogue/azure.json"
};
static const unsigned char file_azure_ai[] = {
#embed "../UsagePricing/Catalogue/azure-ai.json"
};
static const unsigned char file_baseten[] = {
#embed "../UsagePricing/Catalogue/baseten.json"
};
static const unsigned char file_black_forest_labs[] = {
#embed "../UsagePricing/Catalogue/black-forest-labs.json"
};
static const unsigned char file_bytedance[] = {
#embed "../UsagePricing/Catalogue/bytedance.json"
};
static const unsigned char file_cerebras[] = {
#embed "../UsagePricing/Catalogue/cerebras.json"
};
static const unsigned char file_cloudflare[] = {
#embed "../UsagePricing/Catalogue/cloudflare.json"
};
static const unsigned char file_cohere[] = {
#embed "../UsagePricing/Catalogue/cohere.json"
};
static const unsigned char file_databricks[] = {
#embed "../UsagePricing/Catalogue/databricks.json"
};
static const unsigned char file_deepgram[] = {
#embed "../UsagePricing/Catalogue/deepgram.json"
};
static const unsigned char file_deepinfra[] = {
#embed "../UsagePricing/Catalogue/deepinfra.json"
};
static const unsigned char file_deepseek[] = {
#embed "../UsagePricing/Catalogue/deepseek.json"
};
static const unsigned char file_elevenlabs[] = {
#embed "../UsagePricing/Catalogue/elevenlabs.json"
};
static const unsigned char file_fal[] = {
#embed "../UsagePricing/Catalogue/fal.json"
};
static const unsigned char file_fireworks[] = {
#embed "../UsagePricing/Catalogue/fireworks.json"
};
static const unsigned char file_friendli[] = {
#embed "../UsagePricing/Catalogue/friendli.json"
};
static const unsigned char file_github_copilot[] = {
#embed "../UsagePricing/Catalogue/github-copilot.json"
};
static const unsigned char file_google[] = {
#embed "../UsagePricing/Catalogue/google.json"
};
static const unsigned char file_google_vertex[] = {
#embed "../UsagePricing/Catalogue/google-vertex.json"
};
static const unsigned char file_groq[] = {
#embed "../UsagePricing/Catalogue/groq.json"
};
static const unsigned char file_hyperbolic[] = {
#embed "../UsagePricing/Catalogue/hyperbolic.json"
};
static const unsigned char file_ideogram[] = {
#embed "../UsagePricing/Catalogue/ideogram.json"
};
static const unsigned char file_lambda[] = {
#embed "../UsagePricing/Catalogue/lambda.json"
};
static const unsigned char file_luma[] = {
#embed "../UsagePricing/Catalogue/luma.json"
};
static const unsigned char file_meta[] = {
#embed "../UsagePricing/Catalogue/meta.json"
};
static const unsigned char file_minimax[] = {
#embed "../UsagePricing/Catalogue/minimax.json"
};
static const unsigned char file_mistral[] = {
#embed "../UsagePricing/Catalogue/mistral.json"
};
static const unsigned char file_moonshot[] = {
#embed "../UsagePricing/Catalogue/moonshot.json"
};
static const unsigned char file_nebius[] = {
#embed "../UsagePricing/Catalogue/nebius.json"
};
static const unsigned char file_novita[] = {
#embed "../UsagePricing/Catalogue/novita.json"
};
static const unsigned char file_nscale[] = {
#embed "../UsagePricing/Catalogue/nscale.json"
};
static const unsigned char file_oci[] = {
#embed "../UsagePricing/Catalogue/oci.json"
};
static const unsigned char file_openai[] = {
#embed "../UsagePricing/Catalogue/openai.json"
};
static const unsigned char file_openrouter[] = {
#embed "../UsagePricing/Catalogue/openrouter.json"
};
static const unsigned char file_ovhcloud[] = {
#embed "../UsagePricing/Catalogue/ovhcloud.json"
};
static const unsigned char file_perplexity[] = {
#embed "../UsagePricing/Catalogue/perplexity.json"
};
static const unsigned char file_recraft[] = {
#embed "../UsagePricing/Catalogue/recraft.json"
};
static const unsigned char file_replicate[] = {
#embed "../UsagePricing/Catalogue/replicate.json"
};
static const unsigned char file_runway[] = {
#embed "../UsagePricing/Catalogue/runway.json"
};
static const unsigned char file_sambanova[] = {
#embed "../UsagePricing/Catalogue/sambanova.json"
};
static const unsigned char file_scaleway[] = {
#embed "../UsagePricing/Catalogue/scaleway.json"
};
static const unsigned char file_stability[] = {
#embed "../UsagePricing/Catalogue/stability.json"
};
static const unsigned char file_together[] = {
#embed "../UsagePricing/Catalogue/together.json"
};
static const unsigned char file_vercel[] = {
#embed "../UsagePricing/Catalogue/vercel.json"
};
static const unsigned char file_voyage[] = {
#embed "../UsagePricing/Catalogue/voyage.json"
};
static const unsigned char file_wandb[] = {
#embed "../UsagePricing/Catalogue/wandb.json"
};
static const unsigned char file_watsonx[] = {
#embed "../UsagePricing/Catalogue/watsonx.json"
};
static const unsigned char file_xai[] = {
#embed "../UsagePricing/Catalogue/xai.json"
};
static const unsigned char file_zai[] = {
#embed "../UsagePricing/Catalogue/zai.json"
};
static const unsigned char file_disagreements[] = {
#embed "../UsagePricing/Catalogue/disagreements.json"
};
static const unsigned char file_facts[] = {
#embed "../UsagePricing/Catalogue/facts.json"
};
static const unsigned char file_sources[] = {
#embed "../UsagePricing/Catalogue/sources.json"
};

static const struct price_file files[] = {
    {"ai21", file_ai21, sizeof file_ai21},
    {"aiml", file_aiml, sizeof file_aiml},
    {"alibaba", file_alibaba, sizeof file_alibaba},
    {"anthropic", file_anthropic, sizeof file_anthropic},
    {"assemblyai", file_assemblyai, sizeof file_assemblyai},
    {"aws-bedrock", file_aws_bedrock, sizeof file_aws_bedrock},
    {"azure", file_azure, sizeof file_azure},
    {"azure-ai", file_azure_ai, sizeof file_azure_ai},
    {"baseten", file_baseten, sizeof file_baseten},
    {"black-forest-labs", file_black_forest_labs, sizeof file_black_forest_labs},
    {"bytedance", file_bytedance, sizeof file_bytedance},
    {"cerebras", file_cerebras, sizeof file_cerebras},
    {"cloudflare", file_cloudflare, sizeof file_cloudflare},
    {"cohere", file_cohere, sizeof file_cohere},
    {"databricks", file_databricks, sizeof file_databricks},
    {"deepgram", file_deepgram, sizeof file_deepgram},
    {"deepinfra", file_deepinfra, sizeof file_deepinfra},
    {"deepseek", file_deepseek, sizeof file_deepseek},
    {"elevenlabs", file_elevenlabs, sizeof file_elevenlabs},
    {"fal", file_fal, sizeof file_fal},
    {"fireworks", file_fireworks, sizeof file_fireworks},
    {"friendli", file_friendli, sizeof file_friendli},
    {"github-copilot", file_github_copilot, sizeof file_github_copilot},
    {"google", file_google, sizeof file_google},
    {"google-vertex", file_google_vertex, sizeof file_google_vertex},
    {"groq", file_groq, sizeof file_groq},
    {"hyperbolic", file_hyperbolic, sizeof file_hyperbolic},
    {"ideogram", file_ideogram, sizeof file_ideogram},
    {"lambda", file_lambda, sizeof file_lambda},
    {"luma", file_luma, sizeof file_luma},
    {"meta", file_meta, sizeof file_meta},
    {"minimax", file_minimax, sizeof file_minimax},
    {"mistral", file_mistral, sizeof file_mistral},
    {"moonshot", file_moonshot, sizeof file_moonshot},
    {"nebius", file_nebius, sizeof file_nebius},
    {"novita", file_novita, sizeof file_novita},
    {"nscale", file_nscale, sizeof file_nscale},
    {"oci", file_oci, sizeof file_oci},
    {"openai", file_openai, sizeof file_openai},
    {"openrouter", file_openrouter, sizeof file_openrouter},
    {"ovhcloud", file_ovhcloud, sizeof file_ovhcloud},
    {"perplexity", file_perplexity, sizeof file_perplexity},
    {"recraft", file_recraft, sizeof file_recraft},
    {"replicate", file_replicate, sizeof file_replicate},
    {"runway", file_runway, sizeof file_runway},
    {"sambanova", file_sambanova, sizeof file_sambanova},
    {"scaleway", file_scaleway, sizeof file_scaleway},
    {"stability", file_stability, sizeof file_stability},
    {"together", file_together, sizeof file_together},
    {"vercel", file_vercel, sizeof file_vercel},
    {"voyage", file_voyage, sizeof file_voyage},
    {"wandb", file_wandb, sizeof file_wandb},
    {"watsonx", file_watsonx, sizeof file_watsonx},
    {"xai", file_xai, sizeof file_xai},
    {"zai", file_zai, sizeof file_zai},
};

static const struct price_file notes[] = {
    {"disagreements", file_disagreements, sizeof file_disagreements},
    {"facts", file_facts, sizeof file_facts},
    {"sources", file_sources, sizeof file_sources},
};

size_t price_file_count(void) { return sizeof files / sizeof files[0]; }

struct price_file price_file_at(size_t index) { return files[index]; }

size_t price_note_count(void) { return sizeof notes / sizeof notes[0]; }

struct price_file price_note_at(size_t index) { return notes[index]; }
