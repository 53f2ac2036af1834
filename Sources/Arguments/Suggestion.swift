/// The candidates that were probably meant by a word, the likeliest first.
func nearest(to word: String, in candidates: [String]) -> [String] {
    let typed = Array(word.lowercased())
    // A long word is not a slip of the finger, and the distance is quadratic in its length.
    guard (1...40).contains(typed.count) else { return [] }
    let distanceMax = max(1, min(3, typed.count / 3))
    let scored = candidates.enumerated().compactMap { index, candidate -> (Int, Int, String)? in
        let isBeginning = typed.count > 1 && candidate.lowercased().hasPrefix(word.lowercased())
        let distance = isBeginning ? 1 : editDistance(typed, Array(candidate.lowercased()))
        return distance <= distanceMax ? (distance, index, candidate) : nil
    }
    guard let best = scored.map(\.0).min() else { return [] }
    return scored.filter { $0.0 == best }.prefix(3).map(\.2)
}

/// The hint for some suggestions, nil for none.
func didYouMean(_ suggestions: [String]) -> String? {
    guard let last = suggestions.last else { return nil }
    let names = suggestions.map { "`\($0)`" }
    guard suggestions.count > 1 else { return "did you mean `\(last)`?" }
    return "did you mean \(names.dropLast().joined(separator: ", ")) or `\(last)`?"
}

/// How many letters must be added, removed, changed or swapped with a neighbour to turn one word into the other.
func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for row in first.indices {
        var current = [row + 1]
        for column in second.indices {
            let isSame = first[row] == second[column]
            var best = previous[column] + (isSame ? 0 : 1)
            best = min(best, previous[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                best = min(best, beforePrevious[column - 1] + 1)
            }
            current.append(best)
        }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[second.count]
}
