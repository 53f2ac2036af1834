import Arguments
import TestSupport
import Testing
import UsageCommandLine

@Suite struct UsageProgramTests {
    @Test func `the reference of the command reads as recorded`() {
        #expect(Snapshot.difference(usageProgram.reference, named: "reference.md") == nil)
    }
}
