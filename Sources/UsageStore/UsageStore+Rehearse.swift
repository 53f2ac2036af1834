internal import SQLDatabase
internal import UsageModel

/// What a dry run of an import has met so far, beside what the ledger holds.
package struct ImportRehearsal {
    /// How often records came whose first identity has a row.
    fileprivate var known: [[UInt8]: Int] = [:]
    /// Records with a name of their own that would be written.
    fileprivate var named: Set<[UInt8]> = []

    package init() {}
}

extension UsageStore {
    /// What would become of an import's records, without writing anything.
    package func rehearse(
        _ calls: [ImportedCall], of run: inout ImportRun, with rehearsal: inout ImportRehearsal?
    ) throws -> [RecordResult] {
        var (met, counted) = (rehearsal ?? ImportRehearsal(), run)
        let results = try read { [met] connection in
            var met = met
            let results = try calls.map { call in
                try UsageStore.result { try outcome(of: call, source: run.source, met: &met, in: connection) }
            }
            return (results, met.known, met.named)
        }
        (met.known, met.named) = (results.1, results.2)
        for result in results.0 { counted.count(result) }
        (rehearsal, run) = (met, counted)
        return results.0
    }

    private func outcome(
        of call: ImportedCall, source: ImportSource, met: inout ImportRehearsal,
        in connection: any SQLConnection
    ) throws -> RecordOutcome {
        let event = call.record.event
        let clean = PricedEvent(event: event, costing: call.costing).sanitised(options)
        let content = ContentIdentity(call.record, source: source)
        let id = event.id ?? content.id(ordinal: 0)
        var row = Row()
        try row.set(clean.event, id: id)
        try row.set(clean.costing, terms: nil)
        func hasRow(_ id: EventID) throws -> Bool {
            try UsageStore.row(id, tenant: event.attribution.tenant, in: connection) != nil
        }
        if call.record.correction != nil {
            return try hasRow(id) ? .unchanged(id) : .recorded(id, repetition: 0)
        }
        if event.id != nil || event.idempotencyKey != nil {
            let key = IdempotencyKey(clean.event, body: nil)
            if let known = try key?.recorded(in: connection) { return known }
            return try hasRow(id) ? .unchanged(id) : .recorded(id, repetition: 0)
        }
        if let name = IdempotencyKey(named: call.record, importer: source.importer) {
            if let known = try name.recorded(in: connection) { return known }
            let isNew = try met.named.insert(content.digest).inserted && !hasRow(id)
            return isNew ? .recorded(id, repetition: 0) : .unchanged(id)
        }
        guard try hasRow(id) else { return .recorded(id, repetition: 0) }
        let ordinal = met.known[content.digest, default: 0]
        met.known[content.digest] = ordinal + 1
        let repeated = content.id(ordinal: ordinal)
        return try hasRow(repeated) ? .unchanged(repeated) : .recorded(repeated, repetition: ordinal)
    }
}
