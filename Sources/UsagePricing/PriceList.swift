import Synchronization
package import UsageModel

/// The prices that a ledger uses: the built-in catalogue, perhaps with the user's own price files above it.
///
/// A provider's file is read when its first call is priced; names that were looked for are remembered.
package final class PriceList: Sendable {
    /// The prices built into the product.
    package static let builtIn = PriceList()

    /// The user's files of each provider, the last one first.
    private let own: [String: [PriceFile]]
    /// The models behind the names that the user gave to deployments, by provider.
    private let deployments: [String: [String: String]]
    private let state = Mutex(State())

    private struct State {
        var files: [String: PriceFile?] = [:]
        var resolved: [ModelName: NameMeaning] = [:]
    }

    /// The built-in catalogue under these files; of several for a provider the later one wins.
    ///
    /// A model's own price holds for the dates that it covers; outside them an earlier file's holds, then the built-in one.
    /// - Parameter azureDeployments: The model behind each of the user's deployments, by the deployment's name.
    package init(own files: [PriceFile] = [], azureDeployments: [String: String] = [:]) {
        own = Dictionary(grouping: files.reversed()) { $0.provider.rawValue }
        deployments =
            azureDeployments.isEmpty ? [:] : ["azure": azureDeployments, "azure-ai": azureDeployments]
    }

    /// The providers that have built-in or own prices.
    package var providers: [Provider] {
        Set(EmbeddedFiles.providers).union(own.keys).sorted().map(Provider.init(rawValue:))
    }

    /// A provider's built-in prices, or nil where there are none.
    package func builtIn(_ provider: Provider) -> PriceFile? {
        state.withLock { Self.file(provider.rawValue, &$0) }
    }

    /// The user's own prices of a provider, those that win first.
    package func own(_ provider: Provider) -> [PriceFile] { own[provider.rawValue] ?? [] }

    /// The model that a name means at a moment, or unknown with a hint.
    package func resolve(_ name: ModelName, at instant: Instant) -> Resolution {
        let meaning = meaning(of: name, at: instant)
        guard let layer = meaning.layer(at: instant) else { return .unknown(hint: meaning.hint) }
        return .model(layer.entry, match: layer.match, version: layer.version)
    }

    /// What a name means in all layers.
    func meaning(of name: ModelName, at instant: Instant) -> NameMeaning {
        state.withLock { state in
            if let known = state.resolved[name] { return known }
            var isLasting = true
            let meaning = find(name, at: instant, &state, isLasting: &isLasting)
            if isLasting {
                // A caller that invents names must not fill the memory.
                if state.resolved.count >= 8192 { state.resolved.removeAll(keepingCapacity: true) }
                state.resolved[name] = meaning
            }
            return meaning
        }
    }

    private static func file(_ provider: String, _ state: inout State) -> PriceFile? {
        if let known = state.files[provider] { return known }
        guard let bytes = EmbeddedFiles.bytes(of: provider) else { return nil }
        do {
            let file = try PriceFile(embedded: bytes, file: "\(provider).json")
            state.files[provider] = file
            return file
        } catch {
            preconditionFailure("a built-in price file is broken: \(error)")
        }
    }

    private func find(
        _ name: ModelName, at instant: Instant, _ state: inout State, isLasting: inout Bool
    ) -> NameMeaning {
        let provider = name.provider.rawValue
        let files = own[provider] ?? []
        let builtIn = Self.file(provider, &state)
        guard builtIn != nil || !files.isEmpty else {
            return NameMeaning(hint: "no price list has the provider `\(provider.prefix(60))`")
        }
        var candidates = name.candidates
        var deployment: String?
        if let map = deployments[provider], let alias = candidates.first(where: { map[$0] != nil }),
            let model = map[alias]
        {
            deployment = "deployment \(alias) -> \(model)"
            candidates = ModelName(provider: name.provider, model: model).candidates
        }
        let layers = NameMeaning.layers(
            of: candidates, own: files, builtIn: builtIn, at: instant, isLasting: &isLasting)
        if !layers.isEmpty { return NameMeaning(layers: layers, deployment: deployment) }
        let known = (files + [builtIn].compactMap(\.self)).lazy.flatMap(\.models).flatMap(\.names)
        let hint = Names.suggestion(for: candidates[candidates.count - 1], among: known)
        guard let deployment else { return NameMeaning(hint: hint) }
        return NameMeaning(hint: "\(deployment), which no price list has" + (hint.map { "; \($0)" } ?? ""))
    }
}

/// What a name turned out to mean.
package enum Resolution: Sendable {
    /// A model, how its name was matched, and the version of the file that has it.
    case model(ModelEntry, match: String, version: String)
    /// No model; perhaps a near name.
    case unknown(hint: String?)
}
