internal import SQLDatabase

extension Schema {
    /// The statements of the migration that adds what providers bill.
    static func statements(_ dialect: any SQLDialect) -> [String] {
        [statementsTable(dialect)] + statementGuards(dialect) + [statementImportsTable(dialect)]
    }

    static func statementGuards(_ dialect: any SQLDialect) -> [String] {
        dialect.appendOnly(
            table: "provider_statements",
            keys: ["tenant_id = NEW.tenant_id AND period_start = NEW.period_start AND id = NEW.id"],
            message: "provider_statements is append-only")
    }

    /// One row a line of a statement, for ever; amounts are in picodollars, below zero for a credit.
    private static func statementsTable(_ dialect: any SQLDialect) -> String {
        let (int, bytes) = (dialect.integerType, dialect.bytesType)
        return """
            CREATE TABLE provider_statements (
                tenant_id TEXT NOT NULL CHECK (tenant_id <> ''),
                period_start \(int) NOT NULL,
                id \(bytes) NOT NULL CHECK (length(id) = 16),
                period_end \(int) NOT NULL CHECK (period_end > period_start),
                provider TEXT NOT NULL,
                source TEXT NOT NULL,
                model TEXT,
                item TEXT,
                details TEXT,
                requests \(int) CHECK (requests >= 0),
                usage TEXT,
                amount \(int),
                import_id \(int) NOT NULL,
                recorded_at \(int) NOT NULL,
                PRIMARY KEY (tenant_id, period_start, id)
            )\(dialect.tableSuffix)
            """
    }

    /// Which import speaks of which line: of several imports of one statement the last one stands.
    private static func statementImportsTable(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE statement_imports (
            tenant_id TEXT NOT NULL,
            period_start \(dialect.integerType) NOT NULL,
            id \(dialect.bytesType) NOT NULL,
            import_id \(dialect.integerType) NOT NULL,
            PRIMARY KEY (tenant_id, period_start, id, import_id)
        )\(dialect.keyedTableSuffix)
        """
    }
}
