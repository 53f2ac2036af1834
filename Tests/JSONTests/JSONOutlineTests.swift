import JSON
import Testing

@Suite struct JSONOutlineTests {
    @Test func `places are those of the values`() throws {
        let bytes = Array(#" { "a" : [1, {"x": "}]\""}, [ ]] , "b\u0062":"c","d":{} , "e": -1.5e3 } "#.utf8)
        let outline = JSONOutline(bytes)
        let members = try outline.members(in: 0..<bytes.count)
        #expect(members.map(\.name) == ["a", "bb", "d", "e"])
        let texts = members.map { String(decoding: bytes[$0.place], as: UTF8.self) }
        #expect(texts == [#"[1, {"x": "}]\""}, [ ]]"#, "\"c\"", "{}", "-1.5e3"])
        let elements = try outline.elements(in: members[0].place)
        #expect(try elements.map { try outline.value(at: $0) } == [1, ["x": "}]\""], []])
        #expect(try outline.members(in: members[2].place).isEmpty)
    }

    @Test(arguments: ["", "[", "{", "{\"a\"", "{\"a\":", "{\"a\":\"", "{\"a\":[1", "{a}", "{\"a\" 1}", "1"])
    func `what is no object is refused`(text: String) {
        let outline = JSONOutline(Array(text.utf8))
        #expect(throws: JSONError.self) { try outline.members(in: 0..<text.utf8.count) }
    }
}
