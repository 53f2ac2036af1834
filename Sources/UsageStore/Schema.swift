internal import SQLDatabase

/// The tables, as named statements in the dialect's words.
///
/// What a migration has made stays here as it was; the fourth one made the tables of `Schema+Rows` in place of some,
/// the fifth one that of `Schema+Sides`.
enum Schema {
    /// The statements of the first migration.
    static func ledger(_ dialect: any SQLDialect) -> [String] {
        [usageTable(dialect), usageID, oneReversal]
            + dialect.appendOnly(
                table: "api_usage",
                keys: [
                    "tenant_id = NEW.tenant_id AND id = NEW.id",
                    "NEW.kind = 'reversal' AND kind = 'reversal' AND tenant_id = NEW.tenant_id "
                        + "AND corrects = NEW.corrects",
                ], message: "api_usage is append-only")
            + [priceTermsTable(dialect)]
            + dialect.appendOnly(
                table: "price_terms", keys: ["tenant_id = NEW.tenant_id AND terms = NEW.terms"],
                message: "price_terms is append-only")
            + [
                ledgerTable(dialect), idempotencyTable(dialect), personalTable(dialect),
                closedMonthsTable(dialect), campaignsTable(dialect), seriesColoursTable(dialect),
                importProgressTable(dialect), importRepeatTable(dialect),
            ]
    }

    /// One row a call, for ever: magnitudes are never negative, `sign` says which way they count.
    ///
    /// Money is in picodollars, moments in microseconds since 1970, spans as their column says. Null is "not known".
    private static func usageTable(_ dialect: any SQLDialect) -> String {
        let (int, bytes) = (dialect.integerType, dialect.bytesType)
        return """
            CREATE TABLE api_usage (
                tenant_id TEXT NOT NULL CHECK (tenant_id <> ''),
                id \(bytes) NOT NULL CHECK (length(id) = 16),
                occurred_at \(int) NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('usage', 'reversal', 'restatement')),
                sign \(int) NOT NULL CHECK (sign = CASE kind WHEN 'reversal' THEN -1 ELSE 1 END),
                corrects \(bytes) CHECK ((corrects IS NULL) = (kind = 'usage')),
                correction_reason TEXT,
                correction_actor TEXT,
                "user" TEXT,
                team TEXT,
                key_id TEXT,
                chat TEXT,
                message TEXT,
                campaign TEXT,
                agent TEXT,
                tags TEXT,
                service TEXT NOT NULL
                    CHECK (service IN ('content', 'chat', 'image', 'video', 'audio', 'embedding', 'other')),
                action TEXT,
                provider TEXT NOT NULL,
                model TEXT NOT NULL,
                served_model TEXT,
                priced_model TEXT,
                endpoint TEXT,
                request_id TEXT,
                response_id TEXT,
                parent_call TEXT,
                step \(int) CHECK (step >= 0),
                attempt \(int) CHECK (attempt >= 0),
                requested_tier TEXT,
                served_tier TEXT,
                region TEXT,
                route TEXT,
                speed TEXT,
                status TEXT NOT NULL CHECK (status IN ('success', 'error', 'rate_limited', 'cancelled')),
                http_status \(int) CHECK (http_status BETWEEN 100 AND 999),
                error_type TEXT,
                stop_reason TEXT,
                latency_ms \(int) CHECK (latency_ms >= 0),
                time_to_first_token_ms \(int) CHECK (time_to_first_token_ms >= 0),
                usage_state TEXT NOT NULL CHECK (usage_state IN ('measured', 'partial', 'estimated', 'absent')),
                input_tokens \(int) CHECK (input_tokens >= 0),
                output_tokens \(int) CHECK (output_tokens >= 0),
                total_tokens \(int) CHECK (total_tokens >= 0),
                cache_read_tokens \(int) CHECK (cache_read_tokens >= 0),
                cache_write_tokens \(int) CHECK (cache_write_tokens >= 0),
                reasoning_tokens \(int) CHECK (reasoning_tokens >= 0),
                images \(int) CHECK (images >= 0),
                video_microseconds \(int) CHECK (video_microseconds >= 0),
                audio_microseconds \(int) CHECK (audio_microseconds >= 0),
                usage TEXT,
                input_cost \(int) CHECK (input_cost >= 0),
                output_cost \(int) CHECK (output_cost >= 0),
                generation_cost \(int) CHECK (generation_cost >= 0),
                total_cost \(int) CHECK (total_cost >= 0 AND total_cost = input_cost + output_cost + generation_cost),
                list_cost \(int) CHECK (list_cost >= 0),
                stated_cost \(int) CHECK (stated_cost >= 0),
                stated_cost_source TEXT CHECK ((stated_cost_source IS NULL) = (stated_cost IS NULL)),
                price_currency TEXT,
                price_rate TEXT,
                unpriced_reason TEXT CHECK ((unpriced_reason IS NULL) = (total_cost IS NOT NULL)),
                unpriced_hint TEXT,
                price_id TEXT CHECK ((price_id IS NULL) = (total_cost IS NULL)),
                price_date TEXT CHECK (price_date IN ('dated', 'assumed')),
                catalogue_version TEXT,
                price_terms \(bytes) CHECK ((price_terms IS NULL) = (total_cost IS NULL)),
                line_counts TEXT,
                metadata TEXT,
                personal_digest \(bytes) CHECK (length(personal_digest) = 32),
                posting_month \(int) NOT NULL CHECK (posting_month % 100 BETWEEN 1 AND 12),
                import_id \(int),
                recorded_at \(int) NOT NULL,
                ledger_id \(int) NOT NULL,
                sequence \(int) NOT NULL CHECK (sequence > 0),
                previous_hash \(bytes) NOT NULL CHECK (length(previous_hash) = 32),
                hash \(bytes) NOT NULL CHECK (length(hash) = 32),
                PRIMARY KEY (tenant_id, occurred_at, id)
            )\(dialect.tableSuffix)
            """
    }

