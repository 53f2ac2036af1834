import Foundation
import JSON
import UsageModel
import UsagePricing

/// A call that every engine prices, from `Benchmarks/Peers/cases.json`.
struct Case {
    let event: UsageEvent
    /// The model's entry and the price in force, for measurements that leave the search out.
    let entry: ModelEntry
    let price: Price

    /// When all calls were made.
    private static let instant = Instant(seconds: 1_795_176_000)

    init(_ json: JSONValue) throws {
        guard let provider = json["provider"]?.string, let model = json["model"]?.string,
            let usage = json["usage"]?.object
        else { throw CocoaError(.fileReadCorruptFile) }
        event = UsageEvent(
            occurredAt: Self.instant, provider: Provider(named: provider), model: model,
            usage: try Usage(json: usage))
        let name = ModelName(provider: event.call.provider, model: model)
        guard case .model(let entry, _, _) = PriceList.builtIn.resolve(name, at: Self.instant),
            let price = entry.price(at: Self.instant)
        else { throw CocoaError(.fileReadCorruptFile) }
        self.entry = entry
        self.price = price
    }

    /// The cost, with the name looked up.
    func named() -> Costing { PriceList.builtIn.cost(of: event) }

    /// The cost at the price that was chosen before.
    func chosen() -> Costing {
        PriceList.cost(of: PricedCall(event), entry: entry, price: price, match: "exact", version: "")
    }

    static func all(_ path: String) throws -> [Case] {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        return try (try JSONValue(parsing: bytes).array ?? []).map(Case.init)
    }
}
