#include "CMailTemplates.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char html[] = {
#embed "../../Templates/mail/report.html"
};
static const unsigned char text[] = {
#embed "../../Templates/mail/report.txt"
};

static const mail_template_file files[] = {
    { "mail/report.html", html, sizeof(html) },
    { "mail/report.txt", text, sizeof(text) },
};

size_t mail_template_file_count(void) {
    return sizeof(files) / sizeof(files[0]);
}

mail_template_file mail_template_file_at(size_t index) {
    return files[index];
}
