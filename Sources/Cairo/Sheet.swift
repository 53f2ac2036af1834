import CCairo
import Charts

/// A cairo surface with its drawing context; freed in order, whatever state it is left in.
///
/// Drawing never throws: the first fault is kept and `check` reports it.
@safe struct Sheet: ~Copyable {
    private let surface: OpaquePointer
    private let context: OpaquePointer
    /// Receives a document's bytes; must outlive the surface, which writes to it when it is finished.
    private let sink: ByteSink?
    private var clips = 0
    private(set) var fault: CairoError?

    /// An opaque picture of pixels.
    init(pixelWidth: Int32, pixelHeight: Int32, scale: Double) throws(CairoError) {
        let surface = unsafe cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixelWidth, pixelHeight)
        try unsafe self.init(surface, sink: nil)
        unsafe cairo_scale(context, scale, scale)
    }

    /// A PDF document, its first page open.
    init(pdfOf size: Size) throws(CairoError) {
        let sink = ByteSink()
        let surface = unsafe cairo_pdf_surface_create_for_stream(
            ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), size.width, size.height)
        if let surface = unsafe surface {
            unsafe cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        }
        try unsafe self.init(surface, sink: sink)
    }

    /// An SVG picture.
    init(svgOf size: Size) throws(CairoError) {
        let sink = ByteSink()
        let surface = unsafe cairo_svg_surface_create_for_stream(
            ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), size.width, size.height)
        if let surface = unsafe surface {
            unsafe cairo_svg_surface_restrict_to_version(surface, CAIRO_SVG_VERSION_1_1)
            unsafe cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX)
        }
        try unsafe self.init(surface, sink: sink)
    }

    private init(_ surface: OpaquePointer?, sink: ByteSink?) throws(CairoError) {
        // cairo hands out an object even on failure, so both are checked and freed alike.
        guard let surface = unsafe surface, let context = unsafe cairo_create(surface) else {
            throw CairoError(CAIRO_STATUS_NO_MEMORY, while: "making a canvas")
        }
        let status = unsafe cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS else {
            unsafe cairo_destroy(context)
            unsafe cairo_surface_destroy(surface)
            throw CairoError(status, while: "making a canvas")
        }
        unsafe self.surface = unsafe surface
        unsafe self.context = unsafe context
        self.sink = sink
    }

    deinit {
        unsafe cairo_destroy(context)
        // A document is written to its end while the sink is there; pixels may be read for longer than the sheet lives.
        if sink != nil { unsafe cairo_surface_finish(surface) }
        unsafe cairo_surface_destroy(surface)
    }

    /// Throws the first fault of the drawing, or cairo's.
    func check(_ activity: String) throws(CairoError) {
        if let fault { throw fault }
        if clips != 0 { throw CairoError(.unbalanced, "\(clips) clips were not ended") }
        let status = unsafe cairo_status(context)
        if status != CAIRO_STATUS_SUCCESS { throw CairoError(status, while: activity) }
        let surfaceStatus = unsafe cairo_surface_status(surface)
        if surfaceStatus != CAIRO_STATUS_SUCCESS { throw CairoError(surfaceStatus, while: activity) }
    }

    /// Keeps a fault if it is the first.
    mutating func note(_ error: CairoError) {
        if fault == nil { fault = error }
    }

    /// Notes cairo's state after something it may refuse.
    private mutating func noteStatus(_ activity: String) {
        let status = unsafe cairo_status(context)
        if status != CAIRO_STATUS_SUCCESS { note(CairoError(status, while: activity)) }
    }
}

// Shapes and text.
extension Sheet {
    /// Covers everything with one colour.
    mutating func paint(_ colour: Colour) {
        setColour(colour)
        unsafe cairo_paint(context)
    }

    mutating func fill(_ path: Path, _ colour: Colour) {
        guard trace(path) else { return }
        setColour(colour)
        unsafe cairo_fill(context)
    }

