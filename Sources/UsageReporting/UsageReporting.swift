// UsageReporting
