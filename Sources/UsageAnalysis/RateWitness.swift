import UsageModel

/// Finds out whether stated costs follow from one price for input and one for output.
///
/// Two calls whose tokens are in different proportion fix both prices; every further call then fits them or does not. Calls too
/// large for the arithmetic never fit.
struct RateWitness: Sendable {
    private struct Call: Sendable {
        var input: Int128
        var output: Int128
        var stated: Int128
    }

    private var first: Call?
    private var second: Call?
    private var fitting = 0
    private var isRefuted = false

    mutating func add(input: Int, output: Int, stated: Money) {
        let call = Call(input: Int128(input), output: Int128(output), stated: stated.picodollars)
        let limit: Int128 = 1_000_000_000
        guard call.input < limit, call.output < limit, call.stated.magnitude < 10_000_000 * limit else {
            isRefuted = true
            return
        }
        guard let first else {
            self.first = call
            return
        }
        guard let second else {
            if Self.determinant(first, call) != 0 {
                self.second = call
            } else if !Self.isSame(
                call.stated * (first.input + first.output), first.stated * (call.input + call.output))
            {
                isRefuted = true
            }
            return
        }
        if fits(call, first, second) { fitting += 1 } else { isRefuted = true }
    }

    /// The two prices in dollars per million tokens, to the cent, where at least two calls beside the first two bear them out.
    var prices: (input: String, output: String)? {
        guard let first, let second, !isRefuted, fitting >= 2 else { return nil }
        let determinant = Self.determinant(first, second)
        let sign: Int128 = determinant < 0 ? -1 : 1
        let input = Self.perMillion(
            (first.stated * second.output - second.stated * first.output) * sign, determinant * sign)
        let output = Self.perMillion(
            (first.input * second.stated - second.input * first.stated) * sign, determinant * sign)
        guard input >= .zero, output >= .zero else { return nil }
        return (Wording.english.total(input), Wording.english.total(output))
    }

    private static func perMillion(_ numerator: Int128, _ determinant: Int128) -> Money {
        Money(picodollars: (numerator * 1_000_000).dividedHalfToEven(by: determinant))
    }

    private static func determinant(_ a: Call, _ b: Call) -> Int128 {
        a.input * b.output - b.input * a.output
    }

    /// Whether a call is a combination of the two.
    private func fits(_ call: Call, _ a: Call, _ b: Call) -> Bool {
        let expected =
            call.input * (a.stated * b.output - b.stated * a.output)
            + call.output * (a.input * b.stated - b.input * a.stated)
        return Self.isSame(expected, call.stated * Self.determinant(a, b))
    }

    /// Whether two figures agree to a hundred-thousandth: amounts come as binary doubles.
    private static func isSame(_ a: Int128, _ b: Int128) -> Bool {
        (a - b).magnitude <= b.magnitude / 100_000
    }
}
