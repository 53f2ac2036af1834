package import Foundation
import Synchronization

/// Where a command's words go: stdout is data, stderr is talk.
///
/// Data is gathered and written in large pieces; talk is written at once, after the data that came before it. A
/// status line on a terminal gives way to both.
package final class Console: Sendable {
    /// What is known of the two streams.
    package struct Terminal: Hashable, Sendable {
        /// The columns to fit tables into; nil where nothing has to be cut.
        package var columns: Int?
        package var hasColourOutput: Bool
        package var hasColourTalk: Bool
        /// Whether a line of stderr can be drawn again and again.
        package var hasStatusLine: Bool

        package init(
            columns: Int? = nil, hasColourOutput: Bool = false, hasColourTalk: Bool = false,
            hasStatusLine: Bool = false,
        ) {
            self.columns = columns
            self.hasColourOutput = hasColourOutput
            self.hasColourTalk = hasColourTalk
            self.hasStatusLine = hasStatusLine
        }

        /// Judges by who listens and by the usual variables: `NO_COLOR`, `TERM` and `COLUMNS`.
        package init(
            isOutputTerminal: Bool, isTalkTerminal: Bool, terminalColumns: Int?,
            environment: [String: String],
        ) {
            let isDumb = environment["TERM"] == "dumb"
            let isPlain = isDumb || environment["NO_COLOR"]?.isEmpty == false
            let asked = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
            columns = asked ?? (isOutputTerminal ? terminalColumns ?? 80 : nil)
            hasColourOutput = isOutputTerminal && !isPlain
            hasColourTalk = isTalkTerminal && !isPlain
            hasStatusLine = isTalkTerminal && !isDumb
        }
    }

    private struct Streams {
        var pending = ""
        var isStatusShown = false
    }

    package let terminal: Terminal
    private let streams = Mutex(Streams())
    private let writeOutput: @Sendable (Data) throws -> Void
    private let writeTalk: @Sendable (Data) throws -> Void
    private static let pendingBytesMax = 64 * 1024

    /// A console on two functions that write.
    package init(
        terminal: Terminal = Terminal(), output: @escaping @Sendable (Data) throws -> Void,
        talk: @escaping @Sendable (Data) throws -> Void,
    ) {
        self.terminal = terminal
        writeOutput = output
        writeTalk = talk
    }

    /// Adds text to stdout as it is; throws what the stream throws.
    package func write(_ text: String) throws {
        try streams.withLock { streams in
            streams.pending += text
            if streams.pending.utf8.count >= Self.pendingBytesMax { try writePending(&streams) }
        }
    }

    /// Adds bytes to stdout as they are.
    package func write(_ bytes: Data) throws {
        try streams.withLock { streams in
            try writePending(&streams)
            try writeOutput(bytes)
        }
    }

    /// Writes what is still gathered.
    package func flush() throws {
        try streams.withLock { try writePending(&$0) }
    }

    /// Says one line on stderr; a stderr that is gone is no reason to stop working.
    package func say(_ line: String) {
        streams.withLock { streams in
            // The order of data and talk counts where both go to one terminal; a failure shows at the next flush.
            try? writePending(&streams)
            clearStatus(&streams)
            try? writeTalk(Data("\(line)\n".utf8))
        }
    }

    /// Draws the status line anew, or takes it away; does nothing where stderr is no terminal.
    package func showStatus(_ line: String?) {
        guard terminal.hasStatusLine else { return }
        streams.withLock { streams in
            guard let line else { return clearStatus(&streams) }
            try? writeTalk(Data("\r\(line)\u{1b}[K".utf8))
            streams.isStatusShown = true
        }
    }

    private func clearStatus(_ streams: inout Streams) {
        guard streams.isStatusShown else { return }
        try? writeTalk(Data("\r\u{1b}[K".utf8))
        streams.isStatusShown = false
    }

    private func writePending(_ streams: inout Streams) throws {
        guard !streams.pending.isEmpty else { return }
        clearStatus(&streams)
        let bytes = Data(streams.pending.utf8)
        // Dropped before it is written: what failed once must not be written twice.
        streams.pending = ""
        try writeOutput(bytes)
    }
}
