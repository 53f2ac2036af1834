import Charts
import Foundation

/// Colour as an eye sees it, for tests of the palette: contrast, simulated colour blindness, difference.
struct PerceivedColour {
    enum Vision: String, CaseIterable {
        case normal
        case protan
        case deutan
        case tritan

        /// Machado, Oliveira and Fernandes 2009, severity 1.0, for linear RGB.
        fileprivate var matrix: [[Double]] {
            switch self {
            case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
            case .protan:
                [
                    [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                    [-0.003882, -0.048116, 1.051998],
                ]
            case .deutan:
                [
                    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                    [-0.011820, 0.042940, 0.968881],
                ]
            case .tritan:
                [
                    [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                    [0.004733, 0.691367, 0.303900],
                ]
            }
        }
    }

    private let linear: [Double]

    init(_ colour: Colour, as vision: Vision = .normal) {
        let channels = [colour.red, colour.green, colour.blue].map { channel -> Double in
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        linear = vision.matrix.map { row in
            min(max(zip(row, channels).map(*).reduce(0, +), 0), 1)
        }
    }

    private var luminance: Double { 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] }

    /// The contrast ratio of WCAG 2.
    func contrast(with other: PerceivedColour) -> Double {
        let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)
    }

    /// L*, a*, b* under D65.
    private var lab: (l: Double, a: Double, b: Double) {
        let (r, g, b) = (linear[0], linear[1], linear[2])
        let x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
        let y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
        let z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
        func f(_ t: Double) -> Double { t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116 }
        return (116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z)))
    }

    /// CIEDE2000 after Sharma, Wu and Dalal 2005.
    func difference(from other: PerceivedColour) -> Double {
        Self.difference(lab, other.lab)
    }

    static func difference(
        _ p: (l: Double, a: Double, b: Double), _ q: (l: Double, a: Double, b: Double),
    ) -> Double {
        let chroma = (hypot(p.a, p.b) + hypot(q.a, q.b)) / 2
        let g = 0.5 * (1 - sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7))))
        let (a1, a2) = (p.a * (1 + g), q.a * (1 + g))
        let (c1, c2) = (hypot(a1, p.b), hypot(a2, q.b))
        func hue(_ a: Double, _ b: Double) -> Double {
            guard a != 0 || b != 0 else { return 0 }
            let degrees = atan2(b, a) * 180 / .pi
            return degrees < 0 ? degrees + 360 : degrees
        }
        let (h1, h2) = (hue(a1, p.b), hue(a2, q.b))
        var dh = h2 - h1
        var mean = h1 + h2
        if c1 * c2 != 0 {
            if abs(h1 - h2) > 180 {
                dh += h2 <= h1 ? 360 : -360
                mean += mean < 360 ? 360 : -360
            }
            mean /= 2
        } else {
            dh = 0
        }
        func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
        let (dl, dc) = (q.l - p.l, c2 - c1)
        let dH = 2 * sqrt(c1 * c2) * sin(dh * .pi / 360)
        let (l, c) = ((p.l + q.l) / 2, (c1 + c2) / 2)
        let t =
            1 - 0.17 * cosine(mean - 30) + 0.24 * cosine(2 * mean) + 0.32 * cosine(3 * mean + 6) - 0.2
            * cosine(4 * mean - 63)
        let turn = 30 * exp(-pow((mean - 275) / 25, 2))
        let rotation = -2 * sqrt(pow(c, 7) / (pow(c, 7) + pow(25, 7))) * sin(2 * turn * .pi / 180)
        let sl = 1 + 0.015 * pow(l - 50, 2) / sqrt(20 + pow(l - 50, 2))
        let (sc, sh) = (1 + 0.045 * c, 1 + 0.015 * c * t)
        let (x, y, z) = (dl / sl, dc / sc, dH / sh)
        return sqrt(x * x + y * y + z * z + rotation * y * z)
    }
}
