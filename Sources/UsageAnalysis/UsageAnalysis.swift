// UsageAnalysis
