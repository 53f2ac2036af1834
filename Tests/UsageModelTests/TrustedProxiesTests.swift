import Testing
import UsageModel

struct TrustedProxiesTests {
    @Test func `the client is the last address that no trusted proxy has`() throws {
        let proxies = try TrustedProxies(["10.0.0.0/8"])
        let headers = [(name: "X-Forwarded-For", value: "198.51.100.9, 203.0.113.7, 10.0.0.2")]
        #expect(proxies.client(peer: "10.1.2.3:51234", headers: headers) == "203.0.113.7")
    }

    struct Case: Sendable {
        var trusted: [String]
        var peer: String
        var name = "X-Forwarded-For"
        var value: String?
        var client: String?
    }

    @Test(arguments: [
        // Nobody is trusted: what the header says is worth nothing.
        Case(trusted: [], peer: "203.0.113.7", value: "198.51.100.9", client: "203.0.113.7"),
        Case(trusted: ["10.0.0.0/8"], peer: "203.0.113.7", value: "198.51.100.9", client: "203.0.113.7"),
        // Without a header the proxy itself is all that is known.
        Case(trusted: ["10.0.0.0/8"], peer: "10.0.0.1", client: "10.0.0.1"),
        Case(trusted: ["10.0.0.0/8"], peer: "10.0.0.1", value: "10.0.0.5, 10.0.0.6", client: "10.0.0.5"),
        // A hop that nobody can read hides what stands before it.
        Case(
            trusted: ["10.0.0.0/8"], peer: "10.0.0.1", value: "203.0.113.7, unknown, 10.0.0.6",
            client: "10.0.0.6"),
        Case(trusted: ["10.0.0.0/8"], peer: "10.0.0.1", value: "", client: "10.0.0.1"),
        Case(trusted: ["0.0.0.0/0"], peer: "10.0.0.1", value: "203.0.113.7", client: "203.0.113.7"),
        Case(trusted: ["192.0.2.7"], peer: "192.0.2.8", value: "203.0.113.7", client: "192.0.2.8"),
        Case(trusted: ["10.0.0.128/25"], peer: "10.0.0.127", value: "203.0.113.7", client: "10.0.0.127"),
        Case(trusted: ["10.0.0.128/25"], peer: "10.0.0.129", value: "203.0.113.7", client: "203.0.113.7"),
        Case(
            trusted: ["fd00::/8", "::1"], peer: "[::1]:9000", value: "2001:DB8:0:0:0:0:0:1",
            client: "2001:db8::1"),
        Case(trusted: ["10.0.0.0/8"], peer: "::ffff:10.0.0.1", value: "203.0.113.7", client: "203.0.113.7"),
        Case(
            trusted: ["10.0.0.0/8"], peer: "10.0.0.1", name: "Forwarded",
            value: #"for=198.51.100.9;proto=https, for="[2001:db8::7]:4711";by=10.0.0.1"#,
            client: "2001:db8::7"),
        Case(
            trusted: ["10.0.0.0/8"], peer: "10.0.0.1", name: "Forwarded", value: "for=_hidden",
            client: "10.0.0.1"),
        Case(trusted: [], peer: "not an address", client: nil),
        Case(trusted: [], peer: "", client: nil),
    ]) func `headers count only as far as trusted proxies vouch for them`(row: Case) throws {
        let headers = row.value.map { [(name: row.name, value: $0)] } ?? []
        #expect(try TrustedProxies(row.trusted).client(peer: row.peer, headers: headers) == row.client)
    }

    @Test(arguments: [
        "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "proxy.example", "", "::1/129", "10.0.0.0/8/8",
    ])
    func `what is no range is an error that names its place`(text: String) throws {
        let error = try #require(throws: ModelError.self) { try TrustedProxies(["10.0.0.0/8", text]) }
        #expect(error.code == .badAddress)
        #expect(error.place?.path == "[1]")
    }
}
