import Charts

/// Fits the names of models into a column by what matters least: first the path, then the date, then the middle.
///
///     accounts/fireworks/models/deepseek-r1  →  …/deepseek-r1
///     claude-3-7-sonnet-20250219             →  claude-3-7-sonnet…
struct NameFitting {
    private let measure: any TextMeasuring
    private let style: TextStyle

    init(_ measure: any TextMeasuring, style: TextStyle) {
        self.measure = measure
        self.style = style
    }

    /// The names as they fit a width, no two different ones alike.
    ///
    /// A name that stands there twice, as under two providers, is shown the same both times.
    func names(_ names: [String], width: Double) -> [String] {
        var seen: Set<String> = []
        let different = names.filter { seen.insert($0).inserted }
        let fitted = Dictionary(
            uniqueKeysWithValues: zip(different, fitted(different, width: width)))
        return names.map { fitted[$0] ?? $0 }
    }

    private func fitted(_ names: [String], width: Double) -> [String] {
        let clean = TextElision.lines(names)
        var short = clean.map { name in
            Self.forms(of: name).first { measure.measure($0, style: style).width <= width } ?? name
        }
        // Where two names would look alike, both keep their middle-elided forms.
        let elided = TextElision(measure, style: style).names(clean, width: width)
        var uses: [String: Int] = [:]
        for name in short { uses[name, default: 0] += 1 }
        for index in short.indices
        where uses[short[index], default: 0] > 1 || measure.measure(short[index], style: style).width > width
        {
            short[index] = elided[index]
        }
        return Set(short).count == Set(clean).count ? short : elided
    }

    /// The name, without its path, without its date, without both.
    private static func forms(of name: String) -> [String] {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        let file = name.contains("/") && !last.isEmpty ? TextElision.mark + "/" + last : name
        return [name, file, undated(name), undated(file)]
    }

    /// The name without a date such as `-20250219` or `-2024-08-06` at its end.
    private static func undated(_ name: String) -> String {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        func isNumber(_ part: Substring, digits: Int) -> Bool {
            part.utf8.count == digits && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        var dropped = 0
        if let last = parts.last, isNumber(last, digits: 8) { dropped = 1 }
        if parts.count > 3, isNumber(parts[parts.count - 1], digits: 2),
            isNumber(parts[parts.count - 2], digits: 2), isNumber(parts[parts.count - 3], digits: 4)
        {
            dropped = 3
        }
        guard dropped > 0, parts.count > dropped else { return name }
        return parts.dropLast(dropped).joined(separator: "-") + TextElision.mark
    }
}
