import Arguments
import Foundation
import Testing
import UsageCommandLine
import UsageModel

@Suite struct ShellTests {
    /// A program that does what it is told, to see what the shell makes of it.
    private static let shell = Shell(
        Program(
            "tool", "Does as told", version: "9",
            common: CommonOptions.parameters,
            sections: [
                CommandSection(
                    "All",
                    [
                        Command("show", "Prints its options") { () -> Action in
                            { invocation in
                                let common = invocation.common
                                let words = [common.db, common.zone?.name, common.asOf?.description]
                                try invocation.console.write(
                                    words.map { $0 ?? "none" }.joined(separator: " "))
                                return .done
                            }
                        },
                        Command("fail", "Fails", Positional(.text, "How")) { (how: String) -> Action in
                            { invocation in
                                try invocation.console.write("partly ")
                                throw Failure.all[how] ?? Failure.other
                            }
                        },
                        Command("exceed", "Is over the limit") { () -> Action in { _ in .limitExceeded } },
                    ])
            ]))

    private enum Failure {
        static let other = ModelError(FaultCode("other", .failure), "it failed")
        static let all: [String: any Error] = [
            "input": ModelError(
                .badNumber, "`x` is no number", place: Place(file: "a.csv", line: 3, column: 7),
                hint: "write 1"),
            "io": CommandLineError.full,
            "cocoa": CocoaError(.fileReadNoSuchFile),
            "limit": ModelError(FaultCode("quota", .limit), "too much"),
        ]
    }

    private func run(_ line: String, environment: [String: String] = [:]) -> (ExitCode, String, String) {
        let recorded = RecordedConsole()
        let words = line.split(separator: " ").map(String.init)
        let code = Self.shell.run(words, environment: environment, console: recorded.console())
        return (code, recorded.output, recorded.talk)
    }

    @Test func `a command gets its options as values and prints data only to stdout`() {
        let (code, output, talk) = run(
            "show --zone Europe/Berlin --as-of 2026-10-01T02:00:00+02:00",
            environment: ["USAGELEDGER_DB": "e.db"])
        #expect(code == .done)
        #expect(output == "e.db Europe/Berlin 2026-10-01T00:00:00Z")
        #expect(talk == "")
    }

    @Test(arguments: [
        ("show", ExitCode.done, ""),
        ("exceed", .limitExceeded, ""),
        ("shwo", .usage, "error: `tool` has no command `shwo`\nhint: did you mean `show`?\n"),
        (
            "show --zone Mars/Base", .usage,
            "error: `Mars/Base` is not a value for `--zone`: the time zone `Mars/Base` is not known here\n"
                + "hint: write an IANA name like Europe/Berlin, and see that the package tzdata is installed\n"
        ),
        ("fail input", .badInput, "error: a.csv:3:7: `x` is no number\nhint: write 1\n"),
        ("fail io", .inputOutput, "error: standard output cannot be written: full\n"),
        ("fail limit", .limitExceeded, "error: too much\n"),
        ("fail other", .failed, "error: it failed\n"),
    ])
    func `each kind of end has its exit code and words`(_ line: String, _ code: ExitCode, _ talk: String) {
        let result = run(line)
        #expect(result.0 == code)
        #expect(result.2 == talk)
        if line.hasPrefix("fail") { #expect(result.1 == "partly ") }
    }

    @Test func `an error of the file system is one of input and output`() {
        #expect(run("fail cocoa").0 == .inputOutput)
    }

    @Test func `no words at all show the help as talk`() {
        let (code, output, talk) = run("")
        #expect(code == .usage)
        #expect(output.isEmpty)
        #expect(talk.hasPrefix("Does as told\n\nUsage: tool COMMAND [options]\n"))
        #expect(run("--help") == (.done, talk, ""))
    }

    @Test func `a reader who left is no failure, a full disk is one`() {
        let recorded = RecordedConsole()
        let left = recorded.console(failing: BrokenPipe())
        #expect(Self.shell.run(["show"], environment: [:], console: left) == .done)
        #expect(recorded.talk.isEmpty)
        let full = recorded.console(failing: CommandLineError.full)
        #expect(Self.shell.run(["show"], environment: [:], console: full) == .inputOutput)
        #expect(recorded.talk == "error: standard output cannot be written: full\n")
    }

    @Test func `colour marks the kind of word and nothing else`() {
        let recorded = RecordedConsole()
        let console = recorded.console(Console.Terminal(hasColourTalk: true))
        _ = Self.shell.run(["shwo"], environment: [:], console: console)
        let plain = run("shwo").2
        #expect(recorded.talk != plain)
        #expect(recorded.talk.replacing(/\u{1b}\[[0-9;]*m/, with: "") == plain)
    }
}

extension CommandLineError {
    fileprivate static let full = CommandLineError(
        .outputFailed, "standard output cannot be written: full")
}
