import JSON
import Testing

struct JSONObjectWriterTests {
    @Test func `a list made one by one is written as the same list held at once`() {
        let rows = (0..<300).map { number -> JSONValue in
            ["b": .number(String(number)), "a": .string("row \"\(number)\"\n"), "none": .null]
        }
        var writer = JSONObjectWriter()
        writer.append("rows", Array(rows.indices)) { rows[$0] }
        writer.append("empty", [Int]()) { _ in .null }
        writer.append("currency", "USD")
        let whole: JSONValue = [
            "rows": .array(rows), "empty": .array([]), "currency": .string("USD"),
        ]
        #expect(writer.prettyBytes == Array(whole.sorted.prettyText.utf8))
    }

    @Test func `an object without members is written as one`() {
        #expect(JSONObjectWriter().prettyBytes == Array("{}\n".utf8))
    }
}
