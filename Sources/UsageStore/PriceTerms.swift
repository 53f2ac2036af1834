internal import Digest
internal import JSON
internal import UsageModel

/// A cost without its counts: the price and what each line says, the same for all calls of one kind.
///
/// The ledger keeps each distinct terms once, under the digest of their text, and only the counts in every row; the
/// lines' costs follow from both, exactly.
struct PriceTerms: Hashable, Sendable {
    let price: PriceReference
    let assumptions: [String]
    let lines: [Line]

    /// A line of a cost without its count.
    struct Line: Hashable, Sendable {
        let className: String
        let direction: CostLine.Direction
        let unit: Unit
        let amount: ExactDecimal
        let per: ExactDecimal
        let multipliers: [CostLine.Multiplier]

        func fits(_ line: CostLine) -> Bool {
            amount == line.amount && per == line.per && direction == line.direction && unit == line.unit
                && className == line.className && multipliers == line.multipliers
        }
    }

    /// The terms of a cost.
    init(_ cost: Cost) {
        price = cost.price
        assumptions = cost.assumptions
        lines = cost.lines.map {
            Line(
                className: $0.className, direction: $0.direction, unit: $0.unit, amount: $0.amount,
                per: $0.per, multipliers: $0.multipliers)
        }
    }

    /// Whether these are the terms of a cost.
    func fits(_ cost: Cost) -> Bool {
        guard lines.count == cost.lines.count, price == cost.price, assumptions == cost.assumptions else {
            return false
        }
        for index in lines.indices where !lines[index].fits(cost.lines[index]) { return false }
        return true
    }

    /// The cost of these terms for the counts of a row; nil where they do not fit together.
    func cost(counts: String, listTotal: Money) -> Cost? {
        let words = counts.split(separator: " ")
        guard words.count == lines.count else { return nil }
        var costLines: [CostLine] = []
        for (line, word) in zip(lines, words) {
            guard let count = try? ExactDecimal(String(word)),
                let costLine = try? CostLine(
                    className: line.className, direction: line.direction, unit: line.unit, count: count,
                    amount: line.amount, per: line.per, multipliers: line.multipliers)
            else { return nil }
            costLines.append(costLine)
        }
        return Cost(lines: costLines, price: price, assumptions: assumptions, listTotal: listTotal)
    }

    /// The counts of a cost's lines, in their order.
    static func counts(_ cost: Cost) -> String {
        cost.lines.map(\.count.description).joined(separator: " ")
    }
}

extension PriceTerms {
    /// The terms as the ledger keeps them: a cost's JSON with every count one.
    func stored() throws(StoreError) -> StoredTerms {
        var unit: [CostLine] = []
        for line in lines {
            do {
                unit.append(
                    try CostLine(
                        className: line.className, direction: line.direction, unit: line.unit, count: .zero,
                        amount: line.amount, per: line.per, multipliers: line.multipliers))
            } catch {
                throw StoreError(error.code, error.message, hint: error.hint)
            }
        }
        let cost = Cost(lines: unit, price: price, assumptions: assumptions)
        let body = JSONValue.object(cost.json).compactText
        return StoredTerms(body: body, digest: StoredTerms.digest(body))
    }

    /// Reads what `stored` wrote; nil where it is none.
    init?(body: String) {
        guard let json = try? JSONValue(parsing: body), let cost = Cost(json: json) else { return nil }
        self.init(cost)
    }
}

/// The text of terms and the digest under which it is kept.
struct StoredTerms: Hashable, Sendable {
    let body: String
    let digest: [UInt8]

    /// The first half of the text's SHA-256: 128 bits tell terms apart, and the row stays short.
    static func digest(_ body: String) -> [UInt8] { Array(SHA256.digest(body).bytes.prefix(16)) }
}
