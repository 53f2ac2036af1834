internal import SQLDatabase

extension Schema {
    /// The table of calls and corrections, as it has been since the fourth migration.
    ///
    /// One row a call, for ever: magnitudes are never negative, `sign` says which way they count. Money is in picodollars,
    /// moments in microseconds since 1970, spans as their column says. Null is "not known".
    static func rowsTable(_ dialect: any SQLDialect) -> String {
        let definitions = Column.stored.map { "    \($0.sql) \(definition($0, dialect))" }
        return """
            CREATE TABLE api_usage (
            \(definitions.joined(separator: ",\n")),
                PRIMARY KEY (tenant_id, occurred_at, id)
            )\(dialect.tableSuffix)
            """
    }

    private static func definition(_ column: Column, _ dialect: any SQLDialect) -> String {
        let (int, bytes) = (dialect.integerType, dialect.bytesType)
        switch column {
        case .tenantID: return "TEXT NOT NULL CHECK (tenant_id <> '')"
        case .id: return "\(bytes) NOT NULL CHECK (length(id) = 16)"
        case .kind: return "TEXT NOT NULL CHECK (kind IN ('usage', 'reversal', 'restatement'))"
        case .sign: return "\(int) NOT NULL CHECK (sign = CASE kind WHEN 'reversal' THEN -1 ELSE 1 END)"
        case .corrects: return "\(bytes) CHECK ((corrects IS NULL) = (kind = 'usage'))"
        case .service:
            let words = "'content', 'chat', 'image', 'video', 'audio', 'embedding', 'other'"
            return "TEXT NOT NULL CHECK (service IN (\(words)))"
        case .status:
            return "TEXT NOT NULL CHECK (status IN ('success', 'error', 'rate_limited', 'cancelled'))"
        case .usageState:
            return "TEXT NOT NULL CHECK (usage_state IN ('measured', 'partial', 'estimated', 'absent'))"
        case .httpStatus: return "\(int) CHECK (http_status BETWEEN 100 AND 999)"
        case .totalCost:
            return
                "\(int) CHECK (total_cost >= 0 AND total_cost = input_cost + output_cost + generation_cost)"
        case .statedCostSource: return "TEXT CHECK ((stated_cost_source IS NULL) = (stated_cost IS NULL))"
        case .unpricedReason: return "TEXT CHECK ((unpriced_reason IS NULL) = (total_cost IS NOT NULL))"
        case .priceDate: return "TEXT CHECK (price_date IN ('dated', 'assumed'))"
        case .priceTerms: return "\(int) CHECK ((price_terms IS NULL) = (total_cost IS NULL))"
        case .personalDigest: return "\(bytes) CHECK (length(personal_digest) = 32)"
        case .postingMonth: return "\(int) NOT NULL CHECK (posting_month % 100 BETWEEN 1 AND 12)"
        case .sequence: return "\(int) NOT NULL CHECK (sequence > 0)"
        case .hash: return "\(bytes) NOT NULL CHECK (length(hash) = 32)"
        case .occurredAt, .recordedAt, .ledgerID: return "\(int) NOT NULL"
        case .importID: return int
        case .provider, .model: return "TEXT NOT NULL"
        case .step, .attempt, .latencyMs, .timeToFirstTokenMs, .inputTokens, .outputTokens, .totalTokens,
            .cacheReadTokens, .cacheWriteTokens, .reasoningTokens, .images, .videoMicroseconds,
            .audioMicroseconds, .inputCost, .outputCost, .generationCost, .listCost, .statedCost:
            return "\(int) CHECK (\(column.name) >= 0)"
        default: return "TEXT"
        }
    }

    /// An id names one row, whatever its moment; ids begin with the time, so this index grows at one end.
    static let usageID = "CREATE UNIQUE INDEX api_usage_id ON api_usage (tenant_id, id)"

    /// A row is reversed once at most.
    static let oneReversal =
        "CREATE UNIQUE INDEX api_usage_reversal ON api_usage (tenant_id, corrects) WHERE kind = 'reversal'"

    /// Rows that are few or none in most ledgers, so that whoever asks for them need not read the others.
    static let rareRows = [
        "CREATE INDEX api_usage_tagged ON api_usage (tenant_id, occurred_at) WHERE tags IS NOT NULL",
        "CREATE INDEX api_usage_reversed ON api_usage (tenant_id, occurred_at) WHERE kind = 'reversal'",
        "CREATE INDEX api_usage_restated ON api_usage (tenant_id, occurred_at) WHERE kind = 'restatement'",
    ]

