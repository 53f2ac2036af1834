import UsageModel

/// Writes the charges of a FOCUS file as lines of one version.
///
/// Most cells of a line follow from its price, its owner or its posting alone: these are written once and copied.
struct FocusLines {
    /// Columns side by side whose cells follow from the same.
    private struct Run {
        var source: FocusColumn.Source
        var columns: [FocusColumn]
    }

    /// The lines that are not taken yet.
    private(set) var bytes: [UInt8] = []

    private let runs: [Run]
    private let isRaw: Bool
    private var skuTexts: [[[UInt8]]] = []
    private var ownerTexts: [[[UInt8]]] = []
    private var postingTexts: [FocusPosting: [[UInt8]]] = [:]

    /// Begins with the names of the columns.
    init(_ version: FocusVersion, raw: Bool) {
        let columns = FocusColumn.columns(of: version)
        var runs: [Run] = []
        for column in columns {
            if runs.last?.source == column.source {
                runs[runs.count - 1].columns.append(column)
            } else {
                runs.append(Run(source: column.source, columns: [column]))
            }
        }
        self.runs = runs
        isRaw = raw
        bytes = CSVText.line(columns.map { .text($0.name) })
    }

    /// Takes the lines that are ready.
    mutating func take() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        bytes.reserveCapacity(taken.count)
        return taken
    }

    /// Knows a price as the next one by number.
    mutating func add(_ sku: FocusSku) { skuTexts.append(texts(.sku, sku.cell)) }

    /// Knows an owner as the next one by number.
    mutating func add(_ owner: FocusOwner) { ownerTexts.append(texts(.owner, owner.cell)) }

    /// Forgets the postings of a bucket.
    mutating func endBucket() { postingTexts.removeAll(keepingCapacity: true) }

    /// Forgets all prices and owners.
    mutating func forget() { (skuTexts, ownerTexts) = ([], []) }

    /// Adds a charge.
    mutating func append(_ charge: FocusCharge, _ posting: FocusPosting) {
        if postingTexts[posting] == nil { postingTexts[posting] = texts(.posting, posting.cell) }
        let postings = postingTexts[posting] ?? []
        var places = (sku: 0, owner: 0, posting: 0)
        for (index, run) in runs.enumerated() {
            if index > 0 { bytes.append(CSVText.comma) }
            switch run.source {
            case .sku:
                bytes += skuTexts[charge.key.sku][places.sku]
                places.sku += 1
            case .owner:
                bytes += ownerTexts[charge.key.owner][places.owner]
                places.owner += 1
            case .posting:
                bytes += postings[places.posting]
                places.posting += 1
            // A method of this value would copy all bytes that wait.
            case .charge: Self.append(run.columns, charge.cell, raw: isRaw, to: &bytes)
            }
        }
        bytes += CSVText.lineEnd
    }

    /// The runs of a source as text.
    private func texts(
        _ source: FocusColumn.Source, _ cell: (FocusColumn) -> CSVText.Cell
    ) -> [[UInt8]] {
        runs.filter { $0.source == source }.map { run in
            var text: [UInt8] = []
            Self.append(run.columns, cell, raw: isRaw, to: &text)
            return text
        }
    }

    private static func append(
        _ columns: [FocusColumn], _ cell: (FocusColumn) -> CSVText.Cell, raw: Bool, to text: inout [UInt8]
    ) {
        for (index, column) in columns.enumerated() {
            if index > 0 { text.append(CSVText.comma) }
            CSVText.append(cell(column), to: &text, raw: raw)
        }
    }
}

extension FocusColumn {
    /// What a column's cells follow from.
    enum Source: Hashable {
        /// The price of one thing; so do cells that are always the same.
        case sku
        /// Who used it.
        case owner
        /// When it was used, and where it is posted.
        case posting
        /// The sums of one charge.
        case charge
    }

    /// What the column's cells follow from.
    var source: Source {
        switch self {
        case .billedCost, .effectiveCost, .contractedCost, .pricingCurrencyEffectiveCost, .listCost,
            .consumedQuantity, .pricingQuantity, .callID:
            .charge
        case .billingPeriodStart, .billingPeriodEnd, .chargePeriodStart, .chargePeriodEnd, .chargeClass:
            .posting
        case .billingAccountId, .billingAccountName, .subAccountId, .subAccountName, .subAccountType, .tags,
            .team, .user:
            .owner
        default: .sku
        }
    }
}

extension FocusPosting {
    /// A charge's cell in a column that tells of its posting.
    fileprivate func cell(_ column: FocusColumn) -> CSVText.Cell {
        switch column {
        case .billingPeriodStart: .text(Instant(month).description)
        case .billingPeriodEnd: .text(Instant(month.adding(months: 1)).description)
        case .chargeClass: isCorrection ? .text("Correction") : .empty
        case .chargePeriodStart: .text(period.lowerBound.description)
        case .chargePeriodEnd: .text(period.upperBound.description)
        default: .empty
        }
    }
}

extension FocusOwner {
    /// A charge's cell in a column that tells of its owner.
    fileprivate func cell(_ column: FocusColumn) -> CSVText.Cell {
        switch column {
        case .billingAccountId, .billingAccountName: .text(tenant)
        case .subAccountId, .subAccountName: .known(subAccount?.id)
        case .subAccountType: .known(subAccount?.type)
        case .tags: .known(tagsText)
        case .team: .known(team)
        case .user: .known(user)
        default: .empty
        }
    }
}

extension FocusSku {
    /// A charge's cell in a column that says what was bought, of whom, at which price.
    fileprivate func cell(_ column: FocusColumn) -> CSVText.Cell {
        switch column {
        case .billingAccountType: .text("Organization")
        case .billingCurrency, .pricingCurrency: .text("USD")
        case .chargeCategory: .text("Usage")
        case .chargeDescription: .text("\(provider) \(key.modelID): \(meter)")
        case .chargeFrequency: .text("Usage-Based")
        case .consumedUnit: .text(consumedUnit)
        case .pricingUnit: .text(pricingUnit)
        case .pricingCategory: .text("Standard")
        case .listUnitPrice, .pricingCurrencyListUnitPrice: .decimal(listUnitPrice)
        case .contractedUnitPrice, .pricingCurrencyContractedUnitPrice: .decimal(contractedUnitPrice)
        case .invoiceIssuerName, .providerName, .publisherName, .serviceProviderName, .hostProviderName:
            .text(provider)
        case .serviceCategory: .text("AI and Machine Learning")
        case .serviceSubcategory: .text("Generative AI")
        case .serviceName: .text("\(provider) API")
        case .regionId, .regionName: .known(key.region)
        case .skuId: .text(id)
        case .skuMeter: .text(meter)
        case .skuPriceId: .text(priceID)
        case .skuPriceDetails: .text(details)
        case .modelID: .text(key.modelID)
        case .priceDate: .text(key.isDated ? "dated" : "assumed")
        // Commitments, reservations, allocations, invoices and resources are unknown to a ledger of calls.
        default: .empty
        }
    }
}

extension CSVText.Cell {
    /// A text, or nothing where there is none.
    static func known(_ text: String?) -> Self {
        guard let text, !text.isEmpty else { return .empty }
        return .text(text)
    }

    /// A number, or nothing where there is none.
    static func decimal(_ number: ExactDecimal?) -> Self { number.map { .decimal($0.description) } ?? .empty }

    /// Digits with a decimal mark always: readers that guess a column's type from its rows must not guess integers.
    static func decimal(_ digits: String) -> Self {
        .number(digits.utf8.contains(UInt8(ascii: ".")) ? digits : digits + ".0")
    }
}
