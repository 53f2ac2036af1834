/// What a chart is laid out for; each has its own sizes, since text is never scaled with a picture.
public enum CanvasKind: String, Hashable, Sendable, CaseIterable {
    /// A slide or attachment, 800 by 450 units.
    case wide
    /// An inline picture of a mail, 592 by about 300 units.
    case mail
    /// A part of an A4 page, in points.
    case page
    /// A small multiple, about 232 by 190 units.
    case tile

    /// The room that a chart usually has in a page, a mail or a slide.
    public var size: Size {
        switch self {
        case .wide: Size(800, 450)
        case .mail: Size(592, 300)
        case .page: Size(507, 220)
        case .tile: Size(232, 190)
        }
    }

    /// The usual size of a picture that stands alone, its margins included.
    public var pictureSize: Size { Size(size.width + 2 * margin, size.height + 2 * margin) }

    /// What a picture that stands alone leaves free at its edges; a page or a mail places charts without it.
    public var margin: Double {
        switch self {
        // A slide's frame has its own.
        case .wide: 0
        case .mail: 14
        case .page: 12
        case .tile: 8
        }
    }

    /// The font sizes that may appear on this canvas, largest first.
    public var fontSizes: [Double] {
        switch self {
        case .wide: [20, 12.5, 12, 11, 9.5]
        case .mail: [20, 18.5]
        case .page: [21, 18, 11, 8.75, 8.5, 8]
        case .tile: [13, 11, 10]
        }
    }

    /// How a role's text looks here.
    public func style(_ role: TextRole, _ theme: Theme) -> TextStyle {
        let (size, weight, colour) = (size(of: role), role.weight, role.colour(theme))
        let isDisplay = role == .title && (self == .wide || self == .tile)
        return TextStyle(size, weight, colour, family: isDisplay ? .display : .text)
    }

    private func size(of role: TextRole) -> Double {
        switch (self, role) {
        case (.wide, .title): 20
        case (.wide, .subtitle): 12.5
        case (.wide, .annotation), (.wide, .rowName), (.wide, .rowNameQuiet), (.wide, .rowFigure): 12
        case (.wide, .foot): 9.5
        case (.wide, _): 11
        // A telephone of 375 px shows the picture at 327 px, which leaves 10 px of these.
        case (.mail, .title): 20
        case (.mail, _): 18.5
        case (.page, .title): 11
        case (.page, .axis), (.page, .foot): 8
        case (.page, _): 8.5
        case (.tile, .title): 13
        case (.tile, .annotation): 11
        case (.tile, _): 10
        }
    }

    /// How thick lines and dots are beside those of a slide.
    var lineScale: Double { self == .page ? 0.8 : 1 }

    /// The wished distance between two grid lines.
    var gridPitch: Double {
        switch self {
        case .wide, .tile: 55
        case .mail: 55
        case .page: 28
        }
    }
}

/// What a piece of text is for; the canvas kind gives it its size.
public enum TextRole: String, Hashable, Sendable, CaseIterable {
    /// The finding above a chart.
    case title
    /// What is drawn, in which unit, over which period.
    case subtitle
    /// Numbers on an axis.
    case axis
    /// Months and years below a time axis.
    case period
    /// The name of a series.
    case name
    /// A name that stands back, such as "Other".
    case nameQuiet
    /// An amount beside a name.
    case figure
    /// A total.
    case figureStrong
    /// The name of a row in a ranking or table.
    case rowName
    /// A row's name that stands back, such as "Other".
    case rowNameQuiet
    /// An amount in a row.
    case rowFigure
    /// The first line of an annotation.
    case annotation
    /// The second line of an annotation, the reason.
    case annotationReason
    /// A quiet word in the plot.
    case note
    /// Source and time at the bottom.
    case foot

    /// How bold the role is.
    public var weight: FontWeight {
        switch self {
        case .title, .figureStrong, .annotation: .semibold
        case .period, .name, .rowName: .medium
        case .subtitle, .axis, .nameQuiet, .figure, .rowNameQuiet, .rowFigure, .annotationReason, .note,
            .foot:
            .regular
        }
    }

    /// The role's colour.
    public func colour(_ theme: Theme) -> Colour {
        switch self {
        case .title, .name, .rowName, .figureStrong, .annotation: theme.ink
        case .period, .figure, .rowFigure, .annotationReason: theme.body
        case .subtitle, .axis, .nameQuiet, .rowNameQuiet, .note, .foot: theme.mute
        }
    }
}
