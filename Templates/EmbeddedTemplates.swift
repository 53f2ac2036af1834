private import CTemplates
import Foundation

/// The files of this folder, compiled in, so that the program is whole wherever it is copied; the one place here that
/// touches C.
enum EmbeddedTemplates {
    /// What stands before the name of a template in the path of an error.
    static let folder = "(built in)"

    /// The names of all templates, such as `report/monthly.json5`, in order.
    static var names: [String] {
        (0..<template_file_count()).map { unsafe String(cString: template_file_at($0).name) }
    }

    /// The content of a template such as `mail/report.html`; nil where it is not compiled in.
    static func content(of name: String) -> Data? {
        for index in 0..<template_file_count() {
            let file = unsafe template_file_at(index)
            guard unsafe String(cString: file.name) == name, let bytes = unsafe file.bytes else { continue }
            return unsafe Data(bytes: bytes, count: file.count)
        }
        return nil
    }
}
