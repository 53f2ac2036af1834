/// What looks wrong about a price, found by a check of price files.
package struct PriceFinding: Hashable, Sendable {
    /// What was checked.
    package enum Check: String, Hashable, Sendable, CaseIterable {
        /// An amount twenty times or more away from another source's.
        case farApart = "far_apart"
        /// An amount that no unit of its kind costs, such as a price per token taken for one per million.
        case implausible
        /// Output tokens that cost less than a hundredth of input tokens.
        case cheapOutput = "cheap_output"
        /// Two prices of a model in force at the same moment.
        case overlappingDates = "overlapping_dates"
        /// An alias that is never in force, or only when the model has no price.
        case deadAlias = "dead_alias"
        /// A file that cannot be read, such as one with two rates that fit a call equally well.
        case unreadable
        /// A name that means two models.
        case doubleName = "double_name"
    }

    /// What was checked.
    package var check: Check
    /// Who charges the price.
    package var provider: Provider
    /// The model.
    package var model: String
    /// The class in one word, where the finding is about one.
    package var className: String?
    /// What is wrong, as one sentence.
    package var message: String
    /// Why it is right after all, where a reason is on record.
    package var explanation: String?
    /// The file in which it was found; nil for the built-in catalogue.
    package var file: String?

    /// A finding.
    package init(
        _ check: Check, provider: Provider, model: String, className: String? = nil, message: String,
        explanation: String? = nil
    ) {
        self.check = check
        self.provider = provider
        self.model = model
        self.className = className
        self.message = message
        self.explanation = explanation
    }
}
