import Digest
import SQLDatabase
import SQLite
import TestSupport
import Testing
import UsageModel

@testable import UsageStore

@Suite struct VerifyTests {
    private static func ledger(rows: Int = 5) throws -> SampleLedger {
        let ledger = try SampleLedger()
        let calls = try (1...rows).map { try PricedEvent.sample($0) }
        _ = try ledger.store.record(
            calls + [.unpriced(99, UnpricedReason(.missingRate, "image"))], at: SampleLedger.start)
        return ledger
    }

    @Test func `a sound ledger is proved`() throws {
        let proof = try Self.ledger().store.verify()
        #expect(proof.flaws == [])
        #expect(proof.rows == 6)
        #expect(proof.total == (try Money("0.03")))
        #expect(proof.unpricedCalls == 1)
        #expect(proof.chainHead.count == 64)
        #expect(try SampleLedger().store.verify().isSound)
    }

    /// Each column of the third row is changed in turn, past the triggers and the checks.
    @Test(arguments: Column.stored)
    func `any changed value is found and its row named`(column: Column) throws {
        let ledger = try Self.ledger()
        let other =
            "CASE typeof(\(column.sql)) WHEN 'integer' THEN \(column.sql) + 1 WHEN 'blob' THEN zeroblob(length(\(column.sql))) "
            + "WHEN 'text' THEN \(column.sql) || 'x' ELSE \(Self.filler(column)) END"
        try ledger.tamper(
            SampleLedger.withoutTriggers, "PRAGMA ignore_check_constraints = ON",
            "UPDATE api_usage SET \(column.sql) = \(other) WHERE sequence = 3")
        let flaw = try #require(try ledger.store.verify().flaws.first)
        if column != .tenantID { #expect(flaw.sequence == (column == .sequence ? 4 : 3)) }
    }

    private static func filler(_ column: Column) -> String {
        switch column {
        case .corrects, .personalDigest: "x'00'"
        case .step, .attempt, .httpStatus, .timeToFirstTokenMs, .cacheReadTokens, .cacheWriteTokens,
            .reasoningTokens,
            .images, .videoMicroseconds, .audioMicroseconds, .statedCost, .importID:
            "1"
        default: "'x'"
        }
    }

    /// Numbers at the ends of 64 bits, as somebody could plant to end the proof itself.
    @Test(arguments: [
        Column.sequence, .sign, .totalCost, .listCost, .inputTokens, .occurredAt, .postingMonth,
    ])
    func `no planted number ends the proof or an answer`(column: Column) throws {
        for number in ["9223372036854775807", "-9223372036854775808"] {
            let ledger = try Self.ledger()
            try ledger.tamper(
                SampleLedger.withoutTriggers, "PRAGMA ignore_check_constraints = ON",
                "UPDATE api_usage SET \(column.sql) = \(number)")
            #expect(!(try ledger.store.verify().isSound))
            do {
                let table = try ledger.store.answer(
                    Query(groups: [.model], bucket: .init(.month, zone: .utc)))
                #expect(column != .sign && table.total.calls == 6)
            } catch let error as StoreError {
                #expect(error.code == .damagedLedger)
            }
        }
    }

    @Test func `a planted end of the chain is an error, not the end of the program`() throws {
        let ledger = try Self.ledger()
        try ledger.tamper("UPDATE ledger SET sequence = 9223372036854775807")
        #expect(!(try ledger.store.verify().isSound))
        let error = #expect(throws: StoreError.self) {
            try ledger.store.record([.sample(7)], at: SampleLedger.start)
        }
        #expect(error?.code == .damagedLedger)
    }

