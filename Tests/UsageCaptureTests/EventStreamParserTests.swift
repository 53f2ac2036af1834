import TestSupport
import Testing
import UsageCapture

struct EventStreamParserTests {
    private func events(_ text: String) -> [String] {
        var parser = EventStreamParser()
        var frames = parser.feed(Array(text.utf8)[...])
        if let last = parser.finish() { frames.append(last) }
        return frames.map { ($0.event.map { "\($0)=" } ?? "") + String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test func `reads named events and data`() {
        #expect(events("event: start\ndata: {\"a\":1}\n\ndata: [DONE]\n\n") == ["start={\"a\":1}", "[DONE]"])
    }

    @Test(arguments: [
        ("data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]),
        ("data: a\r\rdata: b\r\r", ["a", "b"]),
        ("data: a\n\ndata: b", ["a", "b"]),
        ("data: a\n\ndata: b\n", ["a", "b"]),
        ("data:a\n\n", ["a"]),
        ("data:  a\n\n", [" a"]),
        ("data: a\ndata: b\ndata\n\n", ["a\nb\n"]),
        (": OPENROUTER PROCESSING\n\n: again\ndata: a\n\n", ["a"]),
        ("\u{FEFF}data: a\n\n", ["a"]),
        ("id: 1\nretry: 5\nevent: x\n\ndata: a\n\n", ["a"]),
        ("data: one\u{2028}two\u{85}three\n\n", ["one\u{2028}two\u{85}three"]),
        ("\n\n\n", []),
        ("", []),
        ("no colon at all\n\n", []),
    ])
    func `follows the standard`(text: String, expected: [String]) {
        #expect(events(text) == expected)
    }

    @Test func `leaves out what is longer than the limit and reads on`() {
        var parser = EventStreamParser(bytesMax: 16)
        let fits = "data: 0123456789"
        let frames = parser.feed(Array("\(fits)\n\n\(fits)x\n\ndata: a\n\n".utf8)[...])
        #expect(frames.map { String(decoding: $0.bytes, as: UTF8.self) } == ["0123456789", "a"])
        #expect(parser.isOverlong)
    }

    @Test func `bounds an event of many lines`() {
        var parser = EventStreamParser(bytesMax: 16)
        let frames = parser.feed(Array("data: 01234567\ndata: 012345678\n\ndata: a\n\n".utf8)[...])
        #expect(frames.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a"])
    }

    @Test func `gives the same events for any pieces`() throws {
        try forAll(seeds: 0..<400) { random in
            let parts = [
                "data: x", "data:y", "event: e", ": c", "", "", "\r\n", "\r", "\n", "\n\n", "dätä: ü",
            ]
            let text = (0..<random.below(30)).map { _ in
                random.pick(parts) + random.pick(["\n", "\r\n", "\r"])
            }
            .joined()
            var whole = EventStreamParser()
            let expected = whole.feed(Array(text.utf8)[...]) + [whole.finish()].compactMap { $0 }
            var parser = EventStreamParser()
            var found = pieces(of: Array(text.utf8), &random).flatMap { parser.feed($0) }
            found += [parser.finish()].compactMap { $0 }
            try #require(found == expected)
        }
    }
}
