#include "CCaptureRules.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char common[] = {
#embed "../UsageCapture/Rules/common.json"
};
static const unsigned char batch[] = {
#embed "../UsageCapture/Rules/batch.json"
};
static const unsigned char openai[] = {
#embed "../UsageCapture/Rules/openai.json"
};
static const unsigned char compatible[] = {
#embed "../UsageCapture/Rules/compatible.json"
};
static const unsigned char anthropic[] = {
#embed "../UsageCapture/Rules/anthropic.json"
};
static const unsigned char google[] = {
#embed "../UsageCapture/Rules/google.json"
};
static const unsigned char bedrock[] = {
#embed "../UsageCapture/Rules/bedrock.json"
};
static const unsigned char cohere[] = {
#embed "../UsageCapture/Rules/cohere.json"
};
static const unsigned char realtime[] = {
#embed "../UsageCapture/Rules/realtime.json"
};
static const unsigned char media[] = {
#embed "../UsageCapture/Rules/media.json"
};

#define FILE_OF(name) { #name ".json", name, sizeof(name) }

static const capture_rule_file files[] = {
    FILE_OF(common), FILE_OF(batch), FILE_OF(openai), FILE_OF(compatible), FILE_OF(anthropic),
    FILE_OF(google), FILE_OF(bedrock), FILE_OF(cohere), FILE_OF(realtime), FILE_OF(media),
};

size_t capture_rule_file_count(void) {
    return sizeof(files) / sizeof(files[0]);
}

capture_rule_file capture_rule_file_at(size_t index) {
    return files[index];
}
