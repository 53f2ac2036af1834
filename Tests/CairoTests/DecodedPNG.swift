import CPNG

/// A PNG file read back by libpng itself, and the kinds of its chunks.
struct DecodedPNG {
    let width: Int
    let height: Int
    /// `0x00RRGGBB`.
    let pixels: [UInt32]
    /// As the header says: 2 is RGB, 3 a palette.
    let colourType: UInt8
    let chunks: [String]

    struct Unreadable: Error {}

    init(_ file: [UInt8]) throws {
        var image = unsafe png_image()
        unsafe image.version = UInt32(PNG_IMAGE_VERSION)
        guard unsafe png_image_begin_read_from_memory(&image, file, file.count) != 0 else {
            throw Unreadable()
        }
        unsafe image.format = UInt32(PNG_FORMAT_FLAG_COLOR)
        let count = unsafe Int(image.width) * Int(image.height)
        var samples = [UInt8](repeating: 0, count: count * 3)
        guard unsafe png_image_finish_read(&image, nil, &samples, 0, nil) != 0 else { throw Unreadable() }
        width = unsafe Int(image.width)
        height = unsafe Int(image.height)
        pixels = (0..<count).map { pixel in
            UInt32(samples[pixel * 3]) << 16 | UInt32(samples[pixel * 3 + 1]) << 8
                | UInt32(samples[pixel * 3 + 2])
        }
        colourType = file[25]
        var chunks: [String] = []
        var position = 8
        while position + 8 <= file.count {
            let length = file[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
            chunks.append(String(decoding: file[position + 4..<position + 8], as: UTF8.self))
            position += length + 12
        }
        self.chunks = chunks
    }
}
