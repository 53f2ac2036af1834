import Charts
import Testing

struct RecordingCanvasTests {
    @Test func `a recording makes the same calls again, in the same order`() {
        let first = RecordingCanvas(size: Size(200, 100))
        let box = Rectangle(x: 10, y: 10, width: 50, height: 20)
        first.begin(.paragraph)
        first.fill(.rectangle(box), Colour(0x2F_61AF))
        first.beginClip(box)
        first.text("$12.40", at: Point(30, 22), anchor: .middle, style: TextStyle(10, .medium, Colour(0)))
        first.endClip()
        first.stroke(.line(Point(0, 90), Point(200, 90)), Stroke(Colour(0), width: 1, dash: [2, 1]))
        first.end(.paragraph)
        let second = RecordingCanvas(size: first.size)
        first.replay(on: second)
        #expect(second.calls == first.calls && first.calls.count == 7)
        first.replay(on: second)
        #expect(second.calls == first.calls + first.calls)
    }
}
