/// What hosts put before a model's name: folders, resource names of a cloud, regions.
extension ModelName {
    /// A name without the path in front of it, the most telling form first; nothing where there is no such path.
    ///
    /// `arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0` is `us-east-1/amazon.nova-pro-v1:0` where a
    /// list has prices of that region, else `amazon.nova-pro-v1:0`. Paths of things that are no models, such as
    /// endpoints and tuned models, are left alone.
    static func withoutPath(_ name: String, at provider: String) -> [String] {
        switch provider {
        case "aws-bedrock": bedrock(name)
        case "google-vertex": vertex(name)
        default:
            (hostPaths[provider] ?? []).compactMap { path in
                name.hasPrefix(path) && name.utf8.count > path.utf8.count
                    ? String(name.dropFirst(path.utf8.count)) : nil
            }
        }
    }

    /// Folders that a host puts before every model it serves.
    private static let hostPaths: [String: [String]] = [
        "fireworks": ["accounts/fireworks/models/"], "google": ["models/"], "cloudflare": ["@cf/"],
    ]

    private static func bedrock(_ name: String) -> [String] {
        for route in ["converse/", "invoke/"] where name.hasPrefix(route) {
            let rest = String(name.dropFirst(route.utf8.count))
            return rest.isEmpty ? [] : [rest] + bedrock(rest)
        }
        if let slash = name.firstIndex(of: "/"), !name.hasPrefix("arn:") {
            let rest = String(name[name.index(after: slash)...])
            return isOpenRegion(name[..<slash]) && !rest.isEmpty ? [rest] : []
        }
        let fields = name.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard fields.count == 6, fields[0] == "arn", fields[1] == "aws" || fields[1] == "aws-us-gov",
            fields[2] == "bedrock", fields[4].utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return [] }
        for kind in ["foundation-model/", "inference-profile/"] where fields[5].hasPrefix(kind) {
            let model = String(fields[5].dropFirst(kind.utf8.count))
            guard !model.isEmpty else { return [] }
            let regional = "\(fields[3])/\(model)"
            return isOpenRegion(fields[3]) || kind == "inference-profile/" ? [regional, model] : [regional]
        }
        return []
    }

    /// Whether a text is a region such as `us-east-1` that has the usual prices; government and China have their own.
    private static func isOpenRegion(_ text: Substring) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 2, parts[0] != "cn", parts[2].utf8.count == 1 else {
            return false
        }
        let isLetters = { (part: Substring) in part.utf8.allSatisfy { (0x61...0x7A).contains($0) } }
        return isLetters(parts[0]) && !parts[1].isEmpty && isLetters(parts[1])
            && parts[2].utf8.allSatisfy { (0x31...0x39).contains($0) }
    }

    /// `projects/P/locations/L/publishers/anthropic/models/M`, or the path from `publishers` on.
    private static func vertex(_ name: String) -> [String] {
        var parts = name.split(separator: "/", omittingEmptySubsequences: false)[...]
        if parts.count == 8, parts[0] == "projects", parts[2] == "locations", !parts[1].isEmpty,
            !parts[3].isEmpty
        {
            parts = parts.dropFirst(4)
        }
        let path = Array(parts)
        guard path.count == 4, path[0] == "publishers", path[2] == "models", !path[1].isEmpty,
            !path[3].isEmpty
        else { return [] }
        let named = "\(path[1])/\(path[3])"
        return ["google", "anthropic", "meta", "mistralai"].contains(path[1])
            ? [String(path[3]), named] : [named]
    }
}
