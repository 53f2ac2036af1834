extension Path {
    /// The control point distance that makes a cubic curve follow a quarter circle.
    private static let quarterCircle = 0.552_284_749_830_793_6

    /// A circle.
    public static func circle(_ centre: Point, radius: Double) -> Path {
        roundedRectangle(
            Rectangle(x: centre.x - radius, y: centre.y - radius, width: 2 * radius, height: 2 * radius),
            radius: radius, )
    }

    /// A rectangle with round corners; the radius is cut to half of the shorter side.
    public static func roundedRectangle(_ r: Rectangle, radius: Double) -> Path {
        let radius = max(0, min(radius, r.width / 2, r.height / 2))
        let pull = radius * (1 - quarterCircle)
        var path = Path()
        path.move(r.x + radius, r.y)
        path.line(r.maxX - radius, r.y)
        path.curve(
            Point(r.maxX - pull, r.y), Point(r.maxX, r.y + pull), Point(r.maxX, r.y + radius), )
        path.line(r.maxX, r.maxY - radius)
        path.curve(
            Point(r.maxX, r.maxY - pull), Point(r.maxX - pull, r.maxY), Point(r.maxX - radius, r.maxY), )
        path.line(r.x + radius, r.maxY)
        path.curve(Point(r.x + pull, r.maxY), Point(r.x, r.maxY - pull), Point(r.x, r.maxY - radius))
        path.line(r.x, r.y + radius)
        path.curve(Point(r.x, r.y + pull), Point(r.x + pull, r.y), Point(r.x + radius, r.y))
        path.close()
        return path
    }

    /// A line through points, open at its end.
    public static func polyline(_ points: [Point]) -> Path {
        var path = Path()
        for (index, point) in points.enumerated() {
            if index == 0 { path.move(point.x, point.y) } else { path.line(point.x, point.y) }
        }
        return path
    }

    /// A closed shape through points.
    public static func polygon(_ points: [Point]) -> Path {
        var path = polyline(points)
        if !points.isEmpty { path.close() }
        return path
    }

    /// The smallest rectangle around all points of the outline, control points included.
    public var bounds: Rectangle? {
        var box: (minX: Double, minY: Double, maxX: Double, maxY: Double)?
        func include(_ p: Point) {
            let old = box ?? (p.x, p.y, p.x, p.y)
            box = (min(old.minX, p.x), min(old.minY, p.y), max(old.maxX, p.x), max(old.maxY, p.y))
        }
        for step in steps {
            switch step {
            case .move(let point), .line(let point): include(point)
            case .curve(let first, let second, let end):
                include(first)
                include(second)
                include(end)
            case .close: break
            }
        }
        return box.map { box in
            Rectangle(x: box.minX, y: box.minY, width: box.maxX - box.minX, height: box.maxY - box.minY)
        }
    }
}
