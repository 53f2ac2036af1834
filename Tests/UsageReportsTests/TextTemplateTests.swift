import Templates
import Testing

@Suite struct TextTemplateTests {
    private func fill(
        _ text: String, _ values: [String: TemplateValue], _ language: TextTemplate.Language = .html
    ) throws -> String {
        try TextTemplate(text, language: language, path: "mail/x.html").filled(with: values)
    }

    @Test func `places are filled, lists repeated, what is not there left out`() throws {
        let text = """
            {{! A comment
                of two lines. }}
            <h1>{{title}}</h1>
            {{#rows}}
            <p>{{name}}: {{ colour.ink }}</p>
            {{/rows}}
            {{^rows}}
            <p>none</p>
            {{/rows}}
            {{#note}}<i>{{note}}</i>{{/note}}
            """
        let filled = try fill(
            text,
            [
                "title": .text("a < b & \"c\""), "note": .nothing,
                "colour": .record(["ink": .text("#15202E")]),
                "rows": .list([.record(["name": .text("one")]), .record(["name": .text("two")])]),
            ])
        #expect(
            filled == """
                <h1>a &lt; b &amp; &quot;c&quot;</h1>
                <p>one: #15202E</p>
                <p>two: #15202E</p>

                """)
    }

    @Test func `plain text is not escaped, and a list of texts has its elements as it`() throws {
        let filled = try fill(
            "{{#notes}}{{it}}. {{/notes}}{{count}}",
            ["notes": .list([.text("a<b"), .text("c")]), "count": .number(3)],
            .plain)
        #expect(filled == "a<b. c. 3")
    }

    @Test(arguments: [
        ("a\n{{titel}}", "mail/x.html:2", "`titel` is not known here"),
        ("{{#rows}}\n\n{{nme}}\n{{/rows}}", "mail/x.html:3", "`nme` is not known here"),
        ("{{^rows}}{{nme}}{{/rows}}", "mail/x.html:1", "`nme` is not known here"),
        ("{{colour.inc}}", "mail/x.html:1", "`colour.inc` is not known here"),
        ("\n{{rows}}", "mail/x.html:2", "`rows` is no text"),
    ])
    func `a wrong name is found before anything is filled`(_ text: String, _ place: String, _ message: String)
        throws
    {
        let names: [String: TemplateValue] = [
            "title": .text("x"), "colour": .record(["ink": .text("x")]),
            "rows": .list([.record(["name": .text("x")])]),
        ]
        let template = try TextTemplate(text, language: .html, path: "mail/x.html")
        #expect {
            try template.check(against: names)
        } throws: { error in
            let error = error as? TemplateError
            return error?.place == place && error?.message == message
        }
    }

    @Test(arguments: [
        ("x\n{{#rows}}\n", "mail/x.html:2"), ("{{/rows}}", "mail/x.html:1"),
        ("{{#a}}{{#b}}{{/a}}{{/b}}", "mail/x.html:1"),
        ("a\n\n{{title", "mail/x.html:3"), ("{{}}", "mail/x.html:1"), ("{{a b!}}", "mail/x.html:1"),
        ("{{#a..b}}{{/a..b}}", "mail/x.html:1"),
        (String(repeating: "{{#a}}", count: 30), "mail/x.html:1"),
    ])
    func `a wrong mark is named with its line`(_ text: String, _ place: String) {
        #expect {
            try TextTemplate(text, language: .html, path: "mail/x.html")
        } throws: {
            ($0 as? TemplateError)?.place == place
        }
    }
}
