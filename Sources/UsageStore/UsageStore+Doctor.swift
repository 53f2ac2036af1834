internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// Looks at everything that can be wrong with a ledger and says in words what is, and what to do.
    package func doctor() throws -> [Diagnosis] {
        var findings = try read { connection in
            [try UsageStore.integrity(connection), try UsageStore.guards(connection)]
        }
        findings.append(try proof())
        try findings.append(contentsOf: tenants().flatMap { tenant in try self.findings(tenant) })
        return findings
    }

    private static func integrity(_ connection: any SQLConnection) throws -> Diagnosis {
        guard let complaint = try IntegrityCheck.complaint(connection) else {
            return Diagnosis(.fine, "file", "the database is sound")
        }
        return Diagnosis(
            .problem, "file", "the database is damaged: \(complaint)",
            advice: "restore the file from a copy, or import the sources into a new one")
    }

    /// Whether the tables, triggers and keys without which rows could be changed, removed or doubled are the ones that we made.
    private static func guards(_ connection: any SQLConnection) throws -> Diagnosis {
        func words(_ statement: String) -> [Substring] {
            statement.split { $0.isWhitespace || $0 == "\"" }
        }
        var (missing, changed): ([String], [String]) = ([], [])
        for expected in Schema.guards(connection.dialect) {
            let found = try connection.first(connection.dialect.definition, [.text(expected.name)]) {
                $0.text(0)
            }
            guard let found else {
                missing.append("`\(expected.name)`")
                continue
            }
            if words(found) != words(expected.statement) { changed.append("`\(expected.name)`") }
        }
        let complaints = [(missing, "missing"), (changed, "changed")].filter { !$0.0.isEmpty }
        guard complaints.isEmpty else {
            let names = complaints.map { "\($0.0.joined(separator: ", ")) \($0.1)" }
            return Diagnosis(
                .problem, "schema",
                "\(names.joined(separator: "; ")): rows can be changed, removed or doubled",
                advice: "somebody changed the schema; export the rows and import them into a new ledger")
        }
        return Diagnosis(.fine, "schema", "the schema is complete, and rows cannot be changed or deleted")
    }

    private func proof() throws -> Diagnosis {
        let proof = try verify()
        guard let flaw = proof.flaws.first else {
            return Diagnosis(.fine, "chain", "all \(proof.rows) rows are as they were written")
        }
        let row = flaw.id.map { "row `\($0)`: " } ?? ""
        return Diagnosis(
            .problem, "chain", "\(row)\(flaw.message)",
            advice: "run `usageledger verify` for all flaws, and compare with the last line that was filed")
    }

    private func findings(_ tenant: String) throws -> [Diagnosis] {
        let total = try answer(Query(tenant: tenant)).total
        var findings: [Diagnosis] = []
        for (reason, count) in total.unpricedCalls.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            findings.append(
                Diagnosis(
                    .notice, "prices",
                    count == 1
                        ? "1 call of `\(tenant)` has no cost: \(reason)"
                        : "\(count) calls of `\(tenant)` have no cost: \(reason)",
                    advice:
                        "see which with `usageledger models`; rows stay as they are, later calls take a price once there is one"
                ))
        }
        if total.assumedPriceCalls > 0 {
            findings.append(
                Diagnosis(
                    .notice, "prices",
                    total.assumedPriceCalls == 1
                        ? "1 call of `\(tenant)` uses a price that is not dated to its day"
                        : "\(total.assumedPriceCalls) calls of `\(tenant)` use a price that is not dated to their day"
                ))
        }
        let days = try daysToAggregate(tenant: tenant)
        if days > 0 {
            findings.append(
                Diagnosis(
                    .notice, "rollups",
                    days == 1
                        ? "1 day of `\(tenant)` has rows that are not in its rollups: tables are right, but slower"
                        : "\(days) days of `\(tenant)` have rows that are not in their rollups: tables are right, "
                            + "but slower", advice: "run `usageledger aggregate`, best every night"))
        }
        for name in try unfinishedImports(tenant) {
            findings.append(
                Diagnosis(
                    .notice, "imports", "the import of `\(name)` was broken off",
                    advice: "run it again; it goes on where it stopped"))
        }
        return findings
    }

    private func unfinishedImports(_ tenant: String) throws -> [String] {
        try read { connection in
            var names: [String] = []
            let sql = """
                SELECT source FROM import_progress WHERE tenant_id = $1 AND finished_at IS NULL ORDER BY import_id
                """
            try connection.rows(sql, [.text(tenant)]) { names.append($0.text(0)) }
            return names
        }
    }
}