    /// What the lines of a price say, kept once for all rows that used it; the row holds the counts.
    private static func priceTermsTable(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE price_terms (
            tenant_id TEXT NOT NULL,
            terms \(dialect.bytesType) NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (tenant_id, terms)
        )\(dialect.tableSuffix)
        """
    }

    /// The head of each tenant's chain in this file.
    private static func ledgerTable(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE ledger (
            tenant_id TEXT NOT NULL,
            ledger_id \(dialect.integerType) NOT NULL,
            created_at \(dialect.integerType) NOT NULL,
            sequence \(dialect.integerType) NOT NULL,
            head \(dialect.bytesType) NOT NULL,
            PRIMARY KEY (tenant_id, ledger_id)
        )\(dialect.keyedTableSuffix)
        """
    }

    /// Callers' own keys: the same key with the same body is recorded once.
    private static func idempotencyTable(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE idempotency (
            tenant_id TEXT NOT NULL,
            key TEXT NOT NULL,
            body_hash \(dialect.bytesType) NOT NULL,
            occurred_at \(dialect.integerType) NOT NULL,
            id \(dialect.bytesType) NOT NULL,
            PRIMARY KEY (tenant_id, key)
        )\(dialect.keyedTableSuffix)
        """
    }

    /// Personal data, which may be erased; the row keeps a digest salted with a value that goes with it.
    private static func personalTable(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE personal (
            tenant_id TEXT NOT NULL,
            occurred_at \(dialect.integerType) NOT NULL,
            id \(dialect.bytesType) NOT NULL,
            ip TEXT,
            user_agent TEXT,
            device TEXT,
            salt \(dialect.bytesType) NOT NULL,
            PRIMARY KEY (tenant_id, occurred_at, id)
        )\(dialect.tableSuffix)
        """
    }

    /// Months that take no further rows; `posting_month` is year times 100 plus month.
    private static func closedMonthsTable(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE closed_months (
            tenant_id TEXT NOT NULL,
            posting_month \(dialect.integerType) NOT NULL,
            closed_at \(dialect.integerType) NOT NULL,
            actor TEXT,
            PRIMARY KEY (tenant_id, posting_month)
        )\(dialect.keyedTableSuffix)
        """
    }

    /// Campaigns with their dates and budgets.
    private static func campaignsTable(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE campaigns (
            tenant_id TEXT NOT NULL,
            campaign TEXT NOT NULL,
            first_day TEXT,
            last_day TEXT,
            budget \(dialect.integerType) CHECK (budget >= 0),
            note TEXT,
            PRIMARY KEY (tenant_id, campaign)
        )\(dialect.keyedTableSuffix)
        """
    }

    /// Every provider and model with its first moment, and its place once a report has given it one for ever.
    private static func seriesColoursTable(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE series_colours (
            tenant_id TEXT NOT NULL,
            provider TEXT NOT NULL,
            model TEXT NOT NULL,
            first_occurred_at \(dialect.integerType) NOT NULL,
            place \(dialect.integerType),
            PRIMARY KEY (tenant_id, provider, model)
        )\(dialect.keyedTableSuffix)
        """
    }

    /// How far each import has come; written with the rows it speaks of.
    private static func importProgressTable(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE import_progress (
            tenant_id TEXT NOT NULL,
            import_id \(dialect.integerType) NOT NULL,
            importer TEXT NOT NULL,
            source TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            byte_offset \(dialect.integerType) NOT NULL,
            line \(dialect.integerType) NOT NULL,
            recorded \(dialect.integerType) NOT NULL,
            repeated \(dialect.integerType) NOT NULL,
            unchanged \(dialect.integerType) NOT NULL,
            refused \(dialect.integerType) NOT NULL,
            started_at \(dialect.integerType) NOT NULL,
            finished_at \(dialect.integerType),
            PRIMARY KEY (tenant_id, import_id)
        )\(dialect.keyedTableSuffix)
        """
    }

    /// How often an import has met a record that was not new when it met it.
    private static func importRepeatTable(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE import_repeat (
            tenant_id TEXT NOT NULL,
            import_id \(dialect.integerType) NOT NULL,
            content \(dialect.bytesType) NOT NULL,
            seen \(dialect.integerType) NOT NULL,
            PRIMARY KEY (tenant_id, import_id, content)
        )\(dialect.keyedTableSuffix)
        """
    }
}