    /// What keeps rows from being changed, removed, doubled, or posted to a closed month.
    static func rowGuards(_ dialect: any SQLDialect) -> [String] {
        [usageID, oneReversal]
            + dialect.appendOnly(
                table: "api_usage",
                keys: [
                    "tenant_id = NEW.tenant_id AND id = NEW.id",
                    "NEW.kind = 'reversal' AND kind = 'reversal' AND tenant_id = NEW.tenant_id "
                        + "AND corrects = NEW.corrects",
                ], message: "api_usage is append-only",
                refusals: [
                    (
                        "EXISTS (SELECT 1 FROM closed_months WHERE tenant_id = NEW.tenant_id "
                            + "AND posting_month = NEW.posting_month)",
                        "the posting month is closed"
                    )
                ])
    }

    /// What the lines of a price say, kept once for all rows that used it; the row holds their number and its counts.
    static func numberedTermsTable(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE price_terms (
            tenant_id TEXT NOT NULL,
            number \(dialect.integerType) NOT NULL CHECK (number > 0),
            terms \(dialect.bytesType) NOT NULL,
            price_id TEXT NOT NULL,
            priced_model TEXT NOT NULL,
            catalogue_version TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (tenant_id, number)
        )\(dialect.tableSuffix)
        """
    }

    static let termsDigest = "CREATE UNIQUE INDEX price_terms_digest ON price_terms (tenant_id, terms)"

    static func termsGuards(_ dialect: any SQLDialect) -> [String] {
        [termsDigest]
            + dialect.appendOnly(
                table: "price_terms",
                keys: [
                    "tenant_id = NEW.tenant_id AND number = NEW.number",
                    "tenant_id = NEW.tenant_id AND terms = NEW.terms",
                ],
                message: "price_terms is append-only")
    }

    /// Callers' own keys: the same key with the same body is recorded once; `proof` covers the other columns.
    static func idempotencyKeysTable(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE idempotency (
            tenant_id TEXT NOT NULL,
            key TEXT NOT NULL,
            body_hash \(dialect.bytesType) NOT NULL,
            id \(dialect.bytesType) NOT NULL,
            proof \(dialect.integerType) NOT NULL,
            PRIMARY KEY (tenant_id, key)
        )\(dialect.keyedTableSuffix)
        """
    }

    /// Months that take no further rows, with what was posted to them when they were closed; `seal` covers the other columns.
    ///
    /// `posting_month` is year times 100 plus month, `sequence` and `head` say where the tenant's chain stood, `digest`
    /// covers the hashes of the month's rows.
    static func sealedMonthsTable(_ dialect: any SQLDialect) -> String {
        let (int, bytes) = (dialect.integerType, dialect.bytesType)
        return """
            CREATE TABLE closed_months (
                tenant_id TEXT NOT NULL,
                posting_month \(int) NOT NULL,
                closed_at \(int) NOT NULL,
                actor TEXT,
                row_count \(int) NOT NULL,
                total_usd TEXT NOT NULL,
                ledger_id \(int) NOT NULL,
                sequence \(int) NOT NULL,
                head \(bytes) NOT NULL,
                digest \(bytes) NOT NULL,
                seal \(bytes) NOT NULL,
                PRIMARY KEY (tenant_id, posting_month)
            )\(dialect.tableSuffix)
            """
    }

    static func monthGuards(_ dialect: any SQLDialect) -> [String] {
        dialect.appendOnly(
            table: "closed_months",
            keys: ["tenant_id = NEW.tenant_id AND posting_month = NEW.posting_month"],
            message: "closed_months is append-only")
    }

    /// The rows with all that they say, for whoever asks in SQL; only the hash before each is left out.
    static let rowsView: String = {
        let columns = Column.allCases.filter { $0 != .previousHash }.map { column in
            switch column {
            case .priceTerms: "price_terms.terms AS price_terms"
            case .priceID, .pricedModel, .catalogueVersion: "price_terms.\(column.sql)"
            default: "api_usage.\(column.sql)"
            }
        }
        return """
            CREATE VIEW usage_rows AS
            SELECT \(columns.joined(separator: ", "))
            FROM api_usage LEFT JOIN price_terms
                ON price_terms.tenant_id = api_usage.tenant_id AND price_terms.number = api_usage.price_terms
            """
    }()

    /// The tables, keys and triggers without which rows could be changed, removed or doubled, by name.
    static func guards(_ dialect: any SQLDialect) -> [(name: String, statement: String)] {
        let statements =
            [
                rowsTable(dialect), numberedTermsTable(dialect), idempotencyKeysTable(dialect),
                sealedMonthsTable(dialect), sealedLedgerTable(dialect),
            ] + rowGuards(dialect) + termsGuards(dialect) + monthGuards(dialect) + statementGuards(dialect)
        return statements.compactMap { statement in
            // `CREATE TABLE name (`, `CREATE UNIQUE INDEX name ON`, `CREATE TRIGGER name BEFORE`.
            let words = statement.split(maxSplits: 4, whereSeparator: \.isWhitespace).map(String.init)
            guard let kind = words.firstIndex(where: { ["TABLE", "INDEX", "TRIGGER"].contains($0) }) else {
                return nil
            }
            return (words[kind + 1], statement)
        }
    }
}
