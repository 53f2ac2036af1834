import TestSupport
import Testing
import UsageModel

struct ExactDecimalTests {
    @Test(arguments: [
        ("0.0052", "0.0052"), ("1.4999999999999999e-05", "0.000014999999999999999"), ("-3.10", "-3.1"),
        ("1e3", "1000"),
        ("0", "0"), ("-0.0", "0"), ("000.10", "0.1"), ("5.", "5"), (".5", "0.5"), ("+7", "7"),
        ("1E+2", "100"),
        ("0.003835980000000000000000000000", "0.00383598"),
    ])
    func `reads plain and scientific text exactly`(text: String, expected: String) throws {
        #expect(try ExactDecimal(text).description == expected)
    }

    @Test(arguments: [
        "", "-", ".", "1,000", "0x10", "1e", "1e999999", "NaN", "inf", " 1", "1 ", "--1", "1.2.3", "1e-40",
        "1e+-3",
        "340282366920938463463374607431768211456",
    ])
    func `refuses what is no number or does not fit`(text: String) {
        let error = #expect(throws: ModelError.self) { try ExactDecimal(text) }
        #expect(error?.code == .badNumber)
    }

    @Test(arguments: [
        ("8.470000267028809", 6, "8470000.267028809", "8470000"), ("0.0000005", 6, "0.5", "0"),
        ("0.0000015", 6, "1.5", "2"), ("-2.5", 0, "-2.5", "-2"), ("12", 3, "12000", "12000"),
    ])
    func `shifts the point and rounds half to even`(text: String, places: Int, shifted: String, whole: String)
        throws
    {
        let number = try #require(try ExactDecimal(text).shifted(by: places))
        #expect(number.description == shifted)
        #expect(number.rounded.description == whole)
        #expect(try ExactDecimal("99999999999999999999").shifted(by: 30) == nil)
    }

    @Test func `order is exact where doubles are not`() throws {
        #expect(try ExactDecimal("0.1000000000000000001") > ExactDecimal("0.1"))
        #expect(try ExactDecimal("-99999999999999999999.5") < ExactDecimal("0.00000000000000000001"))
    }

    @Test func `arithmetic undoes itself and text reads back`() throws {
        try forAll(seeds: 0..<2_000) { random in
            let a = ExactDecimal(
                coefficient: Int128(Int64.random(in: .min ... .max, using: &random)), scale: random.below(19))
            let b = ExactDecimal(
                coefficient: Int128(Int64.random(in: .min ... .max, using: &random)), scale: random.below(19))
            let (first, second) = (try #require(a), try #require(b))
            let sum = try #require(first.adding(second))
            #expect(sum.subtracting(second) == first)
            #expect(try ExactDecimal(first.description) == first)
            #expect((first < second) == (second > first))
            #expect(first.multiplied(by: .one) == first)
        }
    }
}
