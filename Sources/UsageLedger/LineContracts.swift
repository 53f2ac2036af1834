import JSON
import UsageCapture
package import UsageModel
package import UsagePricing

/// The contracts for programs: one JSON object a line in, one a line out, in the same order.
package enum LineContracts {
    /// One answer.
    package struct Answer: Hashable, Sendable {
        /// The JSON object on one line, without its end.
        package let text: String
        /// Whether the line could not be read.
        package let isError: Bool
    }

    /// Prices one line of `price --jsonl`; a line without a timestamp is priced at `now`.
    package static func price(_ line: [UInt8], now: Instant, prices: PriceList = .builtIn) -> Answer {
        let answer = PriceContract(prices: prices, now: now).answer(line)
        return Answer(text: answer.line, isError: answer.isError)
    }

    /// Reads the usage out of one line of `extract --jsonl`.
    package static func extract(_ line: [UInt8]) -> Answer {
        let (json, isGood) = ExtractionLine.answer(line)
        return Answer(text: json.compactText, isError: !isGood)
    }
}
