/// A place on a canvas, in logical units from the top left.
public struct Point: Hashable, Sendable {
    /// The distance from the left.
    public var x: Double
    /// The distance from the top.
    public var y: Double

    /// Makes a point from its coordinates.
    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// A width and a height, in logical units.
public struct Size: Hashable, Sendable {
    /// The horizontal extent.
    public var width: Double
    /// The vertical extent.
    public var height: Double

    /// Makes a size from its two extents.
    public init(_ width: Double, _ height: Double) {
        self.width = width
        self.height = height
    }
}

/// A rectangle by its top left corner and size, in logical units.
public struct Rectangle: Hashable, Sendable {
    /// The left edge.
    public var x: Double
    /// The top edge.
    public var y: Double
    /// The horizontal extent.
    public var width: Double
    /// The vertical extent.
    public var height: Double

    /// Makes a rectangle from its top left corner and its size.
    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The right edge.
    public var maxX: Double { x + width }

    /// The bottom edge.
    public var maxY: Double { y + height }

    /// Whether the two share area; touching edges do not count.
    public func intersects(_ other: Rectangle) -> Bool {
        x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
    }

    /// Whether the other lies wholly inside.
    public func contains(_ other: Rectangle) -> Bool {
        x <= other.x && y <= other.y && other.maxX <= maxX && other.maxY <= maxY
    }
}

/// An outline made of straight lines, arcs and curves.
public struct Path: Hashable, Sendable {
    /// One step of the pen.
    public enum Step: Hashable, Sendable {
        /// Starts a new outline at a point.
        case move(Point)
        /// Draws a straight line to a point.
        case line(Point)
        /// Draws a cubic curve: two control points, then the end.
        case curve(Point, Point, Point)
        /// Returns to the start of the outline.
        case close
    }

    /// The steps of the pen, in order.
    public private(set) var steps: [Step] = []

    /// Makes an empty outline.
    public init() {}

    /// Lifts the pen and starts at a point.
    public mutating func move(_ x: Double, _ y: Double) { steps.append(.move(Point(x, y))) }

    /// Draws a straight line to a point.
    public mutating func line(_ x: Double, _ y: Double) { steps.append(.line(Point(x, y))) }

    /// Draws a cubic curve through two control points.
    public mutating func curve(_ a: Point, _ b: Point, _ end: Point) { steps.append(.curve(a, b, end)) }

    /// Returns to where the outline started.
    public mutating func close() { steps.append(.close) }

    /// A rectangle.
    public static func rectangle(_ r: Rectangle) -> Path {
        var path = Path()
        path.move(r.x, r.y)
        path.line(r.maxX, r.y)
        path.line(r.maxX, r.maxY)
        path.line(r.x, r.maxY)
        path.close()
        return path
    }

    /// One straight line.
    public static func line(_ from: Point, _ to: Point) -> Path {
        var path = Path()
        path.move(from.x, from.y)
        path.line(to.x, to.y)
        return path
    }
}

/// A colour in sRGB, 8 bits a channel, with opacity from 0 to 1.
public struct Colour: Hashable, Sendable {
    /// The red channel.
    public var red: UInt8
    /// The green channel.
    public var green: UInt8
    /// The blue channel.
    public var blue: UInt8
    /// The opacity: 0 is clear, 1 is solid.
    public var alpha: Double

    /// Makes a colour from its channels; it is solid unless said otherwise.
    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, alpha: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// A colour from its 24-bit value, as in `Colour(0x0F4C5C)`.
    public init(_ rgb: UInt32, alpha: Double = 1) {
        self.init(
            UInt8(truncatingIfNeeded: rgb >> 16), UInt8(truncatingIfNeeded: rgb >> 8),
            UInt8(truncatingIfNeeded: rgb), alpha: alpha, )
    }

    /// The same colour at another opacity.
    public func opacity(_ alpha: Double) -> Colour {
        Colour(red, green, blue, alpha: alpha)
    }
}
