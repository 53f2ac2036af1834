import Foundation
import Testing
import UsageCommandLine

@Suite struct ConsoleTests {
    @Test func `data is gathered and written before the talk that follows it`() throws {
        let recorded = RecordedConsole()
        let console = recorded.console()
        for number in 0..<100 { try console.write("row \(number)\n") }
        #expect(recorded.writes == 0)
        console.say("done")
        #expect(recorded.writes == 1)
        #expect(recorded.output.hasSuffix("row 99\n"))
        #expect(recorded.talk == "done\n")
    }

    @Test func `much data is written in pieces, none of it lost`() throws {
        let recorded = RecordedConsole()
        let console = recorded.console()
        let line = String(repeating: "é", count: 500) + "\n"
        for _ in 0..<1000 { try console.write(line) }
        try console.write(Data([0, 1, 2]))
        try console.flush()
        #expect(recorded.writes > 10)
        #expect(recorded.writes < 30)
        #expect(recorded.output == String(repeating: line, count: 1000) + "\u{0}\u{1}\u{2}")
    }

    @Test func `a status line gives way to words and comes back`() throws {
        let recorded = RecordedConsole()
        let console = recorded.console(Console.Terminal(hasStatusLine: true))
        console.showStatus("half")
        console.say("word")
        console.showStatus("more")
        console.showStatus(nil)
        console.showStatus(nil)
        #expect(recorded.talk == "\rhalf\u{1b}[K\r\u{1b}[Kword\n\rmore\u{1b}[K\r\u{1b}[K")
        #expect(recorded.output.isEmpty)
    }

    @Test func `no status line is drawn where stderr is no terminal`() {
        let recorded = RecordedConsole()
        recorded.console().showStatus("half")
        #expect(recorded.talk.isEmpty)
    }

    @Test(
        arguments: [
            (true, true, 132, [:], 132, true, true),
            (true, true, nil, [:], 80, true, true),
            (false, true, 132, [:], nil, false, true),
            (false, false, nil, ["COLUMNS": "90"], 90, false, false),
            (true, true, 132, ["COLUMNS": "zero"], 132, true, true),
            (true, true, 132, ["COLUMNS": "-3"], 132, true, true),
            (true, true, 132, ["NO_COLOR": "1"], 132, false, true),
            (true, true, 132, ["NO_COLOR": ""], 132, true, true),
            (true, true, 132, ["TERM": "dumb"], 132, false, false),
        ] as [(Bool, Bool, Int?, [String: String], Int?, Bool, Bool)])
    func `colour, width and status line follow who listens and the usual variables`(
        _ isOutput: Bool, _ isTalk: Bool, _ width: Int?, _ environment: [String: String], _ columns: Int?,
        _ hasColour: Bool, _ hasStatus: Bool
    ) {
        let terminal = Console.Terminal(
            isOutputTerminal: isOutput, isTalkTerminal: isTalk, terminalColumns: width,
            environment: environment)
        #expect(terminal.columns == columns)
        #expect(terminal.hasColourOutput == hasColour)
        #expect(terminal.hasStatusLine == hasStatus)
    }
}
