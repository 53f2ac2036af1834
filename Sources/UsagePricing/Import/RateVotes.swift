import UsageModel

/// What several lists say about one rate in one period, and which of it is taken.
struct RateVotes {
    /// A list's word, with the place of the list among all and the day it was seen.
    struct Vote {
        var source: Int
        var seen: CivilDate
        var rate: SourceRate
    }

    /// The rate that is taken, the lists that name it, and the clause that decided; nil where all agree.
    struct Choice {
        var rate: SourceRate
        var sources: [Int]
        var clause: MergeClause?
    }

    var votes: [Vote]

    /// The day on which the freshest of the lists was seen.
    var seen: CivilDate? { votes.map(\.seen).max() }

    /// Asks the clauses one after the other until a single figure is left.
    ///
    /// - Parameter isDated: Whether a list dates the period; then only what was seen last can name its rate, and
    ///   older lists decide between those.
    func choice(isDated: Bool) -> Choice? {
        let published = votes.filter { !$0.rate.isComputed }
        let heard = published.isEmpty ? votes : published
        func supporters(_ vote: Vote) -> [Int] {
            heard.filter { $0.rate.amount == vote.rate.amount }.map(\.source)
        }
        let newest = heard.map(\.seen).max()
        let eligible = isDated ? heard.filter { $0.seen == newest } : heard
        let best = eligible.max { a, b in
            (supporters(a).count, a.seen, -a.source) < (supporters(b).count, b.seen, -b.source)
        }
        guard let best else { return nil }
        let rivals = eligible.filter { $0.rate.amount != best.rate.amount }
        let clause: MergeClause? =
            if Self.isUnanimous(votes) {
                nil
            } else if Self.isUnanimous(heard) {
                .published
            } else if rivals.isEmpty {
                .day
            } else if rivals.allSatisfy({ supporters($0).count < supporters(best).count }) {
                .agreement
            } else if rivals.allSatisfy({
                supporters($0).count < supporters(best).count || $0.seen < best.seen
            }) {
                .fresher
            } else {
                .specific
            }
        return Choice(rate: best.rate, sources: supporters(best).sorted(), clause: clause)
    }

    private static func isUnanimous(_ votes: [Vote]) -> Bool {
        votes.allSatisfy { $0.rate.amount == votes[0].rate.amount }
    }
}
