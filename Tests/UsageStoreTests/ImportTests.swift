import TestSupport
import Testing
import UsageModel

@testable import UsageStore

/// A file of records as an importer would hand them over, by lines of ten bytes.
private struct SampleFile {
    var lines: [Int]
    var fingerprint = "f1"
    /// Whose calls the records say they are; the import itself is the default tenant's.
    var tenant = Attribution.defaultTenant

    var source: ImportSource {
        ImportSource(tenant: "default", importer: "aider", name: "log.jsonl", fingerprint: fingerprint)
    }

    /// Imports the file in batches; stops after so many of them where told to.
    @discardableResult
    func importInto(_ store: UsageStore, batch: Int = 7, stopAfter: Int = .max) throws -> ImportRun {
        var run = try store.beginImport(source, at: SampleLedger.start)
        var batches = 0
        while run.line < lines.count || batches == 0 {
            guard batches < stopAfter else { return run }
            let end = min(run.line + batch, lines.count)
            let calls = try lines[run.line..<end].map { number in
                var priced = try PricedEvent.sample(number)
                priced.event.id = nil
                priced.event.attribution.tenant = tenant
                return ImportedCall(
                    ImportedRecord(
                        event: priced.event, content: "line \(number)", place: Place(line: number)),
                    costing: priced.costing)
            }
            _ = try store.record(
                calls, of: &run, byteOffset: end * 10, line: end, isLast: end == lines.count,
                at: SampleLedger.start)
            batches += 1
        }
        return run
    }
}

@Suite struct ImportTests {
    @Test func `a file imported twice adds nothing, and truly repeated records stay`() throws {
        let ledger = try SampleLedger()
        let file = SampleFile(lines: [1, 2, 3, 2, 4, 2, 5, 6, 7, 8, 1])
        let first = try file.importInto(ledger.store)
        #expect([first.recorded, first.repeated, first.unchanged] == [11, 3, 0])
        let digest = try ledger.store.verify().contentDigest
        let again = try file.importInto(ledger.store, batch: 3)
        #expect([again.recorded, again.repeated, again.unchanged] == [0, 0, 11])
        #expect(again.id != first.id)
        #expect(!again.isResumed || again.byteOffset == 110)
        #expect(try ledger.store.verify().contentDigest == digest)
        #expect(try ledger.cells("SELECT * FROM import_repeat") == [])
    }

    @Test func `repeated records of another tenant stay too`() throws {
        let ledger = try SampleLedger()
        let file = SampleFile(lines: [1, 2, 2, 3, 2], tenant: "acme")
        let first = try file.importInto(ledger.store, batch: 2)
        #expect([first.recorded, first.repeated, first.unchanged] == [5, 2, 0])
        let again = try file.importInto(ledger.store)
        #expect([again.recorded, again.unchanged] == [0, 5])
    }

