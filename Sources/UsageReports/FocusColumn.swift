/// The columns of FOCUS's Cost and Usage dataset, and our own behind them, by the names of the specification.
enum FocusColumn: String, CaseIterable {
    case allocatedMethodDetails, allocatedMethodId, allocatedResourceId, allocatedResourceName, allocatedTags
    case availabilityZone
    case billedCost, billingAccountId, billingAccountName, billingAccountType, billingCurrency
    case billingPeriodEnd, billingPeriodStart
    case capacityReservationId, capacityReservationStatus
    case chargeCategory, chargeClass, chargeDescription, chargeFrequency, chargePeriodEnd, chargePeriodStart
    case commitmentDiscountCategory, commitmentDiscountId, commitmentDiscountName
    case commitmentDiscountQuantity, commitmentDiscountStatus, commitmentDiscountType, commitmentDiscountUnit
    case commitmentProgramEligibilityDetails
    case consumedQuantity, consumedUnit, contractApplied, contractedCost, contractedUnitPrice
    case effectiveCost
    case hostProviderName
    case invoiceDetailId, invoiceId, invoiceIssuerName
    case listCost, listUnitPrice
    case pricingCategory, pricingCurrency, pricingCurrencyContractedUnitPrice, pricingCurrencyEffectiveCost
    case pricingCurrencyListUnitPrice, pricingQuantity, pricingUnit, providerName, publisherName
    case regionId, regionName, resourceId, resourceName, resourceType
    case serviceCategory, serviceName, serviceProviderName, serviceSubcategory
    case skuId, skuMeter, skuPriceDetails, skuPriceId, subAccountId, subAccountName, subAccountType
    case tags
    case callID = "x_CallId"
    case modelID = "x_ModelId"
    case priceDate = "x_PriceDate"
    case team = "x_Team"
    case user = "x_User"

    /// The column's name in the file.
    var name: String {
        rawValue.hasPrefix("x_") ? rawValue : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }

    /// The columns of a version, in their order: those of the specification from A to Z, then ours.
    static func columns(of version: FocusVersion) -> [FocusColumn] {
        allCases.filter { column in
            switch column {
            case .allocatedMethodDetails, .allocatedMethodId, .allocatedResourceId, .allocatedResourceName,
                .allocatedTags, .commitmentProgramEligibilityDetails, .contractApplied, .hostProviderName,
                .invoiceDetailId, .serviceProviderName:
                version == .v14
            case .providerName, .publisherName: version == .v12
            default: true
            }
        }
    }
}
