private import CSodium

/// A running SHA-256; a copy goes on alone from where it was made.
package struct SHA256 {
    private var state = crypto_hash_sha256_state()

    package init() {
        // The return value is 0 always: the function cannot fail.
        _ = unsafe crypto_hash_sha256_init(&state)
    }

    package mutating func update(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { buffer in unsafe update(buffer) }
    }

    package mutating func update(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { buffer in unsafe update(buffer) }
    }

    /// Adds a digest's 32 bytes.
    package mutating func update(_ digest: Digest256) {
        unsafe withUnsafeBytes(of: digest) { bytes in
            unsafe bytes.withMemoryRebound(to: UInt8.self) { unsafe update($0) }
        }
    }

    package mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { buffer in unsafe update(buffer) }
    }

    private mutating func update(_ buffer: UnsafeBufferPointer<UInt8>) {
        guard let start = buffer.baseAddress else { return }
        _ = unsafe crypto_hash_sha256_update(&state, start, UInt64(buffer.count))
    }

    /// The digest of all bytes so far; more may be added afterwards.
    package func digest() -> Digest256 {
        var last = state
        return unsafe Digest256 { start in _ = unsafe crypto_hash_sha256_final(&last, start) }
    }

    /// The digest of some bytes.
    package static func digest(_ bytes: [UInt8]) -> Digest256 {
        var hash = SHA256()
        hash.update(bytes)
        return hash.digest()
    }

    /// The digest of the UTF-8 bytes of a text.
    package static func digest(_ text: String) -> Digest256 {
        var hash = SHA256()
        hash.update(text)
        return hash.digest()
    }
}
