import Foundation
import TestSupport
import Testing
import UsageModel

struct MoneyTests {
    @Test func `a price of eleven cents an hour stays exact`() throws {
        let line = try Money.lineCost(
            count: ExactDecimal("90"), amount: ExactDecimal("0.111"), per: ExactDecimal("3600"))
        #expect(line.cost.description == "0.002775")
        #expect(!line.isRounded)
    }

    @Test func `a remainder is rounded half to even once and said`() throws {
        let third = try Money.lineCost(count: .one, amount: .one, per: ExactDecimal(3))
        #expect(third.cost.description == "0.333333333333")
        #expect(third.isRounded)
    }

    @Test(arguments: [
        ("0.005", 2, "0.00"), ("0.015", 2, "0.02"), ("0.025", 2, "0.02"), ("-0.015", 2, "-0.02"),
        ("-0.005", 2, "0.00"),
        ("192.688", 0, "193"), ("0.5", 0, "0"), ("1.5", 0, "2"), ("9990.0125", 2, "9990.01"),
        ("12", 2, "12.00"),
    ])
    func `text is rounded half to even`(amount: String, decimals: Int, expected: String) throws {
        #expect(try Money(amount).dollars(decimals: decimals) == expected)
    }

    @Test func `a row holds up to nine million dollars and says so beyond`() throws {
        #expect(try Money.rowMax.rowPicodollars() == .max)
        #expect(Money.rowMax.description == "9223372.036854775807")
        let error = #expect(throws: ModelError.self) {
            try (Money.rowMax + Money(picodollars: 1)).rowPicodollars()
        }
        #expect(error?.code == .costOutOfRange)
    }

    @Test func `a stated cost with binary noise is rounded to the picodollar`() throws {
        let noise = try Money(rounding: ExactDecimal("0.0006200000000000001"))
        #expect(noise.description == "0.00062")
        #expect(throws: ModelError.self) { try Money("0.0000000000001") }
    }

    @Test func `ten thousand cases agree with Python's decimal`() throws {
        let file = try #require(
            Bundle.module.url(forResource: "money_cases", withExtension: "tsv", subdirectory: "Fixtures"))
        var checked = 0
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let fields = line.split(separator: "\t").map(String.init)
            switch fields[0] {
            case "line": try checkLine(fields)
            case "sum":
                let addends = try fields[1].split(separator: "+").map { try Money(String($0)) }
                #expect(addends.reduce(.zero, +) == (try Money(fields[2])), "\(line)")
            default:
                let decimals = try #require(Int(fields[2]))
                #expect(try Money(fields[1]).dollars(decimals: decimals) == fields[3], "\(line)")
            }
            checked += 1
        }
        #expect(checked == 10_000)
    }

    private func checkLine(_ fields: [String]) throws {
        let factors =
            try fields[4] == "-" ? [] : fields[4].split(separator: "*").map { try ExactDecimal(String($0)) }
        let (count, amount, per) = (
            try ExactDecimal(fields[1]), try ExactDecimal(fields[2]), try ExactDecimal(fields[3])
        )
        guard fields[5] != "out_of_range" else {
            let error = #expect(throws: ModelError.self, "\(fields)") {
                try Money.lineCost(count: count, amount: amount, per: per, multipliers: factors)
            }
            #expect(error?.code == .costOutOfRange)
            return
        }
        let line = try Money.lineCost(count: count, amount: amount, per: per, multipliers: factors)
        #expect(String(line.cost.picodollars) == fields[5], "\(fields)")
        #expect(line.isRounded == (fields[6] == "rounded"), "\(fields)")
    }

    @Test func `a million small costs add up to the last digit`() throws {
        let cost = try Money("0.00037215")
        var (sum, measures, one) = (Money.zero, Measures(), Measures())
        one.cost = cost
        for _ in 0..<1_000_000 { sum += cost }
        #expect(sum.description == "372.15")
        for _ in 0..<10_000 { measures += one }
        #expect(measures.cost.description == "3.7215")
    }
}
