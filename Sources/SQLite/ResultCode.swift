private import CSQLite
internal import SQLDatabase

/// A result code of SQLite, extended where SQLite says more (<https://www.sqlite.org/rescode.html>).
package struct ResultCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int32
    package init(rawValue: Int32) { self.rawValue = rawValue }

    /// The code without its extension.
    package var primary: ResultCode { ResultCode(rawValue: rawValue & 0xFF) }

    package static let ok = ResultCode(rawValue: SQLITE_OK)
    package static let row = ResultCode(rawValue: SQLITE_ROW)
    package static let done = ResultCode(rawValue: SQLITE_DONE)
    package static let busy = ResultCode(rawValue: SQLITE_BUSY)
    package static let locked = ResultCode(rawValue: SQLITE_LOCKED)
    package static let readOnly = ResultCode(rawValue: SQLITE_READONLY)
    package static let inputOutput = ResultCode(rawValue: SQLITE_IOERR)
    package static let corrupt = ResultCode(rawValue: SQLITE_CORRUPT)
    package static let full = ResultCode(rawValue: SQLITE_FULL)
    package static let cannotOpen = ResultCode(rawValue: SQLITE_CANTOPEN)
    package static let constraint = ResultCode(rawValue: SQLITE_CONSTRAINT)
    package static let notADatabase = ResultCode(rawValue: SQLITE_NOTADB)
    package static let range = ResultCode(rawValue: SQLITE_RANGE)

    // SQLITE_X | (n << 8): macros that Swift does not import.
    package static let constraintPrimaryKey = ResultCode(rawValue: SQLITE_CONSTRAINT | 6 << 8)
    package static let constraintTrigger = ResultCode(rawValue: SQLITE_CONSTRAINT | 7 << 8)
    package static let constraintUnique = ResultCode(rawValue: SQLITE_CONSTRAINT | 8 << 8)
}

extension ResultCode {
    /// Lets a caller write `catch ResultCode.busy`; a primary code stands for all its extensions.
    package static func ~= (code: ResultCode, error: any Error) -> Bool {
        guard let text = (error as? SQLError)?.engineCode, let value = Int32(text) else { return false }
        let thrown = ResultCode(rawValue: value)
        return code == thrown || code == thrown.primary
    }

    /// The engine-neutral kind of this code.
    var kind: SQLError.Code {
        switch self {
        case .constraintPrimaryKey, .constraintUnique: return .duplicateKey
        case .constraintTrigger: return .refused
        default: break
        }
        switch primary {
        case .busy, .locked: return .busy
        case .readOnly: return .readOnly
        case .inputOutput: return .io
        case .corrupt: return .corrupt
        case .full: return .full
        case .cannotOpen: return .cannotOpen
        case .constraint: return .constraint
        case .notADatabase: return .notADatabase
        default: return .statement
        }
    }
}
