internal import Digest
internal import UsageModel

/// What a walk over all rows knows of one tenant.
struct TenantProof {
    let key: TenantKey
    let bytes: [UInt8]
    /// The newest row of the chain, once there is one.
    var end: End?
    var terms: [Int64: ProvenTerms] = [:]
    /// The closed months by number.
    var months: [Int64: ProvenMonth] = [:]

    /// A row's number and hash: as the file has it, and as it follows from the row.
    struct End {
        var sequence: Int64
        var stored: Digest256
        var computed: Digest256
    }

    init(_ key: TenantKey) {
        self.key = key
        bytes = Array(key.name.utf8)
    }

    /// Counts a row for the month it is posted to; returns why it cannot be posted there, or nil.
    mutating func post(_ row: borrowing Row, sign: Int64) -> String? {
        let posted = row.integer(.postingMonth) ?? 0
        if !months.isEmpty, months[posted] != nil {
            months[posted]?.posting.add(
                sign: sign, cost: row.integer(.totalCost) ?? 0, hash: row.blob(.hash) ?? [])
        }
        let own = PostingMonth(Instant(microseconds: row.integer(.occurredAt) ?? 0))
        guard posted != Int64(own.number) else { return nil }
        // A late row goes to the first month after its own that was open: all before it are closed by now.
        var month = own
        while month.number < posted, months[Int64(month.number)] != nil { month = month.next }
        guard month.number != posted else { return nil }
        return "it is posted to \(PostingMonth(Int(posted))), though \(month) is open"
    }
}

/// A closed month with what a walk finds posted to it.
struct ProvenMonth {
    let closed: SealedMonth
    var posting = MonthPosting()

    init(_ closed: SealedMonth) { self.closed = closed }

    /// What does not hold, or nil.
    var flaw: String? {
        guard closed.isSealed else { return "was changed: its seal is broken" }
        guard posting.rows == closed.rows, posting.totalText == closed.total else {
            return
                "had \(closed.rows) rows and \(closed.total) US dollars when it was closed, and has \(posting.rows) and "
                + posting.totalText
        }
        return posting.digest.bytes == closed.digest ? nil : "has other rows than when it was closed"
    }
}

/// Price terms as the file has them, ready to be multiplied with many rows' counts.
struct ProvenTerms {
    let numbered: NumberedTerms
    /// Whether all that is stored of them follows from what their digest was made of.
    let isWhole: Bool
    private let lines: [Line]?

    private struct Line {
        let direction: CostLine.Direction
        let amount: ExactDecimal
        let per: ExactDecimal
        let multipliers: [ExactDecimal]
    }

    /// A row's costs in picodollars.
    struct Sums {
        var input: Int128 = 0
        var output: Int128 = 0
        var generation: Int128 = 0
        var total: Int128 { input + output + generation }
    }

    init(_ numbered: NumberedTerms, body: String) {
        self.numbered = numbered
        let terms = PriceTerms(body: body)
        lines = terms?.lines.map {
            Line(
                direction: $0.direction, amount: $0.amount, per: $0.per,
                multipliers: $0.multipliers.map(\.factor))
        }
        isWhole =
            numbered.digest == StoredTerms.digest(body)
            && terms.map { NumberedTerms(number: numbered.number, digest: numbered.digest, price: $0.price) }
                == numbered
    }

    var isReadable: Bool { lines != nil }

    /// The costs of a row's counts, which stand one behind the other with a space between; nil where they do not fit.
    func sums(counts: ArraySlice<UInt8>) -> Sums? {
        guard let lines else { return nil }
        var sums = Sums()
        var rest = counts
        for line in lines {
            let end = rest.firstIndex(of: UInt8(ascii: " ")) ?? rest.endIndex
            guard let count = Self.count(rest[rest.startIndex..<end]),
                let cost = try? Money.lineCost(
                    count: count, amount: line.amount, per: line.per, multipliers: line.multipliers
                ).cost.picodollars
            else { return nil }
            switch line.direction {
            case .input: sums.input += cost
            case .output: sums.output += cost
            case .generation: sums.generation += cost
            }
            rest = rest[min(end + 1, rest.endIndex)...]
        }
        return rest.isEmpty ? sums : nil
    }

    private static func count(_ digits: ArraySlice<UInt8>) -> ExactDecimal? {
        guard !digits.isEmpty else { return nil }
        var number = 0
        for digit in digits {
            // Longer numbers and those with decimals are read the long way.
            guard digit >= 0x30, digit <= 0x39, digits.count <= 18 else {
                return try? ExactDecimal(String(decoding: digits, as: UTF8.self))
            }
            number = number * 10 + Int(digit - 0x30)
        }
        return ExactDecimal(number)
    }
}
