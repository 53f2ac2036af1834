/// A series in a key.
struct KeyEntry {
    var name: String
    var colour: Colour
    var total: Int128
}

/// The key at the right of a stacked chart: a bar of the totals, and a name and an amount for each part.
struct KeyColumn {
    private let entries: [KeyEntry]
    private let names: [String]
    private let amounts: [String]
    private let heading: String
    private let total: String
    private let pen: Pen
    /// How wide bar, names and amounts are together.
    let width: Double

    private static let barWidth = 12.0
    /// The distance of two names, in parts of their size.
    private static let pitch = 1.59
    private static let leader = 12.0
    private static let apart = 14.0

    init(
        _ entries: [KeyEntry], _ pen: Pen, text: NumberText, unit: ChartUnit, headings: [String],
        widthMax: Double
    ) {
        self.entries = entries
        self.pen = pen
        let amounts = entries.map { entry in
            let label = text.label(entry.total, unit)
            return pen.width(label, .figure) <= widthMax / 3 ? label : text.compact(entry.total, unit)
        }
        let total = text.total(entries.map(\.total).saturatingSum, unit)
        let amountWidth = amounts.map { pen.width($0, .figure) }.max() ?? 0
        let fixed = Self.barWidth + Self.leader + Self.apart + amountWidth
        let room = max(widthMax - fixed, 40)
        let names = TextElision(pen.canvas, style: pen.style(.name)).names(entries.map(\.name), width: room)
        let nameWidth = names.map { pen.width($0, .name) }.max() ?? 0
        let totalWidth = pen.width(total, .figureStrong)
        let elision = TextElision(pen.canvas, style: pen.style(.note))
        let headingRoom = max(widthMax - totalWidth - Self.apart, 20)
        let heading = headings.first { pen.width($0, .note) <= min(headingRoom, widthMax / 2) }
        self.heading = heading ?? elision.end(headings.last ?? "", width: headingRoom)
        width = max(fixed + nameWidth, pen.width(self.heading, .note) + Self.apart + totalWidth)
        self.names = names
        self.amounts = amounts
        self.total = total
    }

    /// How many names stand below each other in a height.
    static func rows(height: Double, _ pen: Pen) -> Int {
        max(Int((height - pen.size(.name)) / (pen.size(.name) * pitch)) + 1, 1)
    }

    /// Draws bar and words from the plot's bottom to its top.
    func draw(plot: Rectangle, x: Double, right: Double, headingY: Double) {
        pen.write(heading, at: Point(x, headingY), .note)
        pen.write(
            total, at: Point(right, headingY), anchor: .trailing, .figureStrong, )
        let sum = entries.map { max($0.total.clampedToScale, 0) }.saturatingSum
        var y = plot.maxY
        var middles: [Double] = []
        for entry in entries {
            let part = sum > 0 ? Double(max(entry.total.clampedToScale, 0)) / Double(sum) : 0
            let height = part * plot.height
            middles.append(y - height / 2)
            if height > 0 {
                pen.canvas.fill(
                    .rectangle(Rectangle(x: x, y: y - height, width: Self.barWidth, height: height)),
                    entry.colour, )
                if y < plot.maxY, height > 1.2 {
                    pen.horizontal(y, from: x, to: x + Self.barWidth, pen.theme.paper, width: 0.6)
                }
            }
            y -= height
        }
        drawLabels(middles, plot: plot, x: x + Self.barWidth, right: right)
    }

    private func drawLabels(_ middles: [Double], plot: Rectangle, x: Double, right: Double) {
        let half = pen.size(.name) * 0.5
        let places = LabelSpread.positions(
            wanted: middles.reversed(), gap: pen.size(.name) * Self.pitch,
            within: (plot.y + half)...max(plot.maxY - half, plot.y + half), )
        for (row, place) in places.enumerated() {
            let index = entries.count - 1 - row
            let isOther = entries[index].colour == pen.theme.other
            pen.canvas.stroke(
                .polyline([
                    Point(x + 1.5, middles[index]), Point(x + 4, middles[index]), Point(x + 7.5, place),
                    Point(x + 10, place),
                ]), Stroke(pen.theme.axis, width: 0.75), )
            let baseline = place + pen.drop(.name)
            pen.write(names[index], at: Point(x + Self.leader, baseline), isOther ? .nameQuiet : .name)
            pen.write(
                amounts[index], at: Point(right, baseline), anchor: .trailing, .figure,
                colour: entries[index].total < 0 ? pen.theme.down : nil, )
        }
    }
}

/// The key above a small plot: a swatch and a name for each series, in as many rows as they need.
struct KeyRow {
    private let items: [(name: String, colour: Colour, at: Point)]
    private let pen: Pen
    /// How high the rows are.
    let height: Double

    private static let swatch = 9.0

    init(_ entries: [KeyEntry], _ pen: Pen, width: Double) {
        self.pen = pen
        let elision = TextElision(pen.canvas, style: pen.style(.name))
        let names = elision.names(entries.map(\.name), width: width * 0.4)
        let line = pen.size(.name) * 1.5
        var place = Point(0, pen.size(.name) * 0.8)
        items = zip(names, entries).map { name, entry in
            let itemWidth = Self.swatch + 5 + pen.width(name, .name)
            if place.x > 0, place.x + itemWidth > width { place = Point(0, place.y + line) }
            defer { place.x += itemWidth + 16 }
            return (name, entry.colour, place)
        }
        height = entries.isEmpty ? 0 : place.y + pen.size(.name) * 0.3
    }

    func draw(at origin: Point) {
        for item in items {
            let baseline = origin.y + item.at.y
            let box = Rectangle(
                x: origin.x + item.at.x, y: baseline - Self.swatch + 0.5, width: Self.swatch,
                height: Self.swatch, )
            pen.canvas.fill(.roundedRectangle(box, radius: 2), item.colour)
            pen.write(item.name, at: Point(box.maxX + 5, baseline), .name)
        }
    }
}
