import UsageModel

/// The arithmetic of a call's cost, line by line, as a person checks it.
struct CostBreakdown {
    let costing: Costing
    let statedCost: StatedCost?

    init(_ costing: Costing, statedCost: StatedCost? = nil) {
        self.costing = costing
        self.statedCost = statedCost
    }

    /// The sections: price, lines, what was taken for granted, what somebody else states.
    func text(columnsMax: Int?, hasColour: Bool) -> String {
        var facts = FactList()
        switch costing {
        case .unpriced(let reason):
            facts.add("Cost", "\(Figure.none)  no price: \(reason)")
            if let hint = reason.hint { facts.add("Hint", hint) }
            facts.add("Counted as", "unpriced, never as zero")
        case .priced(let cost):
            add(cost.price, to: &facts)
            let text = facts.text(columnsMax: columnsMax, hasColour: hasColour)
            return text + "\n" + lines(of: cost, hasColour) + "\n"
                + assumptions(cost).text(columnsMax: columnsMax, hasColour: hasColour)
        }
        addStated(nil, to: &facts)
        return facts.text(columnsMax: columnsMax, hasColour: hasColour)
    }

    private func add(_ price: PriceReference, to facts: inout FactList) {
        facts.add("Price", price.priceID)
        facts.add("Model", "\(price.modelID), matched: \(price.match)")
        var source = price.source
        if let seen = price.seen { source += ", seen on \(seen)" }
        facts.add("Source", source)
        if let url = price.sourceURL { facts.add("", url) }
        if !price.agreeing.isEmpty {
            facts.add("Also says so", price.agreeing.joined(separator: ", "))
        }
        facts.add("In force", price.forceWords)
        facts.add("Price date", Self.dateWords(price.dateState))
        facts.add("Catalogue", price.catalogueVersion)
    }

    private static func dateWords(_ state: PriceReference.DateState) -> String {
        switch state {
        case .dated: "dated: the source says that this was the price on that day"
        case .assumed: "assumed: no source dates a price to that day, this is the nearest known"
        }
    }

    private func lines(of cost: Cost, _ hasColour: Bool) -> String {
        var table = TextTable([
            .init("Line"), .init("Arithmetic", .words(.end)), .init("Cost", .decimals),
        ])
        for line in cost.lines {
            table.add([line.className, line.arithmetic, Figure.exact(line.cost)])
        }
        table.addTotal(["Total", "", Figure.exact(cost.total)])
        // Never cut to a width: half of a calculation proves nothing.
        return table.text(hasColour: hasColour)
    }

    private func assumptions(_ cost: Cost) -> FactList {
        var facts = FactList()
        facts.add("Cost", "\(Figure.exact(cost.total)) exactly")
        if cost.lines.contains(where: \.isRounded) {
            facts.add("Rounded", "lines marked ≈ half to even at the 12th decimal, once per line")
        }
        if cost.listTotal != cost.total {
            facts.add("List price", "\(Figure.exact(cost.listTotal)) before discounts")
        }
        for assumption in cost.assumptions { facts.add("Assumed", assumption) }
        addStated(cost.total, to: &facts)
        return facts
    }

    private func addStated(_ total: Money?, to facts: inout FactList) {
        guard let statedCost else { return }
        facts.add("Stated cost", "\(Figure.exact(statedCost.amount)) by \(statedCost.source)")
        guard let total else { return }
        let difference = total - statedCost.amount
        let words =
            difference == .zero
            ? "none: ours is the same" : "\(Figure.signedExact(difference)) is ours less theirs"
        facts.add("Difference", words)
    }
}

extension CostLine {
    /// `15,025 tokens × $3 / 1,000,000`, exact but for a line marked ≈.
    var arithmetic: String {
        var text = "\(Figure.count(count)) \(unit.name(for: count)) × $\(Figure.count(amount))"
        if per != .one { text += " / \(Figure.count(per))" }
        for multiplier in multipliers { text += " × \(Figure.count(multiplier.factor)) (\(multiplier.name))" }
        return text + (isRounded ? " ≈" : " =")
    }
}

extension Figure {
    /// A difference with its sign, exact: `+$0.0012`, `−$0.05`.
    static func signedExact(_ money: Money) -> String { (money > .zero ? "+" : "") + exact(money) }
}
