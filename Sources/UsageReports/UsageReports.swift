// UsageReports
