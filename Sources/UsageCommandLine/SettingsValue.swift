import Foundation
import UsageModel

/// A value of a JSON5 document, read without knowing what it should be.
enum SettingsValue: Decodable {
    case text(String)
    case number(Decimal)
    case list([SettingsValue])
    case object([String: SettingsValue])
    /// `null`, `true` or `false`.
    case other

    init(from decoder: any Decoder) throws {
        if let members = try? decoder.singleValueContainer().decode([String: SettingsValue].self) {
            self = .object(members)
        } else if let elements = try? decoder.singleValueContainer().decode([SettingsValue].self) {
            self = .list(elements)
        } else if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .text(text)
        } else if let number = try? decoder.singleValueContainer().decode(Decimal.self) {
            self = .number(number)
        } else {
            self = .other
        }
    }

    /// The digits of a number, or of a number in quotes.
    var numberText: String? {
        switch self {
        case .text(let text): text
        case .number(let number): number.description
        default: nil
        }
    }
}

extension SettingsValue {
    /// Reads JSON5; `file` is named in errors.
    init(json5 data: Foundation.Data, file: String) throws {
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        do {
            self = try decoder.decode(SettingsValue.self, from: data)
        } catch let error as DecodingError {
            throw Self.error("it is no JSON5: \(Self.words(error))", file: file)
        }
    }

    /// What the decoder says, without its type names.
    private static func words(_ error: DecodingError) -> String {
        guard case .dataCorrupted(let context) = error else { return "it cannot be read" }
        let words = context.underlyingError.map { "\($0)" } ?? context.debugDescription
        return (words.split(separator: "\"").dropFirst().first.map(String.init) ?? words)
            .trimmingCharacters(in: CharacterSet(charactersIn: ". "))
    }

    static func error(_ message: String, file: String, path: String? = nil, hint: String? = nil)
        -> CommandLineError
    {
        CommandLineError(.badSettings, message, place: Place(file: file, path: path), hint: hint)
    }
}
