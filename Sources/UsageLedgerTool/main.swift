print("usageledger")
