internal import Dispatch
internal import SQLDatabase
internal import Synchronization
package import UsageModel

extension UsageStore {
    /// Writes the rows of a span as text, in the order of `rows(in:)` and in memory that does not grow with them.
    ///
    /// Two threads read slices of rows and let `format` add each row to a slice's bytes; `write` is called on the caller's
    /// thread with the bytes of each slice, in order, and how many rows they tell. Rows that are written meanwhile are left
    /// out.
    package func export(
        in span: Range<Instant>? = nil, tenant: String = Attribution.defaultTenant,
        filters: [Query.Filter] = [], sliceRows: Int,
        format: @escaping @Sendable (StoredRow, inout [UInt8]) throws -> Void,
        write: ([UInt8], Int) throws -> Void
    ) throws {
        let slices = try read {
            try RowSlices(tenant: tenant, span: span, filters: filters, rowsMax: sliceRows, in: $0)
        }
        let line = ExportLine(store: self, slices: slices, format: format)
        line.start()
        defer { line.stop() }
        while let slice = try line.next() { try write(slice.bytes, slice.rows) }
    }
}

/// The slices of an export between the threads that make them and the one that writes them in order.
private final class ExportLine: Sendable {
    /// The text of a slice.
    struct Text {
        var bytes: [UInt8] = []
        var rows = 0
    }

    private struct State {
        var slices: RowSlices
        /// How many slices were begun, and how many taken away.
        var begun = 0
        var taken = 0
        var made: [Int: Result<Text, any Error>] = [:]
        /// Set once no further slice is to be begun.
        var isEnding = false
        var working = 0
    }

    private static let threads = 2
    /// How many slices may wait for those before them: enough that nobody idles, few enough for little memory.
    private static let waitingMax = 4

    private let store: UsageStore
    private let format: @Sendable (StoredRow, inout [UInt8]) throws -> Void
    private let state: Mutex<State>
    /// Counts places for slices that may be begun, and slices (or threads) that are done.
    private let places = DispatchSemaphore(value: 0)
    private let done = DispatchSemaphore(value: 0)
    private let threads = DispatchGroup()

    init(
        store: UsageStore, slices: RowSlices,
        format: @escaping @Sendable (StoredRow, inout [UInt8]) throws -> Void
    ) {
        self.store = store
        self.format = format
        state = Mutex(State(slices: slices))
    }

    func start() {
        // Dispatch ends a program that drops a semaphore below the value it was made with.
        for _ in 0..<Self.waitingMax { places.signal() }
        state.withLock { $0.working = Self.threads }
        for _ in 0..<Self.threads { DispatchQueue.global().async(group: threads) { self.work() } }
    }

    /// Lets the threads end and waits for them.
    func stop() {
        state.withLock { $0.isEnding = true }
        for _ in 0..<Self.threads { places.signal() }
        threads.wait()
    }

    /// The next slice in order, or nil at the end; throws what its making threw.
    func next() throws -> Text? {
        while true {
            let (found, isOver) = state.withLock { state in
                let found = state.made.removeValue(forKey: state.taken)
                if found != nil { state.taken += 1 }
                return (found, state.working == 0 && state.taken == state.begun)
            }
            if let found {
                places.signal()
                return try found.get()
            }
            if isOver { return nil }
            done.wait()
        }
    }

    private func work() {
        while true {
            places.wait()
            let begun = Result { try begin() }
            switch begun {
            case .success(let slice?): finish(slice.number, Result { try text(of: slice.slice) })
            case .success(nil), .failure:
                // A failure to cut takes a number of its own, so that it is thrown in its turn.
                state.withLock { state in
                    if case .failure(let error) = begun {
                        state.made[state.begun] = .failure(error)
                        state.begun += 1
                    }
                    state.isEnding = true
                    state.working -= 1
                }
                // The others wait for places that nobody would give back.
                places.signal()
                done.signal()
                return
            }
        }
    }

    private func begin() throws -> (number: Int, slice: RowSlices.Slice)? {
        try store.read { connection in
            try state.withLock { state in
                guard !state.isEnding, let slice = try state.slices.next(in: connection) else { return nil }
                state.begun += 1
                return (state.begun - 1, slice)
            }
        }
    }

    private func text(of slice: RowSlices.Slice) throws -> Text {
        let slices = state.withLock { $0.slices }
        return try store.read { connection in
            var text = Text()
            text.bytes.reserveCapacity(min(slices.rowsMax, 4096) * 256)
            try slices.read(slice, in: connection) { row in
                try format(row, &text.bytes)
                text.rows += 1
            }
            return text
        }
    }

    private func finish(_ number: Int, _ result: Result<Text, any Error>) {
        state.withLock { state in
            state.made[number] = result
            if case .failure = result { state.isEnding = true }
        }
        done.signal()
    }
}
