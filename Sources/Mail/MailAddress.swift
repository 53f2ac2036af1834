/// A mail address with an optional name, such as `AI cost <usage@example.com>`.
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    /// Who it is; empty where only the address is known.
    package let name: String
    /// The address alone, `usage@example.com`.
    package let address: String

    /// Reads an address as people write it; throws `bad_mail_address` for anything that a server could take for more.
    package init(_ text: String) throws(MailError) {
        var rest = Substring(text).trimmed
        var name = ""
        if rest.last == ">", let open = rest.lastIndex(of: "<") {
            name = String(rest[..<open].trimmed)
            rest = rest[rest.index(after: open)...].dropLast()
        }
        if name.count >= 2, name.first == "\"", name.last == "\"" {
            name = String(name.dropFirst().dropLast())
        }
        name = name.withoutDirections
        guard Self.isName(name), Self.isAddress(rest) else {
            let isPlain = text.unicodeScalars.allSatisfy { $0.isASCII }
            throw MailError(
                .badAddress, "`\(Self.shown(text))` is no mail address",
                hint: isPlain
                    ? "write `ann@example.com` or `Ann Example <ann@example.com>`"
                    : "a name may have any letters, an address only ASCII: write its domain as `xn--…`")
        }
        self.name = name
        address = String(rest)
    }

    /// What stands after the at sign.
    package var domain: String { String(address.drop { $0 != "@" }.dropFirst()) }

    /// Name and address.
    package var description: String { name.isEmpty ? address : "\(name) <\(address)>" }

    private static func isName(_ text: String) -> Bool {
        text.utf8.count <= 200
            && text.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && $0.value != 0x7F && !"<>\"\\".unicodeScalars.contains($0)
            }
    }

    /// An address of RFC 5321 without quotes, comments or address literals.
    private static func isAddress(_ text: Substring) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, halves.count == 2, halves[0].utf8.count <= 64 else { return false }
        // A leading hyphen could be taken for an option by a mail program.
        guard halves[0].first != "-", isDotted(halves[0], { isAtom($0) }) else { return false }
        return isDotted(halves[1], { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") })
            && !halves[1].split(separator: ".").contains { $0.first == "-" || $0.last == "-" }
    }

    private static func isDotted(_ text: Substring, _ isPart: (UInt8) -> Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy(isPart)
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isAtom(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    private static func shown(_ text: String) -> String {
        String(text.unicodeScalars.prefix(80).map { $0.value < 0x20 ? " " : Character($0) })
    }
}

extension Substring {
    /// Without spaces at its ends.
    fileprivate var trimmed: Substring {
        var rest = self.drop { $0 == " " }
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}

extension String {
    /// Without the invisible characters that turn the direction of what follows, so that a name cannot pass for another one.
    package var withoutDirections: String {
        let turns = unicodeScalars.contains {
            (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
        }
        guard turns else { return self }
        return String(
            String.UnicodeScalarView(
                unicodeScalars.filter {
                    !(0x202A...0x202E).contains($0.value) && !(0x2066...0x2069).contains($0.value)
                }))
    }
}
