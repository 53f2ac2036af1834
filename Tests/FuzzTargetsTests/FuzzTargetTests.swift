import Foundation
import FuzzTargets
import TestSupport
import Testing

@Suite struct FuzzTargetTests {
    private static let fixtures = Repository.root.appendingPathComponent("Tests/FuzzTargetsTests/Fixtures")

    /// The kept inputs of a target: each broke it once or stands for a kind of input.
    private static func inputs(_ target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
        let folder = fixtures.appendingPathComponent(target.name)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            (name, Array(try Data(contentsOf: folder.appendingPathComponent(name))))
        }
    }

    @Test(arguments: FuzzTarget.all.map(\.name))
    func `kept inputs break nothing`(name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let inputs = try Self.inputs(target)
        #expect(!inputs.isEmpty)
        for input in inputs {
            #expect(throws: Never.self, "\(input.name)") { try target.check(input.bytes) }
        }
    }

    @Test(arguments: FuzzTarget.all.map(\.name))
    func `inputs that differ a little from the kept ones break nothing`(name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let inputs = try Self.inputs(target).map(\.bytes)
        try forAll(seeds: 0..<150) { random in
            let input = Mutation.of(random.pick(inputs), with: random.pick(inputs), &random)
            do {
                try target.check(input)
            } catch {
                throw Mutation.Failure(input: input, reason: "\(error)")
            }
        }
    }
}

/// Small changes of bytes, as a fuzzer makes them, but the same in every run.
enum Mutation {
    /// An input that breaks something, in Base64 so that it can be kept.
    struct Failure: Error, CustomStringConvertible {
        let input: [UInt8]
        let reason: String
        var description: String { "\(reason); the input is \(Data(input).base64EncodedString())" }
    }

    private static let words = [
        "null", "-1", "0", "1e308", "9223372036854775807", "999999999999999", "\"", "{", "]", ",", "\n",
        "\r\n\r\n",
        "data: ", "\\u0000", "\\ud800", "\u{0}", "🎈",
    ]

    static func of(_ input: [UInt8], with other: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var bytes = input
        for _ in 0...random.below(4) {
            let position = random.below(bytes.count + 1)
            switch random.below(6) {
            case 0: bytes.insert(contentsOf: Array(random.pick(words).utf8), at: position)
            case 1: bytes.removeSubrange(position..<min(bytes.count, position + random.below(40)))
            case 2 where position < bytes.count: bytes[position] = UInt8(random.below(256))
            case 3: bytes = Array(bytes[..<position] + other.dropFirst(random.below(other.count + 1)))
            case 4:
                bytes.replaceSubrange(digits(of: bytes, from: position), with: Array(random.pick(words).utf8))
            default: bytes.insert(contentsOf: bytes[position...].prefix(random.below(60)), at: position)
            }
        }
        return bytes
    }

    /// The first number at or after a position.
    private static func digits(of bytes: [UInt8], from position: Int) -> Range<Int> {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let start = bytes[position...].firstIndex(where: isDigit) ?? bytes.count
        let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
        return start..<end
    }
}
