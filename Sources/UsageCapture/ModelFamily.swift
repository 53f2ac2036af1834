/// Families of models by the beginning of their names, for what providers count differently from family to family.
enum ModelFamily {
    /// What Bedrock puts before the name of a model for an inference profile of a region.
    private static let regions = ["us.", "eu.", "apac.", "jp.", "au.", "ca.", "sa.", "us-gov.", "global."]

    /// Whether a model, named by itself, in a region's profile or in an address, is of one of the families.
    static func matches(_ model: String, any families: [String]) -> Bool {
        var name = model.lowercased()
        if let slash = name.lastIndex(of: "/") { name = String(name[name.index(after: slash)...]) }
        if let region = regions.first(where: name.hasPrefix) { name = String(name.dropFirst(region.count)) }
        return families.contains(where: name.hasPrefix)
    }
}
