/// Takes secrets and addresses out of a text before it is written.
///
/// Works on bytes in one pass, leaves clean text as it is, and changes nothing when applied twice.
enum Redaction {
    /// What a text may hold.
    enum Scope {
        /// Keys, tokens and passwords.
        case secrets
        /// Those and e-mail addresses.
        case secretsAndAddresses
    }

    /// The text without what it must not hold.
    static func clean(_ text: String, _ scope: Scope) -> String {
        guard mayHoldSecret(text) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if let found = match(bytes, at: position, scope, before: result) {
                result.removeLast(found.takenBack)
                result.append(contentsOf: found.replacement.utf8)
                position = found.end
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Cleans a text in place; one that is clean is not touched.
    static func redact(_ text: inout String, _ scope: Scope) {
        if mayHoldSecret(text) { text = clean(text, scope) }
    }

    /// Cleans a text in place, where there is one; an empty one is none.
    static func redact(_ text: inout String?, _ scope: Scope) {
        guard let known = text else { return }
        if known.isEmpty { text = nil }
        if mayHoldSecret(known) { text = clean(known, scope) }
    }

    private struct Match {
        let end: Int
        let replacement: String
        /// Bytes already written that belong to the match, as the name before the `@` of an address.
        var takenBack = 0
    }

    /// Whether a text, where there is one, holds nothing that is ever taken out; says no of some that are clean.
    static func isClean(_ text: String?) -> Bool { text.map { !mayHoldSecret($0) } ?? true }

    /// The same of a text that is not empty: an empty one stands for none.
    static func isKnownAndClean(_ text: String?) -> Bool {
        text.map { !$0.isEmpty && !mayHoldSecret($0) } ?? true
    }

    /// Each pattern needs a sign, or a word that begins with one of a few pairs; most texts have neither.
    private static func mayHoldSecret(_ text: String) -> Bool {
        guard text.utf8.count >= 6 else { return false }
        var before: UInt8 = 0
        var first: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: " "), UInt8(ascii: ":"),
                UInt8(ascii: "%"):
                return true
            default: break
            }
            if isBoundary(before), beginsKey(first, byte) { return true }
            (before, first) = (first, byte)
        }
        return false
    }

    private static func beginsKey(_ first: UInt8, _ second: UInt8) -> Bool {
        switch (first, second) {
        case (UInt8(ascii: "e"), UInt8(ascii: "y")): true
        default: keyPairs.contains(UInt16(first) << 8 | UInt16(second))
        }
    }

    private static let keyPairs: [UInt16] = keyPrefixes.map {
        UInt16($0.prefix[0]) << 8 | UInt16($0.prefix[1])
    }

    private static func match(_ bytes: [UInt8], at start: Int, _ scope: Scope, before: [UInt8]) -> Match? {
        if bytes[start] == UInt8(ascii: "@"), scope == .secretsAndAddresses {
            return address(bytes, at: start, before: before)
        }
        guard isBoundary(before.last) || endsEncoded(before) else { return nil }
        return key(bytes, at: start) ?? token(bytes, at: start) ?? bearer(bytes, at: start)
            ?? parameter(bytes, at: start)
    }

    /// How keys begin, and how many characters follow at least.
    private static let keyPrefixes: [(prefix: [UInt8], tailMin: Int)] = [
        ("sk-", 8), ("sk_", 8), ("pk-", 16), ("rk_live_", 8), ("AKIA", 16), ("ASIA", 16), ("AIza", 20),
        ("ghp_", 16), ("gho_", 16), ("github_pat_", 16), ("glpat-", 16), ("xoxb-", 8), ("xoxp-", 8),
        ("hf_", 16), ("gsk_", 16), ("xai-", 16), ("r8_", 16), ("whsec_", 8),
    ].map { (Array($0.0.utf8), $0.1) }

    private static func key(_ bytes: [UInt8], at start: Int) -> Match? {
        for (prefix, tailMin) in keyPrefixes where has(prefix, in: bytes, at: start) {
            let end = endOfRun(bytes, from: start + prefix.count, where: isKeyByte)
            if end - start - prefix.count >= tailMin { return Match(end: end, replacement: "[key]") }
        }
        return nil
    }

    /// A JSON Web Token: two or three parts, of which the first begins an object in base64.
    private static func token(_ bytes: [UInt8], at start: Int) -> Match? {
        guard has(Array("eyJ".utf8), in: bytes, at: start) else { return nil }
        let first = endOfRun(bytes, from: start, where: isKeyByte)
        guard first - start >= 10, first < bytes.count, bytes[first] == UInt8(ascii: ".") else { return nil }
        let second = endOfRun(bytes, from: first + 1, where: isKeyByte)
        guard second > first + 1 else { return nil }
        guard second < bytes.count, bytes[second] == UInt8(ascii: ".") else {
            return Match(end: second, replacement: "[token]")
        }
        return Match(
            end: endOfRun(bytes, from: second + 1, where: isKeyByte), replacement: "[token]")
    }

    private static func bearer(_ bytes: [UInt8], at start: Int) -> Match? {
        for word in ["bearer", "basic"] where has(Array(word.utf8), in: bytes, at: start, folded: true) {
            let afterWord = start + word.utf8.count
            let value = endOfRun(bytes, from: afterWord) { $0 == UInt8(ascii: " ") }
            guard value > afterWord else { continue }
            let end = endOfRun(bytes, from: value, where: isCredentialByte)
            guard end - value >= 6, has(Array("[".utf8), in: bytes, at: value) == false else { continue }
            // An ordinary word may follow "basic"; a credential has a capital, a digit or a sign inside.
            let isWord = bytes[(value + 1)..<end].allSatisfy { isLetter($0) && $0 & 0x20 != 0 }
            guard word == "bearer" || !isWord else { continue }
            return Match(
                end: end,
                replacement: String(decoding: bytes[start..<afterWord], as: UTF8.self) + " [token]")
        }
        return nil
    }

    private static let parameterNames = [
        "api_key", "api-key", "apikey", "x-api-key", "key", "access_token", "refresh_token", "id_token",
        "token",
        "client_secret", "secret", "password", "passwd", "pwd", "signature", "sig", "x-amz-signature",
        "x-amz-credential", "x-amz-security-token", "authorization", "code",
    ].map { Array($0.utf8) }

    /// Whether a name says that its value is a secret, as `api_key` or `Authorization`.
    static func namesSecret(_ name: String) -> Bool {
        let folded = Array(name.lowercased().utf8)
        return folded != Array("code".utf8) && parameterNames.contains(folded)
    }

    /// Names that an ordinary sentence has before a colon too.
    private static let ordinaryNames = ["key", "code", "token", "signature", "sig"].map { Array($0.utf8) }

    /// `name=value` of a URL or a form, `name: value` of a header, `"name":"value"` of JSON, where the name speaks of a
    /// secret.
    private static func parameter(_ bytes: [UInt8], at start: Int) -> Match? {
        for name in parameterNames where has(name, in: bytes, at: start, folded: true) {
            guard let value = startOfValue(bytes, after: start + name.count, of: name) else { continue }
            let secret = behindScheme(bytes, at: value) ?? value
            var end = endOfRun(bytes, from: secret) { !isValueEnd($0) }
            // The mark before an escaped quote belongs to the quote.
            if has(Array("\"".utf8), in: bytes, at: end), bytes[end - 1] == UInt8(ascii: "\\") { end -= 1 }
            guard end > secret, bytes[secret] != UInt8(ascii: "[") else { continue }
            return Match(
                end: end,
                replacement: String(decoding: bytes[start..<secret], as: UTF8.self)
                    + (secret == value ? "[key]" : "[token]"))
        }
        return nil
    }

    /// Where a secret begins behind the scheme of an authorization, or nil where there is none.
    private static func behindScheme(_ bytes: [UInt8], at start: Int) -> Int? {
        for word in ["bearer", "basic"] where has(Array(word.utf8), in: bytes, at: start, folded: true) {
            let end = start + word.utf8.count
            let secret = endOfRun(bytes, from: end, where: isSpace)
            if secret > end { return secret }
        }
        return nil
    }

    /// Where the value begins behind a name and its sign, or nil where no sign follows.
    private static func startOfValue(_ bytes: [UInt8], after name: Int, of word: [UInt8]) -> Int? {
        if has(Array("=".utf8), in: bytes, at: name) { return name + 1 }
        if has(Array("%3d".utf8), in: bytes, at: name, folded: true) { return name + 3 }
        guard !ordinaryNames.contains(word) else { return nil }
        let sign = endOfRun(bytes, from: name) { isSpace($0) || "\"'\\".utf8.contains($0) }
        guard has(Array(":".utf8), in: bytes, at: sign) || has(Array("=".utf8), in: bytes, at: sign) else {
            return nil
        }
        return endOfRun(bytes, from: sign + 1) { isSpace($0) || "\"'\\".utf8.contains($0) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == 0x09 }

    /// Whether the last three bytes are an encoded one, such as `%20`.
    private static func endsEncoded(_ bytes: [UInt8]) -> Bool {
        let last = bytes.suffix(3)
        return last.count == 3 && last.first == UInt8(ascii: "%")
            && last.dropFirst().allSatisfy { isDigit($0) || (isLetter($0) && $0 | 0x20 <= UInt8(ascii: "f")) }
    }

    /// An e-mail address, or the user and password before a host.
    private static func address(_ bytes: [UInt8], at sign: Int, before: [UInt8]) -> Match? {
        let name = before.reversed().prefix { isKeyByte($0) || "+.%:".utf8.contains($0) }.count
        let end = endOfRun(bytes, from: sign + 1) { isKeyByte($0) || $0 == UInt8(ascii: ".") }
        let host = bytes[(sign + 1)..<end]
        guard name > 0, host.count >= 3, host.dropFirst().dropLast().contains(UInt8(ascii: ".")) else {
            return nil
        }
        // A full stop at the end belongs to the sentence.
        let stop = host.last == UInt8(ascii: ".") ? end - 1 : end
        return Match(end: stop, replacement: "[address]", takenBack: name)
    }
}

extension Redaction {
    private static func has(
        _ word: [UInt8], in bytes: [UInt8], at start: Int, folded: Bool = false
    ) -> Bool {
        guard start + word.count <= bytes.count else { return false }
        for (offset, wanted) in word.enumerated() {
            let byte = bytes[start + offset]
            guard byte == wanted || (folded && isLetter(byte) && byte | 0x20 == wanted) else { return false }
        }
        return true
    }

    private static func endOfRun(_ bytes: [UInt8], from start: Int, where holds: (UInt8) -> Bool) -> Int {
        var end = start
        while end < bytes.count, holds(bytes[end]) { end += 1 }
        return end
    }

    private static func isBoundary(_ byte: UInt8?) -> Bool {
        guard let byte else { return true }
        return !isLetter(byte) && !isDigit(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func isCredentialByte(_ byte: UInt8) -> Bool {
        isKeyByte(byte) || ".~+/=".utf8.contains(byte)
    }

    private static func isValueEnd(_ byte: UInt8) -> Bool {
        byte <= UInt8(ascii: " ") || "&;\"'<>),".utf8.contains(byte)
    }
}
