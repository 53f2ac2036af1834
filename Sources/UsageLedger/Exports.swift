@_exported public import UsageModel
