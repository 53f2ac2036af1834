import Charts

/// A page's canvas with its theme and its type table.
struct PagePen {
    let canvas: any Canvas
    let theme: Theme

    /// What a piece of text on a page is for.
    enum Role {
        case name
        case period
        case finding
        case lead
        case label
        case number
        case numberSmall
        case note
        case sectionTitle
        case subtitle
        case itemTitle
        case item
        case head
        case foot
    }

    func style(_ role: Role) -> TextStyle {
        switch role {
        case .name: TextStyle(8.75, .semibold, theme.accent)
        case .period: TextStyle(8.75, .regular, theme.mute)
        case .finding: TextStyle(21, .semibold, theme.ink, family: .display)
        case .lead: TextStyle(10, .regular, theme.body)
        case .label: TextStyle(8.5, .medium, theme.mute)
        case .number: TextStyle(18, .semibold, theme.ink, family: .display)
        case .numberSmall: TextStyle(11, .semibold, theme.ink)
        case .note: TextStyle(8.5, .medium, theme.mute)
        case .sectionTitle: TextStyle(11, .semibold, theme.ink)
        case .subtitle: TextStyle(8.5, .regular, theme.mute)
        case .itemTitle: TextStyle(8.5, .semibold, theme.ink)
        case .item: TextStyle(8.5, .regular, theme.body)
        case .head: TextStyle(8.5, .regular, theme.mute)
        case .foot: TextStyle(8, .regular, theme.mute)
        }
    }

    func width(_ text: String, _ style: TextStyle) -> Double { canvas.measure(text, style: style).width }

    func write(
        _ text: String, at point: Point, anchor: TextAnchor = .leading, _ role: Role, colour: Colour? = nil
    ) {
        guard !text.isEmpty else { return }
        var style = style(role)
        if let colour { style.colour = colour }
        canvas.text(text, at: point, anchor: anchor, style: style)
    }

    /// The lines of a paragraph in a role.
    func lines(_ text: String, width: Double, linesMax: Int, _ role: Role) -> [String] {
        TextFlow(canvas, style: style(role)).lines(text, width: width, linesMax: linesMax)
    }

    /// The text, cut at its end where it is wider than there is room.
    func fitted(_ text: String, width: Double, _ role: Role) -> String {
        TextElision(canvas, style: style(role)).end(text, width: width)
    }

    func rule(_ y: Double, from x1: Double, to x2: Double, _ colour: Colour, width: Double) {
        canvas.stroke(.line(Point(x1, y), Point(x2, y)), Stroke(colour, width: width))
    }

    /// Draws inside a structure element.
    func inside(_ element: StructureElement, _ draw: () -> Void) {
        canvas.begin(element)
        draw()
        canvas.end(element)
    }
}
