private import CMailTemplates
import Foundation

/// The templates that are compiled in, for a program that lies alone in its folder; the one place here that touches C.
enum EmbeddedTemplates {
    /// What stands before the name of a template in the path of an error.
    static let folder = "(built in)"

    /// The content of a template such as `mail/report.html`; nil where it is not compiled in.
    static func content(of name: String) -> Data? {
        for index in 0..<mail_template_file_count() {
            let file = unsafe mail_template_file_at(index)
            guard unsafe String(cString: file.name) == name, let bytes = unsafe file.bytes else { continue }
            return unsafe Data(bytes: bytes, count: file.count)
        }
        return nil
    }
}
