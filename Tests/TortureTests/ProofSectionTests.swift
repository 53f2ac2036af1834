import Testing
import TortureScenarios

/// With one protection taken away the same runs must find what they look for.
@Suite struct ProofSectionTests {
    private let proof = ProofSection()

    @Test func `without syncs acknowledged rows are lost`() throws {
        #expect(try proof.withoutSync(seed: 1, points: 30, steps: 12).lost > 0)
    }

    @Test func `without keys rows are doubled, with them never`() throws {
        #expect(try proof.retries(seed: 1, calls: 60, hasKeys: false).doubled > 0)
        let kept = try proof.retries(seed: 1, calls: 60, hasKeys: true)
        #expect(kept.doubled == 0)
        #expect(kept.isClean, "\(kept.failures)")
    }

    @Test(arguments: ProofSection.triggers)
    func `without a trigger rows change, and that is seen`(trigger: String) throws {
        let tally = try proof.changes(seed: 1, attempts: 12, without: trigger)
        #expect(tally.counts["changed"] ?? 0 > 0)
        #expect(!tally.isClean)
    }

    @Test func `with all triggers no row changes`() throws {
        let tally = try proof.changes(seed: 1, attempts: 24, without: nil)
        #expect(tally.counts["refused"] == 24)
        #expect(tally.isClean, "\(tally.failures)")
    }
}
