import JSON
import UsageModel

/// Says what is wrong with records while the good ones go on, and remembers that something was.
struct FaultTalk {
    private let console: Console
    private(set) var count = 0

    init(on console: Console) { self.console = console }

    /// Says an error with its hint; `place` stands in front of the error's own where that has no file.
    mutating func say(_ fault: any UsageFault, at place: Place? = nil) {
        count += 1
        var moved = fault.place ?? Place()
        if let place, moved.file == nil {
            moved.file = place.file ?? moved.file
            moved.line = place.line ?? moved.line
        }
        let error = CommandLineError(
            fault.code, fault.message, place: moved == Place() ? nil : moved, hint: fault.hint)
        console.say(ErrorReport(error).text(hasColour: console.terminal.hasColourTalk))
    }

    /// 65 where anything was wrong, else 0.
    var exitCode: ExitCode { count > 0 ? .badInput : .done }
}

extension Invocation {
    /// Writes data.
    func write(_ text: String) throws { try console.write(text) }

    /// Writes an object for programs, on many lines.
    func writeJSON(_ members: [JSONObject.Member]) throws {
        try console.write(JSONValue.object(JSONObject(members)).prettyText)
    }

    var columnsMax: Int? { console.terminal.columns }
    var hasColour: Bool { console.terminal.hasColourOutput }
}
