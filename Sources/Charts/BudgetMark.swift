/// The budget's line across a plot and the words that say its value.
struct BudgetMark {
    /// What the line may be called, the longest first.
    let words: [String]
    let pen: Pen
    let plot: Rectangle

    /// Draws the dashed line on a halo of paper.
    func drawLine(at y: Double, _ space: inout FreeSpace) {
        pen.horizontal(y, from: plot.x, to: plot.maxX, pen.theme.paper.opacity(0.85), width: 3.2)
        pen.canvas.stroke(
            .line(Point(plot.x, y), Point(plot.maxX, y)),
            Stroke(pen.theme.budget, width: 1.3 * pen.kind.lineScale, dash: [5, 3]), )
        space.take(Rectangle(x: plot.x, y: y - 2, width: plot.width, height: 4))
    }

    /// Writes the words above the line at the left, or at other places of the line where it is told so.
    func drawWords(at y: Double, anywhere: Bool, _ space: inout FreeSpace) -> Bool {
        let rise = pen.size(.annotation) * 0.45
        let below = pen.size(.annotation) * 1.05
        for word in words {
            let width = pen.width(word, .annotation)
            let far = anywhere ? plot.maxX - width - 1 : plot.x + 1
            for baseline in anywhere ? [y - rise, y + below] : [y - rise] {
                for x in stride(from: plot.x + 1, through: max(far, plot.x + 1), by: 12)
                where space.write(word, at: Point(x, baseline), .annotation, pen) {
                    return true
                }
            }
        }
        return false
    }

    /// The room above a plot that an arrow with its words takes.
    static func arrowHeight(_ pen: Pen) -> Double { pen.size(.annotation) * 1.5 }

    /// A budget far above the data is an arrow above the top edge with its value, at the left or at the right.
    func drawAbove(_ space: inout FreeSpace, atRight: Bool = false) {
        let baseline = plot.y - pen.size(.annotation) * 0.5
        let x = atRight ? plot.maxX - 4 : plot.x + 4
        let top = baseline - pen.size(.annotation) * 0.75
        pen.canvas.stroke(
            .line(Point(x, baseline + 1), Point(x, top + 3)), Stroke(pen.theme.budget, width: 1.3), )
        pen.canvas.fill(
            .polygon([Point(x, top), Point(x - 3, top + 5), Point(x + 3, top + 5)]), pen.theme.budget, )
        guard let word = words.first(where: { pen.width($0, .annotation) <= plot.width - 12 }) else { return }
        let place = Point(atRight ? x - 7 : x + 7, baseline)
        let anchor: TextAnchor = atRight ? .trailing : .leading
        pen.write(word, at: place, anchor: anchor, .annotation)
        let box = pen.box(word, at: place, anchor: anchor, .annotation)
        space.take(Rectangle(x: min(box.x, x), y: box.y, width: box.width + 11, height: box.height))
    }
}

extension FreeSpace {
    /// Writes a line of text if nothing is in its place, and takes the place.
    mutating func write(
        _ words: String, at point: Point, anchor: TextAnchor = .leading, _ role: TextRole, _ pen: Pen,
    ) -> Bool {
        let box = pen.box(words, at: point, anchor: anchor, role)
        guard !words.isEmpty, isFree(box, apart: 3) else { return false }
        pen.write(words, at: point, anchor: anchor, role, halo: true)
        take(box)
        return true
    }

    /// Writes several lines if all of them are free.
    mutating func write(
        _ lines: [(words: String, role: TextRole)], at point: Point, anchor: TextAnchor, line: Double,
        _ pen: Pen,
    ) -> Bool {
        let places = lines.indices.map { Point(point.x, point.y + Double($0) * line) }
        let boxes = zip(lines, places).map { pen.box($0.words, at: $1, anchor: anchor, $0.role) }
        guard boxes.allSatisfy({ isFree($0, apart: 3) }) else { return false }
        for (one, place) in zip(lines, places) {
            pen.write(one.words, at: place, anchor: anchor, one.role, halo: true)
        }
        take(boxes)
        return true
    }
}
