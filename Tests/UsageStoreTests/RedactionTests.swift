import JSON
import SQLDatabase
import TestSupport
import Testing
import UsageModel

@testable import UsageStore

@Suite struct RedactionTests {
    @Test(arguments: [
        ("key sk-proj-AbCdEfGh12345678 failed", "key [key] failed"),
        ("Incorrect API key provided: sk-abcd1234efgh5678.", "Incorrect API key provided: [key]."),
        ("Authorization: Bearer abc.def-123", "Authorization: Bearer [token]"),
        ("authorization: bearer abcdef123456", "authorization: bearer [token]"),
        ("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic [token]"),
        ("Authorization: Basic dXNlcjpwYXNzd29yZA==", "Authorization: Basic [token]"),
        ("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl end", "jwt [token] end"),
        ("https://x.example/v1?key=AIzaSyA-1234&alt=sse", "https://x.example/v1?key=[key]&alt=sse"),
        ("https://x.example/?API_KEY=abc#top", "https://x.example/?API_KEY=[key]"),
        ("mail ada.l+x@example.co.uk.", "mail [address]."),
        ("https://me:pass@host.example/x", "https://[address]/x"),
        ("password: hunter2 was refused", "password: [key] was refused"),
        ("x-api-key: abc123, retry", "x-api-key: [key], retry"),
        (#"{"api_key":"abc123","n":1}"#, #"{"api_key":"[key]","n":1}"#),
        (#"{\"client_secret\": \"abc\"}"#, #"{\"client_secret\": \"[key]\"}"#),
        ("authorization: Basic secretword", "authorization: Basic [token]"),
        ("q=a%20sk-abcd1234efgh5678", "q=a%20[key]"), ("x%26api_key%3Dabc&y", "x%26api_key%3D[key]&y"),
        ("AKIAIOSFODNN7EXAMPLE", "[key]"), ("ghp_abcdefghijklmnop1234", "[key]"),
    ])
    func `secrets and addresses go`(text: String, clean: String) {
        #expect(Redaction.clean(text, .secretsAndAddresses) == clean)
        #expect(Redaction.clean(clean, .secretsAndAddresses) == clean)
    }

    @Test(arguments: [
        "task-runner-with-a-long-name", "gpt-4o-mini-2024-07-18", "risk-based-approach-to-things", "monkey=1",
        "basic economics", "a bearer of news", "chat completions", "50 % @ noon", "disk-12345678", "",
        "claude-3-5-sonnet@20241022", "eyJ", "sk-short",
        "code: 429", "key: value", "a token: three letters", "12:30:05", "100%", "anthropic.claude-v2:1",
    ])
    func `ordinary words stay`(text: String) {
        #expect(Redaction.clean(text, .secretsAndAddresses) == text)
    }

    @Test func `a user may be an address, never a key`() {
        #expect(Redaction.clean("ada@example.com", .secrets) == "ada@example.com")
        #expect(Redaction.clean("sk-abcdefgh1234", .secrets) == "[key]")
    }

    @Test func `whatever is planted, no secret reaches the file`() throws {
        try forAll(seeds: 0..<200) { random in
            let secret = "sk-" + (0..<24).map { _ in random.pick(["a", "Z", "7", "_", "-"]) }.joined()
            let around = (0..<random.below(30)).map { _ in
                random.pick(["x", " ", "é", "=", "&", "\n", "@", ".", "/", "\""])
            }
            let place = random.below(around.count + 1)
            let text = around[..<place].joined() + " " + secret + " " + around[place...].joined()
            let clean = Redaction.clean(text, .secretsAndAddresses)
            guard !clean.contains(secret) else { throw Broken(reason: text) }
            guard Redaction.clean(clean, .secretsAndAddresses) == clean else {
                throw Broken(reason: "not idempotent: \(text)")
            }
        }
    }

    @Test func `secrets in any field of a call are gone from the file`() throws {
        let ledger = try SampleLedger()
        let secret = "sk-live-0123456789abcdef"
        var priced = try PricedEvent.sample()
        priced.event.attribution.user = secret
        priced.event.attribution.tags = ["note": "uses \(secret)"]
        priced.event.call.endpoint = "https://api.example/v1?key=\(secret)"
        priced.event.call.action = "write to ada@example.com"
        priced.event.outcome.errorType = "Incorrect API key provided: \(secret)"
        priced.event.idempotencyKey = secret
        priced.event.metadata = JSONObject([
            .init(name: "headers", value: .object(JSONObject([.init(name: "Authorization", value: "x")]))),
            .init(name: "deep", value: .array([.array([.array([.array([.string(secret)])])])])),
            .init(name: "api_key", value: "opensesame"), .init(name: secret, value: 1),
            .init(name: "long", value: .string(String(repeating: "é", count: 5000))),
        ])
        #expect(try ledger.store.record([priced], at: SampleLedger.start).counts == [1, 0, 0])
        let all = try ["api_usage", "idempotency", "price_terms", "series_colours"]
            .map { "\(try ledger.cells("SELECT * FROM \($0)"))" }.joined()
        #expect(!all.contains("0123456789abcdef"))
        #expect(!all.contains("opensesame"))
        #expect(!all.contains("ada@example"))
        #expect(all.utf8.count < 30_000)
        #expect(try ledger.store.verify().isSound)
    }

    /// Every text that a caller decides, each with a secret of its own.
    @Test func `no column of any table takes a key`() throws {
        var number = 0
        func secret() -> String {
            number += 1
            return "sk-live-planted-\(number)-0123456789abcdef"
        }
        var priced = try PricedEvent.sample()
        let attribution = [
            \Attribution.user, \.team, \.keyID, \.chat, \.message, \.campaign, \.agent,
        ]
        for path in attribution { priced.event.attribution[keyPath: path] = secret() }
        priced.event.attribution.tags = [secret(): secret(), "api_key": "planted by its name"]
        let call = [
            \Call.action, \.servedModel, \.endpoint, \.requestID, \.responseID, \.parentCall, \.region,
            \.route,
            \.speed,
        ]
        for path in call { priced.event.call[keyPath: path] = secret() }
        priced.event.call.requestedModel = secret()
        priced.event.call.provider = Provider(rawValue: secret())
        priced.event.call.requestedTier = ServiceTier(rawValue: secret())
        priced.event.call.servedTier = ServiceTier(rawValue: secret())
        priced.event.outcome.errorType = secret()
        priced.event.outcome.stopReason = secret()
        priced.event.statedCost = StatedCost(amount: .zero, source: secret())
        for attribute in UsageAttribute.allCases { priced.event.usage.attributes[attribute] = secret() }
        priced.event.metadata = JSONObject([.init(name: secret(), value: .string(secret()))])
        priced.event.client.ip = secret()
        priced.event.client.userAgent = secret()
        priced.event.client.device = secret()
        priced.event.idempotencyKey = secret()
        var unpriced = priced
        unpriced.event.id = nil
        unpriced.event.idempotencyKey = secret()
        unpriced.costing = .unpriced(
            UnpricedReason(.unknownModel, secret(), hint: "did you mean \(secret())"))
        var cost = try #require(priced.costing.cost)
        cost.price.modelID = secret()
        priced.costing = .priced(cost)
        let ledger = try SampleLedger()
        #expect(try ledger.store.record([priced, unpriced], at: SampleLedger.start).counts == [2, 0, 0])
        for name in try ledger.cells("SELECT name FROM sqlite_schema WHERE type = 'table'") {
            guard case .text(let table) = name[0] else { continue }
            #expect(!"\(try ledger.cells("SELECT * FROM \(table)"))".contains("planted"), "\(table)")
        }
        #expect(try ledger.store.verify().isSound)
    }

    @Test func `only allowed metadata is written`() throws {
        let ledger = try SampleLedger(metadataNames: ["trace"])
        var priced = try PricedEvent.sample()
        priced.event.metadata = JSONObject([
            .init(name: "trace", value: "t"), .init(name: "prompt", value: "p"),
        ])
        _ = try ledger.store.record([priced], at: SampleLedger.start)
        #expect(try ledger.cells("SELECT metadata FROM api_usage") == [[.text(#"{"trace":"t"}"#)]])
    }
}
