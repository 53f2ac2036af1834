// UsageModel
