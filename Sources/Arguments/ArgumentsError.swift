/// What is wrong with the words of a command line.
package struct ArgumentsError: Error, Hashable, Sendable {
    /// What kind of mistake it is; new kinds may come.
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let missingCommand = Code(rawValue: "missing_command")
        package static let unknownCommand = Code(rawValue: "unknown_command")
        package static let unknownOption = Code(rawValue: "unknown_option")
        package static let repeatedOption = Code(rawValue: "repeated_option")
        package static let missingValue = Code(rawValue: "missing_value")
        package static let unexpectedValue = Code(rawValue: "unexpected_value")
        package static let invalidValue = Code(rawValue: "invalid_value")
        package static let missingArgument = Code(rawValue: "missing_argument")
        package static let unexpectedArgument = Code(rawValue: "unexpected_argument")
        /// Options that are right alone and wrong together.
        package static let conflictingOptions = Code(rawValue: "conflicting_options")
    }

    package var code: Code
    /// One sentence without a full stop, names in backticks.
    package var message: String
    /// The index of the word that is wrong, from 0, where there is one.
    package var place: Int?
    /// What to do about it.
    package var hint: String?

    package init(_ code: Code, _ message: String, place: Int? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
    }

    static func missing(_ specs: [Spec]) -> ArgumentsError {
        let names = specs.map { "`\($0.usage)`" }.joined(separator: " and ")
        return ArgumentsError(.missingArgument, "\(names) is missing")
    }
}

/// A typed word as it may stand in a message: short, on one line, without control characters.
func quoted(_ word: String) -> String {
    let lengthMax = 64
    var text = ""
    for scalar in word.unicodeScalars {
        guard text.unicodeScalars.count < lengthMax else { return "`\(text)…`" }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
            text += "\\u{\(String(scalar.value, radix: 16))}"
        default: text.unicodeScalars.append(scalar)
        }
    }
    return "`\(text)`"
}
