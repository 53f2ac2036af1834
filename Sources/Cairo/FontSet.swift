import CCairo
import Charts

/// The house's fonts in a font map of their own: Inter, Inter Display and DejaVu Sans, whatever the host is set up for.
///
/// Neither the host's fontconfig files and caches, nor its locale, nor the environment takes part.
/// Loading reads eight font files once; share one set among all drawings of a run, on one thread at a time.
@safe package final class FontSet {
    /// Faces that are missing and what stands in; empty when all is as it should be.
    package let fallbacks: [FontFallback]

    let map: UnsafeMutablePointer<PangoFontMap>
    private let config: OpaquePointer

    /// Where Debian and most other systems keep these fonts.
    package static let defaultFolders = [
        "/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/dejavu",
        "/usr/share/fonts/opentype/noto",
        "/usr/share/fonts/truetype/noto", "/usr/local/share/fonts", "/usr/share/fonts/inter",
        "/usr/share/fonts/dejavu",
    ]

    /// The packages that `defaultFolders` come from.
    package static let packages = "fonts-inter and fonts-dejavu-core"

    /// Static faces only: cairo embeds them as small subsets with a working text layer, the variable font it does not.
    private static let faces = [
        "Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
        "InterDisplay-Regular.otf", "InterDisplay-Medium.otf", "InterDisplay-SemiBold.otf",
        "DejaVuSans.ttf", "DejaVuSans-Bold.ttf",
        "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc",
    ]

    /// An empty configuration for the whole process, so that Pango's own start does not read the host's.
    ///
    /// It lives as long as the process: older fontconfigs take the reference, newer ones add their own.
    private static let isolated: Bool = {
        guard let empty = unsafe FcConfigCreate() else { return false }
        return unsafe FcConfigSetCurrent(empty) != 0
    }()

    /// Loads the faces found in the folders, each from the first folder that has it.
    package init(folders: [String] = FontSet.defaultFolders) throws(CairoError) {
        guard Self.isolated, let config = unsafe FcConfigCreate() else {
            throw CairoError(.drawing, "fontconfig could not be started")
        }
        var loaded = 0
        for face in Self.faces {
            let found = folders.contains { folder in
                unsafe FcConfigAppFontAddFile(config, "\(folder)/\(face)") != 0
            }
            if found { loaded += 1 }
        }
        guard loaded > 0 else {
            unsafe FcConfigDestroy(config)
            throw CairoError(
                .noFonts, "no fonts were found in `\(folders.joined(separator: "`, `"))`",
                hint: "install \(Self.packages)")
        }
        guard let map = unsafe pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) else {
            unsafe FcConfigDestroy(config)
            throw CairoError(.drawing, "this Pango was built without FreeType fonts")
        }
        unsafe ccairo_font_map_set_config(map, config)
        unsafe ccairo_font_map_set_resolution(map, 72)
        unsafe self.map = unsafe map
        unsafe self.config = unsafe config
        fallbacks = unsafe Self.fallbacks(in: map)
    }

    deinit {
        unsafe g_object_unref(map)
        unsafe FcConfigDestroy(config)
    }

    /// The list a family is asked for: never Inter alone, so that the choice of a substitute is ours.
    static func names(of family: FontFamily) -> [String] {
        switch family {
        case .text: ["Inter", "DejaVu Sans"]
        case .display: ["Inter Display", "Inter", "DejaVu Sans"]
        }
    }

    /// Loads every weight and compares what came with what was asked for.
    private static func fallbacks(in map: UnsafeMutablePointer<PangoFontMap>) -> [FontFallback] {
        let context = unsafe pango_font_map_create_context(map)
        defer { unsafe g_object_unref(UnsafeMutableRawPointer(context)) }
        var fallbacks: [FontFallback] = []
        for family in FontFamily.allCases {
            for weight in FontWeight.allCases {
                let wanted = "\(names(of: family)[0]) \(weight.rawValue)"
                let style = TextStyle(12, weight, Colour(0), family: family)
                let description = FontDescription(style)
                let resolved = unsafe resolve(description, in: map, context)
                if resolved != wanted {
                    fallbacks.append(
                        FontFallback(family: family, weight: weight, wanted: wanted, resolved: resolved))
                }
            }
        }
        return fallbacks
    }

    private static func resolve(
        _ description: borrowing FontDescription, in map: UnsafeMutablePointer<PangoFontMap>,
        _ context: OpaquePointer?,
    ) -> String {
        guard let font = unsafe pango_font_map_load_font(map, context, description.pointer) else {
            return "no font"
        }
        defer { unsafe g_object_unref(font) }
        guard let found = unsafe pango_font_describe(font) else { return "no font" }
        defer { unsafe pango_font_description_free(found) }
        let name =
            unsafe pango_font_description_get_family(found).map { unsafe String(cString: $0) } ?? "no font"
        return unsafe "\(name) \(pango_font_description_get_weight(found).rawValue)"
    }
}

/// Which font a style asks for: family list, weight and absolute size.
@safe struct FontDescription: ~Copyable {
    let pointer: OpaquePointer

    init(_ style: TextStyle) {
        unsafe pointer = unsafe pango_font_description_new()
        unsafe pango_font_description_set_family(
            pointer, FontSet.names(of: style.family).joined(separator: ","))
        unsafe pango_font_description_set_weight(pointer, PangoWeight(UInt32(style.weight.rawValue)))
        unsafe pango_font_description_set_absolute_size(pointer, style.size * Double(PANGO_SCALE))
    }

    deinit {
        unsafe pango_font_description_free(pointer)
    }
}
