import TestSupport
import Testing
import UsageCapture

struct JSONDocumentParserTests {
    private func documents(_ text: String) -> [String] {
        var parser = JSONDocumentParser()
        let frames = parser.feed(Array(text.utf8)[...]) + [parser.finish()].compactMap { $0 }
        return frames.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test(arguments: [
        ("{\"a\":1}", ["{\"a\":1}"]),
        (" {\n  \"a\": [1, {\"b\": 2}]\n}\n", ["{\n  \"a\": [1, {\"b\": 2}]\n}"]),
        ("{\"a\":1}\n{\"a\":2}\r\n", ["{\"a\":1}", "{\"a\":2}"]),
        ("{\"a\":1}{\"a\":2}", ["{\"a\":1}", "{\"a\":2}"]),
        ("[{\"a\":1}\n,\r\n{\"a\":2}]", ["{\"a\":1}", "{\"a\":2}"]),
        ("[[1,2],{\"a\":3}]", ["[1,2]", "{\"a\":3}"]),
        ("{\"a\":\"}]\\\"}{\"}", ["{\"a\":\"}]\\\"}{\"}"]),
        ("{\"a\":\"cut of\n{\"a\":2}\n", ["{\"a\":2}"]),
        ("{\"a\":[1", ["{\"a\":[1"]),
        ("]]}} {\"a\":1}", ["{\"a\":1}"]),
        ("", []),
    ])
    func `finds the documents`(text: String, expected: [String]) {
        #expect(documents(text) == expected)
    }

    @Test func `leaves out what is longer than the limit`() {
        var parser = JSONDocumentParser(bytesMax: 8)
        #expect(parser.feed(Array("{\"a\":12}{\"a\":123}{\"b\":1}".utf8)[...]).count == 2)
        #expect(parser.isOverlong)
    }

    @Test func `gives the same documents for any pieces`() throws {
        try forAll(seeds: 0..<300) { random in
            let parts = ["{", "}", "[", "]", "\"", "\\", ",", "\n", "a", "1", ":", " ", "{\"a\":1}", "\"x\""]
            let bytes = Array((0..<random.below(60)).map { _ in random.pick(parts) }.joined().utf8)
            var whole = JSONDocumentParser()
            let expected = whole.feed(bytes[...]) + [whole.finish()].compactMap { $0 }
            var parser = JSONDocumentParser()
            let found = pieces(of: bytes, &random).flatMap { parser.feed($0) }
            try #require(found + [parser.finish()].compactMap { $0 } == expected)
        }
    }
}
