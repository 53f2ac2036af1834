import Foundation
import Glibc

/// The product as users have it: a file that is run as a process of its own.
struct Command {
    /// How a process ended.
    enum Ending: Hashable {
        case exit(Int32)
        case signal(Int32)
    }

    /// What a process left behind.
    struct Result {
        var ending: Ending
        var output: Data
        /// What it said on standard error.
        var talk: String
        var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// The environment on top of a bare one, in which nothing of the user's own settings is found.
    var environment: [String: String] = [:]
    /// The working folder.
    var folder: URL?
    /// Words before all others, such as `--db`.
    private(set) var words: [String] = []

    init(db: String? = nil) {
        if let db { words = ["--db", db] }
    }

    /// The file that SwiftPM built beside the test bundle.
    static let file: URL = productsFolder.appendingPathComponent("usageledger")

    /// Where SwiftPM puts what it builds.
    static let productsFolder: URL = {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let file = folder.appendingPathComponent("usageledger").path
            if FileManager.default.isExecutableFile(atPath: file) { return folder }
        }
        return Bundle.main.bundleURL
    }()

    /// Runs to the end.
    func run(_ arguments: String..., input: Data? = nil) throws -> Result {
        try run(arguments, input: input)
    }

    /// Runs to the end.
    func run(_ arguments: [String], input: Data? = nil) throws -> Result {
        let run = try start(arguments, input: input)
        return try run.result()
    }

    /// Runs until a delay has passed and is then killed, unless it was quicker.
    func run(_ arguments: String..., killedAfter delay: Duration) throws -> Result {
        let run = try start(arguments, input: nil)
        Thread.sleep(forTimeInterval: delay / .seconds(1))
        if run.process.isRunning { kill(run.process.processIdentifier, SIGKILL) }
        return try run.result()
    }

    /// Starts a process; its streams are files, because a pipe that nobody empties would stop it.
    func start(_ arguments: [String], input: Data?) throws -> Running {
        try start(Self.file, words + arguments, input: input)
    }

    /// Runs a line of the shell, in which `$BIN` is the command.
    func shell(_ line: String) throws -> Result {
        var command = self
        command.environment["BIN"] = Self.file.path
        return try command.start(URL(fileURLWithPath: "/bin/sh"), ["-c", line], input: nil).result()
    }

    private func start(_ file: URL, _ arguments: [String], input: Data?) throws -> Running {
        let streams = try Streams(input: input)
        let process = Process()
        process.executableURL = file
        process.arguments = arguments
        process.environment = bareEnvironment(home: streams.folder).merging(environment) { $1 }
        process.currentDirectoryURL = folder ?? streams.folder
        process.standardInput = streams.input
        process.standardOutput = streams.output
        process.standardError = streams.talk
        try process.run()
        return Running(process: process, streams: streams)
    }

    private func bareEnvironment(home: URL) -> [String: String] {
        let inherited = ProcessInfo.processInfo.environment
        var bare = ["HOME": home.path, "PATH": inherited["PATH"] ?? "/usr/bin:/bin"]
        // Where the Swift runtime is, on a system that has it elsewhere.
        bare["LD_LIBRARY_PATH"] = inherited["LD_LIBRARY_PATH"]
        // A crash is to be a signal at once, without a report that takes seconds.
        bare["SWIFT_BACKTRACE"] = "enable=no"
        return bare
    }
}

/// A process that may still be under way.
struct Running {
    let process: Process
    fileprivate let streams: Streams

    /// Waits for the end.
    func result() throws -> Command.Result {
        process.waitUntilExit()
        let status = process.terminationStatus
        return Command.Result(
            ending: process.terminationReason == .exit ? .exit(status) : .signal(status),
            output: try Data(contentsOf: streams.outputFile),
            talk: String(decoding: try Data(contentsOf: streams.talkFile), as: UTF8.self))
    }
}

/// The files that stand for a process's streams; they go with the value.
private final class Streams {
    let folder: URL
    let outputFile: URL
    let talkFile: URL
    let input: FileHandle
    let output: FileHandle
    let talk: FileHandle

    init(input data: Data?) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "usageledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        outputFile = folder.appendingPathComponent("stdout")
        talkFile = folder.appendingPathComponent("stderr")
        try Data().write(to: outputFile)
        try Data().write(to: talkFile)
        if let data {
            let inputFile = folder.appendingPathComponent("stdin")
            try data.write(to: inputFile)
            input = try FileHandle(forReadingFrom: inputFile)
        } else {
            input = .nullDevice
        }
        output = try FileHandle(forWritingTo: outputFile)
        talk = try FileHandle(forWritingTo: talkFile)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
