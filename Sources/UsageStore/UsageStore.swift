// UsageStore
