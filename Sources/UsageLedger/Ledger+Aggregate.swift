public import UsageModel
import UsageStore

extension Ledger {
    /// Brings the rollups up to date, from which tables and reports are answered fast; answers are the same without.
    ///
    /// Only days with new rows are made anew, each as a whole from its rows. It may be called by several processes at once
    /// and broken off at any point.
    ///
    /// - Parameters:
    ///   - scope: Which days; by itself all that have new rows.
    ///   - batchDays: How many days are kept in one transaction.
    ///   - progress: Told of each transaction; what was kept stays when it throws.
    @discardableResult
    public func aggregate(
        _ scope: AggregationScope = AggregationScope(), tenant: String? = nil, batchDays: Int = 16,
        progress: (AggregationBatch) throws -> Void = { _ in }
    ) throws -> Aggregation {
        let tenant = tenant ?? options.tenant
        let done = try store.aggregate(scope, tenant: tenant, batchDays: batchDays, progress: progress)
        // Reports read without writing; what is new gets its colour for ever here.
        _ = try store.seriesOrder(tenant: tenant)
        return done
    }
}
