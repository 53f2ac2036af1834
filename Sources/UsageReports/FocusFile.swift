package import UsageModel

/// Puts the ledger's rows together as charges of FOCUS, bucket by bucket, in memory that does not grow with them.
///
/// Rows come by their moment, corrections behind what they correct. The costs of all charges add up to the cost of the
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
    private let isRaw: Bool
    private let columns: [FocusColumn]

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

    /// Rounding costs half a picodollar a line; so many lines stay far within the billionth that FOCUS allows.
    private static let roundedLinesMax = 1000
    /// Prices and owners are remembered from bucket to bucket, up to so many.
    private static let placesMax = 20_000

    /// A file of the rows of a span; `raw` leaves texts that look like formulas as they are.
    package init(_ version: FocusVersion, grain: FocusGrain, span: Range<Instant>?, raw: Bool = false) {
        self.grain = grain
        self.span = span
        isRaw = raw
        columns = FocusColumn.columns(of: version)
    }

    /// The names of the columns, with the line's end.
    package var header: String { CSVText.line(columns.map { .text($0.name) }, raw: true) }

    /// Takes a row, and writes the charges of the bucket before it where the row begins a new one.
    package mutating func add(_ row: LedgerRow, write: (String) throws -> Void) throws {
        let event = row.priced.event
        if bucket.map({ !$0.contains(event.occurredAt) }) ?? true {
            try writeBucket(write)
            bucket = interval(of: event.occurredAt)
        }
        let month = row.postingDate
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
                        sku: sku, owner: owner, postingMonth: month, isCorrection: isCorrection,
                        call: grain == .call ? row.id : nil))
            }
        }
    }

    /// Writes what is left.
    package mutating func finish(write: (String) throws -> Void) throws { try writeBucket(write) }

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

    private mutating func writeBucket(_ write: (String) throws -> Void) throws {
        guard let bucket else { return }
        let period = asked(bucket)
        let all = closed + charges.map { (key: $0.key, sums: $0.value) }
        let sorted = all.filter { !$0.sums.isNothing }.map { key, sums in
            FocusCharge(sku: skus[key.sku], owner: owners[key.owner], key: key, sums: sums, period: period)
        }.map { (order: $0.order, charge: $0) }
            .sorted { $0.order.lexicographicallyPrecedes($1.order) }.map(\.charge)
        for charge in sorted {
            total += charge.sums.cost
            try write(CSVText.line(columns.map(charge.cell), raw: isRaw))
        }
        chargeCount += sorted.count
        charges.removeAll(keepingCapacity: true)
        closed = []
        lateMonths = [:]
        if skus.count > Self.placesMax || owners.count > Self.placesMax {
            (skus, skuPlaces, owners, ownerPlaces) = ([], [:], [], [:])
        }
    }

    private mutating func place(of key: FocusSku.Key, _ line: CostLine) -> Int {
        if let place = skuPlaces[key] { return place }
        skus.append(FocusSku(key, line: line))
        skuPlaces[key] = skus.count - 1
        return skus.count - 1
    }

    private mutating func place(of owner: FocusOwner) -> Int {
        if let place = ownerPlaces[owner] { return place }
        owners.append(owner)
        ownerPlaces[owner] = owners.count - 1
        return owners.count - 1
    }
}

extension FocusCharge {
    /// What charges of a bucket are ordered by: month, corrections last, then price, owner and call.
    fileprivate var order: [String] {
        [
            key.postingMonth.description, key.isCorrection ? "1" : "0", sku.priceID, sku.key.region ?? "",
            owner.tenant, owner.team ?? "", owner.user ?? "", owner.tagsText ?? "",
            key.call?.description ?? "", sums.cost.description, sums.count.description,
        ]
    }
}

extension LedgerRow {
    /// The first day of the month that the row is posted to.
    var postingDate: CivilDate {
        CivilDate(postingMonth + "-01") ?? priced.event.occurredAt.date.firstOfMonth
    }
}

extension FocusFile {
    /// The calls that are left out, as CSV; a head alone where there are none.
    package var unpricedTable: String {
        let left = unpriced.filter { $0.value != 0 }
        var text = CSVText.line(["date", "provider", "model", "reason", "calls"].map { .text($0) })
        let sorted = left.sorted {
            ($0.key.date, $0.key.provider, $0.key.model, $0.key.reason)
                < ($1.key.date, $1.key.provider, $1.key.model, $1.key.reason)
        }
        for (calls, count) in sorted {
            text += CSVText.line([
                .number(calls.date.description), .text(calls.provider), .text(calls.model),
                .text(calls.reason), .number(String(count)),
            ])
        }
        return text
    }

    /// Calls that are left out.
    package var unpricedCount: Int { unpriced.values.reduce(0, +) }
}
