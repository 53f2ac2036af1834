package import UsageModel

/// What an import has done, or has done so far.
package struct ImportSummary: Hashable, Sendable {
    /// The format that was read.
    package var format: ImportFormat?
    /// Bytes read, for a progress bar.
    package var bytes = 0
    /// Records met, good and bad.
    package var records = 0
    /// New rows; for an import that went on where one was broken off, those before count too.
    package var recorded = 0
    /// New rows whose record stands in the source more than once.
    package var repeatedCount = 0
    /// Records whose row was there already.
    package var unchanged = 0
    /// Well-formed records that are no calls.
    package var skipped = 0
    /// Where repeated records stand, the first thousand.
    package var repeated: [Place] = []
    /// Records that could not be kept, the first thousand.
    package var failures: [RecordFault] = []
    /// How many records could not be kept.
    package var failureCount = 0
    /// The row from which an earlier import was taken up, 0 where there was none.
    package var resumedAfterLine = 0
    /// Calls recorded now without a cost, by reason.
    package var unpriced: [String: Int] = [:]
    /// Calls recorded now whose price is not dated to their day.
    package var assumedPriceDates = 0
    /// Calls recorded now whose month is closed, so that they are posted to a later one.
    package var latePostings = 0
    /// The cost of the calls recorded now.
    package var cost: Money = .zero
    /// What the source says that the calls recorded now cost.
    package var statedCost: Money = .zero

    /// Whether the rows are lines of a provider's statement, and no calls.
    package var isStatement = false
    /// What the lines recorded now bill.
    package var billed: Money = .zero
    /// The first calls that a dry run would record.
    package var firstRows: [PricedEvent] = []

    /// How many calls of a dry run are kept.
    package static let firstRowsMax = 10
    /// The most places and failures that are kept.
    package static let listedMax = 1000

    mutating func fail(_ fault: any UsageFault) {
        failureCount += 1
        guard failures.count < Self.listedMax else { return }
        failures.append(RecordFault(fault))
    }
}
