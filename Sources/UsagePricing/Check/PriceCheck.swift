package import UsageModel

/// Looks for slips in price files: of units, of dates, of names.
package struct PriceCheck: Sendable {
    /// The prices to compare amounts with: another source's.
    private let reference: PriceFile?

    /// A check; amounts are compared with those of another price file of the provider, where there is one.
    package init(reference: PriceFile? = nil) {
        self.reference = reference
    }

    /// How many times one amount may be another source's before it looks like a slip.
    static let timesMax = 20

    /// What looks wrong in a file, by model.
    package func findings(in file: PriceFile) -> [PriceFinding] {
        var found: [PriceFinding] = []
        for model in file.models {
            found += names(of: model, in: file)
            found += dates(of: model, in: file)
            for price in model.prices {
                found += PriceAmounts(price, of: model, at: file.provider).findings
                found += distances(of: price, of: model, at: file.provider)
            }
        }
        var seen = Set<PriceFinding>()
        return found.filter { seen.insert($0).inserted }
    }

    private func names(of model: ModelEntry, in file: PriceFile) -> [PriceFinding] {
        var found: [PriceFinding] = []
        func note(_ check: PriceFinding.Check, _ message: String) {
            found.append(PriceFinding(check, provider: file.provider, model: model.id, message: message))
        }
        func owner(of name: String) -> ModelEntry? {
            file.models.first { $0 !== model && $0.names.contains(name) }
        }
        for name in model.names where file.positions[name].map({ file.models[$0] !== model }) ?? false {
            let other = file.positions[name].map { file.models[$0].id } ?? ""
            note(.doubleName, "the name `\(name)` means `\(other)` too")
        }
        for alias in model.aliases {
            if let from = alias.from, let to = alias.to, from >= to {
                note(.deadAlias, "the alias `\(alias.name)` ends before it starts")
            } else if !model.prices.contains(where: { alias.meets($0) }) {
                note(.deadAlias, "the model has no price while the alias `\(alias.name)` is in force")
            }
            if let other = owner(of: alias.name) {
                note(.doubleName, "the alias `\(alias.name)` is a name of `\(other.id)`")
            }
            for position in file.aliases[alias.name] ?? [] where file.models[position] !== model {
                let other = file.models[position]
                guard other.aliases.contains(where: { $0.name == alias.name && alias.meets($0) }) else {
                    continue
                }
                note(.doubleName, "the alias `\(alias.name)` means `\(other.id)` at the same time")
            }
        }
        for prefix in model.prefixes {
            let others = file.prefixes.filter {
                $0.prefix.text == prefix.text && file.models[$0.position] !== model
                    && !Set($0.prefix.tails).isDisjoint(with: prefix.tails)
            }
            for other in others {
                note(
                    .doubleName,
                    "names that start with `\(prefix.text)` mean `\(file.models[other.position].id)` too")
            }
        }
        return found
    }

    private func dates(of model: ModelEntry, in file: PriceFile) -> [PriceFinding] {
        var found: [PriceFinding] = []
        for (index, price) in model.prices.enumerated() {
            for other in model.prices[(index + 1)...] where price.meets(other) {
                let start = [price.from, other.from].compactMap(\.self).max()
                found.append(
                    PriceFinding(
                        .overlappingDates, provider: file.provider, model: model.id,
                        message: "two prices are in force \(start.map { "from \($0.dayText)" } ?? "always")"))
            }
        }
        return found
    }

    private func distances(
        of price: Price, of model: ModelEntry, at provider: Provider
    ) -> [PriceFinding] {
        guard let reference, let position = model.names.lazy.compactMap({ reference.positions[$0] }).first
        else { return [] }
        let others = reference.models[position].prices
        let moment = price.from ?? price.to.map { $0.adding(seconds: -1) }
        let other = moment.map { reference.models[position].price(at: $0) } ?? others.last
        guard let other else { return [] }
        let known = other.named
        return price.named.sorted { $0.key < $1.key }.compactMap { key, rate in
            guard let theirs = known[key], let message = Self.slip(rate, theirs) else { return nil }
            return PriceFinding(
                .farApart, provider: provider, model: model.id, className: rate.className,
                message: message + " of \(other.provenance.source)")
        }
    }

    /// What two amounts that are far apart look like, or nil where they are near each other.
    private static func slip(_ rate: Price.NamedAmount, _ other: Price.NamedAmount) -> String? {
        // Compared for the same number of units.
        guard let amount = rate.amount.multiplied(by: other.per),
            let theirs = other.amount.multiplied(by: rate.per)
        else { return nil }
        return slip(amount, theirs).map { "`\(rate.className)` is \(rate.amount), \($0)" }
    }

    /// `20 times that`, `a hundredth of that, as if …`, or nil where two amounts are near each other.
    static func slip(_ amount: ExactDecimal, _ other: ExactDecimal) -> String? {
        guard let times = distance(amount, other), times >= timesMax else { return nil }
        let words =
            switch times {
            case 100: ", as if cents were dollars"
            case 1000: ", as if the price were for a thousand"
            case 1_000_000: ", as if a price per token were one per million"
            default: ""
            }
        return (amount > other ? "\(times) times that" : "that divided by \(times)") + words
    }

    /// How often the smaller of two amounts goes into the larger; nil where one of them is zero.
    static func distance(_ a: ExactDecimal, _ b: ExactDecimal) -> Int? {
        let (small, large) = a < b ? (a, b) : (b, a)
        guard small > .zero else { return nil }
        let places = max(small.scale, large.scale)
        guard let part = small.shifted(by: places)?.coefficient,
            let whole = large.shifted(by: places)?.coefficient, part > 0
        else { return nil }
        return Int(clamping: whole / part)
    }
}

