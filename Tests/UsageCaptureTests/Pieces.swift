import TestSupport

/// Cuts bytes into pieces of random sizes, empty ones among them.
func pieces(of bytes: [UInt8], _ random: inout SeededRandom) -> [ArraySlice<UInt8>] {
    var rest = bytes[...]
    var pieces: [ArraySlice<UInt8>] = []
    let largest = random.pick([2, 7, 100, 5000])
    while !rest.isEmpty {
        let count = random.below(largest + 1)
        pieces.append(rest.prefix(count))
        rest = rest.dropFirst(count)
    }
    return pieces
}
