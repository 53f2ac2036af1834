/// One value of a row or of a bound parameter.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

extension SQLValue {
    /// The integer, or null where there is none.
    package init(_ value: Int64?) { self = value.map(SQLValue.integer) ?? .null }

    /// The integer, or null where there is none.
    package init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }

    /// The text, or null where there is none.
    package init(_ value: String?) { self = value.map(SQLValue.text) ?? .null }

    /// The bytes, or null where there are none.
    package init(_ value: [UInt8]?) { self = value.map(SQLValue.blob) ?? .null }

    package var isNull: Bool { self == .null }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(stringLiteral value: String) { self = .text(value) }
    package init(nilLiteral: ()) { self = .null }
}
