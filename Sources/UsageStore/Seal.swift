internal import Digest
internal import SQLDatabase

/// The digest of a row's values, by which a row that somebody changed is told from the one that was written.
enum Seal {
    /// Its bytes, kept beside the values.
    static func of(_ values: [SQLValue]) -> [UInt8] {
        var hash = SHA256()
        for value in values {
            switch value {
            case .null: hash.update("-;")
            case .integer(let number): hash.update("i\(number);")
            case .real(let number): hash.update("r\(number.bitPattern);")
            case .text(let text): hash.update("t\(text.utf8.count):\(text);")
            case .blob(let bytes):
                hash.update("b\(bytes.count):")
                hash.update(bytes)
            }
        }
        return hash.digest().bytes
    }

    /// The first 64 bits of a digest, for columns and sums.
    static func number(_ digest: [UInt8]) -> Int64 {
        Int64(bitPattern: digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}
