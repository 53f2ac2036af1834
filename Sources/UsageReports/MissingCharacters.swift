import Charts

/// What readers are told where no font has some of the characters, so that boxes stand for them.
enum MissingCharacters {
    /// "2 characters could not be shown: no font here has them."; nothing where there are none.
    static func note(_ count: Int, place: String = "") -> String? {
        guard count > 0 else { return nil }
        let (noun, them) = count == 1 ? ("character", "it") : ("characters", "them")
        return "\(count) \(noun)\(place) could not be shown: no font here has \(them)."
    }

    /// Draws, and says how many of the characters no font has.
    @discardableResult
    static func counted(on canvas: any Canvas, _ draw: (any Canvas) -> Void) -> Int {
        let trial = RecordingCanvas(size: canvas.size, measure: canvas)
        draw(trial)
        trial.replay(on: canvas)
        return trial.missingCharacters
    }
}

extension ChartFrame {
    /// Draws frame and chart into a part of a canvas; the foot says what of both could not be shown.
    func drawHonestly(
        _ chart: any Chart, on canvas: any Canvas, in area: Rectangle, theme: Theme, kind: CanvasKind
    ) {
        let trial = RecordingCanvas(size: canvas.size, measure: canvas)
        draw(chart, on: trial, in: area, theme: theme, kind: kind)
        // Laying out costs more than drawing: what is right is not laid out again.
        guard let note = MissingCharacters.note(trial.missingCharacters) else {
            return trial.replay(on: canvas)
        }
        var frame = self
        frame.source = source.isEmpty ? note : "\(note) \(source)"
        frame.draw(chart, on: canvas, in: area, theme: theme, kind: kind)
    }

    /// Draws a picture that stands alone, with its paper and margins.
    func drawHonestly(_ chart: any Chart, on canvas: any Canvas, theme: Theme, kind: CanvasKind) {
        let whole = Rectangle(x: 0, y: 0, width: canvas.size.width, height: canvas.size.height)
        canvas.fill(.rectangle(whole), theme.paper)
        drawHonestly(chart, on: canvas, in: Self.inner(canvas.size, kind), theme: theme, kind: kind)
    }
}
