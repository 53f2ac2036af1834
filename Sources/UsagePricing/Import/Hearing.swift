import UsageModel

/// What the lists say about one name, in one period of its prices.
struct Hearing {
    var provider: String
    var models: [SourceModel?]
    /// The list that dates its prices and knows the name.
    var dated: Int?
    var period: SourceModel.Period
    var votes: [RateKey: RateVotes] = [:]
    var disputes: [CatalogueMerge.Dispute] = []

    func covers(_ instant: Instant) -> Bool {
        (period.from.map { $0 <= instant } ?? true) && (period.to.map { instant < $0 } ?? true)
    }
}

extension CatalogueMerge {
    /// A rate on which lists differ, in one period.
    struct Dispute: Hashable {
        var key: RateKey
        var from: Instant?
        var to: Instant?
        var taken: ExactDecimal?
        var clause: MergeClause
        var reason: String?
        var claims: [PriceDisagreement.Claim]
    }
}

extension Hearing {
    /// Notes that lists differ on a rate.
    mutating func note(
        _ key: RateKey, _ votes: [RateVotes.Vote], of sources: [PriceSource], taken: ExactDecimal?,
        by clause: MergeClause, reason: String? = nil, further: PriceDisagreement.Claim? = nil
    ) {
        let claims = votes.map { vote in
            PriceDisagreement.Claim(
                source: sources[vote.source].name, seen: vote.seen, amount: vote.rate.amount)
        }
        disputes.append(
            CatalogueMerge.Dispute(
                key: key, from: period.from, to: period.to, taken: taken, clause: clause, reason: reason,
                claims: (claims + [further].compactMap(\.self)).sorted { $0.source < $1.source }))
    }

    /// The disputes, now that the price is known: a figure that turned out to be the price anyway is none.
    func settled(_ draft: CatalogueMerge.Draft) -> [CatalogueMerge.Dispute] {
        disputes.compactMap { dispute in
            var dispute = dispute
            if dispute.clause == .knownError || dispute.clause == .implausible {
                dispute.taken = draft.rates[dispute.key]?.amount
            }
            return dispute.claims.contains { $0.amount != dispute.taken } ? dispute : nil
        }
    }
}
