/// A picture of numbers as a plain value, which can draw itself on any canvas.
public protocol Chart: Sendable {
    /// Draws plot, axes and labels into a rectangle; nothing is drawn outside of it.
    func draw(on canvas: any Canvas, in frame: Rectangle, theme: Theme, kind: CanvasKind)

    /// Whether its days stand together in weeks in a frame of a width, which the words around it then say.
    func isByWeek(width: Double, kind: CanvasKind) -> Bool
}

extension Chart {
    /// A chart without columns of days never puts them together.
    public func isByWeek(width: Double, kind: CanvasKind) -> Bool { false }
}

/// The band that stands where there is nothing to draw, or no room to draw it.
struct EmptyPlot {
    var note: String?
    /// Whether there are data, for which the frame is too small.
    var hasData = false

    func draw(_ pen: Pen, in frame: Rectangle) {
        var frame = frame
        // Apart from the rule of the foot.
        if pen.kind == .wide { frame.height -= 14 }
        pen.canvas.fill(.roundedRectangle(frame, radius: 4), pen.theme.band)
        let middle = Point(frame.x + frame.width / 2, frame.y + frame.height / 2)
        let words = hasData ? "Too small to draw" : "No data to draw"
        let elision = TextElision(pen.canvas, style: pen.style(.note))
        let head = elision.end(words, width: max(frame.width - 8, 0))
        guard let note, !note.isEmpty, !hasData else {
            pen.write(
                head, at: Point(middle.x, middle.y + pen.drop(.annotation)), anchor: .middle,
                .annotationReason, )
            return
        }
        let line = pen.size(.annotation) * 1.5
        pen.write(head, at: Point(middle.x, middle.y - 2), anchor: .middle, .annotationReason)
        pen.write(
            elision.end(note, width: frame.width - 16), at: Point(middle.x, middle.y - 2 + line),
            anchor: .middle, .note, )
    }
}