    mutating func stroke(_ path: Path, _ stroke: Stroke) {
        let lengths = [stroke.width] + stroke.dash
        guard lengths.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
            return note(CairoError(.notFinite, "a stroke has a width or dash that is no length"))
        }
        guard trace(path) else { return }
        setColour(stroke.colour)
        unsafe cairo_set_line_width(context, stroke.width)
        unsafe cairo_set_line_cap(context, stroke.roundCap ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
        unsafe cairo_set_line_join(context, stroke.roundCap ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
        // Dashes that are all zero would be an error to cairo and a solid line to everyone else.
        let dash = stroke.dash.contains { $0 > 0 } ? stroke.dash : []
        unsafe cairo_set_dash(context, dash, Int32(dash.count), 0)
        unsafe cairo_stroke(context)
    }

    /// Sets a line with its baseline starting at a point.
    mutating func text(_ line: TextLine, at point: Point, style: TextStyle) {
        guard isFinite(point) else { return }
        if let halo = style.halo {
            unsafe cairo_move_to(context, point.x, point.y)
            unsafe line.addOutline(to: context)
            setColour(halo)
            unsafe cairo_set_line_width(context, 3)
            unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
            unsafe cairo_set_dash(context, nil, 0, 0)
            unsafe cairo_stroke(context)
        }
        setColour(style.colour)
        unsafe cairo_move_to(context, point.x, point.y)
        unsafe line.show(on: context)
        unsafe cairo_new_path(context)
    }

    mutating func beginClip(_ rectangle: Rectangle) {
        clips += 1
        unsafe cairo_save(context)
        guard trace(.rectangle(rectangle)) else { return }
        unsafe cairo_clip(context)
    }

    mutating func endClip() {
        guard clips > 0 else { return note(CairoError(.unbalanced, "a clip was ended that was not begun")) }
        clips -= 1
        unsafe cairo_restore(context)
    }

    private func setColour(_ colour: Colour) {
        let alpha = colour.alpha.isFinite ? min(max(colour.alpha, 0), 1) : 1
        unsafe cairo_set_source_rgba(
            context, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255, alpha)
    }

    private mutating func isFinite(_ points: Point...) -> Bool {
        guard points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
            note(CairoError(.notFinite, "a point of the drawing is not a finite number"))
            return false
        }
        return true
    }

    private mutating func trace(_ path: Path) -> Bool {
        unsafe cairo_new_path(context)
        for step in path.steps {
            switch step {
            case .move(let point):
                guard isFinite(point) else { return false }
                unsafe cairo_move_to(context, point.x, point.y)
            case .line(let point):
                guard isFinite(point) else { return false }
                unsafe cairo_line_to(context, point.x, point.y)
            case .curve(let a, let b, let end):
                guard isFinite(a, b, end) else { return false }
                unsafe cairo_curve_to(context, a.x, a.y, b.x, b.y, end.x, end.y)
            case .close:
                unsafe cairo_close_path(context)
            }
        }
        return true
    }
}

// Pixels.
extension Sheet {
    /// The picture's pixels, after which nothing may be drawn any more.
    func pixels() throws(CairoError) -> Pixels {
        guard let pixels = unsafe Pixels(surface) else {
            throw CairoError(.drawing, "the picture has no pixels that could be read")
        }
        return pixels
    }
}

// Pages, structure and links; only a PDF has them.
extension Sheet {
    mutating func showPage() {
        unsafe cairo_show_page(context)
        noteStatus("ending a page")
    }

    /// Sets the size of the page that is open.
    func setPageSize(_ size: Size) {
        unsafe cairo_pdf_surface_set_size(surface, size.width, size.height)
    }

    func setPageLabel(_ label: String) {
        unsafe cairo_pdf_surface_set_page_label(surface, label)
    }

    mutating func beginTag(_ name: String, attributes: String? = nil) {
        unsafe cairo_tag_begin(context, name, attributes)
        noteStatus("opening the tag `\(name)`")
    }

    mutating func endTag(_ name: String) {
        unsafe cairo_tag_end(context, name)
        noteStatus("closing the tag `\(name)`")
    }

    /// Adds an outline entry below another (0: the top) and gives its number.
    func addOutline(_ title: String, attributes: String, under parent: Int32) -> Int32 {
        let flags = cairo_pdf_outline_flags_t(
            rawValue: parent == 0 ? CAIRO_PDF_OUTLINE_FLAG_OPEN.rawValue : 0)
        return unsafe cairo_pdf_surface_add_outline(surface, parent, title, attributes, flags)
    }

    func setMetadata(_ field: cairo_pdf_metadata_t, _ value: String) {
        guard !value.isEmpty else { return }
        unsafe cairo_pdf_surface_set_metadata(surface, field, value)
    }

    /// Ends the document and takes its bytes.
    mutating func finish() throws(CairoError) -> [UInt8] {
        try check("drawing")
        unsafe cairo_surface_finish(surface)
        let status = unsafe cairo_surface_status(surface)
        if status != CAIRO_STATUS_SUCCESS { throw CairoError(status, while: "writing the document") }
        return sink?.bytes ?? []
    }
}

/// Collects what cairo writes.
private final class ByteSink {
    var bytes: [UInt8] = []

    /// Appends to the sink that `closure` points to; cairo calls it while the sheet, and so the sink, is alive.
    static let write: cairo_write_func_t = { closure, bytes, count in
        guard let closure = unsafe closure, let bytes = unsafe bytes else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = unsafe Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
        unsafe sink.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
        return CAIRO_STATUS_SUCCESS
    }
}
