internal import SQLDatabase

extension Schema {
    /// The statements of the migration that adds rollups: sums of rows, which can be made from the rows again at any time.
    static func rollups(_ dialect: any SQLDialect) -> [String] {
        [rollupState(dialect), rollupDays(dialect), rollupPages(dialect)]
    }

    /// How far aggregation has come: every row of a tenant up to and with `through_row`, in the order of insertion, is in the
    /// rollups of its day.
    private static func rollupState(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE rollup_state (
            tenant_id TEXT NOT NULL,
            through_row \(dialect.integerType) NOT NULL,
            seal \(dialect.integerType) NOT NULL,
            PRIMARY KEY (tenant_id)
        )\(dialect.keyedTableSuffix)
        """
    }

    /// One row a UTC day, counted from 1970: its rollups hold exactly its rows up to and with `through_row`.
    private static func rollupDays(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE rollup_days (
            tenant_id TEXT NOT NULL,
            day \(dialect.integerType) NOT NULL,
            through_row \(dialect.integerType) NOT NULL,
            row_count \(dialect.integerType) NOT NULL,
            seal \(dialect.integerType) NOT NULL,
            PRIMARY KEY (tenant_id, day)
        )\(dialect.keyedTableSuffix)
        """
    }

    /// The rollup rows of a day, packed: a page for each way of putting rows together, by hour or for the whole day.
    private static func rollupPages(_ dialect: any SQLDialect) -> String {
        """
        CREATE TABLE rollup_pages (
            tenant_id TEXT NOT NULL,
            cut TEXT NOT NULL,
            grain TEXT NOT NULL,
            day \(dialect.integerType) NOT NULL,
            body \(dialect.bytesType) NOT NULL,
            members \(dialect.bytesType),
            PRIMARY KEY (tenant_id, cut, grain, day)
        )\(dialect.tableSuffix)
        """
    }
}
