import Foundation
import JSON
import UsageModel
import UsagePricing

/// What the commands answer that are asked once.
enum Answers {
    /// The most memory held so far, in KiB.
    static func peakMemory() -> String {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.map(String.init) ?? "0"
    }

    /// A million calls of 2,481 input tokens of gpt-4o-mini, priced one by one and added up.
    static func sumOfAMillion() throws -> String {
        let event = UsageEvent(
            occurredAt: Instant(seconds: 1_795_176_000), provider: Provider(named: "openai"),
            model: "gpt-4o-mini", usage: try Usage([.inputTokens: 2_481]))
        var total = Money.zero
        for _ in 0..<1_000_000 { total += PriceList.builtIn.cost(of: event).cost?.total ?? .zero }
        return total.description
    }

    /// CPU nanoseconds a name of OpenRouter that was never looked up before, and how many.
    static func firstNames(_ catalogue: String) throws -> String {
        let file = URL(fileURLWithPath: catalogue).appendingPathComponent("openrouter.json")
        let models = try JSONValue(parsing: Array(try Data(contentsOf: file)))["models"]?.array ?? []
        let openRouter = Provider(rawValue: "openrouter")
        let names = models.compactMap { $0["id"]?.string }.map { ModelName(provider: openRouter, model: $0) }
        let start = Clock.cpuNanoseconds()
        var found = 0
        for name in names {
            if case .model = PriceList.builtIn.resolve(name, at: Instant(seconds: 1_795_176_000)) {
                found += 1
            }
        }
        return "\(Double(Clock.cpuNanoseconds() - start) / Double(names.count)) \(found)"
    }

    /// The sum of the agreed cases in a file of JSON Lines, how many have a cost, and how many the agreed one.
    static func golden(_ path: String) throws -> String {
        let contract = PriceContract(prices: .builtIn, now: Instant(seconds: 1_795_176_000))
        var (total, priced, right) = (Money.zero, 0, 0)
        for line in try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n")) {
            let wanted = try JSONValue(parsing: Array(line))["expected_usd"]?.string
            let answer = try JSONValue(parsing: contract.answer(Array(line)).line)
            guard let cost = answer["cost_usd"]?.string else { continue }
            total += try Money(cost)
            priced += 1
            if let wanted, try ExactDecimal(wanted) == ExactDecimal(cost) { right += 1 }
        }
        return "\(total) \(priced) \(right)"
    }
}
