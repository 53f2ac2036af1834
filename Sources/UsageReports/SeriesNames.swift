import UsageModel

/// What the models of a chart are called: with their provider where two providers have a model of one name.
struct SeriesNames {
    private let shared: Set<String>

    init(_ names: some Sequence<ReportInput.ModelName>) {
        let words = Set(names).map { Wording.english.name($0.model, .model) }
        var seen: Set<String> = []
        shared = Set(words.filter { !seen.insert($0).inserted })
    }

    func name(_ name: ReportInput.ModelName) -> String {
        let model = Wording.english.name(name.model, .model)
        guard shared.contains(model) else { return model }
        return "\(model) (\(Wording.english.name(name.provider, .provider)))"
    }
}
