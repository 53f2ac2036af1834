#pragma once
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

// libpng reports errors by longjmp, which must not cross Swift: the whole encoding is one C call.

/// A picture to encode: eight-bit samples, row after row without padding.
typedef struct cpng_picture {
    png_uint_32 width;
    png_uint_32 height;
    /// Palette indices when `palette_count` is above zero, else red, green, blue.
    const unsigned char *samples;
    /// Red, green, blue of each palette entry.
    const unsigned char *palette;
    int palette_count;
    /// zlib's level, 0 to 9.
    int level;
} cpng_picture;

/// The encoded file or, when `bytes` is null, the reason; the caller frees `bytes`.
typedef struct cpng_result {
    unsigned char *bytes;
    size_t count;
    size_t capacity;
    char message[96];
} cpng_result;

static inline void cpng_write(png_structp png, png_bytep from, png_size_t count) {
    cpng_result *result = (cpng_result *)png_get_io_ptr(png);
    if (count > result->capacity - result->count) {
        size_t capacity = result->capacity * 2;
        if (capacity < result->count + count) capacity = result->count + count;
        unsigned char *grown = (unsigned char *)realloc(result->bytes, capacity);
        if (!grown) png_error(png, "out of memory");
        result->bytes = grown;
        result->capacity = capacity;
    }
    memcpy(result->bytes + result->count, from, count);
    result->count += count;
}

static inline void cpng_flush(png_structp png) { (void)png; }

static inline void cpng_fail(png_structp png, png_const_charp message) {
    cpng_result *result = (cpng_result *)png_get_error_ptr(png);
    strncpy(result->message, message, sizeof result->message - 1);
    png_longjmp(png, 1);
}

static inline void cpng_warn(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

/// Encodes one picture; `result` starts as zeroes. No time, no resolution, no text: equal pictures give equal bytes.
static inline void cpng_encode(const cpng_picture *picture, cpng_result *result) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, result, cpng_fail, cpng_warn);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        free(result->bytes);
        result->bytes = NULL;
        if (!result->message[0]) strncpy(result->message, "out of memory", sizeof result->message - 1);
        return;
    }
    int indexed = picture->palette_count > 0;
    size_t stride = (size_t)picture->width * (indexed ? 1 : 3);
    png_set_write_fn(png, result, cpng_write, cpng_flush);
    png_set_compression_level(png, picture->level);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, indexed ? PNG_FILTER_NONE : PNG_FILTER_UP);
    png_set_IHDR(
        png, info, picture->width, picture->height, 8,
        indexed ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_RGB,
        PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (indexed) {
        png_color entries[PNG_MAX_PALETTE_LENGTH];
        for (int i = 0; i < picture->palette_count && i < PNG_MAX_PALETTE_LENGTH; i++) {
            entries[i].red = picture->palette[3 * i];
            entries[i].green = picture->palette[3 * i + 1];
            entries[i].blue = picture->palette[3 * i + 2];
        }
        png_set_PLTE(png, info, entries, picture->palette_count);
    }
    png_write_info(png, info);
    for (png_uint_32 row = 0; row < picture->height; row++)
        png_write_row(png, (png_const_bytep)(picture->samples + row * stride));
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
}
