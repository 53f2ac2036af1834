import JSON
import TestSupport
import Testing
import UsageCommandLine

/// Importing by options, and what is billed beside what was recorded.
@Suite struct StatementCommandTests {
    private static let costs = """
        {"object":"page","data":[{"start_time":1740787200,"end_time":1740873600,"results":[\
        {"object":"organization.costs.result","amount":{"value":0.3,"currency":"usd"},"line_item":"gpt-4o-2024-08-06, input"}]}]}
        """

    @Test func `a statement is compared by model and day, and without one the calls' own costs are`() throws {
        let run = try CommandRun()
        _ = run("import", try run.file("calls.jsonl", CommandRun.calls))
        #expect(run("reconcile").output.contains("the stated cost"))
        let imported = run("import", try run.file("costs.json", Self.costs))
        #expect(imported.code == .done)
        #expect(imported.output.contains("1 new line of 1 record, as a statement of what is billed"))
        let text = run("reconcile", "--daily").output
        #expect(text.contains("what is billed"))
        #expect(text.contains("2025-03-01"))
        #expect(text.contains("openai-costs of OpenAI, 2025-03-01 to 2025-03-01"))
        let json = try run("reconcile", "--json").json()
        // 1,200 and 15,025 input and 360 output tokens of gpt-4o on the day of the statement.
        #expect(json["rows"]?[0]?["ours_usd"]?.string == "0.0441625")
        #expect(json["rows"]?[0]?["difference_usd"]?.string == "0.2558375")
        #expect(json["total"]?["calls"]?.integer == 2)
        #expect(run("reconcile", "--calls").output.contains("the stated cost"))
    }

    @Test func `as calls it is refused beside recorded calls`() throws {
        let run = try CommandRun()
        let file = try run.file("costs.json", Self.costs)
        #expect(run("import", "--as", "calls", file).output.contains("1 new row of 1 record"))
        let other = try CommandRun()
        _ = other("import", try other.file("calls.jsonl", CommandRun.calls))
        let refused = other("import", "--as", "calls", try other.file("costs.json", Self.costs))
        #expect(refused.code == .badInput)
        #expect(refused.talk.contains("which a statement would count twice"))
    }

    @Test func `a dry run needs no ledger and makes none`() throws {
        let run = try CommandRun()
        let outcome = run("import", "--dry-run", try run.file("calls.jsonl", CommandRun.calls))
        #expect(outcome.code == .done)
        #expect(outcome.output.contains("Would record  5 new rows of 5 records"))
        #expect(outcome.output.contains("gpt-unheard-of"))
        #expect(run("verify").code == .inputOutput)
        let json = try run("import", "--dry-run", "--json", run.folder.path("calls.jsonl")).json()
        #expect(json["files"]?[0]?["first_rows"]?.array?.count == 5)
        #expect(json["files"]?[0]?["dry_run"]?.bool == true)
    }

    @Test func `any CSV is read by a map of columns, on the line or in a file`() throws {
        let run = try CommandRun()
        let table = try run.file("table.csv", "time,name,in\n2025-03-01 12:00:00,gpt-4o,1000\n")
        let map = try run.file(
            "map.json5", "{ occurred_at: 'time', model: \"name\", input_tokens: 'in', /* no more */ }")
        #expect(run("import", "--column-map", map, table).output.contains("1 new row of 1 record"))
        let again = run("import", "--columns", "occurred_at=time,model=name,input_tokens=in", table)
        #expect(again.output.contains("1 record had a row already"))
        #expect(run("import", "--columns", "modle=name", table).talk.contains("did you mean `model`"))
        let broken = run("import", "--column-map", try run.file("bad.json5", "{ modle: 'x' }"), table)
        #expect(broken.code == .badInput)
        #expect(broken.talk.contains("did you mean `model`"))
    }
}
