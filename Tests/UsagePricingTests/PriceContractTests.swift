import JSON
import TestSupport
import Testing
import UsageModel
import UsagePricing

@Suite struct PriceContractTests {
    private let contract = PriceContract(prices: .builtIn, now: Instant(seconds: 1_795_176_000))

    @Test func `a request is answered with its lines, which add up`() throws {
        let answer = contract.answer(
            Array(
                #"{"id":7,"provider":"openai","model":"gpt-4o","usage":{"input_tokens":7,"output_tokens":1}}"#
                    .utf8))
        #expect(!answer.isError)
        let document = try JSONValue(parsing: answer.line)
        #expect(document["id"]?.integer == 7)
        #expect(document["cost_usd"]?.string == "0.0000275")
        #expect(document["lines"]?.array?.compactMap { $0["cost_usd"]?.string } == ["0.0000175", "0.00001"])
        #expect(document["price_id"]?.string == "openai/gpt-4o")
    }

    @Test func `what has no price has a null and a reason`() throws {
        let answer = contract.answer(
            Array(#"{"id":"a","provider":"openai","model":"o33","usage":{"input_tokens":7}}"#.utf8))
        #expect(!answer.isError)
        #expect(answer.line.hasPrefix(#"{"id":"a","cost_usd":null,"reason":"unknown_model""#))
    }

    @Test(arguments: [
        ("", "bad_request"), ("[]", "bad_request"), ("{", "bad_request"), ("\u{0}", "bad_request"),
        (#"{"id":1,"provider":"openai"}"#, "bad_request"),
        (#"{"id":1,"provider":"openai","model":3}"#, "bad_request"),
        (#"{"id":1,"provider":"openai","model":"gpt-4o","usage":[]}"#, "bad_request"),
        (#"{"id":1,"provider":"openai","model":"gpt-4o","usage":{"inputs":1}}"#, "unknown_name"),
        (#"{"id":1,"provider":"openai","model":"gpt-4o","usage":{"input_tokens":-1}}"#, "bad_number"),
        (#"{"id":1,"provider":"openai","model":"gpt-4o","usage":{"input_tokens":1e99}}"#, "bad_number"),
        (#"{"id":1,"provider":"openai","model":"gpt-4o","usage":{},"timestamp":"soon"}"#, "bad_date"),
    ])
    func `a bad line gets one answer with a code`(line: String, code: String) throws {
        let answer = contract.answer(Array(line.utf8))
        #expect(answer.isError)
        let document = try JSONValue(parsing: answer.line)
        #expect(document["error"]?["code"]?.string == code)
        #expect(document["error"]?["message"]?.string?.isEmpty == false)
    }

    @Test func `no text crashes the contract`() throws {
        let request = Array(
            #"{"id":1,"provider":"openai","model":"gpt-4o","usage":{"input_tokens":7},"timestamp":"2026-01-01"}"#
                .utf8)
        try forAll(seeds: 0..<600) { random in
            var bytes = request
            for _ in 0...random.below(4) {
                let index = random.below(bytes.count)
                switch random.below(3) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: index)
                default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
                }
            }
            let line = contract.answer(bytes).line
            #expect(!line.contains("\n"))
            _ = try JSONValue(parsing: line)
        }
    }
}