    @Test func `two processes that import one file at once count nothing twice`() throws {
        let ledger = try SampleLedger()
        let file = SampleFile(lines: Array(1...30))
        var slow = try ledger.store.beginImport(file.source, at: SampleLedger.start)
        // The other process takes up the same run and goes on with it.
        try file.importInto(ledger.store, batch: 10, stopAfter: 2)
        let priced = try PricedEvent.sample(1)
        var event = priced.event
        event.id = nil
        let call = ImportedCall(
            ImportedRecord(event: event, content: "line 1", place: Place(line: 1)), costing: priced.costing)
        let before = slow
        for _ in 1...2 {
            let error = #expect(throws: StoreError.self) {
                try ledger.store.record(
                    [call], of: &slow, byteOffset: 10, line: 1, at: SampleLedger.start)
            }
            #expect(error?.code == .importInProgress)
            #expect(slow == before)
            try file.importInto(ledger.store)
        }
        #expect(try ledger.store.verify().rows == 30)
        let again = try file.importInto(ledger.store)
        #expect([again.recorded, again.unchanged] == [0, 30])
    }

    @Test func `a corrected and grown file adds what is new`() throws {
        let ledger = try SampleLedger()
        try SampleFile(lines: [1, 2, 2, 4]).importInto(ledger.store)
        let grown = try SampleFile(lines: [1, 2, 2, 3, 4, 2, 5], fingerprint: "f2").importInto(ledger.store)
        #expect([grown.recorded, grown.repeated, grown.unchanged] == [3, 1, 4])
    }

    @Test func `another importer, tenant or content is another row`() throws {
        let ledger = try SampleLedger()
        try SampleFile(lines: [1]).importInto(ledger.store)
        var priced = try PricedEvent.sample(1)
        priced.event.id = nil
        let record = ImportedRecord(event: priced.event, content: "line 1", place: Place(line: 1))
        let source = ImportSource(tenant: "default", importer: "csv", name: "x", fingerprint: "f")
        var run = try ledger.store.beginImport(source, at: SampleLedger.start)
        let results = try ledger.store.record(
            [ImportedCall(record, costing: priced.costing)], of: &run, byteOffset: 1, line: 1, isLast: true,
            at: SampleLedger.start)
        #expect(results.counts == [1, 0, 0])
    }

    @Test func `broken off anywhere and run again, an import is the same as an undisturbed one`() throws {
        let whole = try SampleLedger()
        let lines = (0..<60).map { $0 % 5 == 0 ? 7 : $0 }
        try SampleFile(lines: lines).importInto(whole.store)
        let expected = try whole.store.verify()
        try forAll(seeds: 0..<12) { random in
            let ledger = try SampleLedger(seed: random.next())
            var stops = 0
            var run = try SampleFile(lines: lines).importInto(
                ledger.store, batch: 1 + random.below(9), stopAfter: 1)
            while run.line < lines.count {
                stops += 1
                run = try SampleFile(lines: lines).importInto(
                    ledger.store, batch: 1 + random.below(9), stopAfter: random.below(4))
            }
            let proof = try ledger.store.verify()
            guard proof.isSound, proof.contentDigest == expected.contentDigest, proof.total == expected.total,
                run.recorded == 60, run.repeated == 12
            else { throw Broken(reason: "\(proof) \(run) after \(stops) stops") }
        }
    }

    @Test func `a batch that fails half way leaves neither rows nor progress`() throws {
        let ledger = try SampleLedger()
        let file = SampleFile(lines: Array(0..<20))
        try file.importInto(ledger.store, batch: 5, stopAfter: 2)
        let before = try ledger.store.verify()
        // The last statement of the batch is refused, as if the disk were full: everything before it is undone.
        try ledger.tamper(
            """
            CREATE TRIGGER full BEFORE UPDATE ON import_progress
            BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END
            """)
        #expect(throws: StoreError.self) { try file.importInto(ledger.store, batch: 5) }
        #expect(try ledger.store.verify() == before)
        try ledger.tamper("DROP TRIGGER full")
        let run = try file.importInto(ledger.store, batch: 5)
        #expect([run.recorded, run.unchanged] == [20, 0])
        #expect(run.isResumed)
        #expect(try ledger.store.verify().rows == 20)
    }

    @Test func `our own rows keep their ids when they are imported`() throws {
        let ledger = try SampleLedger()
        let priced = try PricedEvent.sample(1)
        _ = try ledger.store.record([priced], at: SampleLedger.start)
        let record = ImportedRecord(event: priced.event, content: "{}", place: Place(line: 1))
        let other = try PricedEvent.sample(1, output: 9, id: priced.event.id)
        let changed = ImportedRecord(event: other.event, content: "{}", place: Place(line: 2))
        var run = try ledger.store.beginImport(SampleFile(lines: []).source, at: SampleLedger.start)
        let results = try ledger.store.record(
            [ImportedCall(record, costing: priced.costing), ImportedCall(changed, costing: priced.costing)],
            of: &run,
            byteOffset: 1, line: 2, refused: 3, at: SampleLedger.start)
        #expect(results.counts == [0, 1, 1])
        #expect(run.refused == 4)
    }
}
