import Digest
import Foundation

extension CallSource {
    /// A digest of a whole file, by which an import that was broken off is known again; nil where it cannot be read.
    package static func fingerprint(ofFileAt path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        var hash = SHA256()
        do {
            while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(Array(piece)) }
        } catch {
            return nil
        }
        return hash.digest().hex
    }
}
