internal import Dispatch
internal import SQLDatabase
internal import Synchronization

/// The engine's own look at the file's structure, while something else is done.
final class IntegrityCheck: Sendable {
    private let result = Mutex<Result<String?, any Error>?>(nil)
    private let done = DispatchSemaphore(value: 0)

    init(of store: UsageStore) {
        DispatchQueue.global().async {
            let found = Result { try store.read { try IntegrityCheck.complaint($0) } }
            self.result.withLock { $0 = found }
            self.done.signal()
        }
    }

    /// The first complaint, or nil for a sound file; waits until the check is done.
    func complaint() throws -> String? {
        done.wait()
        defer { done.signal() }
        return try result.withLock { try $0?.get() ?? nil }
    }

    /// What the engine says of the file first, or nil where that is nothing.
    static func complaint(_ connection: any SQLConnection) throws -> String? {
        guard let check = connection.dialect.integrityCheck else { return nil }
        let first = try connection.first(check) { $0.text(0) }
        return first == "ok" ? nil : first.map { String($0.prefix(200)) }
    }
}
