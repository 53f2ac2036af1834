import JSON
import UsageModel

/// What the items of a batch used together; no item is kept.
struct BatchSum: Sendable {
    private(set) var itemCount = 0
    private var failedCount = 0
    private var counts: [Counter: ExactDecimal] = [:]
    private var lost: Set<Counter> = []
    private var flags: Set<String> = []
    private var models: Set<String> = []
    private var measuredCount = 0
    private var statedCost: ExactDecimal?
    private var service: ServiceType?

    mutating func add(_ item: Extraction) {
        itemCount += 1
        service = service ?? item.service
        if item.status == "error" || item.status == "failed" { failedCount += 1 }
        if item.isUsagePresent { measuredCount += 1 }
        if let model = item.model, models.count < 2 { models.insert(model) }
        if let cost = item.statedCost { statedCost = (statedCost ?? .zero).adding(cost) ?? statedCost }
        lost.formUnion(item.lostCounters)
        flags.formUnion(item.flags)
        for count in item.usage.counts {
            guard let sum = (counts[count.counter] ?? .zero).adding(count.value), sum <= Usage.countMax else {
                lost.insert(count.counter)
                flags.insert("\(count.counter.rawValue) is out of range")
                continue
            }
            counts[count.counter] = sum
        }
    }

    /// Puts the sums into the extraction of the batch.
    func add(to extraction: inout Extraction) {
        guard itemCount > 0 else { return }
        for (counter, count) in counts where !lost.contains(counter) {
            try? extraction.usage.set(counter, count)
        }
        extraction.details["batch_items"] = .number(String(itemCount))
        if failedCount > 0 { extraction.details["batch_failed_items"] = .number(String(failedCount)) }
        if models.count == 1 { extraction.model = models.first }
        if let service { extraction.service = service }
        extraction.statedCost = extraction.statedCost ?? statedCost
        extraction.lostCounters += lost.sorted { $0.rawValue < $1.rawValue }
        extraction.flags += flags.sorted()
        extraction.isUsagePresent = extraction.isUsagePresent || measuredCount > 0
        if measuredCount > 0 {
            extraction.usageState = measuredCount + failedCount < itemCount ? .partial : .measured
        }
    }
}
