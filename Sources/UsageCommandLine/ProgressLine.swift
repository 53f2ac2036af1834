import Synchronization

/// A progress bar on the console while a piece of work runs; silent where stderr is no terminal.
package final class ProgressLine: Sendable {
    private let console: Console
    private let bar: Mutex<ProgressBar>
    private let elapsed: @Sendable () -> Duration

    /// A line for work that starts now.
    ///
    /// - Parameters:
    ///   - console: Where it is drawn.
    ///   - label: What is being done, as in `importing calls.jsonl`.
    ///   - total: How much there is to do, if that is known.
    ///   - unit: What is counted.
    ///   - elapsed: The time since the start.
    package init(
        on console: Console, _ label: String, total: Int?, unit: ProgressBar.Unit,
        elapsed: @escaping @Sendable () -> Duration,
    ) {
        self.console = console
        self.elapsed = elapsed
        bar = Mutex(ProgressBar(label, total: total, unit: unit, columns: console.terminal.columns ?? 80))
    }

    /// Says how much is done; cheap enough to call for every row.
    package func update(done: Int, detail: @autoclosure () -> String = "") {
        guard console.terminal.hasStatusLine else { return }
        let now = elapsed()
        let line = bar.withLock { $0.line(done: done, detail: detail(), elapsed: now) }
        if let line { console.showStatus(line) }
    }

    /// Takes the line away.
    package func finish() { console.showStatus(nil) }
}
