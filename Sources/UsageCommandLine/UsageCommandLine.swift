// UsageCommandLine
