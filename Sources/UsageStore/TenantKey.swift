/// A tenant's name, compared byte by byte as the database does.
///
/// Swift takes two texts for equal where only their Unicode form differs; to the database they are two tenants.
struct TenantKey: Hashable, Comparable {
    let name: String

    init(_ name: String) { self.name = name }

    static func == (a: TenantKey, b: TenantKey) -> Bool { a.name.utf8.elementsEqual(b.name.utf8) }

    static func < (a: TenantKey, b: TenantKey) -> Bool {
        a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in name.utf8 { hasher.combine(byte) }
    }
}
