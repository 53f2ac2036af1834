internal import SQLDatabase
internal import UsageModel

/// Price terms as the rows of one tenant name them: by a small number.
struct NumberedTerms: Hashable, Sendable {
    let number: Int64
    let digest: [UInt8]
    let priceID: String
    let pricedModel: String
    let catalogueVersion: String

    /// The columns that `init(_:)` reads, in this order.
    static let columns = "number, terms, price_id, priced_model, catalogue_version"

    init(_ row: any SQLRow) {
        number = row.integer(0)
        digest = row.blob(1)
        priceID = row.text(2)
        pricedModel = row.text(3)
        catalogueVersion = row.text(4)
    }

    init(number: Int64, digest: [UInt8], price: PriceReference) {
        self.number = number
        self.digest = digest
        priceID = price.priceID
        pricedModel = price.modelID
        catalogueVersion = price.catalogueVersion
    }
}

extension NumberedTerms {
    /// The number of stored terms; writes them where the tenant has none such.
    static func number(
        _ stored: StoredTerms, of price: PriceReference, tenant: String, in connection: any SQLConnection
    ) throws -> NumberedTerms {
        let known = try connection.first(
            "SELECT number FROM price_terms WHERE tenant_id = $1 AND terms = $2",
            [.text(tenant), .blob(stored.digest)]
        ) { $0.integer(0) }
        if let known { return NumberedTerms(number: known, digest: stored.digest, price: price) }
        let last = try connection.first(
            "SELECT COALESCE(MAX(number), 0) FROM price_terms WHERE tenant_id = $1", [.text(tenant)]
        ) { $0.integer(0) }
        guard let last, last < .max else {
            throw StoreError(
                .damagedLedger, "the price terms of `\(tenant)` have impossible numbers",
                hint: "run `usageledger verify`")
        }
        let terms = NumberedTerms(number: last + 1, digest: stored.digest, price: price)
        try connection.run(
            """
            INSERT INTO price_terms (tenant_id, number, terms, price_id, priced_model, catalogue_version, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .text(tenant), .integer(terms.number), .blob(terms.digest), .text(terms.priceID),
                .text(terms.pricedModel), .text(terms.catalogueVersion), .text(stored.body),
            ])
        return terms
    }
}

/// Reads rows whole: what stands in the table, and what their price terms say.
///
/// Lives no longer than a transaction: only there a number names the same terms for ever.
struct RowReader {
    private let connection: any SQLConnection
    private var known: [TenantKey: [Int64: NumberedTerms]] = [:]
    private var last: (tenant: [UInt8], terms: NumberedTerms)?

    init(_ connection: any SQLConnection) { self.connection = connection }

    /// The current row of a `SELECT` of `Column.list`.
    mutating func row(_ found: any SQLRow) throws -> Row {
        var row = Row()
        try read(found, into: &row)
        return row
    }

    /// The same into a row that serves again and again.
    mutating func read(_ found: any SQLRow, into row: inout Row) throws {
        for column in Column.elsewhere { row.cells.setNull(column.rawValue) }
        row.cells.setNull(Column.priceTerms.rawValue)
        found.read(into: &row.cells, order: Row.storedPlaces)
        guard let number = row.termsNumber else { return }
        if let last, last.terms.number == number, row.isOf(last.tenant) {
            row.set(last.terms)
            return
        }
        let tenant = TenantKey(row.text(.tenantID) ?? "")
        guard let terms = try terms(number, tenant) else { return }
        row.set(terms)
        last = (Array(tenant.name.utf8), terms)
    }

    private mutating func terms(_ number: Int64, _ tenant: TenantKey) throws -> NumberedTerms? {
        if let terms = known[tenant]?[number] { return terms }
        let terms = try connection.first(
            "SELECT \(NumberedTerms.columns) FROM price_terms WHERE tenant_id = $1 AND number = $2",
            [.text(tenant.name), .integer(number)]
        ) { NumberedTerms($0) }
        if let terms { known[tenant, default: [:]][number] = terms }
        return terms
    }
}
