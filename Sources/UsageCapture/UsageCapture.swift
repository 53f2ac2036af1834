// UsageCapture
