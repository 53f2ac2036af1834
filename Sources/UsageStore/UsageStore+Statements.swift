internal import Digest
internal import JSON
internal import SQLDatabase
package import UsageModel

/// One line of an imported statement, with its ordinal among identical ones of the import.
package struct ImportedStatement: Hashable, Sendable {
    /// The line.
    package var line: StatementLine
    /// Which of identical lines it is, from 0.
    package var ordinal: Int

    package init(_ line: StatementLine, ordinal: Int) {
        self.line = line
        self.ordinal = ordinal
    }
}

extension UsageStore {
    /// Keeps a batch of a statement's lines and how far the run has come, in one transaction.
    ///
    /// A line that is there already is not written again, but belongs to this import too: of several imports of one
    /// statement, the last one that speaks of a day is the one that stands.
    package func record(
        _ lines: [ImportedStatement], of run: inout ImportRun, byteOffset: Int, line: Int, refused: Int = 0,
        isLast: Bool = false, at moment: Instant
    ) throws -> [RecordResult] {
        try advance(&run, byteOffset: byteOffset, line: line, refused: refused, isLast: isLast, at: moment) {
            run, connection in
            var entry = try LedgerEntry.open(
                run.source.tenant, in: connection, at: moment, random: options.random)
            let results = try lines.map { line in
                try UsageStore.result {
                    try keep(line, of: run, counting: &entry.sides, at: moment, in: connection)
                }
            }
            try entry.save(to: connection)
            return results
        }
    }

    /// What would become of a statement's lines, without writing anything.
    package func rehearse(_ lines: [ImportedStatement], of run: inout ImportRun) throws -> [RecordResult] {
        var counted = run
        let results = try read { connection in
            try lines.map { imported in
                try UsageStore.result {
                    let id = Self.id(of: imported)
                    let isKnown = try Self.isKnown(imported.line, id, run.source.tenant, in: connection)
                    return isKnown ? .unchanged(id) : .recorded(id, repetition: imported.ordinal)
                }
            }
        }
        for result in results { counted.count(result) }
        run = counted
        return results
    }

