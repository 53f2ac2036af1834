import Foundation

/// The text of a progress line from counts and times; it draws nothing and reads no clock.
package struct ProgressBar: Sendable {
    /// What is counted.
    package enum Unit: Hashable, Sendable {
        case bytes
        /// Things by their name in the plural, as in `rows`.
        case items(String)
    }

    package let label: String
    package let total: Int?
    package let unit: Unit
    package let columns: Int
    /// Quick work shows no bar at all.
    package static let firstDraw = Duration.milliseconds(300)
    /// Ten times a second is smooth enough and costs nothing.
    package static let redrawInterval = Duration.milliseconds(100)
    /// The rate is that of about the last so many seconds.
    private static let rateSeconds = 3.0

    private var last: (done: Int, elapsed: Duration)?
    private var rate: Double?

    /// A bar for a piece of work; without a total it shows the count, the rate and the time.
    package init(_ label: String, total: Int?, unit: Unit, columns: Int) {
        self.label = label
        self.total = total
        self.unit = unit
        self.columns = columns
    }

    /// The line to show now, or nil where the last one is still good enough.
    package mutating func line(done: Int, detail: String = "", elapsed: Duration) -> String? {
        let since = elapsed - (last?.elapsed ?? .zero)
        guard elapsed >= Self.firstDraw, last == nil || since >= Self.redrawInterval else { return nil }
        let current = (Double(done) - Double(last?.done ?? 0)) / Self.seconds(since)
        let weight = 1 - exp(-Self.seconds(since) / Self.rateSeconds)
        rate = max(0, rate.map { $0 + (current - $0) * weight } ?? current)
        last = (done, elapsed)
        return fitted(parts(done: done, detail: detail, elapsed: elapsed), share: share(of: done))
    }

    private func share(of done: Int) -> Double? {
        total.map { $0 > 0 ? min(1, max(0, Double(done) / Double($0))) : 1 }
    }

    /// What may stand beside the bar, the most important first.
    private func parts(done: Int, detail: String, elapsed: Duration) -> [String] {
        var parts: [String] = []
        if let share = share(of: done) { parts.append("\(Int(share * 100)) %") }
        if let total {
            if let rate, rate > 0, done < total {
                parts.append("ETA \(Self.clock(seconds: (Double(total) - Double(done)) / rate))")
            }
            parts.append("\(amount(done)) of \(counted(total))")
        } else {
            parts.append(counted(done))
            parts.append(Self.clock(seconds: Self.seconds(elapsed)))
        }
        if let rate { parts.append("\(amount(Int(min(rate, 1e15))))/s") }
        if !detail.isEmpty { parts.append(DisplayText(detail).text) }
        return parts
    }

    /// As many parts as fit, and a bar in what is left.
    private func fitted(_ parts: [String], share: Double?) -> String {
        // The last column stays free: many terminals break the line when it is filled.
        let room = max(10, columns - 1)
        let name = DisplayText(label).elided(to: room / 2, .end)
        let barMin = share == nil ? 0 : 12
        var used = name.columns + (share == nil ? 0 : barMin + 2)
        var shown: [String] = []
        for part in parts {
            let width = DisplayText(part).columns + 2
            guard used + width <= room else { break }
            used += width
            shown.append(part)
        }
        guard let share, used <= room else { return ([name.text] + shown).joined(separator: "  ") }
        let cells = min(40, barMin + room - used) - 2
        let full = Int(share * Double(cells))
        let bar = String(repeating: "=", count: full) + String(repeating: " ", count: cells - full)
        return ([name.text, "[\(bar)]"] + shown).joined(separator: "  ")
    }

    private func counted(_ count: Int) -> String {
        if case .items(let name) = unit { return "\(amount(count)) \(name)" }
        return amount(count)
    }

    private func amount(_ count: Int) -> String {
        unit == .bytes ? Self.bytes(count) : Self.grouped(count)
    }

    /// `1234567` as `1,234,567`.
    package static func grouped(_ count: Int) -> String {
        var text = ""
        for (index, digit) in String(count.magnitude).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (count < 0 ? "-" : "") + String(text.reversed())
    }

    /// `1234567` as `1.2 MB`.
    package static func bytes(_ count: Int) -> String {
        guard count.magnitude >= 1000 else { return "\(count) B" }
        var value = Double(count)
        var unit = ""
        for name in ["kB", "MB", "GB", "TB", "PB", "EB"] where abs(value) >= 999.95 || unit.isEmpty {
            value /= 1000
            unit = name
        }
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10) \(unit)"
    }

    /// `75` as `1:15`, `3675` as `1:01:15`.
    package static func clock(seconds: Double) -> String {
        guard seconds < 360_000 else { return "over 99 h" }
        let whole = Int(max(0, seconds).rounded())
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let hours = whole / 3600
        let minutes = whole / 60 % 60
        return hours > 0
            ? "\(hours):\(two(minutes)):\(two(whole % 60))" : "\(minutes):\(two(whole % 60))"
    }

    private static func seconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }
}
