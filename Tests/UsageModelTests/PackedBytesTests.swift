import TestSupport
import Testing
import UsageModel

@Suite struct PackedBytesTests {
    @Test(
        arguments: [
            (0, [0]), (-1, [1]), (1, [2]), (63, [0x7E]), (64, [0x80, 1]), (-64, [0x7F]),
        ] as [(Int128, [UInt8])])
    func `small numbers take one byte`(number: Int128, bytes: [UInt8]) throws {
        var writer = PackedWriter()
        writer.write(signed: number)
        #expect(writer.bytes == bytes)
    }

    @Test func `what is written is read again`() throws {
        try forAll(seeds: 0..<100) { random in
            var writer = PackedWriter()
            let numbers = (0..<50).map { _ in
                UInt64.random(in: 0...(.max >> UInt64(random.below(64))), using: &random)
            }
            let signed =
                (0..<50).map { _ in
                    Int128.random(in: .min ... .max, using: &random) >> Int128(random.below(128))
                } + [.min, .max, Int128(Int64.min), Int128(Int64.max), Int128(Int64.max) + 1]
            for number in numbers { writer.write(number) }
            for number in signed { writer.write(signed: number) }
            writer.write(Array("text".utf8))
            writer.write(fixed: .max - 3)
            var reader = PackedReader(writer.bytes)
            for number in numbers { guard try reader.number() == number else { throw Different() } }
            for number in signed { guard try reader.signed() == number else { throw Different() } }
            guard try reader.text() == Array("text".utf8), try reader.fixed() == .max - 3, reader.isAtEnd
            else {
                throw Different()
            }
        }
    }

    @Test(
        arguments: [
            [], [0x80], [UInt8](repeating: 0xFF, count: 10), [UInt8](repeating: 0x80, count: 30),
        ] as [[UInt8]])
    func `bytes that end too early or mean too much are an error`(bytes: [UInt8]) {
        #expect(throws: PackedBytesError.self) {
            var reader = PackedReader(bytes)
            _ = try reader.number()
        }
        #expect(throws: PackedBytesError.self) {
            var reader = PackedReader(bytes + [UInt8](repeating: 0xFF, count: 12))
            _ = try reader.range()
        }
        #expect(throws: PackedBytesError.self) {
            var reader = PackedReader(bytes + [UInt8](repeating: 0xFF, count: 20))
            _ = try reader.signed()
        }
    }

    struct Different: Error {}
}
