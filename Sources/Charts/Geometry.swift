/// A place on a canvas, in logical units from the top left.
public struct Point: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// A width and a height, in logical units.
public struct Size: Hashable, Sendable {
    public var width: Double
    public var height: Double

    public init(_ width: Double, _ height: Double) {
        self.width = width
        self.height = height
    }
}

/// A rectangle by its top left corner and size, in logical units.
public struct Rectangle: Hashable, Sendable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public var maxX: Double { x + width }
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
        case move(Point)
        case line(Point)
        case curve(Point, Point, Point)
        case close
    }

    public private(set) var steps: [Step] = []

    public init() {}

    public mutating func move(_ x: Double, _ y: Double) { steps.append(.move(Point(x, y))) }
    public mutating func line(_ x: Double, _ y: Double) { steps.append(.line(Point(x, y))) }
    public mutating func curve(_ a: Point, _ b: Point, _ end: Point) { steps.append(.curve(a, b, end)) }
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
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8
    public var alpha: Double

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
