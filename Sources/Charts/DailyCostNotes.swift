/// The words in the plot of a daily chart, each set where nothing else is, or left out.
struct DailyCostNotes {
    private let layout: DailyCostLayout
    private var space: FreeSpace
    /// The place in the gutter that the budget's amount took, if it had to.
    private(set) var gutter: Rectangle?

    private var pen: Pen { layout.pen }
    private var plot: Rectangle { layout.plot }
    private var chart: DailyCostChart { layout.chart }

    init(_ layout: DailyCostLayout) {
        self.layout = layout
        let plot = layout.plot
        // Words may rise a little above the plot, beside the key's heading, but not into other rows.
        let rise = max(layout.headroom, min(6, plot.y - layout.frame.y))
        space = FreeSpace(
            bounds: Rectangle(x: plot.x, y: plot.y - rise, width: plot.width, height: plot.height + rise))
        for bin in layout.columns.columns.indices where layout.columns.columns[bin].hasValue {
            let bar = layout.barBox(bin)
            space.take(Rectangle(x: bar.x - 1.5, y: bar.y, width: bar.width + 3, height: bar.height))
        }
        for one in layout.columns.expected {
            let (x, width) = layout.bar(one.bin)
            let top = layout.y(one.base.saturatingAdd(max(one.range.high, 0).clampedToScale))
            let bottom = layout.y(one.base.saturatingAdd(min(one.range.low, 0).clampedToScale))
            space.take(Rectangle(x: x, y: top, width: width, height: bottom - top))
        }
    }

    mutating func draw() {
        drawBudget()
        drawForecastWords()
        layout.missing.drawWords(chart.missingWord, pen, plot: plot, &space)
        drawAnnotations()
        drawSingleValue()
        drawPartWords()
    }

    private mutating func drawBudget() {
        guard let budget = layout.columns.budget, budget > 0 else { return }
        let amount = chart.text.label(budget, chart.unit)
        let bin = layout.columns.bins.isWeekly ? "week" : "day"
        let mark = BudgetMark(
            words: ["Budget \(amount) a \(bin)", "Budget \(amount)/\(bin)", "Budget \(amount)"], pen: pen,
            plot: plot, )
        if layout.columns.isBudgetAbove {
            // Not above a bar that is cut, whose value stands there.
            let cut = layout.columns.capped.map { layout.bar($0).x }
            mark.drawAbove(&space, atRight: cut.map { $0 < plot.x + plot.width / 2 } ?? false)
            return
        }
        let y = layout.y(budget)
        mark.drawLine(at: y, &space)
        if mark.drawWords(at: y, anywhere: false, &space) { return }
        var style = pen.style(.axis)
        style.weight = .semibold
        style.colour = pen.theme.ink
        let width = pen.canvas.measure(amount, style: style).width
        let place = Point(plot.x - 8, y + pen.drop(.axis))
        // The amount may be wider than the numbers that the gutter was measured for.
        guard place.x - width >= layout.frame.x - 0.01 else { return }
        pen.canvas.text(amount, at: place, anchor: .trailing, style: style)
        gutter = TextBox.rectangle(width: width, size: style.size, at: place, anchor: .trailing)
    }

    private mutating func drawForecastWords() {
        let top = plot.y + pen.size(.annotationReason) * 0.95
        guard !chart.forecast.isEmpty else {
            guard !chart.forecastNote.isEmpty else { return }
            _ =
                space.write(chart.forecastNote, at: Point(plot.maxX, top), anchor: .trailing, .note, pen)
                || space.write(chart.forecastNote, at: Point(plot.x + 1, top), .note, pen)
            return
        }
        let x = plot.x + Double(chart.days) * layout.slot
        pen.canvas.stroke(
            .line(Point(x, plot.y - 2), Point(x, plot.maxY)),
            Stroke(pen.theme.axis, width: 0.9, dash: [2, 2.5]), )
        space.take(Rectangle(x: x - 1, y: plot.y - 2, width: 2, height: plot.height + 2))
        // Right of the line, or left of it where the days to come are few.
        let places: [(words: String, anchor: TextAnchor, at: Point)] = [
            ("Forecast", .leading, Point(x + 6, top)),
            // Left of the line stand days that are over: the arrow says which are meant.
            ("Forecast \u{2192}", .trailing, Point(x - 6, top)),
        ]
        for (words, anchor, place) in places
        where space.write(words, at: place, anchor: anchor, .period, pen) {
            guard pen.kind == .wide, !layout.columns.bins.isWeekly else { return }
            let second = Point(place.x, place.y + pen.size(.annotationReason) * 1.3)
            _ = space.write(chart.forecastNote, at: second, anchor: anchor, .note, pen)
            return
        }
    }

