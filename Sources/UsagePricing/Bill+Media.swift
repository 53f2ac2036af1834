import UsageModel

extension Bill {
    /// Adds the lines of everything that is no token.
    mutating func addOthers(paysTokens: Bool, missing: inout Unpriced?) throws(Unpriced) {
        var paysPixels = false
        for count in usage.counts where !count.counter.isToken && !count.value.isZero {
            if isCovered(count.counter, paysTokens: paysTokens) { continue }
            switch count.counter {
            case .images where rated.contains(.pixels), .pixels where rated.contains(.pixels):
                if count.counter == .images, rated.contains(.images) {
                    try add(.images, count.value, missing: &missing)
                }
                if !paysPixels { try addPixels(missing: &missing) }
                paysPixels = true
            case .referenceImages where !rated.contains(.referenceImages) && !rated.isEmpty:
                assumptions.append("reference_image=included")
            default: try add(count.counter, count.value, missing: &missing)
            }
        }
    }

    /// Whether a count only describes what others of the call already pay for; the two are never both charged.
    private func isCovered(_ counter: Counter, paysTokens: Bool) -> Bool {
        let isRated = rated.contains(counter)
        if paysTokens {
            switch counter {
            case .images where !isRated: if paysImageTokens { return true }
            case .images, .videoSeconds, .videos:
                let hasOutput = usage.counts.contains { $0.counter.direction == .output && !$0.value.isZero }
                if !isRated || hasOutput { return true }
            case .audioSeconds, .characters, .pages, .pixels: return true
            case .requests, .predictSeconds, .referenceImages: if !isRated { return true }
            default: break
            }
        }
        return !isRated
            && counter.otherMeasure.map { rated.contains($0) && usage[$0]?.isZero == false } ?? false
    }

    /// Whether the tokens of the call hold its images: a price that has output tokens, but none of images, is one of text.
    private var paysImageTokens: Bool {
        !rated.contains(.outputTokens) || rated.contains(.imageOutputTokens)
            || usage[.imageOutputTokens] != nil || usage[.imageInputTokens] != nil
    }

    /// Adds the pixels of the call's images, or the megapixels that each of them begins.
    private mutating func addPixels(missing: inout Unpriced?) throws(Unpriced) {
        let images = usage[.images].flatMap { $0.isZero ? nil : $0.integer } ?? 1
        let pixels = try pixelsOfEach(of: images)
        try add(.pixels, ExactDecimal(pixels), each: ExactDecimal(images), missing: &missing)
    }

    /// The pixels of one image: those that were counted, shared alike, else those of the size.
    private mutating func pixelsOfEach(of images: Int) throws(Unpriced) -> Int {
        if let pixels = usage[.pixels]?.integer, pixels > 0 {
            if pixels % images != 0 { assumptions.append("pixels=shared alike") }
            return (pixels - 1) / images + 1
        }
        if let pixels = usage.attributes[.imageSize].flatMap(Self.pixels) { return pixels }
        let isSaid = usage.attributes[.imageSize].flatMap { RateChoice.normalised($0, of: .imageSize) } != nil
        if !isSaid, let size = price.defaults[.imageSize], let pixels = Self.pixels(size) {
            assumptions.append("size=\(size)")
            return pixels
        }
        throw Unpriced(
            UnpricedReason(
                .ambiguous, UsageAttribute.imageSize.word,
                hint:
                    "the price depends on the number of pixels; say `image_size` like 1024x1024, or `pixels`")
        )
    }

    /// The pixels of a size such as `1024x768`; nil where it is none.
    private static func pixels(_ size: String) -> Int? {
        let sides = (RateChoice.normalised(size, of: .imageSize) ?? "")
            .split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard sides.count == 2, sides.allSatisfy({ (1...1_000_000).contains($0) }) else { return nil }
        return sides[0] * sides[1]
    }
}

/// A prompt in the order in which its length is counted: what was read from a cache, what was written to one, the rest.
struct Prompt {
    private let leaves: [TokenLeaves.Leaf]

    init(_ leaves: [TokenLeaves.Leaf]) {
        self.leaves = leaves.filter { $0.counter.direction == .input }
    }

    /// A part of a leaf: how many tokens, from which place in the prompt on.
    struct Part {
        var start: Int
        var count: ExactDecimal
    }

    /// A leaf cut at these bounds, which ascend.
    func parts(of leaf: TokenLeaves.Leaf, cutAt bounds: [Int]) -> [Part] {
        var start = 0
        for other in leaves where Self.rank(other.counter) < Self.rank(leaf.counter) {
            start += other.count
        }
        let end = start + leaf.count
        var parts: [Part] = []
        for bound in bounds where bound > start && bound < end {
            parts.append(Part(start: start, count: ExactDecimal(bound - start)))
            start = bound
        }
        return parts + [Part(start: start, count: ExactDecimal(end - start))]
    }

    private static func rank(_ counter: Counter) -> Int {
        if counter == .cacheReadTokens || counter.ancestors.contains(.cacheReadTokens) {
            return counter.ordinal
        }
        if counter == .cacheWriteTokens || counter.ancestors.contains(.cacheWriteTokens) {
            return 100 + counter.ordinal
        }
        return 200 + counter.ordinal
    }
}
