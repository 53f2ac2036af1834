/// A word at a mark: what happened and when, and why.
public struct Annotation: Hashable, Sendable {
    /// The day it belongs to.
    public var day: ChartDay
    /// What and when: "$969 on Thu 8 Oct".
    public var headline: String
    /// Why, in plain words with the multiple; may be empty.
    public var reason: String
    /// One line for a small plot: "$969 on 8 Oct, gpt-5.1 retries"; empty takes the headline.
    public var short: String

    /// Makes an annotation.
    public init(day: ChartDay, headline: String, reason: String = "", short: String = "") {
        self.day = day
        self.headline = headline
        self.reason = reason
        self.short = short
    }
}