    @Test(arguments: [1, 3, 6])
    func `a removed row is missed`(sequence: Int) throws {
        let ledger = try Self.ledger()
        try ledger.tamper(SampleLedger.withoutTriggers, "DELETE FROM api_usage WHERE sequence = \(sequence)")
        let proof = try ledger.store.verify()
        #expect(!proof.isSound)
        if sequence < 6 { #expect(proof.flaws.first?.sequence == sequence + 1) }
    }

    @Test func `a row added beside the ledger is found`() throws {
        let ledger = try Self.ledger()
        let columns = Column.stored.map { column in
            switch column {
            case .id: "zeroblob(16)"
            case .sequence: "7"
            default: column.sql
            }
        }
        try ledger.tamper(
            "INSERT INTO api_usage (\(Column.list)) SELECT \(columns.joined(separator: ", ")) FROM api_usage WHERE sequence = 6"
        )
        let proof = try ledger.store.verify()
        #expect(proof.flaws.first?.sequence == 7)
        #expect(proof.flaws.count == 2)
    }

    @Test func `changed price terms are found`() throws {
        let ledger = try Self.ledger()
        try ledger.tamper(
            SampleLedger.withoutTriggers, "UPDATE price_terms SET body = replace(body, '2.5', '0.5')")
        #expect(try ledger.store.verify().flaws.count >= 6)
    }

    @Test func `price terms that were taken away are missed, though this process has read them`() throws {
        let ledger = try Self.ledger()
        #expect(try ledger.store.verify().isSound)
        try ledger.tamper("DROP TRIGGER price_terms_no_delete", "DELETE FROM price_terms")
        #expect(try ledger.store.verify().flaws.count == 5)
    }

    @Test func `the content digest does not depend on order, recording time or repetition`() throws {
        let calls = try (0..<40).map { try PricedEvent.sample($0, seconds: $0 / 3 * 10) }
        let sorted = try SampleLedger()
        _ = try sorted.store.record(calls, at: SampleLedger.start)
        let expected = try sorted.store.verify()
        let table = try sorted.store.answer(Query(groups: [.model, .user], bucket: .init(.day, zone: .utc)))
        try forAll(seeds: 0..<25) { random in
            let ledger = try SampleLedger(seed: random.next())
            var pile = (calls + calls + (0..<20).map { _ in random.pick(calls) }).shuffled(using: &random)
            var moment = SampleLedger.start
            while !pile.isEmpty {
                let batch = pile.prefix(1 + random.below(30))
                pile.removeFirst(batch.count)
                moment = moment.adding(seconds: Int64(random.below(1000)))
                _ = try ledger.store.record(Array(batch), at: moment)
            }
            let proof = try ledger.store.verify()
            let answer = try ledger.store.answer(
                Query(groups: [.model, .user], bucket: .init(.day, zone: .utc)))
            guard proof.isSound, proof.rows == 40, proof.total == expected.total,
                proof.contentDigest == expected.contentDigest, answer == table
            else { throw Broken(reason: "\(proof)") }
        }
        var other = calls
        other[7].event.attribution.user = "eve"
        let changed = try SampleLedger()
        _ = try changed.store.record(other, at: SampleLedger.start)
        #expect(try changed.store.verify().contentDigest != expected.contentDigest)
    }

    @Test func `personal data can be erased, and the proof still holds`() throws {
        let ledger = try SampleLedger()
        var priced = try PricedEvent.sample()
        priced.event.client.ip = "192.0.2.7"
        priced.event.client.userAgent = "curl/8"
        _ = try ledger.store.record([priced, .sample(2)], at: SampleLedger.start)
        let before = try ledger.store.verify()
        #expect(before.isSound)
        try ledger.tamper("UPDATE personal SET ip = '192.0.2.8'")
        #expect(try ledger.store.verify().flaws.count == 1)
        #expect(try ledger.store.erasePersonalData(ofUser: "ada") == 1)
        #expect(try ledger.store.verify() == before)
        #expect(!"\(try ledger.cells("SELECT * FROM personal, api_usage"))".contains("192.0.2"))
        let id = try #require(priced.event.id)
        #expect(try ledger.store.event(id)?.priced.event.client == ClientDetails())
    }

    @Test func `the doctor says what is wrong and what to do`() throws {
        let ledger = try Self.ledger()
        let well = try ledger.store.doctor()
        #expect(well.filter { $0.severity == .problem } == [])
        #expect(well.contains { $0.message.contains("missing_rate:image") })
        try ledger.tamper(
            SampleLedger.withoutTriggers, "UPDATE api_usage SET total_cost = total_cost WHERE 0")
        _ = try ledger.store.beginImport(
            ImportSource(tenant: "default", importer: "csv", name: "march.csv", fingerprint: "f"),
            at: SampleLedger.start)
        let ill = try ledger.store.doctor()
        #expect(ill.contains { $0.severity == .problem && $0.message.contains("`api_usage_no_update`") })
        #expect(ill.contains { $0.severity == .notice && $0.message.contains("`march.csv`") })
    }
}
