private import CSQLite

/// How long a connection waits for another one's lock, and whether it had to.
///
/// SQLite's own wait grows to a tenth of a second a step, in which others take the lock again and again. Short steps find
/// it free sooner, and whoever had to wait gives way before it takes the lock next: so nobody starves.
@safe final class Patience {
    private let timeout: Duration
    private var start: ContinuousClock.Instant?
    private(set) var hadToWait = false

    init(timeoutMs: Int32) { timeout = .milliseconds(Int(timeoutMs)) }

    /// Has the connection of a handle wait as long as this says; the handle is closed before this value goes.
    func govern(_ database: OpaquePointer) {
        let own = unsafe Unmanaged.passUnretained(self).toOpaque()
        _ = unsafe sqlite3_busy_handler(
            database,
            { context, attempt in
                guard let context = unsafe context else { return 0 }
                let patience = unsafe Unmanaged<Patience>.fromOpaque(context).takeUnretainedValue()
                return patience.wait(attempt: attempt) ? 1 : 0
            }, own)
    }

    /// Begins anew; waits a little itself where it had to wait before.
    func begin() {
        guard hadToWait else { return }
        hadToWait = false
        _ = sqlite3_sleep(1)
    }

    /// Waits a step; false once the time is over.
    private func wait(attempt: Int32) -> Bool {
        hadToWait = true
        let now = ContinuousClock.now
        if attempt == 0 { start = now }
        guard let start, now - start < timeout else { return false }
        _ = sqlite3_sleep(attempt < 20 ? 1 : attempt < 100 ? 2 : 5)
        return true
    }
}
