import JSON
import TestSupport
import Testing

@Suite struct JSON5DocumentTests {
    @Test func `what people write is read`() throws {
        let text = """
            // A comment.
            {
              unquoted: 'single quotes', "quoted": "double", $_1: [1, 2, 3,],
              hexadecimal: 0xdecaf, point: .8675309, trailing: 8675309., plus: +1, minus: -.5, power: 1e-3,
              lines: "No \\
            break", /* in between */ ünïcode: null, \\u0061b: true,
            }
            """
        let expected = try JSONValue(
            parsing: """
                {"unquoted":"single quotes","quoted":"double","$_1":[1,2,3],"hexadecimal":912559,"point":0.8675309,\
                "trailing":8675309,"plus":1,"minus":-0.5,"power":1e-3,"lines":"No break","ünïcode":null,"ab":true}
                """)
        #expect(try JSON5Document(parsing: text).value == expected)
    }

    @Test(arguments: [
        (#"'it\'s'"#, "it's"), (#""\x41\u00e9\v\0""#, "A\u{E9}\u{0B}\0"), (#"'\q\"'"#, "q\""),
        (#""\ud83d\ude00""#, "😀"), (#""\ud83d!""#, "\u{FFFD}!"), ("'a\u{2028}b'", "a\u{2028}b"),
    ])
    func `strings have the escapes of ECMAScript`(text: String, value: String) throws {
        #expect(try JSON5Document(parsing: text).value == .string(value))
    }

    @Test(arguments: ["\u{FEFF}1", "\u{A0}1\u{2028}", "\t\u{0B}\u{0C}1", "1//", "/**/1/***/", "1 // no end"])
    func `white space and comments are skipped`(text: String) throws {
        #expect(try JSON5Document(parsing: text).value == .number("1"))
    }

    @Test(arguments: [
        ("", 1, 1), ("{a:1,,}", 1, 6), ("{a b:1}", 1, 4), ("[1 2]", 1, 4), ("{gpt-4: 1}", 1, 5),
        ("/* x", 1, 1),
        ("{\n a: 'x\n'}", 2, 7), ("{\n\n a: Infinity}", 3, 5), ("-NaN", 1, 2), ("012", 1, 1), ("0x", 1, 3),
        ("1e", 1, 3), (".", 1, 2), ("'x", 1, 1), ("{a: word}", 1, 5), ("[1", 1, 3), ("{", 1, 2),
        ("1 1", 1, 3),
        (#"'\01'"#, 1, 4), ("{1a: 2}", 1, 2),
    ])
    func `what is no JSON5 is refused with its place`(text: String, line: Int, column: Int) throws {
        let error = try #require(throws: JSONError.self) { try JSON5Document(parsing: text) }
        #expect(error.line == line && error.column == column, "\(error)")
    }

    @Test func `values and their names have places`() throws {
        let document = try JSON5Document(parsing: "{\n  \"a.b\": [1,\n  { c : 'x' }],\n}")
        #expect(document.place(of: "a.b") == .init(line: 2, column: 10))
        #expect(document.namePlace(of: "a.b") == .init(line: 2, column: 3))
        #expect(document.place(of: "a.b[1].c") == .init(line: 3, column: 9))
        #expect(document.place(of: "a.b[2]") == nil)
    }

    @Test func `depth is bounded`() {
        let text = String(repeating: "[", count: 600)
        #expect(throws: JSONError.self) { try JSON5Document(parsing: text) }
    }

    @Test func `plain JSON is JSON5`() throws {
        try forAll(seeds: 0..<200) { random in
            let value = Self.invented(&random, depth: 3)
            let read = try JSON5Document(parsing: value.compactText).value
            #expect(read == value)
        }
    }

    private static func invented(_ random: inout SeededRandom, depth: Int) -> JSONValue {
        switch random.below(depth > 0 ? 6 : 4) {
        case 0: return .null
        case 1: return .bool(random.below(2) == 0)
        case 2: return .number("-\(random.below(1000)).\(random.below(1000))e+\(random.below(9))")
        case 3: return .string(random.pick(["", "é\"\\\n\u{0}", "//", "it's", "\u{2028}"]))
        case 4: return .array((0..<random.below(4)).map { _ in invented(&random, depth: depth - 1) })
        default:
            return .object(
                JSONObject(
                    (0..<random.below(4)).map {
                        .init(name: "n \($0)", value: invented(&random, depth: depth - 1))
                    }))
        }
    }
}
