// UsagePricing
