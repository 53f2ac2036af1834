#if Spreadsheets
    import Charts
    import UsageModel

    /// What a workbook's sheet "About" says: what the figures are, so that nobody has to ask.
    struct WorkbookFacts {
        private(set) var lines: [(name: String, text: String)] = []

        /// `written` tells of the calls that are in the workbook; nil where they are left out.
        init(_ input: WorkbookInput, span: String, _ written: (rowCount: Int, digest: String)?) {
            add("Period", span)
            if let period = input.period {
                add("First and last day", "\(period.first) to \(period.last), both included")
            }
            add("Days and times", "of \(input.zone.name)")
            if let filters = input.filters { add("Only calls with", filters) }
            add("Ledger as of", input.generatedAt.description)
            addCost(input.total)
            add("Prices as of", input.pricesAsOf?.description ?? "not known")
            if input.total.assumedPriceCalls > 0 {
                let calls = Wording.english.count(input.total.assumedPriceCalls, "call")
                add("Price dates", "\(calls) at the nearest known price, which is not dated to the day")
            }
            if let written {
                let rows = Wording.english.count(written.rowCount, "row")
                add("Calls", "\(rows); a reversal is a row of negative figures")
                add("Digest", "sha256:\(written.digest), of these calls in `usageledger export jsonl`")
            } else {
                add("Calls", "not in this file, for they are many; `usageledger export xlsx` writes them all")
            }
            add(
                "Rounding",
                "a spreadsheet keeps fifteen digits of a number; the text beside each total is exact")
            add("Made by", input.producer)
        }

        private mutating func addCost(_ total: Measures) {
            add("Currency", "US dollars")
            add(
                "Exact total",
                total.isWhollyUnpriced ? "no call has a price" : "\(total.cost) US dollars, not rounded")
            guard total.unpricedCallCount > 0 else { return }
            let reasons = total.unpricedCalls.sorted { $0.key < $1.key }
                .map { "\($0.key) \(Wording.english.text.count($0.value))" }.joined(separator: ", ")
            let calls = Wording.english.count(total.unpricedCallCount, "call")
            add("Without a price", "\(calls), not in the cost: \(reasons)")
        }

        private mutating func add(_ name: String, _ text: String) { lines.append((name, text)) }
    }
#endif
