import JSON
import UsageModel

/// Why a finding of the check is right after all: kept with the facts, so that it is said once and read by all.
struct Explanation {
    var check: PriceFinding.Check
    var provider: String
    var model: String
    /// The class, or nil for all of them.
    var className: String?
    var reason: String

    /// Reads the explanations of `facts.json`.
    static func all(parsing bytes: [UInt8]) throws(PricingError) -> [Explanation] {
        let reader = PriceFileReader(file: "facts.json")
        guard let document = try? JSONValue(parsing: bytes) else {
            throw reader.error("expected JSON", at: "explained")
        }
        var explanations: [Explanation] = []
        for (index, value) in (document["explained"]?.array ?? []).enumerated() {
            guard let check = value["check"]?.string.flatMap(PriceFinding.Check.init(rawValue:)),
                let provider = value["provider"]?.string, let model = value["model"]?.string,
                let reason = value["reason"]?.string, !reason.isEmpty
            else {
                throw reader.error(
                    "expected the check, the provider, the model and the reason", at: "explained[\(index)]")
            }
            explanations.append(
                Explanation(
                    check: check, provider: provider, model: model, className: value["class"]?.string,
                    reason: reason))
        }
        return explanations
    }

    /// Whether it is about a finding.
    func covers(_ finding: PriceFinding) -> Bool {
        finding.check == check && finding.provider.rawValue == provider && finding.model == model
            && (className.map { $0 == finding.className } ?? true)
    }
}
