internal import UsageModel

extension Measures {
    /// Writes the sums that are not zero, behind a number that says which they are.
    func write(to writer: inout PackedWriter) {
        let fields: InlineArray<18, Int128> = [
            Int128(calls), inputTokens, outputTokens, cost.picodollars, inputCost.picodollars,
            outputCost.picodollars, listCost.picodollars, Int128(failedCalls), Int128(assumedPriceCalls),
            cacheReadTokens, cacheWriteTokens, reasoningTokens, generationCost.picodollars, images,
            videoMicroseconds, audioMicroseconds, statedCost.picodollars, Int128(statedCalls),
        ]
        var mask: UInt64 = 0
        for index in fields.indices where fields[index] != 0 { mask |= 1 << UInt64(index) }
        writer.write(mask)
        for index in fields.indices where fields[index] != 0 { writer.write(signed: fields[index]) }
    }

    /// Adds sums that `write` wrote.
    mutating func add(from reader: inout PackedReader) throws(PackedBytesError) {
        let mask = try reader.number()
        guard mask < 1 << 18 else { throw PackedBytesError() }
        // The usual ones first: most rows end here.
        if mask & 1 != 0 { calls += try reader.smallSum() }
        if mask & 1 << 1 != 0 { inputTokens += try reader.sum() }
        if mask & 1 << 2 != 0 { outputTokens += try reader.sum() }
        if mask & 1 << 3 != 0 { cost += Money(picodollars: try reader.sum()) }
        if mask & 1 << 4 != 0 { inputCost += Money(picodollars: try reader.sum()) }
        if mask & 1 << 5 != 0 { outputCost += Money(picodollars: try reader.sum()) }
        if mask & 1 << 6 != 0 { listCost += Money(picodollars: try reader.sum()) }
        guard mask >= 1 << 7 else { return }
        if mask & 1 << 7 != 0 { failedCalls += try reader.smallSum() }
        if mask & 1 << 8 != 0 { assumedPriceCalls += try reader.smallSum() }
        if mask & 1 << 9 != 0 { cacheReadTokens += try reader.sum() }
        if mask & 1 << 10 != 0 { cacheWriteTokens += try reader.sum() }
        if mask & 1 << 11 != 0 { reasoningTokens += try reader.sum() }
        if mask & 1 << 12 != 0 { generationCost += Money(picodollars: try reader.sum()) }
        if mask & 1 << 13 != 0 { images += try reader.sum() }
        if mask & 1 << 14 != 0 { videoMicroseconds += try reader.sum() }
        if mask & 1 << 15 != 0 { audioMicroseconds += try reader.sum() }
        if mask & 1 << 16 != 0 { statedCost += Money(picodollars: try reader.sum()) }
        if mask & 1 << 17 != 0 { statedCalls += try reader.smallSum() }
    }

    /// Passes over sums that `write` wrote.
    static func skip(in reader: inout PackedReader) throws(PackedBytesError) {
        let mask = try reader.number()
        for _ in 0..<mask.nonzeroBitCount { _ = try reader.signed() }
    }
}

extension PackedReader {
    /// A sum of so few rows that sums of such sums stay within 128 bits.
    fileprivate mutating func sum() throws(PackedBytesError) -> Int128 {
        let sum = try signed()
        guard sum.magnitude < 1 << 104 else { throw PackedBytesError() }
        return sum
    }

    /// A sum of counts of calls, so few that sums of such sums stay within 64 bits.
    fileprivate mutating func smallSum() throws(PackedBytesError) -> Int {
        let sum = try signed()
        guard sum.magnitude < 1 << 40 else { throw PackedBytesError() }
        return Int(sum)
    }
}
