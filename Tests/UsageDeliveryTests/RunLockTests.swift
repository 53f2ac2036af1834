import TestSupport
import Testing

@testable import UsageDelivery

@Suite struct RunLockTests {
    @Test func `one at a time has the lock, and it goes with the value`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a/b/nightly.lock")
        func isFree() throws -> Bool {
            guard let lock = try RunLock.taken(path) else { return false }
            _ = consume lock
            return true
        }
        #expect(try isFree())
        guard let held = try RunLock.taken(path) else {
            Issue.record("nobody has the lock")
            return
        }
        #expect(try !isFree())
        _ = consume held
        #expect(try isFree())
    }
}
