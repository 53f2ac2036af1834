import Foundation
import Synchronization
import UsageCommandLine

/// A console whose words are kept for a test to read.
final class RecordedConsole: Sendable {
    private struct Streams {
        var output = Data()
        var talk = Data()
        var writes = 0
    }

    private let streams = Mutex(Streams())

    /// Both streams in the order in which they were written, talk in angle brackets.
    var output: String { String(decoding: streams.withLock(\.output), as: UTF8.self) }
    var talk: String { String(decoding: streams.withLock(\.talk), as: UTF8.self) }
    /// How often stdout was written to.
    var writes: Int { streams.withLock(\.writes) }

    /// A console that records, and fails on stdout where an error is given.
    func console(_ terminal: Console.Terminal = Console.Terminal(), failing error: (any Error)? = nil)
        -> Console
    {
        Console(
            terminal: terminal,
            output: { bytes in
                if let error { throw error }
                self.streams.withLock {
                    $0.output.append(bytes)
                    $0.writes += 1
                }
            }, talk: { bytes in self.streams.withLock { $0.talk.append(bytes) } })
    }
}
