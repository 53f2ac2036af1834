import Testing
import TortureScenarios

@Suite struct PowerSectionTests {
    @Test func `a loss of power takes nothing that was acknowledged`() throws {
        let tally = try PowerSection().run(seed: 1, points: 80, steps: 16)
        #expect(tally.runs == 80)
        #expect(tally.acknowledged > 0)
        #expect(tally.lost == 0)
        #expect(tally.failures == [])
        #expect(tally.isClean)
    }
}
