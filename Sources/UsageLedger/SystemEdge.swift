import Foundation
public import UsageModel

/// The only place of the core that asks the system for time and randomness.
public enum SystemEdge {
    /// The system's clock.
    public static let now: @Sendable () -> Instant = {
        Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }

    /// Bits from the system's generator.
    public static let randomBits: @Sendable () -> UInt64 = {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
