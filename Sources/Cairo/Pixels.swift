import CCairo

/// A finished picture: `height` rows of `width` pixels.
///
/// It holds what was drawn on, which nothing writes to any more: any thread may read it.
@safe package final class Pixels: @unchecked Sendable {
    package let width: Int
    package let height: Int
    private let surface: OpaquePointer
    private let start: UnsafePointer<UInt32>

    /// Shares the surface of a drawing; nil where its rows do not follow on each other.
    init?(_ surface: OpaquePointer) {
        unsafe cairo_surface_flush(surface)
        width = unsafe Int(cairo_image_surface_get_width(surface))
        height = unsafe Int(cairo_image_surface_get_height(surface))
        guard let data = unsafe cairo_image_surface_get_data(surface),
            unsafe Int(cairo_image_surface_get_stride(surface)) == width * 4
        else { return nil }
        unsafe start = unsafe UnsafeRawPointer(data).assumingMemoryBound(to: UInt32.self)
        unsafe self.surface = unsafe cairo_surface_reference(surface)
    }

    deinit { unsafe cairo_surface_destroy(surface) }

    /// Hands out the pixels row after row, each `0xXXRRGGBB`: the high byte is undefined.
    package func withValues<Result, Fault>(
        _ body: (Span<UInt32>) throws(Fault) -> Result
    ) throws(Fault) -> Result {
        let values = unsafe UnsafeBufferPointer(start: start, count: width * height)
        return try unsafe body(values.span)
    }

    /// The pixel in a column and row from the top left, `0x00RRGGBB`.
    package subscript(column: Int, row: Int) -> UInt32 {
        withValues { $0[row * width + column] & 0xFF_FFFF }
    }
}
