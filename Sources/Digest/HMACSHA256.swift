private import CSodium

/// A keyed authentication code, HMAC-SHA256 (RFC 2104).
package struct HMACSHA256 {
    private var state = crypto_auth_hmacsha256_state()

    package init(key: [UInt8]) {
        // A byte too many keeps the pointer valid for the empty key; the length says how many count.
        unsafe (key + [0]).withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            _ = unsafe crypto_auth_hmacsha256_init(&state, start, key.count)
        }
    }

    package mutating func update(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            _ = unsafe crypto_auth_hmacsha256_update(&state, start, UInt64(buffer.count))
        }
    }

    /// The code of all bytes so far; more may be added afterwards.
    package func code() -> Digest256 {
        var last = state
        return unsafe Digest256 { start in _ = unsafe crypto_auth_hmacsha256_final(&last, start) }
    }

    /// The code of some bytes under a key of any length.
    package static func code(of bytes: [UInt8], key: [UInt8]) -> Digest256 {
        var running = HMACSHA256(key: key)
        running.update(bytes)
        return running.code()
    }
}
