/// The clauses of the rule by which one list's word on a rate wins over another's, in the order in which they are asked.
package enum MergeClause: String, Hashable, Sendable, CaseIterable {
    /// The figure is on record as wrong, with a reason, and has no say.
    case knownError = "known_error"
    /// The figure lies outside all that its unit has ever cost, so it is one for another unit, and has no say.
    case implausible
    /// A fact kept by hand says that it corrects the lists.
    case correction
    /// Facts kept by hand that correct nothing only fill gaps.
    case gap
    /// A list without dates speaks only for the day it was seen; for any other moment a list with dates speaks alone.
    case day
    /// A published price per image beats one computed from a rounded price per pixel.
    case published
    /// The figure that most lists name, each of which counts once.
    case agreement
    /// The list seen last.
    case fresher
    /// The list that dates its prices, or that knows more of when a rate holds.
    case specific
}
