import JSON
import UsageModel
import UsagePricing

/// A line of `price --jsonl`.
enum PriceLineTarget {
    @Sendable static func check(_ bytes: [UInt8]) throws {
        let contract = PriceContract(prices: .builtIn, now: Instant(seconds: 1_795_176_000))
        let answer = contract.answer(bytes)
        try require(!answer.line.utf8.contains(UInt8(ascii: "\n")), "an answer of two lines: \(answer.line)")
        let json = try requireNoError("an answer that is no JSON") {
            try JSONValue(parsing: Array(answer.line.utf8))
        }
        try require(contract.answer(bytes).line == answer.line, "two answers to one line")
        if answer.isError {
            try require(json["error"]?["code"]?.string?.isEmpty == false, "an error without a code")
            try require(json["error"]?["message"]?.string?.isEmpty == false, "an error without a message")
            return
        }
        guard let total = json["cost_usd"]?.string else {
            try require(json["cost_usd"]?.isNull == true, "no cost: \(answer.line)")
            try require(json["reason"]?.string?.isEmpty == false, "no reason: \(answer.line)")
            return
        }
        try require(json["price_id"]?.string?.isEmpty == false, "a cost without a price: \(answer.line)")
        var sum = ExactDecimal.zero
        for line in json["lines"]?.array ?? [] {
            let cost = try requireNoError("a line's cost") {
                try ExactDecimal(line["cost_usd"]?.string ?? "missing")
            }
            try require(!cost.isNegative, "a negative line: \(answer.line)")
            try require(CostLine(json: line)?.json == line, "a line that does not read back: \(line)")
            sum = try sum.adding(cost) ?? { throw Violation(description: "a sum of more than 38 digits") }()
        }
        let exact = try requireNoError("the total") { try ExactDecimal(total) }
        try require(sum == exact, "the lines add up to \(sum): \(answer.line)")
    }
}
