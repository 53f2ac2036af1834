/// A rate on which price lists differ: what each says, what was taken, and by which clause of the rule.
package struct PriceDisagreement: Hashable, Sendable {
    /// Who charges it.
    package var provider: Provider
    /// The model, by the name under which its costs are filed.
    package var model: String
    /// The class in one word, such as `input`.
    package var className: String
    /// When the rate holds, such as `quality=hd` or `tier=batch`; empty for always.
    package var conditions: [String]
    /// First moment of the price in question; nil where it has none.
    package var from: Instant?
    /// First moment after it; nil where it has none.
    package var to: Instant?
    /// For how many units the amounts are.
    package var per: ExactDecimal
    /// US dollars in the catalogue; nil where nothing was taken.
    package var taken: ExactDecimal?
    /// The clause that decided.
    package var clause: MergeClause
    /// Why, where a reason is kept with the facts.
    package var reason: String?
    /// What each list says, in the order of their names.
    package var claims: [Claim]

    /// A rate on which lists differ.
    package init(
        provider: Provider, model: String, className: String, conditions: [String], from: Instant?,
        to: Instant?, per: ExactDecimal, taken: ExactDecimal?, clause: MergeClause, reason: String?,
        claims: [Claim]
    ) {
        self.provider = provider
        self.model = model
        self.className = className
        self.conditions = conditions
        self.from = from
        self.to = to
        self.per = per
        self.taken = taken
        self.clause = clause
        self.reason = reason
        self.claims = claims
    }

    /// What one list says.
    package struct Claim: Hashable, Sendable {
        /// The list with its version, such as `litellm@1.106.2`.
        package var source: String
        /// The day on which it was seen.
        package var seen: CivilDate
        /// US dollars.
        package var amount: ExactDecimal

        /// What a list says.
        package init(source: String, seen: CivilDate, amount: ExactDecimal) {
            self.source = source
            self.seen = seen
            self.amount = amount
        }
    }
}
