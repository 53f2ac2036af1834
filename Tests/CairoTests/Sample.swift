import Cairo
import Charts

/// Drawings that several tests share.
enum Sample {
    static let ink = Colour(0x15_202E)
    static let mute = Colour(0x5D_6978)
    static let fills: [UInt32] = [
        0x2F_61AF, 0xCE_5C01, 0x3D_9791, 0x5F_1B5F, 0xE8_B543, 0xA1_264B, 0x2C_4A0A, 0x59_B7E4,
    ]

    static func shaper() throws -> TextShaper {
        try TextShaper(fonts: FontSet())
    }

    static let metadata = PDFMetadata(
        title: "Spend — 8 October", author: "Finance (café)", subject: "Costs", keywords: ["cost", "tokens"],
        creator: "usageledger 1.0", createdAtSeconds: 1_792_288_800)

    /// Something as busy as a real chart: a stack of bars, grid, labels in several inks, halo and alpha.
    static func drawChart(on canvas: some Canvas) {
        canvas.text(
            "Spend rose 12% to $8,485.57, half of it in one team", at: Point(28, 48), anchor: .leading,
            style: TextStyle(20, .semibold, ink, family: .display))
        canvas.text(
            "Cost per day, US dollars, 1–17 October 2026", at: Point(28, 68), anchor: .leading,
            style: TextStyle(12.5, .regular, mute))
        for line in 0..<6 {
            let y = 100 + Double(line) * 52
            let grid = Path.line(Point(60, y), Point(canvas.size.width - 180, y))
            canvas.stroke(grid, Stroke(Colour(0xE6_E9EE), width: 0.75))
            canvas.text(
                "$\(500 - line * 100)", at: Point(52, y + 4), anchor: .trailing,
                style: TextStyle(11, .regular, mute))
        }
        for day in 0..<31 {
            for (series, fill) in fills.enumerated() {
                let bar = Rectangle(
                    x: 64.3 + Double(day) * 17.9, y: 340 - Double(series) * 27.3, width: 14.3, height: 26.7)
                canvas.fill(.rectangle(bar), Colour(fill, alpha: day > 20 ? 0.55 : 1))
            }
            canvas.text(
                "\(day + 1)", at: Point(71.4 + Double(day) * 17.9, 376), anchor: .middle,
                style: TextStyle(11, .regular, mute))
        }
        let budget = Path.line(Point(60, 180), Point(620, 180))
        canvas.stroke(budget, Stroke(ink, width: 1.3, dash: [5, 3]))
        canvas.text(
            "Budget $452 a day", at: Point(64, 175), anchor: .leading,
            style: TextStyle(12, .semibold, ink, halo: Colour(0xFF_FFFF)))
        canvas.beginClip(Rectangle(x: 60, y: 350, width: 560, height: 8))
        canvas.fill(.rectangle(Rectangle(x: 0, y: 352, width: 800, height: 20)), Colour(0xF4_F6F8))
        canvas.endClip()
        for (series, fill) in fills.enumerated() {
            let y = 130 + Double(series) * 24
            canvas.fill(.rectangle(Rectangle(x: 640, y: y - 10, width: 12, height: 12)), Colour(fill))
            canvas.text(
                "model-\(series)-turbo", at: Point(660, y), anchor: .leading,
                style: TextStyle(11, .medium, ink))
        }
    }
}

extension Pixels {
    /// All pixels, each `0x00RRGGBB`.
    var values: [UInt32] {
        withValues { pixels in pixels.indices.map { pixels[$0] & 0xFF_FFFF } }
    }
}
