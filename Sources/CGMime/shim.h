#pragma once
#include <gmime/gmime.h>
#include <string.h>

// GObject's checked casts are macros, which Swift does not see: here every part of a message is a GMimeObject, which
// belongs to the caller until it is added to another one.

/// Initialises the library; may be called any number of times from any thread.
static inline void cgmime_start(void) {
    static gsize is_started = 0;
    if (g_once_init_enter(&is_started)) {
        g_mime_init();
        g_once_init_leave(&is_started, 1);
    }
}

/// A part that holds bytes, which are written in an encoding that mail servers leave alone.
static inline GMimeObject *cgmime_part(
    const char *type, const char *subtype, const unsigned char *bytes, size_t count, int is_text) {
    GMimePart *part = g_mime_part_new_with_type(type, subtype);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes, count);
    GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(part, content);
    g_mime_part_set_content_encoding(
        part, is_text ? GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE : GMIME_CONTENT_ENCODING_BASE64);
    g_object_unref(content);
    g_object_unref(stream);
    return GMIME_OBJECT(part);
}

/// Names the file that a part is, and how it is shown: `inline` or `attachment`.
static inline void cgmime_set_disposition(GMimeObject *part, const char *disposition, const char *file_name) {
    g_mime_object_set_disposition(part, disposition);
    g_mime_part_set_filename(GMIME_PART(part), file_name);
}

/// A part that holds parts.
static inline GMimeObject *cgmime_multipart(const char *subtype, const char *boundary) {
    GMimeMultipart *multipart = g_mime_multipart_new_with_subtype(subtype);
    g_mime_multipart_set_boundary(multipart, boundary);
    return GMIME_OBJECT(multipart);
}

/// Moves a part into another one.
static inline void cgmime_add(GMimeObject *multipart, GMimeObject *part) {
    g_mime_multipart_add(GMIME_MULTIPART(multipart), part);
    g_object_unref(part);
}

/// A message without content.
static inline GMimeMessage *cgmime_message(void) { return g_mime_message_new(TRUE); }

/// Adds who sends or gets a message; a name above ASCII is written as UTF-8, whichever older set would do.
static inline void cgmime_add_mailbox(
    GMimeMessage *message, GMimeAddressType type, const char *name, const char *address) {
    InternetAddress *mailbox = internet_address_mailbox_new(name, address);
    internet_address_set_charset(mailbox, "utf-8");
    internet_address_list_add(g_mime_message_get_addresses(message, type), mailbox);
    g_object_unref(mailbox);
}

/// Sets a header that is written as it is.
static inline void cgmime_set_header(GMimeMessage *message, const char *name, const char *value) {
    g_mime_object_set_header(GMIME_OBJECT(message), name, value, "utf-8");
}

/// Moves the content into a message.
static inline void cgmime_set_content(GMimeMessage *message, GMimeObject *content) {
    g_mime_message_set_mime_part(message, content);
    g_object_unref(content);
}

/// The message with CRLF; the caller frees the bytes with `g_byte_array_unref`.
static inline GByteArray *cgmime_bytes(GMimeMessage *message) {
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    GByteArray *bytes = g_byte_array_new();
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
    g_object_unref(stream);
    g_mime_format_options_free(options);
    return bytes;
}

/// Forgets a part or a message.
static inline void cgmime_free(void *object) { g_object_unref(object); }
