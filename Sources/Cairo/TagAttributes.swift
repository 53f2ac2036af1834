import Charts

/// Writes the attribute strings of cairo's tags, and only such as cairo copies into a PDF unharmed.
enum TagAttributes {
    /// Whether a text can name a destination.
    static func isDestination(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 100
            && name.utf8.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    static func destination(_ name: String, at point: Point) -> String {
        "name='\(name)' x=\(decimal(point.x)) y=\(decimal(point.y))"
    }

    static func link(toDestination name: String) -> String {
        "dest='\(name)'"
    }

    /// An address of the web or of a mailbox; others, such as scripts, are refused.
    static func link(toAddress address: String) -> String? {
        guard ["https://", "http://", "mailto:"].contains(where: address.hasPrefix),
            address.utf8.count <= 2000
        else { return nil }
        // cairo 1.16 writes the address between parentheses without escaping.
        var escaped = ""
        for byte in address.utf8 {
            if isAlphanumeric(byte) || "-._~:/?#[]@!$&*+,;=%".utf8.contains(byte) {
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                escaped += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return "uri='\(escaped)'"
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    /// Hundredths of a point, never with an exponent.
    private static func decimal(_ value: Double) -> String {
        let bounded = min(max(value, -100_000), 100_000)
        let hundredths = Int((bounded * 100).rounded())
        let fraction = String(abs(hundredths) % 100)
        let sign = hundredths < 0 ? "-" : ""
        return "\(sign)\(abs(hundredths) / 100).\(fraction.count == 1 ? "0" : "")\(fraction)"
    }
}
