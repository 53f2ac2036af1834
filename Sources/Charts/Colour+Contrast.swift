extension Colour {
    /// The contrast ratio of WCAG 2.2, from 1 to 21.
    public func contrast(with other: Colour) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// Relative luminance, by the transfer curve of sRGB.
    private var luminance: Double {
        func linear(_ channel: UInt8) -> Double {
            let value = Double(channel) / 255
            guard value > 0.040_45 else { return value / 12.92 }
            let base = (value + 0.055) / 1.055
            return base * base * Self.fifthRoot(base * base)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// The fifth root of a number from 0 to 1, by Newton's method.
    private static func fifthRoot(_ value: Double) -> Double {
        var root = 1.0
        for _ in 0..<24 { root = (4 * root + value / (root * root * root * root)) / 5 }
        return root
    }
}
