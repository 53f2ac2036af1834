#if Mail
    private import CGMime

    extension MailMessage {
        /// The message as it travels: headers, CRLF, quoted-printable texts, base64 files.
        ///
        /// `multipart/mixed` holds `multipart/alternative` and the attachments; the alternative holds the plain text and
        /// `multipart/related`, which holds the HTML and its pictures.
        package func bytes() throws(MailError) -> [UInt8] {
            try check()
            cgmime_start()
            let digest = contentDigest
            let related = unsafe multipart("related", 3, digest)
            unsafe cgmime_add(related, textPart("html", html))
            for picture in pictures {
                let part = unsafe part(picture, disposition: "inline")
                unsafe g_mime_object_set_content_id(part, picture.contentID)
                unsafe cgmime_add(related, part)
            }
            let alternative = unsafe multipart("alternative", 2, digest)
            unsafe cgmime_add(alternative, textPart("plain", text))
            unsafe cgmime_add(alternative, related)
            let mixed = unsafe multipart("mixed", 1, digest)
            unsafe cgmime_add(mixed, alternative)
            for attachment in attachments {
                unsafe cgmime_add(mixed, part(attachment, disposition: "attachment"))
            }
            return unsafe written(mixed)
        }

        /// The SHA-256 of what the message says and holds, but for its date and identity.
        package var contentDigest: String {
            let checksum = unsafe g_checksum_new(G_CHECKSUM_SHA256)
            defer { unsafe g_checksum_free(checksum) }
            func add(_ bytes: [UInt8]) {
                // Lengths keep one part from passing for the end of another.
                let length = Array("\(bytes.count):".utf8)
                unsafe g_checksum_update(checksum, length, length.count)
                unsafe g_checksum_update(checksum, bytes, bytes.count)
            }
            for text in [from.description] + to.map(\.description) + [subject, text, html] {
                add(Array(text.utf8))
            }
            for part in pictures + attachments {
                add(Array(part.name.utf8))
                add(Array(part.mediaType.utf8))
                add(Array(part.contentID.utf8))
                add(part.bytes)
            }
            return unsafe g_checksum_get_string(checksum).map { unsafe String(cString: $0) } ?? ""
        }

        /// A boundary cannot stand in what it parts: it holds the digest of all of it.
        @unsafe private func multipart(_ subtype: String, _ level: Int, _ digest: String)
            -> UnsafeMutablePointer<GMimeObject>?
        {
            unsafe cgmime_multipart(subtype, "=_\(level).\(digest)")
        }

        @unsafe private func textPart(_ subtype: String, _ text: String) -> UnsafeMutablePointer<GMimeObject>?
        {
            let lines = Array(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").utf8)
            let part = unsafe cgmime_part("text", subtype, lines, lines.count, 1)
            unsafe g_mime_object_set_content_type_parameter(part, "charset", "utf-8")
            return unsafe part
        }

        @unsafe private func part(_ part: Part, disposition: String) -> UnsafeMutablePointer<GMimeObject>? {
            let words = part.mediaType.split(separator: "/").map(String.init)
            let object = unsafe cgmime_part(words[0], words[1], part.bytes, part.bytes.count, 0)
            unsafe cgmime_set_disposition(object, disposition, part.name)
            return unsafe object
        }

        @unsafe private func written(_ content: UnsafeMutablePointer<GMimeObject>?) -> [UInt8] {
            let message = unsafe cgmime_message()
            defer { unsafe cgmime_free(message) }
            unsafe cgmime_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, name(of: from), from.address)
            for recipient in to {
                unsafe cgmime_add_mailbox(
                    message, GMIME_ADDRESS_TYPE_TO, name(of: recipient), recipient.address)
            }
            unsafe g_mime_message_set_subject(message, subject, "utf-8")
            if let date = unsafe g_date_time_new_from_unix_utc(Int(dateSeconds)) {
                unsafe g_mime_message_set_date(message, date)
                unsafe g_date_time_unref(date)
            }
            unsafe g_mime_message_set_message_id(message, messageID)
            // RFC 3834: no vacation notices in return.
            unsafe cgmime_set_header(message, "Auto-Submitted", "auto-generated")
            unsafe cgmime_set_content(message, content)
            let bytes = unsafe cgmime_bytes(message)
            defer { unsafe g_byte_array_unref(bytes) }
            guard let bytes = unsafe bytes else { return [] }
            return unsafe [UInt8](
                UnsafeBufferPointer(start: bytes.pointee.data, count: Int(bytes.pointee.len)))
        }

        private func name(of address: MailAddress) -> String? { address.name.isEmpty ? nil : address.name }
    }
#else
    extension MailMessage {
        /// Throws `mail_not_built`: this build has no library that could write a message.
        package func bytes() throws(MailError) -> [UInt8] {
            throw MailError(
                .notBuilt, "this build cannot write mail",
                hint: "build it with the default traits, GMime and libcurl")
        }

        /// Empty: this build has no message to tell from another.
        package var contentDigest: String { "" }
    }
#endif
