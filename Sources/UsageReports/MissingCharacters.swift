import Charts

/// What readers are told where no font has some of the characters, so that boxes stand for them.
enum MissingCharacters {
    /// "2 characters could not be shown: no font here has them."; nothing where there are none.
    static func note(_ count: Int, place: String = "") -> String? {
        guard count > 0 else { return nil }
        let (noun, them) = count == 1 ? ("character", "it") : ("characters", "them")
        return "\(count) \(noun)\(place) could not be shown: no font here has \(them)."
    }

    /// How many of what a drawing writes on a canvas no font has.
    static func count(on canvas: any Canvas, _ draw: (RecordingCanvas) -> Void) -> Int {
        let trial = RecordingCanvas(size: canvas.size, measure: canvas)
        draw(trial)
        return trial.missingCharacters
    }
}

extension ChartFrame {
    /// The frame, whose foot says what of the chart and of itself could not be shown.
    func honest(
        about chart: any Chart, on canvas: any Canvas, theme: Theme, kind: CanvasKind
    ) -> ChartFrame {
        let count = MissingCharacters.count(on: canvas) { draw(chart, on: $0, theme: theme, kind: kind) }
        guard let note = MissingCharacters.note(count) else { return self }
        var frame = self
        frame.source = source.isEmpty ? note : "\(note) \(source)"
        return frame
    }
}