    private mutating func drawAnnotations() {
        var named: Set<Int> = []
        // A day's rate is nowhere on the rate of its week, a day's cost is part of its week's.
        if layout.columns.bins.isWeekly, chart.unit == .share { return }
        for annotation in chart.annotations where named.count < 2 {
            let day = annotation.day.number - chart.firstDay.number
            guard (0..<chart.days).contains(day) else { continue }
            let bin = layout.columns.bins.bin(of: day)
            guard layout.columns.columns.indices.contains(bin), !named.contains(bin) else { continue }
            if place(annotation, at: bin) { named.insert(bin) }
        }
        guard let capped = layout.columns.capped, !named.contains(capped) else { return }
        let value = chart.text.label(layout.columns.columns[capped].high, chart.unit)
        _ = place(Annotation(day: chart.firstDay, headline: value), at: capped)
    }

    /// Tries two lines, then one, each at the left, the right and above.
    private mutating func place(_ annotation: Annotation, at bin: Int) -> Bool {
        let headline = TextElision.singleLine(annotation.headline)
        let short = annotation.short.isEmpty ? headline : TextElision.singleLine(annotation.short)
        var choices: [[(words: String, role: TextRole)]] = []
        if pen.kind == .wide, !annotation.reason.isEmpty {
            let reason = TextElision.singleLine(annotation.reason)
            choices.append([(headline, .annotation), (reason, .annotationReason)])
        } else if short != headline {
            choices.append([(short, .annotation)])
        }
        choices.append([(headline, .annotation)])
        return choices.contains { place($0, beside: layout.barBox(bin), isCredit: isCredit(bin)) }
    }

    private func isCredit(_ bin: Int) -> Bool {
        layout.columns.columns[bin].high == 0 && layout.columns.columns[bin].low < 0
    }

    private mutating func place(
        _ lines: [(words: String, role: TextRole)], beside bar: Rectangle, isCredit: Bool,
    ) -> Bool {
        let line = pen.size(.annotationReason) * 1.35
        let block = Double(lines.count - 1) * line
        // Below a budget's words above the plot there is no room to rise.
        let highest = max(
            plot.y + pen.size(.annotation) * 0.7,
            space.bounds.y + pen.size(.annotation) * TextBox.above + 0.01)
        let wanted = (isCredit ? bar.maxY : bar.y) + pen.drop(.annotation)
        let foot = max(4, pen.size(.annotation) * TextBox.below + 2)
        let beside = min(max(wanted, highest), plot.maxY - foot - block)
        let places: [(TextAnchor, Point)] = [
            (.trailing, Point(bar.x - 10, beside)), (.leading, Point(bar.maxX + 10, beside)),
            (.middle, Point(bar.x + bar.width / 2, bar.y - 5 - block)),
            // Above one of its corners, where words stand above the other.
            (.leading, Point(bar.x, bar.y - 5 - block)), (.trailing, Point(bar.maxX, bar.y - 5 - block)),
        ]
        for (anchor, point) in places where space.write(lines, at: point, anchor: anchor, line: line, pen) {
            // A leader before a minus sign would read as one more sign.
            guard anchor != .middle, point.y == beside, !isCredit else { return true }
            let y = min(
                max(point.y - pen.drop(.annotation), bar.y + 0.5), max(bar.maxY - 0.5, bar.y + 0.5), )
            let edge = anchor == .trailing ? bar.x - 7.5 : bar.maxX + 1.5
            pen.horizontal(y, from: edge, to: edge + 6, pen.theme.ink, width: 1)
            return true
        }
        return false
    }

    /// How many days the first and the last week have, where those are not seven.
    private mutating func drawPartWords() {
        let columns = layout.columns
        let ends = Set([0, columns.bins.ranges.count - 1])
        for bin in ends.sorted() where columns.bins.ranges.indices.contains(bin) && columns.isPart(bin) {
            let days = columns.daysShown(bin)
            let words = days == 1 ? "1 day" : "\(days) days"
            let (x, width) = layout.bar(bin)
            let half = pen.width(words, .note) / 2
            let middle = min(max(x + width / 2, plot.x + half), plot.maxX - half)
            var top = columns.columns.indices.contains(bin) ? columns.columns[bin].high : 0
            if let one = columns.expected.first(where: { $0.bin == bin }) {
                top = max(top, one.base.saturatingAdd(one.range.high.clampedToScale))
            }
            // Above the weeks beside it too, which are whole and therefore higher.
            for y in stride(from: layout.y(max(top, 0)) - 4, through: plot.y, by: -6)
            where space.write(words, at: Point(middle, y), anchor: .middle, .note, pen) {
                break
            }
        }
    }

    /// A single bar carries its value.
    private mutating func drawSingleValue() {
        guard chart.days == 1, chart.forecast.isEmpty, chart.annotations.isEmpty else { return }
        let column = layout.columns.columns[0]
        let bar = layout.barBox(0)
        let value = chart.text.total(column.high.saturatingAdd(column.low), chart.unit)
        _ = space.write(
            value, at: Point(bar.x + bar.width / 2, bar.y - 5), anchor: .middle, .annotation, pen, )
    }
}
