// UsageBudgets
