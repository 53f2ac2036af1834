/// How one version of a model's prices differs from another.
package struct PriceChange: Hashable, Sendable {
    /// What became of the model.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// It is new.
        case added
        /// It is gone.
        case removed
        /// Every rate that changed went up.
        case raised
        /// Every rate that changed went down.
        case lowered
        /// Some rates went up and others down, or came, or went.
        case changed
        /// Only its names changed.
        case renamed
    }

    /// One rate that differs, from a moment on.
    package struct Difference: Hashable, Sendable {
        /// The first moment at which the two versions differ in this way; nil for always.
        package var from: Instant?
        /// The class in one word.
        package var className: String
        /// When the rate holds, such as `quality=hd` or `tier=batch`; empty for always.
        package var conditions: [String]
        /// For how many units the amounts are.
        package var per: ExactDecimal
        /// US dollars before; nil where there was no rate.
        package var before: ExactDecimal?
        /// US dollars after; nil where there is no rate.
        package var after: ExactDecimal?

        /// A rate that differs.
        package init(
            from: Instant?, className: String, conditions: [String], per: ExactDecimal,
            before: ExactDecimal?, after: ExactDecimal?
        ) {
            self.from = from
            self.className = className
            self.conditions = conditions
            self.per = per
            self.before = before
            self.after = after
        }
    }

    /// Who charges the prices.
    package var provider: Provider
    /// The model.
    package var model: String
    /// What became of it.
    package var kind: Kind
    /// The rates that differ; none of an added or a removed model.
    package var differences: [Difference]
    /// Names that are new.
    package var namesAdded: [String]
    /// Names that mean nothing any more.
    package var namesRemoved: [String]

    /// How a model's prices differ.
    package init(
        provider: Provider, model: String, kind: Kind, differences: [Difference] = [],
        namesAdded: [String] = [], namesRemoved: [String] = []
    ) {
        self.provider = provider
        self.model = model
        self.kind = kind
        self.differences = differences
        self.namesAdded = namesAdded
        self.namesRemoved = namesRemoved
    }
}
