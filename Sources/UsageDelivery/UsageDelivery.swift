// UsageDelivery
