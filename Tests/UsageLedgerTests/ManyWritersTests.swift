import Dispatch
import Synchronization
import TestSupport
import Testing
import UsageModel

@testable import UsageLedger

/// Several ledgers on one file, as of several processes, each used by several threads.
struct ManyWritersTests {
    private static func event(_ writer: Int, _ number: Int) throws -> UsageEvent {
        UsageEvent(
            occurredAt: Instant(seconds: 1_740_830_400 + Int64(number)), provider: .init(named: "openai"),
            model: "gpt-4o", usage: try Usage([.inputTokens: 100, .outputTokens: 10]),
            attribution: Attribution(user: "writer-\(writer)"))
    }

    @Test func `8 ledgers of 4 threads on one file lose and double nothing`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("ledger.sqlite")
        let ledgers = try (0..<8).map { _ in try Ledger(path: path) }
        let (threads, calls) = (4, 12)
        let errors = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: ledgers.count * threads) { writer in
            do {
                for number in 0..<calls {
                    let ledger = ledgers[writer / threads]
                    var event = try Self.event(writer, number)
                    event.idempotencyKey = "\(writer)-\(number)"
                    let receipt = try ledger.record(event)
                    // A retry finds what was acknowledged.
                    event.id = nil
                    let again = try ledger.record(event)
                    if again.id != receipt.id { errors.withLock { $0.append("another id") } }
                    if number % 5 == 0 { _ = try ledger.answer(Query()) }
                }
            } catch {
                errors.withLock { $0.append("\(error)") }
            }
        }
        #expect(errors.withLock { $0 } == [])
        let proof = try ledgers[0].verify()
        #expect(proof.flaws == [])
        #expect(proof.rows == ledgers.count * threads * calls)
        #expect(try ledgers[3].answer(Query(groups: [.user])).rows.allSatisfy { $0.measures.calls == calls })
    }

    @Test func `one bad call of many threads fails alone`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let outcomes = Mutex<[Bool]>([])
        DispatchQueue.concurrentPerform(iterations: 64) { writer in
            var event = try? Self.event(writer, 0)
            if writer % 8 == 0 { event?.outcome.latencyMs = -1 }
            let isRecorded = event.map { (try? ledger.record($0)) != nil } ?? false
            outcomes.withLock { $0.append(isRecorded == (writer % 8 != 0)) }
        }
        #expect(outcomes.withLock { $0 } == [Bool](repeating: true, count: 64))
        #expect(try ledger.verify().rows == 56)
    }
}
