import Foundation
import JSON
import TestSupport
import Testing
import UsageModel
import UsagePricing

@Suite struct GoldenTests {
    /// Cases whose answer is wrong, each with what was expected and found.
    private func misses(_ text: [UInt8]) throws -> (count: Int, misses: [String]) {
        let contract = PriceContract(prices: .builtIn, now: Instant(seconds: 1_795_176_000))
        var misses: [String] = []
        let lines = text.split(separator: UInt8(ascii: "\n"))
        for line in lines {
            let wanted = try JSONValue(parsing: Array(line))
            let found = try JSONValue(parsing: contract.answer(Array(line)).line)
            let isRight: Bool
            if let exact = wanted["expected_usd"]?.string {
                isRight = try found["cost_usd"]?.string.map { try ExactDecimal($0) } == ExactDecimal(exact)
            } else {
                let reason = found["reason"]?.string ?? ""
                isRight = reason.hasPrefix(wanted["expected"]?.string ?? "?")
            }
            if !isRight {
                let expected = wanted["expected_usd"]?.string ?? wanted["expected"]?.string ?? ""
                misses.append(
                    "\(wanted["id"]?.string ?? "") wanted \(expected), "
                        + "found \(found["cost_usd"]?.string ?? found["reason"]?.string ?? "nothing")")
            }
        }
        return (lines.count, misses)
    }

    @Test func `a sample of agreed costs is met to the last digit`() throws {
        let path = "Tests/UsagePricingTests/Fixtures/golden_sample.jsonl"
        let data = try Data(contentsOf: Repository.root.appendingPathComponent(path))
        let (count, misses) = try misses(Array(data))
        #expect(count > 100)
        #expect(misses.isEmpty, "\(misses)")
    }

    @Test(.enabled(if: Shared.isThere, "the shared data are not beside this checkout"))
    func `all agreed costs are met, and no invented name has a price`() throws {
        let cases = try #require(Shared.file("data/golden/pricing_public.jsonl.gz"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", cases.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let known = Array(pipe.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        let (count, misses) = try misses(known)
        #expect(count == 6888)
        #expect(misses.isEmpty, "\(misses.prefix(10))")
        let unknown = try #require(Shared.file("data/golden/pricing_unknown.jsonl"))
        let (names, wrong) = try self.misses(Array(try Data(contentsOf: unknown)))
        #expect(names == 13)
        #expect(wrong.isEmpty, "\(wrong)")
    }
}
