extension ExactDecimal: CustomStringConvertible {
    /// Reads a decimal number such as `0.111`, `-3` or `1.5e-05`; nothing else, no spaces, no separators.
    ///
    /// Throws `bad_number` where the text is no number or has more than 38 digits or decimals.
    public init(_ text: String) throws(ModelError) {
        guard let value = Self.parse(text.utf8) else {
            throw ModelError(
                .badNumber, "`\(text.prefix(60))` is no decimal number of at most 38 digits",
                hint: "write it like 0.0125 or 1.25e-02, without separators")
        }
        self = value
    }

    private static func parse(_ bytes: String.UTF8View) -> ExactDecimal? {
        var rest = bytes[...]
        let negative = rest.first == UInt8(ascii: "-")
        if negative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        var coefficient: Int128 = 0
        var scale = 0
        var trailingZeros = 0
        var digits = 0
        var inFraction = false
        while let byte = rest.first {
            if byte == UInt8(ascii: "."), !inFraction {
                inFraction = true
            } else if byte >= 0x30, byte <= 0x39 {
                digits += 1
                if byte == 0x30, inFraction {
                    trailingZeros += 1
                } else {
                    for _ in 0...trailingZeros {
                        let (product, over) = coefficient.multipliedReportingOverflow(by: 10)
                        if over { return nil }
                        coefficient = product
                    }
                    let (sum, over) = coefficient.addingReportingOverflow(Int128(byte - 0x30))
                    if over { return nil }
                    coefficient = sum
                    scale += inFraction ? trailingZeros + 1 : 0
                    trailingZeros = 0
                }
            } else {
                break
            }
            rest = rest.dropFirst()
        }
        guard digits > 0 else { return nil }
        guard let exponent = exponent(rest) else { return nil }
        return shifted(negative ? 0 - coefficient : coefficient, scale: scale, exponent: exponent)
    }

    /// The exponent behind `e`, 0 where there is none, nil where what follows is none.
    private static func exponent(_ rest: Substring.UTF8View) -> Int? {
        guard let first = rest.first else { return 0 }
        guard first | 0x20 == UInt8(ascii: "e") else { return nil }
        var text = Substring(rest.dropFirst())
        if text.hasPrefix("+"), !text.hasPrefix("+-") { text = text.dropFirst() }
        guard text.utf8.count <= 5, let exponent = Int(text) else { return nil }
        return exponent
    }

    private static func shifted(_ coefficient: Int128, scale: Int, exponent: Int) -> ExactDecimal? {
        if coefficient == 0 { return .zero }
        let newScale = scale - exponent
        if newScale >= 0 { return ExactDecimal(coefficient: coefficient, scale: newScale) }
        guard -newScale <= scaleMax else { return nil }
        let (product, over) = coefficient.multipliedReportingOverflow(by: power(-newScale))
        return over ? nil : ExactDecimal(coefficient: product, scale: 0)
    }

    /// The exact number in plain digits: no exponent, no trailing zeros.
    public var description: String {
        guard scale > 0 else { return String(coefficient) }
        var digits = String(coefficient.magnitude)
        if digits.count <= scale { digits = String(repeating: "0", count: scale - digits.count + 1) + digits }
        return (isNegative ? "-" : "") + digits.dropLast(scale) + "." + digits.suffix(scale)
    }
}
