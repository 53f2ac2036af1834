import Digest

extension Ledger {
    /// The SHA-256 of some bytes, as 64 hexadecimal digits.
    package static func digest(_ bytes: [UInt8]) -> String {
        SHA256.digest(bytes).hex
    }
}
