internal import Digest
internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// Proves the ledger: every row's hash, the chains, the costs against their breakdown, what belongs to the rows, and that
    /// the rollups are what the rows give.
    ///
    /// `progress` is called now and then with the rows walked so far.
    package func verify(progress: (Int) -> Void = { _ in }) throws -> Verification {
        // The engine looks at the file's structure meanwhile, on a connection of its own.
        let structure = IntegrityCheck(of: self)
        var verification = try read { connection in
            var proof = try Proof(connection)
            let content = try UsageStore.walk(connection, &proof, progress: progress)
            try proof.compareHeads(in: connection)
            proof.checkTerms()
            proof.checkMonths()
            try proof.checkSides(in: connection)
            try proof.checkPersonalData(in: connection)
            return proof.verification(contentDigest: content)
        }
        if let complaint = try structure.complaint() {
            verification.flaws.append(.init(message: "the database is damaged: \(complaint)"))
        }
        verification.flaws += try rollupFlaws()
        return verification
    }

    /// Walks all rows twice at once, in the order of their chains and by tenant, moment and id, and gives the digest of what
    /// they say, which is the same for the same calls in every ledger.
    ///
    /// Rows are read in the first order. The second one is read from the index alone; it takes each row's digest from the
    /// last ones of the first walk, which is a little ahead, and reads only rows that are far away again.
    private static func walk(
        _ connection: any SQLConnection, _ proof: inout Proof, progress: (Int) -> Void
    ) throws -> Digest256 {
        let order = connection.dialect.insertionOrder
        var recent = RecentDigests()
        var whole = SHA256()
        var (indexed, end) = (0, Int64.min)
        var hasMore = true
        var row = Row()
        let chunk = """
            SELECT \(order), \(Column.list) FROM api_usage WHERE \(order) > $1 ORDER BY \(order) LIMIT \(chunkRows)
            """
        func walkOn() throws {
            let before = proof.rows
            try connection.rows(chunk, [.integer(end)]) { found in
                found.read(into: &row.cells, order: Row.placesBehindNumber)
                end = row.cells.integer(Row.numberPlace) ?? .max
                recent.note(proof.add(&row), of: end)
            }
            hasMore = proof.rows - before == chunkRows && end < .max
            progress(proof.rows)
        }
        try walkOn()
        let again = "SELECT \(order), \(Column.list) FROM api_usage WHERE \(order) = $1"
        try connection.rows("SELECT \(order) FROM api_usage ORDER BY tenant_id, occurred_at, id") { found in
            let number = found.integer(0)
            indexed += 1
            // The difference of two numbers may need all 64 bits.
            while hasMore, number > end, UInt64(bitPattern: number &- end) <= RecentDigests.countMax / 2 {
                try walkOn()
            }
            if let digest = recent.digest(of: number) {
                whole.update(digest)
                return
            }
            try connection.rows(again, [.integer(number)]) { found in
                found.read(into: &row.cells, order: Row.placesBehindNumber)
                whole.update(proof.contentDigest(of: &row))
            }
        }
        while hasMore { try walkOn() }
        if indexed != proof.rows {
            proof.note(
                "an index lists \(indexed) of \(proof.rows) rows: what it answers is not what is there")
        }
        return whole.digest()
    }

    private static let chunkRows = 4096
}

/// The content digests of the rows that were read last, by the rows' numbers.
private struct RecentDigests {
    /// A power of two, so that a number's slot is its last bits.
    static let countMax: Int64 = 1 << 16

    private var numbers = [Int64](repeating: .min, count: Int(countMax))
    private var digests = [Digest256](repeating: .zero, count: Int(countMax))

    mutating func note(_ digest: Digest256, of number: Int64) {
        let slot = Int(number & (Self.countMax - 1))
        (numbers[slot], digests[slot]) = (number, digest)
    }

    func digest(of number: Int64) -> Digest256? {
        let slot = Int(number & (Self.countMax - 1))
        return numbers[slot] == number ? digests[slot] : nil
    }
}
