import Digest
import Foundation

extension Ledger {
    /// The SHA-256 of some bytes, as 64 hexadecimal digits.
    package static func digest(_ bytes: [UInt8]) -> String {
        SHA256.digest(bytes).hex
    }

    /// The SHA-256 of a file, read piece by piece; nil where it cannot be read.
    package static func digest(ofFile path: String) -> String? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        var hash = SHA256()
        while let piece = try? handle.read(upToCount: 1 << 20), !piece.isEmpty { hash.update([UInt8](piece)) }
        return hash.digest().hex
    }
}
