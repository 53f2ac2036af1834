package import Charts

/// What the canvases on cairo share: shapes, text and clips on a sheet.
///
/// Faults are kept and thrown when the drawing is finished.
package class SheetCanvas: Canvas {
    package internal(set) var size: Size
    package let shaper: TextShaper
    var sheet: Sheet

    init(size: Size, sheet: consuming Sheet, shaper: TextShaper) {
        self.size = size
        self.sheet = sheet
        self.shaper = shaper
    }

    package func measure(_ text: String, style: TextStyle) -> TextExtent {
        shaper.measure(text, style: style)
    }

    package func fill(_ path: Path, _ colour: Colour) {
        sheet.fill(path, colour)
    }

    package func stroke(_ path: Path, _ stroke: Stroke) {
        sheet.stroke(path, stroke)
    }

    package func text(_ text: String, at point: Point, anchor: TextAnchor, style: TextStyle) {
        let line = shaper.line(text, style: style)
        let start =
            switch anchor {
            case .leading: point
            case .middle: Point(point.x - line.extent.width / 2, point.y)
            case .trailing: Point(point.x - line.extent.width, point.y)
            }
        sheet.text(line, at: start, style: style)
    }

    package func beginClip(_ rectangle: Rectangle) {
        sheet.beginClip(rectangle)
    }

    package func endClip() {
        sheet.endClip()
    }

    package func begin(_ element: StructureElement) {}

    package func end(_ element: StructureElement) {}
}
