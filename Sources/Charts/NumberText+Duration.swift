extension NumberText {
    /// A duration beside a mark: "99 ms", "5.67 s", "95 s".
    public func duration(milliseconds: Int) -> String {
        guard milliseconds >= 0 else { return Self.none }
        if milliseconds < 100 { return count(milliseconds) + " ms" }
        if milliseconds < 10_000 { return Self.seconds(milliseconds, decimals: 2, self) }
        return Self.seconds(milliseconds, decimals: milliseconds < 60_000 ? 1 : 0, self)
    }

    private static func seconds(_ milliseconds: Int, decimals: Int, _ text: NumberText) -> String {
        let units = divided(UInt128(milliseconds.magnitude), by: power(3 - decimals))
        return text.digits(units, decimals: decimals) + " s"
    }

    /// A label of a latency axis, without needless decimals: "0.5 s", "20 s".
    func latencyTick(_ milliseconds: Int) -> String {
        if milliseconds > 0, milliseconds < 100 { return count(milliseconds) + " ms" }
        return Self.trimmed(digits(UInt128(milliseconds.magnitude), decimals: 3), decimalMark) + " s"
    }
}
