import JSON
import TestSupport
import Testing

struct JSONValueTests {
    @Test func `keeps every digit of a number`() throws {
        let value = try JSONValue(
            parsing: #"{"cost":0.00383598000000000000000000000100,"ticks":1e-7,"big":123456789012345678901}"#)
        #expect(value["cost"]?.numberText == "0.00383598000000000000000000000100")
        #expect(value["ticks"]?.numberText == "1e-7")
        #expect(value["big"]?.integer == nil)
        #expect(
            value.compactText
                == #"{"cost":0.00383598000000000000000000000100,"ticks":1e-7,"big":123456789012345678901}"#)
    }

    @Test(arguments: [
        (#""aA\n\"\\\/""#, "aA\n\"\\/"), (#""😀""#, "😀"), (#""\ud83d""#, "\u{FFFD}"),
        (#""\ud83dx""#, "\u{FFFD}x"), ("\"\u{2028}\u{85}\"", "\u{2028}\u{85}"),
    ])
    func `reads escapes`(text: String, expected: String) throws {
        #expect(try JSONValue(parsing: text).string == expected)
    }

    @Test(arguments: [
        ("", 1, 1), ("{\"a\":1,}", 1, 8), ("[1 2]", 1, 4), ("{\n  \"a\": tru\n}", 2, 8), ("01", 1, 1),
        ("1.", 1, 3),
        ("\"a\nb\"", 1, 3), ("{} x", 1, 4), ("-", 1, 2), ("\"\\x\"", 1, 3), ("[", 1, 2), ("nul", 1, 1),
    ])
    func `names the place where text stops being JSON`(text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.line == line)
        #expect(error?.column == column)
    }

    @Test func `refuses a million nested arrays without crashing`() {
        let bytes = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
        let deepest =
            String(repeating: "[", count: JSONValue.depthMax)
            + String(repeating: "]", count: JSONValue.depthMax)
        #expect(throws: Never.self) { try JSONValue(parsing: deepest) }
    }

    @Test func `the last of repeated names counts and order is kept`() throws {
        let value = try JSONValue(parsing: #"{"b":1,"a":2,"b":3}"#)
        #expect(value["b"]?.integer == 3)
        #expect(value.object?.names == ["b", "a", "b"])
        #expect(value.sorted.compactText == #"{"a":2,"b":1,"b":3}"#)
    }

    @Test func `sorting reaches into members that stand in order, and leaves what is sorted`() throws {
        let text = #"{"a":[{"d":1,"c":2}],"b":null}"#
        let sorted = #"{"a":[{"c":2,"d":1}],"b":null}"#
        #expect(try JSONValue(parsing: text).sorted.compactText == sorted)
        #expect(try JSONValue(parsing: sorted).sorted.compactText == sorted)
    }

    @Test func `a member is inserted where its name belongs`() throws {
        var object = JSONObject()
        for name in ["m", "z", "a", "n", "b"] { object.insert(name, .null) }
        #expect(object.names == ["a", "b", "m", "n", "z"])
    }

    @Test func `random bytes never crash and written text reads back`() throws {
        var random = SeededRandom(seed: 20_250_301)
        for _ in 0..<2_000 {
            let alphabet = Array(#"{}[]",:0123456789.eE+-\u truefalsnul"#.utf8) + [0, 0xFF, 0xC3, 0x0A]
            let bytes = (0..<random.below(40)).map { _ in alphabet[random.below(alphabet.count)] }
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            #expect(try JSONValue(parsing: value.compactText) == value)
            #expect(try JSONValue(parsing: value.prettyText) == value)
        }
    }
}
