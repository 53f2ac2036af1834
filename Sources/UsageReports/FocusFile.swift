package import UsageModel

/// Puts the ledger's rows together as charges of FOCUS, bucket by bucket, in memory that does not grow with them.
///
/// One walk over the rows makes the file of every version that is wanted. Rows come by their moment, corrections behind what they correct. The costs of all charges add up to the cost of the
/// priced rows to the last digit; calls without a price are left out and counted.
package struct FocusFile {
    /// Calls that are in no charge, because nobody knows their cost.
    package struct Unpriced: Hashable, Sendable {
        /// The UTC day.
        package var date: CivilDate
        package var provider: String
        package var model: String
        package var reason: String
    }

    /// The cost of all charges.
    package private(set) var total = Money.zero
    /// How many charges there are.
    package private(set) var chargeCount = 0
    /// Calls without a price, reversals taken off.
    package private(set) var unpriced: [Unpriced: Int] = [:]

    private let grain: FocusGrain
    private let span: Range<Instant>?
    private let versions: [FocusVersion]
    private var lines: [FocusLines]

    private var bucket: Range<Instant>?
    private var charges: [FocusCharge.Key: FocusCharge.Sums] = [:]
    /// Charges of the bucket that take no further lines.
    private var closed: [(key: FocusCharge.Key, sums: FocusCharge.Sums)] = []
    private var skus: [FocusSku] = []
    private var skuPlaces: [FocusSku.Key: Int] = [:]
    private var owners: [FocusOwner] = []
    private var ownerPlaces: [FocusOwner: Int] = [:]
    /// The month of the bucket's rows that are posted to a later one than their own.
    private var lateMonths: [EventID: CivilDate] = [:]
    /// The month of the row before, as its text and its first day: most rows are posted to the same.
    private var lastMonth: (text: String, first: CivilDate)?

    /// Rounding costs half a picodollar a line; so many lines stay far within the billionth that FOCUS allows.
    private static let roundedLinesMax = 1000
    /// Prices and owners are remembered from bucket to bucket, up to so many.
    private static let placesMax = 20_000

    /// So many bytes are held before they are written.
    private static let pendingBytesMax = 256 * 1024

    /// Takes whole lines of a version's file, in order.
    package typealias Write = (_ version: FocusVersion, _ lines: [UInt8]) throws -> Void

    /// Files of the rows of a span; `raw` leaves texts that look like formulas as they are.
    package init(_ versions: [FocusVersion], grain: FocusGrain, span: Range<Instant>?, raw: Bool = false) {
        self.grain = grain
        self.span = span
        self.versions = versions
        lines = versions.map { FocusLines($0, raw: raw) }
    }

    /// Takes a row, and writes the charges of the bucket before it where the row begins a new one.
    package mutating func add(_ row: LedgerRow, write: Write) throws {
        let event = row.priced.event
        if bucket.map({ !$0.contains(event.occurredAt) }) ?? true {
            try writeBucket(write)
            bucket = interval(of: event.occurredAt)
        }
        let month = postingDate(of: row)
        let ownMonth = event.occurredAt.date.firstOfMonth
        var isCorrection = false
        if month != ownMonth {
            lateMonths[row.id] = month
            isCorrection = row.kind != .usage && month != row.corrects.flatMap { lateMonths[$0] } ?? ownMonth
        }
        switch row.priced.costing {
        case .unpriced(let reason):
            let unpriced = Unpriced(
                date: event.occurredAt.date, provider: event.call.provider.rawValue,
                model: event.call.requestedModel, reason: reason.description)
            self.unpriced[unpriced, default: 0] += row.sign
        case .priced(let cost):
            let owner = place(of: FocusOwner(event.attribution))
            for line in cost.lines where !line.count.isZero || line.cost != .zero {
                let sku = place(of: FocusSku.Key(line, cost.price, event.call), line)
                add(
                    line, sign: row.sign,
                    to: FocusCharge.Key(
                        sku: sku, owner: owner, month: month, isCorrection: isCorrection,
                        call: grain == .call ? row.id : nil))
            }
        }
    }

    /// Writes what is left, and the names of the columns where there was nothing.
    package mutating func finish(write: Write) throws {
        try writeBucket(write)
        try writeLines(beyond: 0, write)
    }

    /// The first day of the month that a row is posted to.
    private mutating func postingDate(of row: LedgerRow) -> CivilDate {
        if let lastMonth, lastMonth.text == row.postingMonth { return lastMonth.first }
        let first = CivilDate(row.postingMonth + "-01") ?? row.priced.event.occurredAt.date.firstOfMonth
        lastMonth = (row.postingMonth, first)
        return first
    }

    private mutating func add(_ line: CostLine, sign: Int, to key: FocusCharge.Key) {
        var sums = charges[key] ?? FocusCharge.Sums()
        let count = sign < 0 ? line.count.negated : line.count
        var sum = sums.count.adding(count)
        if sum == nil || sums.roundedLines >= Self.roundedLinesMax {
            closed.append((key, sums))
            sums = FocusCharge.Sums()
            sum = count
        }
        sums.count = sum ?? count
        sums.cost += sign < 0 ? line.cost.negated : line.cost
        sums.listCost += sign < 0 ? line.listCost.negated : line.listCost
        if line.isRounded { sums.roundedLines += 1 }
        charges[key] = sums
    }

    private func interval(of instant: Instant) -> Range<Instant> {
        let index = (instant.seconds - (instant.seconds % grain.seconds + grain.seconds) % grain.seconds)
        let start = Instant(seconds: index)
        // The last bucket of the year 9999 has no end that an instant can name.
        return start..<max(start.adding(seconds: grain.seconds), instant.adding(seconds: 1))
    }

    /// The part of the bucket that was asked for.
    private func asked(_ bucket: Range<Instant>) -> Range<Instant> {
        guard let span else { return bucket }
        let start = max(bucket.lowerBound, min(span.lowerBound, bucket.upperBound))
        return start..<max(start, min(bucket.upperBound, span.upperBound))
    }

    private mutating func writeBucket(_ write: Write) throws {
        guard let bucket else { return }
        let period = asked(bucket)
        let all = (closed + charges.map { (key: $0.key, sums: $0.value) }).filter { !$0.sums.isNothing }
        for (key, sums) in ordered(all) {
            let charge = FocusCharge(key, sums, of: skus[key.sku])
            let posting = FocusPosting(period: period, month: key.month, isCorrection: key.isCorrection)
            total += sums.cost
            chargeCount += 1
            for index in lines.indices { lines[index].append(charge, posting) }
            try writeLines(beyond: Self.pendingBytesMax, write)
        }
        try writeLines(beyond: 0, write)
        charges.removeAll(keepingCapacity: true)
        closed = []
        lateMonths = [:]
        for index in lines.indices { lines[index].endBucket() }
        if skus.count > Self.placesMax || owners.count > Self.placesMax {
            (skus, skuPlaces, owners, ownerPlaces) = ([], [:], [], [:])
            for index in lines.indices { lines[index].forget() }
        }
    }

    private mutating func writeLines(beyond bytesMax: Int, _ write: Write) throws {
        for (index, version) in versions.enumerated() where lines[index].bytes.count > bytesMax {
            try write(version, lines[index].take())
        }
    }

    /// Charges of a bucket by month, corrections last, then by price, owner and call.
    private func ordered(
        _ charges: [(key: FocusCharge.Key, sums: FocusCharge.Sums)]
    ) -> [(key: FocusCharge.Key, sums: FocusCharge.Sums)] {
        let skuRanks = Self.ranks(Set(charges.map(\.key.sku))) {
            [skus[$0].priceID, skus[$0].key.region ?? ""]
        }
        let ownerRanks = Self.ranks(Set(charges.map(\.key.owner))) {
            [
                owners[$0].tenant, owners[$0].team ?? "", owners[$0].user ?? "",
                owners[$0].tagsText ?? "",
            ]
        }
        func rank(_ key: FocusCharge.Key) -> (CivilDate, Int, Int, Int, String) {
            (
                key.month, key.isCorrection ? 1 : 0, skuRanks[key.sku] ?? 0,
                ownerRanks[key.owner] ?? 0, key.call?.description ?? ""
            )
        }
        return charges.map { (rank: rank($0.key), charge: $0) }.sorted { a, b in
            if a.rank != b.rank { return a.rank < b.rank }
            // Prices that differ in a discount alone have one name.
            let (x, y) = (a.charge.sums, b.charge.sums)
            return [x.cost.description, x.count.description].lexicographicallyPrecedes(
                [y.cost.description, y.count.description])
        }.map(\.charge)
    }

    /// The place of each number in the order of its texts; the same texts are in the same place.
    private static func ranks(_ numbers: Set<Int>, by texts: (Int) -> [String]) -> [Int: Int] {
        let sorted = numbers.map { (number: $0, texts: texts($0)) }
            .sorted { $0.texts.lexicographicallyPrecedes($1.texts) }
        var ranks: [Int: Int] = [:]
        var (rank, last): (Int, [String]) = (0, [])
        for (number, texts) in sorted {
            if texts != last { rank += 1 }
            (ranks[number], last) = (rank, texts)
        }
        return ranks
    }

    private mutating func place(of key: FocusSku.Key, _ line: CostLine) -> Int {
        if let place = skuPlaces[key] { return place }
        let sku = FocusSku(key, line: line)
        skus.append(sku)
        for index in lines.indices { lines[index].add(sku) }
        skuPlaces[key] = skus.count - 1
        return skus.count - 1
    }

    private mutating func place(of owner: FocusOwner) -> Int {
        if let place = ownerPlaces[owner] { return place }
        owners.append(owner)
        for index in lines.indices { lines[index].add(owner) }
        ownerPlaces[owner] = owners.count - 1
        return owners.count - 1
    }
}

extension FocusFile {
    /// The calls that are left out, as CSV; a head alone where there are none.
    package var unpricedTable: [UInt8] {
        let left = unpriced.filter { $0.value != 0 }
        var table = CSVText(header: ["date", "provider", "model", "reason", "calls"])
        let sorted = left.sorted {
            ($0.key.date, $0.key.provider, $0.key.model, $0.key.reason)
                < ($1.key.date, $1.key.provider, $1.key.model, $1.key.reason)
        }
        for (calls, count) in sorted {
            table.append([
                .number(calls.date.description), .text(calls.provider), .text(calls.model),
                .text(calls.reason), .number(String(count)),
            ])
        }
        return table.bytes
    }

    /// Calls that are left out.
    package var unpricedCount: Int { unpriced.values.reduce(0, +) }
}
