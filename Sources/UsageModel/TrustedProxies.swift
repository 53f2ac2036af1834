private import Foundation

/// The proxies whose word about a client's address is believed, and nobody else's.
///
/// Anybody can send `X-Forwarded-For`. Each proxy appends the address that it saw, so the list is read from its end: the
/// first address that is no trusted proxy is the client's (RFC 7239, section 5.2). Without trusted proxies the peer of
/// the connection is the client, whatever the headers say.
public struct TrustedProxies: Hashable, Sendable {
    private let ranges: [Range]

    /// Trusts nobody: the peer of the connection is the client.
    public static let none = TrustedProxies(ranges: [])

    private struct Range: Hashable, Sendable {
        let base: IPAddress
        let prefixLength: Int

        func contains(_ address: IPAddress) -> Bool {
            for index in 0..<16 {
                let bits = min(8, max(0, prefixLength - index * 8))
                guard bits > 0 else { return true }
                let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
                guard base.bytes[index] & mask == address.bytes[index] & mask else { return false }
            }
            return true
        }
    }

    private init(ranges: [Range]) { self.ranges = ranges }

    /// Trusts addresses and ranges such as `10.0.0.0/8`, `192.0.2.7` and `fd00::/8`; throws `bad_address` for anything else.
    public init(_ texts: [String]) throws(ModelError) {
        var ranges: [Range] = []
        for (index, text) in texts.enumerated() {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard let first = parts.first, let base = IPAddress(String(first)), parts.count <= 2 else {
                throw Self.noRange(text, index)
            }
            var length = 128
            if parts.count == 2 {
                guard let bits = Int(parts[1]), (0...(base.isIPv4 ? 32 : 128)).contains(bits) else {
                    throw Self.noRange(text, index)
                }
                length = base.isIPv4 ? bits + 96 : bits
            }
            ranges.append(Range(base: base, prefixLength: length))
        }
        self.ranges = ranges
    }

    private static func noRange(_ text: String, _ index: Int) -> ModelError {
        ModelError(
            .badAddress, "`\(text.prefix(60))` is no address and no range", place: Place(path: "[\(index)]"),
            hint: "write `192.0.2.7`, `10.0.0.0/8` or `fd00::/8`")
    }

    /// The client's address in its shortest spelling, or nil where the peer's is no address.
    ///
    /// - Parameters:
    ///   - peer: The address at the other end of the connection, perhaps with a port.
    ///   - headers: The request's headers; of these `X-Forwarded-For` and `Forwarded` are read, in any case.
    public func client(peer: String, headers: [(name: String, value: String)] = []) -> String? {
        guard var client = IPAddress(peer) else { return nil }
        guard trusts(client) else { return client.description }
        for hop in Self.hops(headers).reversed() {
            // Behind a hop that nobody can read, nothing can be believed.
            guard let address = IPAddress(hop) else { break }
            client = address
            if !trusts(address) { break }
        }
        return client.description
    }

    private func trusts(_ address: IPAddress) -> Bool { ranges.contains { $0.contains(address) } }

    /// The hops, the client's first; `X-Forwarded-For` counts where there is one, as the two say the same.
    private static func hops(_ headers: [(name: String, value: String)]) -> [String] {
        func values(_ name: String) -> [Substring] {
            headers.filter { $0.name.lowercased() == name }
                .flatMap { $0.value.split(separator: ",", omittingEmptySubsequences: false) }
        }
        let listed = values("x-forwarded-for")
        if !listed.isEmpty { return listed.map { $0.trimmingCharacters(in: .whitespaces) } }
        return values("forwarded").map { element in
            for pair in element.split(separator: ";") {
                let sides = pair.split(separator: "=", maxSplits: 1)
                guard sides.count == 2, sides[0].trimmingCharacters(in: .whitespaces).lowercased() == "for"
                else { continue }
                return sides[1].trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
            }
            return ""
        }
    }
}

/// An address of IPv6, or one of IPv4 in its mapped form.
private struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    let bytes: [UInt8]

    private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    var isIPv4: Bool { bytes.starts(with: Self.mappedPrefix) }

    /// Reads `192.0.2.7`, `192.0.2.7:443`, `2001:db8::1` and `[2001:db8::1]:443`.
    init?(_ text: String) {
        guard text.utf8.count <= 64 else { return nil }
        var host = Substring(text)
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return nil }
            host = host[host.index(after: host.startIndex)..<end]
        } else if host.filter({ $0 == ":" }).count == 1 {
            host = host.prefix { $0 != ":" }
        }
        if let bytes = Self.read(host, family: AF_INET, count: 4) {
            self.bytes = Self.mappedPrefix + bytes
        } else if let bytes = Self.read(host, family: AF_INET6, count: 16) {
            self.bytes = bytes
        } else {
            return nil
        }
    }

    private static func read(_ host: Substring, family: Int32, count: Int) -> [UInt8]? {
        guard !host.utf8.contains(0) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        return unsafe inet_pton(family, String(host), &bytes) == 1 ? bytes : nil
    }

    var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let isShort = isIPv4
        let bytes = isShort ? Array(bytes.suffix(4)) : bytes
        guard unsafe inet_ntop(isShort ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count)) != nil
        else {
            return ""
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
