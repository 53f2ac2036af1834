import Charts

/// The upper part of a page: tab and name, the finding, what is behind it, and the tiles.
struct PageHead: PageTop {
    let name: String
    let period: String
    let headline: String
    let lead: String
    let tiles: [KeyFigure]
    let theme: Theme

    private static let leadPitch = 16.0
    private static let findingPitch = 25.0

    /// Draws from the top of an area and says where the tiles end.
    func draw(_ pen: PagePen, in area: Rectangle) -> Double {
        pen.canvas.fill(
            .rectangle(Rectangle(x: area.x, y: area.y - 4, width: 22, height: 3)), theme.accent)
        var y = area.y + 15.5
        let periodWidth = min(pen.width(period, pen.style(.period)), area.width / 2)
        pen.inside(.paragraph) {
            let room = area.width - periodWidth - 16
            pen.write(pen.fitted(name, width: room, .name), at: Point(area.x, y), .name)
            pen.write(
                pen.fitted(period, width: area.width / 2, .period), at: Point(area.maxX, y),
                anchor: .trailing, .period)
        }
        y += 28
        pen.inside(.heading1) {
            for line in pen.lines(headline, width: area.width, linesMax: 2, .finding) {
                pen.write(line, at: Point(area.x, y), .finding)
                y += Self.findingPitch
            }
        }
        y -= 6.5
        pen.inside(.paragraph) {
            for line in pen.lines(lead, width: area.width, linesMax: 5, .lead) {
                pen.write(line, at: Point(area.x, y), .lead)
                y += Self.leadPitch
            }
        }
        y += 3.5
        pen.rule(y, from: area.x, to: area.maxX, theme.ink, width: 1)
        let bottom = y + 68
        drawTiles(pen, top: y, bottom: bottom, in: area)
        pen.rule(bottom, from: area.x, to: area.maxX, theme.hair, width: 0.75)
        return bottom
    }

    private func drawTiles(_ pen: PagePen, top: Double, bottom: Double, in area: Rectangle) {
        let slot = area.width / Double(max(tiles.count, 1))
        for (index, tile) in tiles.enumerated() {
            let left = area.x + Double(index) * slot
            let x = index == 0 ? left : left + 10
            if index > 0 {
                pen.canvas.stroke(
                    .line(Point(left, top + 11), Point(left, bottom - 10)),
                    Stroke(theme.hair, width: 0.75))
            }
            let room = left + slot - x - 8
            pen.inside(.paragraph) { draw(tile, pen, x: x, top: top, room: room) }
        }
    }

    private func draw(_ tile: KeyFigure, _ pen: PagePen, x: Double, top: Double, room: Double) {
        pen.write(pen.fitted(tile.label, width: room, .label), at: Point(x, top + 17.5), .label)
        let fits = pen.width(tile.number, pen.style(.number)) <= room
        let role: PagePen.Role = fits ? .number : .numberSmall
        let number = pen.fitted(tile.number, width: room, role)
        pen.write(number, at: Point(x, top + 38), role)
        let baseline = top + 56
        switch tile.note {
        case .words(let words):
            pen.write(
                pen.fitted(words, width: room, .subtitle), at: Point(x, baseline), .subtitle)
        case .choices(let choices):
            let words = choices.first { pen.width($0, pen.style(.subtitle)) <= room } ?? choices.last ?? ""
            pen.write(
                pen.fitted(words, width: room, .subtitle), at: Point(x, baseline), .subtitle)
        case .warning(let words):
            pen.write(
                pen.fitted(words, width: room, .note), at: Point(x, baseline), .note, colour: theme.up)
        case .change(let words, let rises, let isGood):
            let colour = isGood.map { $0 ? theme.down : theme.up } ?? theme.mute
            let arrow = rises ? "\u{25B2}" : "\u{25BC}"
            pen.write(
                pen.fitted("\(arrow) \(words)", width: room, .note), at: Point(x, baseline), .note,
                colour: colour)
        case .bar(let part, let pace, let word):
            let style = pen.style(.subtitle)
            let left = x + pen.width(number, pen.style(role)) + 8
            if left + pen.width(word, style) <= x + room {
                pen.write(word, at: Point(x + room, top + 38), anchor: .trailing, .subtitle)
            }
            drawBar(pen, part: part, pace: pace, at: Point(x, top + 49), width: room)
        }
    }

    private func drawBar(_ pen: PagePen, part: Double, pace: Double?, at point: Point, width: Double) {
        let whole = Rectangle(x: point.x, y: point.y, width: width, height: 6)
        pen.canvas.fill(.roundedRectangle(whole, radius: 3), theme.hair)
        if part > 0 {
            let filled = Rectangle(x: point.x, y: point.y, width: max(width * part, 6), height: 6)
            pen.canvas.fill(.roundedRectangle(filled, radius: 3), part >= 1 ? theme.up : theme.accent)
        }
        if let pace {
            let x = point.x + width * min(max(pace, 0), 1)
            pen.canvas.stroke(
                .line(Point(x, point.y - 2.5), Point(x, point.y + 8.5)), Stroke(theme.ink, width: 1.4))
        }
    }
}

/// The upper part of a page that is not the first: tab, name and period, and what the page is about.
struct PageTitle: PageTop {
    let name: String
    let period: String
    let title: String
    let theme: Theme

    func draw(_ pen: PagePen, in area: Rectangle) -> Double {
        pen.canvas.fill(
            .rectangle(Rectangle(x: area.x, y: area.y - 4, width: 22, height: 3)), theme.accent)
        let y = area.y + 15.5
        let period = pen.fitted(period, width: area.width / 2, .period)
        pen.inside(.paragraph) {
            let room = area.width - pen.width(period, pen.style(.period)) - 16
            pen.write(pen.fitted(name, width: room, .name), at: Point(area.x, y), .name)
            pen.write(period, at: Point(area.maxX, y), anchor: .trailing, .period)
        }
        pen.inside(.heading2) {
            pen.write(pen.fitted(title, width: area.width, .number), at: Point(area.x, y + 25), .number)
        }
        pen.rule(y + 36, from: area.x, to: area.maxX, theme.ink, width: 1)
        return y + 38
    }
}
