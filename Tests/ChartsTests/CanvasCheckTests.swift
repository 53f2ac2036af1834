import Charts
import Testing

struct CanvasCheckTests {
    private let style = TextStyle(11, .regular, Theme.light.ink)
    private let check = CanvasCheck(.wide, theme: .light)

    private func problems(_ draw: (RecordingCanvas) -> Void) -> [String] {
        let canvas = RecordingCanvas(size: Size(200, 100))
        draw(canvas)
        return check.problems(in: canvas)
    }

    @Test func `a clean drawing has no problems`() {
        #expect(
            problems { canvas in
                canvas.fill(.rectangle(Rectangle(x: 0, y: 0, width: 200, height: 100)), Theme.light.paper)
                canvas.text("one", at: Point(10, 20), anchor: .leading, style: style)
                canvas.text("two", at: Point(10, 40), anchor: .leading, style: style)
            } == [])
    }

    @Test func `each fault is found`() {
        #expect(
            problems { canvas in
                canvas.text("one", at: Point(10, 20), anchor: .leading, style: style)
                canvas.text("two", at: Point(12, 24), anchor: .leading, style: style)
            } == ["`one` meets `two`"])
        #expect(
            problems { $0.text("edge", at: Point(190, 20), anchor: .leading, style: style) }
                == ["`edge` leaves the canvas"])
        #expect(
            problems {
                $0.text(
                    "big", at: Point(10, 40), anchor: .leading,
                    style: TextStyle(33, .regular, Theme.light.ink), )
            }
                == ["`big` has size 33.0, which is not in the type table"])
        #expect(
            problems { canvas in
                canvas.fill(.rectangle(Rectangle(x: 5, y: 5, width: 50, height: 50)), Theme.light.other)
                canvas.text("bar", at: Point(10, 40), anchor: .leading, style: style)
            } == ["`bar` stands on a mark"])
        #expect(
            problems { $0.beginClip(Rectangle(x: 0, y: 0, width: 1, height: 1)) } == [
                "clips are not balanced"
            ])
        #expect(
            problems { $0.text("lost", at: Point(.nan, 1), anchor: .leading, style: style) }
                == ["`lost` leaves the canvas"])
    }
}