extension PriceCheck {
    /// What looks wrong in the built-in catalogue; what is right after all carries its explanation.
    package static func builtInFindings() throws(PricingError) -> [PriceFinding] {
        let prices = PriceList.builtIn
        var found = prices.providers.compactMap(prices.builtIn).flatMap { PriceCheck().findings(in: $0) }
        found += try PriceDisagreement.builtIn().flatMap(findings(about:))
        let explanations = try explanations()
        return found.map { finding in
            var finding = finding
            finding.explanation = explanations.first { $0.covers(finding) }?.reason
            return finding
        }
    }

    /// Explanations on record that are about nothing that is found.
    package static func unusedExplanations() throws(PricingError) -> [String] {
        let found = try builtInFindings()
        return try explanations().filter { explanation in !found.contains(where: explanation.covers) }
            .map { "\($0.provider)/\($0.model): \($0.reason)" }
    }

    private static func explanations() throws(PricingError) -> [Explanation] {
        guard let facts = EmbeddedFiles.note("facts") else { return [] }
        return try Explanation.all(parsing: facts)
    }

    /// The figures that lost, where they are far from the one that was taken and nothing on record says why.
    static func findings(about disagreement: PriceDisagreement) -> [PriceFinding] {
        let settled: [MergeClause] = [.knownError, .implausible, .correction]
        guard let taken = disagreement.taken, !settled.contains(disagreement.clause) else { return [] }
        return disagreement.claims.compactMap { claim in
            guard let slip = slip(taken, claim.amount) else { return nil }
            let words = ([disagreement.className] + disagreement.conditions).joined(separator: " ")
            return PriceFinding(
                .farApart, provider: disagreement.provider, model: disagreement.model,
                className: disagreement.className,
                message: "`\(words)` is \(taken), but \(claim.amount) in \(claim.source), \(slip)")
        }
    }
}

extension ModelEntry.Alias {
    /// Whether the alias and a price are in force at a common moment.
    fileprivate func meets(_ price: Price) -> Bool { overlap(from, to, price.from, price.to) }

    /// Whether two aliases are in force at a common moment.
    fileprivate func meets(_ other: Self) -> Bool { overlap(from, to, other.from, other.to) }
}

extension Price {
    /// Whether two prices are in force at a common moment.
    fileprivate func meets(_ other: Price) -> Bool { overlap(from, to, other.from, other.to) }
}

/// Whether two half-open periods have a moment in common; nil is no bound.
private func overlap(_ from: Instant?, _ to: Instant?, _ otherFrom: Instant?, _ otherTo: Instant?) -> Bool {
    let startsBefore = otherTo.flatMap { end in from.map { $0 < end } } ?? true
    let endsAfter = to.flatMap { end in otherFrom.map { $0 < end } } ?? true
    return startsBefore && endsAfter
}
