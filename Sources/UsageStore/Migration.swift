private import Digest
internal import SQLDatabase
internal import UsageModel

/// One named step of the schema; steps are applied in order, once, and never changed afterwards.
struct Migration: Sendable {
    /// The name under which the database remembers the step.
    let name: String
    /// Its statements in the words of a dialect.
    let statements: @Sendable (any SQLDialect) -> [String]
    /// Takes the step.
    let run: @Sendable (any SQLConnection) throws -> Void

    /// A step that runs its statements.
    init(name: String, statements: @escaping @Sendable (any SQLDialect) -> [String]) {
        self.init(name: name, statements: statements) { connection in
            for statement in statements(connection.dialect) { try connection.execute(statement) }
        }
    }

    /// A step with work between its statements, which `run` runs too.
    init(
        name: String, statements: @escaping @Sendable (any SQLDialect) -> [String],
        run: @escaping @Sendable (any SQLConnection) throws -> Void
    ) {
        self.name = name
        self.statements = statements
        self.run = run
    }

    /// All steps, oldest first.
    static let all = [
        Migration(name: "0001 ledger") { Schema.ledger($0) },
        Migration(name: "0002 statements") { Schema.statements($0) },
        Migration(name: "0003 rollups") { Schema.rollups($0) },
        compactRows,
        sideTallies,
        Migration(name: "0006 rare rows") { _ in Schema.rareRows },
    ]

    /// What tells a changed step from the applied one.
    func checksum(_ dialect: any SQLDialect) -> String {
        SHA256.digest(statements(dialect).joined(separator: ";\n")).hex
    }

    /// Whether all steps are applied; throws where the database is newer than the program, or a step was changed.
    static func isCurrent(_ connection: any SQLConnection, _ migrations: [Migration] = all) throws -> Bool {
        try appliedCount(connection, migrations) == migrations.count
    }

    /// Applies the steps that are missing.
    static func apply(
        _ migrations: [Migration] = all, to connection: any SQLConnection, at moment: Instant
    ) throws {
        let dialect = connection.dialect
        if try connection.first(dialect.tableExists, ["schema_migrations"], { _ in true }) == nil {
            try connection.execute(table(dialect))
        }
        let applied = try appliedCount(connection, migrations)
        for (index, migration) in migrations.enumerated().dropFirst(applied) {
            try migration.run(connection)
            try connection.run(
                "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
                [
                    .integer(Int64(index + 1)), .text(migration.name), .text(migration.checksum(dialect)),
                    .integer(moment.microseconds),
                ])
        }
    }

    private static func table(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE schema_migrations (
            number \(dialect.integerType) NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            applied_at \(dialect.integerType) NOT NULL
        )\(dialect.tableSuffix)
        """
    }

    private static func appliedCount(
        _ connection: any SQLConnection, _ migrations: [Migration]
    ) throws -> Int {
        guard
            try connection.first(connection.dialect.tableExists, ["schema_migrations"], { _ in true }) != nil
        else { return 0 }
        var count = 0
        try connection.rows("SELECT number, name, checksum FROM schema_migrations ORDER BY number") { row in
            guard count < migrations.count else {
                throw StoreError(
                    .schemaTooNew,
                    "the ledger has the step `\(row.text(1))`, which this program does not know",
                    hint: "use the program that wrote it, or a newer one")
            }
            let migration = migrations[count]
            guard row.integer(0) == Int64(count + 1), row.text(1) == migration.name,
                row.text(2) == migration.checksum(connection.dialect)
            else {
                throw StoreError(
                    .schemaMismatch,
                    "the ledger's step \(row.integer(0)) `\(row.text(1))` is not the one known here",
                    hint: "the file was made by another build; restore it from a copy or export and import it"
                )
            }
            count += 1
        }
        return count
    }
}
