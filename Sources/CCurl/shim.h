#pragma once
#include <curl/curl.h>
#include <stdint.h>

// libcurl's options are variadic, which Swift cannot call.

/// What libcurl calls while a message is sent; each gets the pointer that was given with it.
typedef size_t (*ccurl_read)(char *into, size_t size, size_t count, void *context);
typedef int (*ccurl_progress)(
    void *context, curl_off_t down_all, curl_off_t down, curl_off_t up_all, curl_off_t up);
typedef int (*ccurl_trace)(CURL *handle, curl_infotype kind, char *bytes, size_t count, void *context);

/// Initialises the library; may be called any number of times from one thread after another.
static inline CURLcode ccurl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

/// Sets an option that is a text, of which libcurl keeps a copy.
static inline CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

/// Sets an option that is a number.
static inline CURLcode ccurl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

/// Sets the recipients; the list must live until the message is sent.
static inline CURLcode ccurl_set_recipients(CURL *handle, struct curl_slist *recipients) {
    return curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients);
}

/// Goes on with the recipients that the server takes where it refuses others.
static inline CURLcode ccurl_allow_refusals(CURL *handle) {
    // Since 8.2.0 the option has one L less; the old name is kept beside it.
    return curl_easy_setopt(handle, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
}

/// Sets where the message comes from and how long it is.
static inline CURLcode ccurl_set_source(CURL *handle, ccurl_read read, void *context, int64_t count) {
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, read);
    curl_easy_setopt(handle, CURLOPT_READDATA, context);
    return curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, (curl_off_t)count);
}

/// Sets who hears both sides of the talk with the server, in place of standard error.
static inline CURLcode ccurl_set_trace(CURL *handle, ccurl_trace trace, void *context) {
    curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, trace);
    return curl_easy_setopt(handle, CURLOPT_DEBUGDATA, context);
}

/// Sets who is asked again and again whether to go on, and says no with anything but 0.
static inline CURLcode ccurl_set_progress(CURL *handle, ccurl_progress progress, void *context) {
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, context);
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
}

/// How long connecting took, in microseconds; 0 where no connection came about.
static inline int64_t ccurl_connect_microseconds(CURL *handle) {
    curl_off_t time = 0;
    curl_easy_getinfo(handle, CURLINFO_CONNECT_TIME_T, &time);
    return (int64_t)time;
}
