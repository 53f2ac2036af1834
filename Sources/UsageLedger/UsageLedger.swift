// UsageLedger
