@_exported public import Charts
@_exported public import UsageLedger
@_exported public import UsageReports
