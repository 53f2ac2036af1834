import Foundation
import TestSupport
import Testing

/// The sample gateway records its calls with one line, against a fake provider on the loopback interface.
@Suite struct GatewayTests {
    @Test func `the sample gateway tracks a plain, a streamed, a broken-off and a refused call`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("gateway.sqlite")
        let gateway = Command.productsFolder.appendingPathComponent("Gateway").path
        let run = try Command().shell("exec \(gateway) \(path)")
        #expect(run.ending == .exit(0), "\(run.talk)")
        #expect(run.text.contains("tracker: 4 recorded, 0 spilled, 0 dropped"))
        #expect(run.text.contains(/gpt-4o success, measured usage, \d+ ms, \$0\.0065\n/))
        #expect(run.text.contains(/gpt-4o success, measured usage, \d+ ms, \$0\.0036\n/))
        #expect(run.text.contains(/gpt-4o cancelled, partial usage, \d+ ms, no price: usage_missing\n/))
        #expect(run.text.contains(/gpt-4o rate_limited, absent usage, \d+ ms, \$0\n/))
        let summary = try Command(db: path).run("summary", "--json")
        #expect(summary.text.contains("\"0.0101\""))
    }
}
