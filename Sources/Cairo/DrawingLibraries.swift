import CCairo

/// The libraries that draw; their versions belong into a file's creator, since bytes may change with them.
package enum DrawingLibraries {
    /// Names and versions, as in `cairo 1.16.0, Pango 1.50.12`.
    package static var versions: String {
        let cairo = unsafe String(cString: cairo_version_string())
        let pango = unsafe String(cString: pango_version_string())
        return "cairo \(cairo), Pango \(pango)"
    }
}
