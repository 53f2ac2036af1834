import TestSupport
import Testing

@testable import UsageCapture

@Suite struct JSONObjectBufferTests {
    /// The objects of a text that is cut at these offsets, and the lines of what is none.
    private static func read(_ text: String, cuts: [Int] = []) -> (objects: [String], broken: [Int]) {
        var buffer = JSONObjectBuffer(objectBytesMax: 1 << 20)
        let bytes = Array(text.utf8)
        var objects: [String] = []
        var broken: [Int] = []
        var start = 0
        func take(atEnd: Bool) {
            while let item = buffer.next(atEnd: atEnd) {
                switch item {
                case .whole(let range, _):
                    objects.append(String(decoding: buffer.bytes[range], as: UTF8.self))
                case .broken(_, let position, _): broken.append(position.line)
                case .tooLong(let position): broken.append(position.line)
                }
            }
        }
        for end in cuts.sorted() + [bytes.count] {
            buffer.append(bytes[start..<end])
            take(atEnd: false)
            start = end
        }
        take(atEnd: true)
        return (objects, broken)
    }

    @Test(arguments: [
        "{\"a\":1}\n{\"a\":2}\n", "[{\"a\":1},{\"a\":2}]", "\u{FEFF} [\n {\"a\":1},\n {\"a\":2}\n]\n",
        "{\"a\":1}{\"a\":2}", "{\"a\":1}\r\n\r\n{\"a\":2}",
    ])
    func `objects stand one a line, in an array or one after the other`(text: String) {
        let found = Self.read(text)
        #expect(found.objects == ["{\"a\":1}", "{\"a\":2}"])
        #expect(found.broken.isEmpty)
    }

    @Test func `a brace at a line's beginning begins a value where one is expected`() {
        let text = "{\"a\":[\n{\"b\":1},\n{\"b\":2}],\"c\":\n{}}\n{\"a\":2}\n"
        #expect(Self.read(text).objects.count == 2)
    }

    @Test func `an object may have many lines, and braces in its texts`() {
        let text = "{\n  \"a\": \"}{\\\"\",\n  \"b\": [{\"c\": 1}]\n}\n{\"a\":2}\n"
        #expect(Self.read(text).objects.count == 2)
    }

    @Test(arguments: [
        ("{\"a\":1\n{\"a\":2}\n", 1), ("{\"a\":\"x\n{\"a\":2}\n", 1), ("rubbish {\n{\"a\":2}\n", 1),
        ("{\"a\":2}\n{\"b\":", 2), ("{\"a\":2} x\n", 1),
    ])
    func `a broken object costs no good one`(text: String, line: Int) {
        let found = Self.read(text)
        #expect(found.objects == ["{\"a\":2}"])
        #expect(found.broken == [line])
    }

    @Test func `an object above the limit is passed over`() {
        var buffer = JSONObjectBuffer(objectBytesMax: 10)
        buffer.append(Array("{\"a\":\"0123456789\"}\n{\"a\":2}\n".utf8))
        let position = JSONObjectBuffer.Position(line: 1, column: 1, offset: 0)
        #expect(buffer.next(atEnd: true) == .tooLong(at: position))
        guard case .whole(_, let next) = buffer.next(atEnd: true) else {
            Issue.record("the second object is missing")
            return
        }
        #expect(next == JSONObjectBuffer.Position(line: 2, column: 1, offset: 19))
    }

    @Test func `pieces of any size give the same objects`() throws {
        let text =
            "\u{FEFF}[{\"a\":\"\\\\\\\"}\"},\n{\"b\":[1,{}]}]\n{\"c\":\"x\n{\"d\":{}}\nx\n{\n\"e\":1}\n{\"f\":"
        let whole = Self.read(text)
        #expect(whole.objects.count == 4)
        #expect(whole.broken == [3, 5, 8])
        try forAll(seeds: 0..<200) { random in
            let cuts = (0..<6).map { _ in random.below(text.utf8.count) }
            let pieces = Self.read(text, cuts: cuts)
            try #require(pieces.objects == whole.objects && pieces.broken == whole.broken)
        }
    }
}
