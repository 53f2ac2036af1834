#if Mail
    private import CCurl
    private import Foundation

    extension SMTPServer {
        /// Gives a message to the server, once; whoever calls decides whether to try again.
        ///
        /// The bytes travel as they are, but for the dots that the protocol doubles on the way. Recipients that the server
        /// refuses do not keep it from the others.
        package func send(_ message: [UInt8], from sender: String, to recipients: [String]) -> SendReport {
            if let error = obstacle { return SendReport(.failed(error)) }
            guard ccurl_start() == CURLE_OK, let handle = unsafe curl_easy_init() else {
                return SendReport(.failed(MailError(.notBuilt, "libcurl cannot be started")))
            }
            defer { unsafe curl_easy_cleanup(handle) }
            var list: UnsafeMutablePointer<curl_slist>?
            for recipient in recipients { unsafe list = unsafe curl_slist_append(list, "<\(recipient)>") }
            defer { unsafe curl_slist_free_all(list) }
            let exchange = SMTPExchange(message, secondsMax: totalSecondsMax)
            let code = withExtendedLifetime(exchange) {
                unsafe perform(handle, sender: sender, recipients: list, exchange)
            }
            return report(code, exchange, isConnected: unsafe ccurl_connect_microseconds(handle) > 0)
        }

        /// What keeps a message from being sent before anybody is talked to.
        private var obstacle: MailError? {
            guard keepsLoginPrivate else {
                return MailError(
                    .noPrivacy,
                    "the password would travel to the mail server `\(name)` for everybody to read",
                    hint:
                        "with a login the connection has to be private: `required`, or `implicit` for port 465"
                )
            }
            // Where TLS is not certain, it may never be read.
            if privacy == .required || privacy == .implicit, let certificates,
                !FileManager.default.isReadableFile(atPath: certificates)
            {
                return MailError(
                    .noPrivacy, "the file of certificates `\(certificates)` cannot be read",
                    hint: "see its name and its rights, or leave `certificates` out for those of the system")
            }
            return nil
        }

        @unsafe private func perform(
            _ handle: UnsafeMutableRawPointer, sender: String,
            recipients: UnsafeMutablePointer<curl_slist>?, _ exchange: SMTPExchange
        ) -> CURLcode {
            let scheme = privacy == .implicit ? "smtps" : "smtp"
            unsafe ccurl_set_text(handle, CURLOPT_URL, "\(scheme)://\(name)")
            unsafe ccurl_set_text(handle, CURLOPT_MAIL_FROM, "<\(sender)>")
            unsafe ccurl_set_recipients(handle, recipients)
            unsafe ccurl_allow_refusals(handle)
            let context = unsafe Unmanaged.passUnretained(exchange).toOpaque()
            unsafe ccurl_set_source(handle, smtpRead, context, Int64(exchange.count))
            unsafe ccurl_set_trace(handle, smtpTrace, context)
            unsafe ccurl_set_number(handle, CURLOPT_NOSIGNAL, 1)
            unsafe ccurl_set_number(handle, CURLOPT_CONNECTTIMEOUT, connectSecondsMax)
            unsafe ccurl_set_number(handle, CURLOPT_TIMEOUT, totalSecondsMax)
            // The farewell is not part of what libcurl counts: it is said while the connection is closed, which happens here
            // and not in the clean-up, where nothing could break it off.
            unsafe ccurl_set_number(handle, CURLOPT_FORBID_REUSE, 1)
            unsafe ccurl_set_number(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, totalSecondsMax)
            unsafe ccurl_set_progress(handle, smtpProgress, context)
            // A proxy of the environment is meant for the web.
            unsafe ccurl_set_text(handle, CURLOPT_PROXY, "")
            switch privacy {
            case .required: unsafe ccurl_set_number(handle, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
            case .optional: unsafe ccurl_set_number(handle, CURLOPT_USE_SSL, Int(CURLUSESSL_TRY.rawValue))
            case .implicit, .none: break
            }
            if let certificates { unsafe ccurl_set_text(handle, CURLOPT_CAINFO, certificates) }
            if let login {
                unsafe ccurl_set_text(handle, CURLOPT_USERNAME, login.user)
                unsafe ccurl_set_text(handle, CURLOPT_PASSWORD, login.password)
            }
            return unsafe curl_easy_perform(handle)
        }

        private func report(_ code: CURLcode, _ exchange: SMTPExchange, isConnected: Bool) -> SendReport {
            let talk = exchange.talk
            // The message is with the server from its answer on; a QUIT that goes wrong changes nothing.
            if talk.isAccepted {
                return SendReport(.accepted, refusals: talk.refusals, bytesMax: talk.bytesMax)
            }
            let isLarge = talk.bytesMax.map { exchange.count > $0 } ?? false
            let error = error(code, talk, isConnected: isConnected, isLarge: isLarge)
            let isUnanswered = exchange.isHandedOver && !talk.hasVerdict
            return SendReport(
                isUnanswered ? .unanswered(error) : .failed(error), refusals: talk.refusals,
                bytesMax: talk.bytesMax)
        }

        private func error(
            _ code: CURLcode, _ talk: SMTPTalk, isConnected: Bool, isLarge: Bool
        ) -> MailError {
            switch code {
            // Late at the farewell: what was said before it counts.
            case CURLE_ABORTED_BY_CALLBACK where talk.isLeaving && (talk.lastReply?.code ?? 0) >= 400:
                return refusal(talk, isLarge: isLarge)
            case CURLE_COULDNT_RESOLVE_HOST:
                return MailError(
                    .unreachable, "the mail server `\(name)` is not known by that name",
                    hint: "see its name in the settings, and the network", isLasting: false)
            case CURLE_COULDNT_CONNECT:
                return MailError(
                    .unreachable, "the mail server `\(name)` does not answer",
                    hint: "see that it runs and who may reach it",
                    isLasting: false)
            case CURLE_OPERATION_TIMEDOUT, CURLE_ABORTED_BY_CALLBACK:
                // What comes before the message counts as connecting.
                let seconds = talk.isOpening ? min(connectSecondsMax, totalSecondsMax) : totalSecondsMax
                let what =
                    !isConnected
                    ? "could not be reached" : talk.lastReply == nil ? "did not greet" : "was not done"
                return MailError(
                    .slow, "the mail server `\(name)` \(what) within \(seconds) s", isLasting: false)
            case CURLE_LOGIN_DENIED:
                return MailError(
                    .loginRefused,
                    "the mail server `\(name)` does not let `\(login?.user ?? "nobody")` in\(said(talk))",
                    hint: "see the user and where the password comes from")
            case CURLE_USE_SSL_FAILED:
                return MailError(
                    .noPrivacy, "the mail server `\(name)` offers no STARTTLS",
                    hint: "`implicit` is for port 465, `none` for a server on this machine")
            case CURLE_SSL_CACERT_BADFILE:
                return MailError(
                    .noPrivacy, "the file of certificates `\(certificates ?? "of the system")` holds none",
                    hint: "it is a PEM file: `-----BEGIN CERTIFICATE-----`")
            case CURLE_PEER_FAILED_VERIFICATION:
                return MailError(
                    .noPrivacy, "the certificate of the mail server `\(name)` is not trusted",
                    hint: "name a file with its authority's certificate as `certificates`")
            case CURLE_SSL_CONNECT_ERROR:
                return MailError(.noPrivacy, "no TLS can be agreed on with the mail server `\(name)`")
            default:
                return refusal(talk, isLarge: isLarge)
            }
        }

        /// The error of a server that answered, and no.
        private func refusal(_ talk: SMTPTalk, isLarge: Bool) -> MailError {
            let isLasting = talk.lastReply.map { $0.code >= 500 } ?? false
            if isLarge || talk.lastReply?.code == 552 {
                let most = talk.bytesMax.map { " and takes \($0) bytes at most" } ?? ""
                return MailError(
                    .tooLarge, "the message is too large for the mail server `\(name)`\(said(talk))\(most)")
            }
            if talk.acceptedCount == 0, !talk.refusals.isEmpty {
                return MailError(
                    .recipientsRefused, "the mail server `\(name)` refuses \(refused(talk))\(said(talk))",
                    isLasting: talk.refusals.allSatisfy(\.isLasting))
            }
            guard talk.lastReply.map({ $0.code >= 400 }) ?? false else {
                return MailError(
                    .refused, "the mail server `\(name)` broke the connection off", isLasting: false)
            }
            return MailError(
                .refused, "the mail server `\(name)` refuses the message\(said(talk))", isLasting: isLasting)
        }

        private func refused(_ talk: SMTPTalk) -> String {
            talk.refusals.count == 1
                ? "`\(talk.refusals[0].address)`"
                : "all \(talk.refusals.count) recipients that it was asked for"
        }

        private func said(_ talk: SMTPTalk) -> String {
            guard let reply = talk.lastReply, reply.code >= 400 else { return "" }
            return ": `\(reply.text.replacing("`", with: "'"))`"
        }
    }

    /// What libcurl reads from and talks to while it sends one message.
    private final class SMTPExchange {
        private let message: [UInt8]
        private var position = 0
        private(set) var talk = SMTPTalk()
        private let clock = ContinuousClock()
        private var deadline: ContinuousClock.Instant

        /// The farewell is a courtesy, and not waited for as long as the rest.
        private static let farewellMax = Duration.seconds(3)

        init(_ message: [UInt8], secondsMax: Int) {
            self.message = message
            deadline = clock.now + .seconds(secondsMax)
        }

        /// Whether it has to end now, whatever is under way.
        var isOver: Bool { clock.now >= deadline }

        func sent(_ line: String) {
            talk.sent(line)
            if talk.isLeaving { deadline = min(deadline, clock.now + Self.farewellMax) }
        }

        func received(_ line: String) { talk.received(line) }

        var count: Int { message.count }

        /// Whether every byte has left for the server.
        var isHandedOver: Bool { position == message.count }

        @unsafe func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
            let piece = message[position..<min(message.count, position + buffer.count)]
            unsafe buffer.copyBytes(from: piece)
            position += piece.count
            return piece.count
        }
    }

    private let smtpRead: ccurl_read = { into, size, count, context in
        guard let into = unsafe into, let context = unsafe context else { return 0 }
        let exchange = unsafe Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
        return unsafe exchange.read(into: UnsafeMutableRawBufferPointer(start: into, count: size * count))
    }

    private let smtpTrace: ccurl_trace = { _, kind, bytes, count, context in
        guard kind == CURLINFO_HEADER_IN || kind == CURLINFO_HEADER_OUT, let bytes = unsafe bytes,
            let context = unsafe context
        else { return 0 }
        let exchange = unsafe Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
        let line = unsafe String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
        if kind == CURLINFO_HEADER_IN { exchange.received(line) } else { exchange.sent(line) }
        return 0
    }

    // libcurl asks about once a second, also while it waits for an answer to its farewell.
    private let smtpProgress: ccurl_progress = { context, _, _, _, _ in
        guard let context = unsafe context else { return 0 }
        return unsafe Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
    }
#else
    extension SMTPServer {
        /// Fails: this build has no library that could talk to a mail server.
        package func send(_ message: [UInt8], from sender: String, to recipients: [String]) -> SendReport {
            SendReport(
                .failed(
                    MailError(
                        .notBuilt, "this build cannot send mail",
                        hint: "build it with the default traits, GMime and libcurl")))
        }
    }
#endif
