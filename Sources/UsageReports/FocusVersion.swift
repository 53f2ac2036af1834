/// A version of FOCUS, the FinOps Open Cost and Usage Specification, whose columns a file has.
public enum FocusVersion: String, Hashable, Sendable, CaseIterable {
    /// Version 1.2, which most tools read.
    case v12 = "1.2"
    /// Version 1.4, the newest one.
    case v14 = "1.4"
}

/// How finely the charges of a FOCUS file are put together; buckets are those of UTC.
public enum FocusGrain: String, Hashable, Sendable, CaseIterable {
    /// One row a day, price, sub-account and set of tags.
    case day
    /// The same an hour.
    case hour
    /// One row a call and price, in the hour of the call.
    case call

    /// How long a bucket is.
    var seconds: Int64 { self == .day ? 86_400 : 3600 }
}
