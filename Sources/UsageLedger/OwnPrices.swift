import Foundation
import UsageModel

/// A file of your own prices in JSON5, such as `samples/prices/own-prices.json5`: private models, negotiated prices, discounts.
public struct OwnPrices: Hashable, Sendable {
    /// The name under which errors and price sources speak of it.
    public let name: String
    /// The content.
    public let json5: String

    /// The most bytes of a file.
    public static let bytesMax = 64 << 20

    /// Prices from a text.
    public init(name: String, json5: String) {
        self.name = name
        self.json5 = json5
    }

    /// Prices from a file; throws `file_failed` where it cannot be read.
    public init(contentsOfFile path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path),
            let bytes = try? file.read(upToCount: Self.bytesMax + 1)
        else {
            throw LedgerError(
                .fileFailed, "the prices `\(path)` cannot be read",
                hint: "see that the file is there and that you may read it")
        }
        try? file.close()
        guard bytes.count <= Self.bytesMax else {
            throw LedgerError(.fileFailed, "the prices `\(path)` are larger than \(Self.bytesMax) bytes")
        }
        self.init(name: path, json5: String(decoding: bytes, as: UTF8.self))
    }
}
