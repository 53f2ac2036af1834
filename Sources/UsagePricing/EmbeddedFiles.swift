private import CPriceCatalogue

/// The price files that are compiled into the product, by provider.
enum EmbeddedFiles {
    /// The providers that have a file, in the order of the alphabet.
    static let providers: [String] = (0..<price_file_count()).map { index in
        unsafe String(cString: price_file_at(index).provider)
    }

    /// The bytes of a provider's file, or nil where there is none.
    static func bytes(of provider: String) -> [UInt8]? {
        guard let index = providers.firstIndex(of: provider) else { return nil }
        let file = unsafe price_file_at(index)
        return unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
    }

    /// The bytes of a file beside the price files, such as `sources`, or nil where there is none.
    static func note(_ name: String) -> [UInt8]? {
        for index in 0..<price_note_count() {
            let file = unsafe price_note_at(index)
            guard unsafe String(cString: file.provider) == name else { continue }
            return unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
        }
        return nil
    }
}
