import UsageModel

/// The attributes of a call in their usual spelling, found without hashing.
struct KnownAttributes {
    private var words = InlineArray<6, String?>(repeating: nil)
    /// Which of them are known.
    private(set) var known = AttributeSet()

    /// The attributes that say something; `auto` does not.
    init(_ attributes: [UsageAttribute: String]) {
        for (attribute, text) in attributes {
            if let word = RateChoice.normalised(text, of: attribute) { self[attribute] = word }
        }
    }

    /// The word of an attribute; nil where it is not known.
    subscript(_ attribute: UsageAttribute) -> String? {
        get { words[attribute.ordinal] }
        set {
            words[attribute.ordinal] = newValue
            if newValue != nil { known.insert(attribute) }
        }
    }

    /// Whether a rate of these attributes may be meant, as far as they are known.
    func fit(_ asked: [RateTable.Asked]) -> Bool {
        for index in asked.indices {
            if let word = words[asked[index].attribute.ordinal], word != asked[index].word { return false }
        }
        return true
    }
}

/// A set of attributes in one byte.
struct AttributeSet: Hashable, Sendable {
    private var bits: UInt8 = 0

    init() {}

    init(_ attributes: some Sequence<UsageAttribute>) {
        for attribute in attributes { insert(attribute) }
    }

    mutating func insert(_ attribute: UsageAttribute) { bits |= 1 &<< UInt8(attribute.ordinal) }

    mutating func formUnion(_ other: AttributeSet) { bits |= other.bits }

    func contains(_ attribute: UsageAttribute) -> Bool { bits & 1 &<< UInt8(attribute.ordinal) != 0 }

    func isSubset(of other: AttributeSet) -> Bool { bits & ~other.bits == 0 }
}

extension UsageAttribute {
    /// The place in the order in which a missing attribute is named.
    var ordinal: Int {
        switch self {
        case .imageQuality: 0
        case .imageSize: 1
        case .videoResolution: 2
        case .videoAudio: 3
        case .mode: 4
        case .searchContext: 5
        }
    }
}
