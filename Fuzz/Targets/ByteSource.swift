/// Decisions taken from the bytes of an input, so that a change of a byte changes one decision.
struct ByteSource {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next byte, 0 past the end.
    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// A number below a bound, from as many bytes as the bound needs.
    mutating func below(_ bound: Int) -> Int {
        var value = Int(byte())
        if bound > 256 { value = value << 8 | Int(byte()) }
        return value % bound
    }

    /// An element of a list that is not empty.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// A count whose size varies from nothing to past what a call can use.
    mutating func count() -> Int {
        let bits = Int(byte()) % 54
        var value = 0
        for _ in 0..<((bits + 7) / 8) { value = value << 8 | Int(byte()) }
        return value & ((1 << bits) - 1)
    }
}

extension [UInt8] {
    /// The bytes up to the first line feed as text, and what follows it.
    func splitHeader() -> (words: [String], rest: [UInt8]) {
        guard let end = firstIndex(of: UInt8(ascii: "\n")) else {
            return (String(decoding: self, as: UTF8.self).split(separator: " ").map(String.init), [])
        }
        let header = String(decoding: self[..<end], as: UTF8.self)
        return (header.split(separator: " ").map(String.init), Array(self[(end + 1)...]))
    }

    /// The bytes in pieces whose sizes follow from the bytes themselves.
    func cutIntoPieces() -> [ArraySlice<UInt8>] {
        var state = reduce(UInt64(count)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        var pieces: [ArraySlice<UInt8>] = []
        var rest = self[...]
        while !rest.isEmpty {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let size = Int(state >> 33) % (state >> 60 == 0 ? 4_000 : 24)
            pieces.append(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        return pieces
    }
}
