import Foundation
private import Glibc
import TestSupport

/// A process of the product that may be killed at any moment.
final class Victim {
    /// How it ended.
    enum Ending: Hashable {
        case exit(Int32)
        case signal(Int32)

        var isKilled: Bool { self == .signal(SIGKILL) }
    }

    private let process = Process()
    private let talkFile: URL
    private let outputFile: URL?
    private let input = Pipe()
    private let output = Pipe()

    /// Starts a program whose streams are pipes, or files where nobody talks with it.
    init(
        _ program: URL, _ words: [String], in folder: WorkFolder, isTalking: Bool = false,
        environment: [String: String] = [:]
    ) throws {
        // A process that is gone is an error to its client, not a signal.
        _ = signal(SIGPIPE, SIG_IGN)
        process.executableURL = program
        process.arguments = words
        process.environment = Self.bareEnvironment(home: folder).merging(environment) { $1 }
        process.currentDirectoryURL = folder.url
        talkFile = folder.url.appendingPathComponent("talk-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: talkFile.path, contents: nil)
        process.standardError = try FileHandle(forWritingTo: talkFile)
        if isTalking {
            outputFile = nil
            process.standardInput = input
            process.standardOutput = output
        } else {
            let file = folder.url.appendingPathComponent("output-\(UUID().uuidString)")
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try FileHandle(forWritingTo: file)
            outputFile = file
        }
        try process.run()
    }

    deinit {
        try? FileManager.default.removeItem(at: talkFile)
        if let outputFile { try? FileManager.default.removeItem(at: outputFile) }
    }

    private static func bareEnvironment(home: WorkFolder) -> [String: String] {
        let inherited = ProcessInfo.processInfo.environment
        var bare = ["HOME": home.url.path, "PATH": inherited["PATH"] ?? "/usr/bin:/bin"]
        // Where the Swift runtime is, on a system that has it elsewhere.
        bare["LD_LIBRARY_PATH"] = inherited["LD_LIBRARY_PATH"]
        bare["SWIFT_BACKTRACE"] = "enable=no"
        return bare
    }

    /// Kills it after a while, unless it was quicker.
    func kill(after delay: Duration) {
        let process = process
        DispatchQueue.global().asyncAfter(deadline: .now() + delay / .seconds(1)) {
            if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
        }
    }

    /// Says something to it; false where it is gone.
    func say(_ text: String) -> Bool {
        (try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))) != nil
    }

    /// What it has answered since the last time; nothing where it is gone.
    func hear() -> Data { output.fileHandleForReading.availableData }

    /// Waits for its end.
    func wait() -> Ending {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        let status = process.terminationStatus
        return process.terminationReason == .exit ? .exit(status) : .signal(status)
    }

    /// What it said on standard output, where nobody talked with it.
    func outputText() -> String {
        outputFile.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
    }

    /// What it said on standard error.
    func talk() -> String { (try? String(contentsOf: talkFile, encoding: .utf8)) ?? "" }
}

/// When processes are killed: spread over the time that the work takes, also where the machine becomes slower.
struct KillTimes {
    private var random: SeededRandom
    private let whole: Duration
    private var scale = 1.0

    init(seed: UInt64, whole: Duration) {
        random = SeededRandom(seed: seed)
        self.whole = whole
    }

    mutating func next() -> Duration { whole * (Double.random(in: 0..<1, using: &random) * scale) }

    /// Learns whether a kill came in time; of the points a few lie behind the end.
    mutating func learn(hasHit: Bool) { scale = hasHit ? min(scale * 1.05, 4) : scale * 0.8 }
}

extension ContinuousClock {
    /// What something gives, and how long it took.
    static func timed<Result>(_ body: () throws -> Result) rethrows -> (Result, Duration) {
        let start = Self.now
        let result = try body()
        return (result, start.duration(to: .now))
    }
}
