import Testing
import UsageModel
import UsagePricing

@Suite struct PriceCheckTests {
    /// A price file of one provider with these models.
    private func file(_ models: String) throws -> PriceFile {
        let text = #"{"schema":1,"provider":"openai","seen":"2026-11-21","models":[\#(models)]}"#
        return try PriceFile(parsing: Array(text.utf8))
    }

    private func model(_ id: String, _ more: String = "", rates: String, price: String = "") -> String {
        #"{"id":"\#(id)"\#(more),"prices":[{"rates":{\#(rates)},"source":"test","seen":"2026-11-21"\#(price)}]}"#
    }

    @Test(arguments: [
        (#""input":"2","output":"8""#, [] as [PriceFinding.Check]),
        (#""input":"2","output":"0""#, []),
        (#""input":"2","output":"0.01""#, [.cheapOutput]),
        (#""input":"0.000002""#, [.implausible]),
        (#""input":"2000""#, [.implausible]),
        (#""image":"40""#, [.implausible]),
        (#""input":{"amount":"0.000002","per":"1"}"#, []),
    ])
    func `amounts that no unit of their kind costs are found`(rates: String, checks: [PriceFinding.Check])
        throws
    {
        let found = PriceCheck().findings(in: try file(model("gpt-x", rates: rates)))
        #expect(found.map(\.check) == checks)
    }

    @Test(arguments: [
        ("2", nil), ("38", nil), ("0.11", nil), ("40", "20 times that"),
        ("200", "100 times that, as if cents were dollars"),
        ("0.02", "that divided by 100, as if cents were dollars"), ("0", nil),
    ])
    func `an amount twenty times away from another source's is found`(amount: String, words: String?) throws {
        let reference = try file(model("gpt-x", rates: #""input":"2""#))
        let own = try file(model("gpt-x", rates: #""input":"\#(amount)""#))
        let found = PriceCheck(reference: reference).findings(in: own)
        #expect(found.map(\.check) == (words == nil ? [] : [.farApart]))
        if let words { #expect(found.first?.message.contains(words) == true) }
    }

    @Test func `dates that overlap are found`() throws {
        func prices(_ secondFrom: String) -> String {
            #"{"id":"gpt-x","prices":[{"to":"2026-08-01","rates":{"input":"5"},"source":"test","#
                + #""seen":"2026-11-21"},{"from":"\#(secondFrom)","rates":{"input":"4"},"source":"test","#
                + #""seen":"2026-11-21"}]}"#
        }
        #expect(PriceCheck().findings(in: try file(prices("2026-08-01"))).isEmpty)
        let found = PriceCheck().findings(in: try file(prices("2026-07-31")))
        #expect(found.map(\.check) == [.overlappingDates])
        #expect(found.first?.message.contains("2026-07-31") == true)
    }

    @Test func `a name that means two models and an alias to nothing are found`() throws {
        let twice = try file(
            model("gpt-x", rates: #""input":"2""#) + ","
                + model("gpt-y", #","names":["gpt-x"]"#, rates: #""input":"3""#))
        #expect(PriceCheck().findings(in: twice).map(\.check) == [.doubleName])
        let alias = #","aliases":[{"name":"old","from":"2026-02-01","to":"2026-01-01"}]"#
        let dead = try file(model("gpt-x", alias, rates: #""input":"2""#))
        #expect(PriceCheck().findings(in: dead).map(\.check) == [.deadAlias])
        let late = #","aliases":[{"name":"old","from":"2026-09-01"}]"#
        let gone = try file(model("gpt-x", late, rates: #""input":"2""#, price: #","to":"2026-08-01""#))
        #expect(PriceCheck().findings(in: gone).map(\.check) == [.deadAlias])
    }

    @Test func `what is found in the built-in catalogue is explained`() throws {
        let open = try PriceCheck.builtInFindings().filter { $0.explanation == nil }
        #expect(open.isEmpty)
    }

    @Test func `every explanation is about something`() throws {
        #expect(try PriceCheck.unusedExplanations().isEmpty)
    }
}

@Suite struct PriceChangeTests {
    private func file(_ models: String) throws -> PriceFile {
        let text = #"{"schema":1,"provider":"openai","seen":"2026-11-21","models":[\#(models)]}"#
        return try PriceFile(parsing: Array(text.utf8))
    }

    private func model(_ id: String, _ prices: String) -> String {
        #"{"id":"\#(id)","prices":[\#(prices)]}"#
    }

    private func price(_ input: String, _ output: String, from: String? = nil, to: String? = nil) -> String {
        let dates = [from.map { #""from":"\#($0)","# }, to.map { #""to":"\#($0)","# }].compactMap(\.self)
        return "{" + dates.joined()
            + #""rates":{"input":"\#(input)","output":"\#(output)"},"source":"test","seen":"2026-11-21"}"#
    }

    @Test(arguments: [
        ("2", "8", nil as PriceChange.Kind?), ("3", "8", .raised), ("1", "4", .lowered), ("1", "9", .changed),
    ])
    func `a model's rates went up, down, or both ways`(
        input: String, output: String, kind: PriceChange.Kind?
    ) throws {
        let changes = PriceFile.changes(
            from: try file(model("gpt-x", price("2", "8"))),
            to: try file(model("gpt-x", price(input, output))))
        #expect(changes.map(\.kind) == [kind].compactMap(\.self))
    }

    @Test func `models come and go`() throws {
        let changes = PriceFile.changes(
            from: try file(model("gpt-old", price("2", "8"))), to: try file(model("gpt-new", price("2", "8")))
        )
        #expect(changes.map(\.model) == ["gpt-new", "gpt-old"])
        #expect(changes.map(\.kind) == [.added, .removed])
    }

    @Test func `a change names the day from which it holds`() throws {
        let changes = PriceFile.changes(
            from: try file(model("gpt-x", price("2", "8"))),
            to: try file(
                model("gpt-x", price("2", "8", to: "2027-01-01") + "," + price("4", "8", from: "2027-01-01")))
        )
        let difference = try #require(changes.first?.differences.first)
        #expect(changes.first?.differences.count == 1)
        #expect(difference.from?.date.description == "2027-01-01")
        #expect(difference.className == "input")
        #expect([difference.before?.description, difference.after?.description] == ["2", "4"])
    }
}