    private static func isKnown(
        _ line: StatementLine, _ id: EventID, _ tenant: String, in connection: any SQLConnection
    ) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM provider_statements WHERE tenant_id = $1 AND period_start = $2 AND id = $3",
            [.text(tenant), .integer(line.start.microseconds), id.value]
        ) { _ in true } != nil
    }

    private func keep(
        _ imported: ImportedStatement, of run: ImportRun, counting sides: inout SideTallies,
        at moment: Instant, in connection: any SQLConnection
    ) throws -> RecordOutcome {
        let line = imported.line
        let id = Self.id(of: imported)
        let key: [SQLValue] = [.text(run.source.tenant), .integer(line.start.microseconds), id.value]
        let isKnown = try Self.isKnown(line, id, run.source.tenant, in: connection)
        if !isKnown {
            let amount = try line.amount.map { amount in
                do throws(ModelError) {
                    return try amount.rowPicodollars()
                } catch {
                    throw StoreError(
                        error.code, error.message, place: Place(path: "amount"), hint: error.hint)
                }
            }
            let values =
                key + [
                    .integer(line.end.microseconds), .text(line.provider.rawValue), .text(line.source),
                    SQLValue(line.model.map { Redaction.clean($0, .secrets) }),
                    SQLValue(line.item.map { Redaction.clean($0, .secretsAndAddresses) }),
                    SQLValue(line.details.isEmpty ? nil : Self.details(of: line)),
                    SQLValue(line.requests),
                    SQLValue(line.usage.isEmpty ? nil : JSONValue.object(line.usage.json).compactText),
                    amount.map { .integer($0) } ?? .null, .integer(run.id), .integer(moment.microseconds),
                ]
            try connection.run(
                """
                INSERT INTO provider_statements (\(Self.lineColumns))
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                """, values)
            sides.add(Seal.number(Seal.of(values)), name: id, to: .statements)
        }
        let told = key + [.integer(run.id)]
        let added = try connection.run(
            """
            INSERT INTO statement_imports (\(Self.importColumns)) VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING
            """, told)
        if added > 0 { sides.add(Seal.number(Seal.of(told)), name: id, to: .statementImports) }
        return isKnown ? .unchanged(id) : .recorded(id, repetition: imported.ordinal)
    }

    /// All columns of a statement's line, in the order in which its proof covers them.
    static let lineColumns = """
        tenant_id, period_start, id, period_end, provider, source, model, item, details, requests, usage, amount,
        import_id, recorded_at
        """
    /// The same of what tells which import spoke of a line.
    static let importColumns = "tenant_id, period_start, id, import_id"

    private static func details(of line: StatementLine) -> String {
        var clean = Tags()
        for (name, value) in line.details.values {
            clean[name] = Redaction.namesSecret(name) ? "[key]" : Redaction.clean(value, .secrets)
        }
        return JSONValue.object(clean.json).compactText
    }

    /// The identity of a line: all that it says, and its ordinal.
    private static func id(of imported: ImportedStatement) -> EventID {
        let line = imported.line
        let parts: [String?] = [
            line.provider.rawValue, line.source, line.start.description, line.end.description, line.model,
            line.item, JSONValue.object(line.details.json).compactText, line.requests.map(String.init),
            JSONValue.object(line.usage.json).compactText, line.amount?.description,
            String(imported.ordinal),
        ]
        var hash = SHA256()
        for part in parts {
            // The length keeps the parts apart; a sign tells none from an empty one.
            hash.update("\(part.map { "\($0.utf8.count)" } ?? "-"):\(part ?? "")")
        }
        let words = EventID(bytes: Array(hash.digest().bytes.prefix(16))) ?? EventID(high: 0, low: 0)
        return EventID(at: line.start, contentDigest: (words.high, words.low))
    }

    /// The statements whose periods begin in a span: of each statement and beginning, what its last import said.
    package func statements(
        in span: Range<Instant>? = nil, tenant: String = Attribution.defaultTenant
    ) throws -> [StatementLine] {
        let bounds = span ?? Instant(microseconds: .min)..<Instant(microseconds: .max)
        return try read { connection in
            let sql = """
                SELECT s.provider, s.source, s.period_start, s.period_end, s.model, s.item, s.details, s.requests, s.usage,
                    s.amount
                FROM provider_statements s
                JOIN statement_imports i
                    ON i.tenant_id = s.tenant_id AND i.period_start = s.period_start AND i.id = s.id
                JOIN (
                    SELECT t.provider, t.source, t.period_start, MAX(j.import_id) AS import_id
                    FROM provider_statements t
                    JOIN statement_imports j
                        ON j.tenant_id = t.tenant_id AND j.period_start = t.period_start AND j.id = t.id
                    WHERE t.tenant_id = $1 AND t.period_start >= $2 AND t.period_start < $3
                    GROUP BY t.provider, t.source, t.period_start
                ) latest
                    ON latest.provider = s.provider AND latest.source = s.source
                    AND latest.period_start = s.period_start AND latest.import_id = i.import_id
                WHERE s.tenant_id = $1 AND s.period_start >= $2 AND s.period_start < $3
                ORDER BY s.period_start, s.provider, s.source, s.model, s.item, s.id
                """
            var lines: [StatementLine] = []
            try connection.rows(
                sql,
                [
                    .text(tenant), .integer(bounds.lowerBound.microseconds),
                    .integer(bounds.upperBound.microseconds),
                ]
            ) { lines.append(try Self.line($0)) }
            return lines
        }
    }

    private static func line(_ row: any SQLRow) throws -> StatementLine {
        var line = StatementLine(
            provider: Provider(rawValue: row.text(0)), source: row.text(1),
            start: Instant(microseconds: row.integer(2)), end: Instant(microseconds: row.integer(3)),
            model: row.textIfPresent(4), item: row.textIfPresent(5))
        for member in (try? JSONValue(parsing: row.textIfPresent(6) ?? "{}"))?.object?.members ?? [] {
            line.details[member.name] = member.value.string
        }
        line.requests = row.integerIfPresent(7).map { Int($0) }
        if let text = row.textIfPresent(8) {
            guard let object = (try? JSONValue(parsing: text))?.object, let usage = try? Usage(json: object)
            else {
                throw StoreError(
                    .damagedLedger, "a statement of \(line.provider) cannot be read",
                    hint: "run `usageledger doctor`")
            }
            line.usage = usage
        }
        line.amount = row.integerIfPresent(9).map { Money(picodollars: Int128($0)) }
        return line
    }
}
