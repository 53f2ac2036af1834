import Synchronization
package import UsageModel

/// The prices that a ledger uses: the built-in catalogue, perhaps with the user's own price files above it.
///
/// A provider's file is read when its first call is priced; names that were looked for are remembered.
package final class PriceList: Sendable {
    /// The prices built into the product.
    package static let builtIn = PriceList()

    private let own: [String: PriceFile]
    private let state = Mutex(State())

    private struct State {
        var files: [String: PriceFile?] = [:]
        var resolved: [ModelName: Resolution] = [:]
    }

    /// The built-in catalogue under these files, which win for the models that they name.
    package init(own files: [PriceFile] = []) {
        own = Dictionary(files.map { ($0.provider.rawValue, $0) }) { _, last in last }
    }

    /// The providers that have built-in or own prices.
    package var providers: [Provider] {
        Set(EmbeddedFiles.providers).union(own.keys).sorted().map(Provider.init(rawValue:))
    }

    /// A provider's built-in prices, or nil where there are none.
    package func builtIn(_ provider: Provider) -> PriceFile? {
        state.withLock { Self.file(provider.rawValue, &$0) }
    }

    /// A provider's own prices, or nil where the user has none.
    package func own(_ provider: Provider) -> PriceFile? { own[provider.rawValue] }

    /// The model that a name means at a moment, or unknown with a hint.
    package func resolve(_ name: ModelName, at instant: Instant) -> Resolution {
        state.withLock { state in
            if let known = state.resolved[name] { return known }
            let layers = [own[name.provider.rawValue], Self.file(name.provider.rawValue, &state)]
                .compactMap(\.self)
            var isLasting = true
            let resolution = Self.find(name, in: layers, at: instant, isLasting: &isLasting)
            if isLasting {
                // A caller that invents names must not fill the memory.
                if state.resolved.count >= 8192 { state.resolved.removeAll(keepingCapacity: true) }
                state.resolved[name] = resolution
            }
            return resolution
        }
    }

    private static func file(_ provider: String, _ state: inout State) -> PriceFile? {
        if let known = state.files[provider] { return known }
        guard let bytes = EmbeddedFiles.bytes(of: provider) else { return nil }
        do {
            let file = try PriceFile(parsing: bytes, file: "\(provider).json")
            state.files[provider] = file
            return file
        } catch {
            preconditionFailure("a built-in price file is broken: \(error)")
        }
    }

    private static func find(
        _ name: ModelName, in layers: [PriceFile], at instant: Instant, isLasting: inout Bool
    ) -> Resolution {
        let candidates = name.candidates
        for layer in layers {
            for candidate in candidates {
                if let found = layer.find(candidate, at: instant, isLasting: &isLasting) { return found }
            }
        }
        guard !layers.isEmpty else {
            return .unknown(hint: "no price list has the provider `\(name.provider.rawValue.prefix(60))`")
        }
        let known = layers.lazy.flatMap(\.models).flatMap(\.names)
        return .unknown(hint: Names.suggestion(for: candidates[candidates.count - 1], among: known))
    }
}

/// What a name turned out to mean.
package enum Resolution: Sendable {
    /// A model, how its name was matched, and the version of the file that has it.
    case model(ModelEntry, match: String, version: String)
    /// No model; perhaps a near name.
    case unknown(hint: String?)
}

extension PriceFile {
    /// The model of a name: exact, an alias of that moment, a dated snapshot, or a declared prefix with its ending.
    func find(_ name: String, at instant: Instant, isLasting: inout Bool) -> Resolution? {
        if let position = positions[name] {
            return .model(models[position], match: "exact \(name)", version: version)
        }
        if let possible = aliases[name] {
            isLasting = false
            for position in possible {
                let holds = models[position].aliases.contains {
                    $0.name == name && ($0.from.map { $0 <= instant } ?? true)
                        && ($0.to.map { instant < $0 } ?? true)
                }
                if holds { return .model(models[position], match: "alias \(name)", version: version) }
            }
        }
        // Only these endings are as long as a date, so nothing else is tried.
        for length in [9, 11] where name.utf8.count > length {
            let end = name.index(name.endIndex, offsetBy: -length, limitedBy: name.startIndex)
            guard let end, let day = Tail.day(name[end...]), let position = positions[String(name[..<end])]
            else { continue }
            if let seen, day > seen {
                // A snapshot that no list has seen yet does not exist before its day.
                isLasting = false
                guard day <= instant.date else { continue }
            }
            return .model(
                models[position], match: "snapshot \(name[end...]) of \(name[..<end])", version: version)
        }
        for (prefix, position) in prefixes where name.hasPrefix(prefix.text) {
            let tail = name.dropFirst(prefix.text.count)
            if prefix.tails.contains(where: { $0.matches(tail) }) {
                return .model(models[position], match: "prefix \(prefix.text) then \(tail)", version: version)
            }
        }
        return nil
    }
}
