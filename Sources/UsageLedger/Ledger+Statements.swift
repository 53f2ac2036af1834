import UsageAnalysis
package import UsageModel
import UsagePricing
import UsageStore

extension Ledger {
    /// The lines of providers' statements whose periods begin in a span.
    package func statements(in span: Range<Instant>? = nil) throws -> [StatementLine] {
        try store.statements(in: span, tenant: options.tenant)
    }

    /// Puts our costs beside what providers bill in a span; nil where no statement speaks of it.
    package func reconcileStatements(in span: Range<Instant>? = nil) throws -> StatementReconciliation? {
        let lines = try statements(in: span)
        guard !lines.isEmpty else { return nil }
        let calls = try answer(
            Query(
                tenant: options.tenant, span: span, groups: StatementReconciler.groups,
                bucket: .init(.day, zone: .utc)))
        var names: [ModelName: String] = [:]
        let prices = prices
        var reconciler = StatementReconciler(lines: lines, calls: calls) { provider, model in
            let name = ModelName(provider: provider, model: model)
            if let known = names[name] { return known }
            let found = Self.pricedName(of: name, in: prices)
            names[name] = found
            return found
        }
        return reconciler.reconciliation()
    }

    /// The catalogue's name of a model, which a statement may write as for people: `Claude Haiku 4.5`.
    private static func pricedName(of name: ModelName, in prices: PriceList) -> String {
        let folded = name.model.lowercased().replacing(" ", with: "-")
        for written in [name.model, folded, folded.replacing(".", with: "-")] {
            let candidate = ModelName(provider: name.provider, model: written)
            let found = prices.resolve(candidate, at: Instant(microseconds: .max))
            if case .model(let entry, _, _) = found { return entry.id }
        }
        return name.model
    }
}
