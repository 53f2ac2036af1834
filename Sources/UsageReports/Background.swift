internal import Dispatch
import Synchronization

/// Work that another thread does, while this one goes on until it needs the answer.
package final class Background<Answer: Sendable>: Sendable {
    private let answer = Mutex<Result<Answer, any Error>?>(nil)
    private let work = DispatchGroup()

    /// Begins; nothing of the work may touch what this thread goes on with.
    package init(_ body: @escaping @Sendable () throws -> Answer) {
        DispatchQueue.global().async(group: work) {
            let made = Result { try body() }
            self.answer.withLock { $0 = made }
        }
    }

    /// The answer, waited for; throws what the work threw.
    package var value: Answer {
        get throws {
            work.wait()
            guard let made = answer.withLock({ $0 }) else {
                throw ReportsError(.drawingFailed, "a part of the report was not made to its end")
            }
            return try made.get()
        }
    }
}
