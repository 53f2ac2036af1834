// The templates as they lie in the top folder `Templates`, embedded as they are.
#include "CTemplates.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char mail_html[] = {
#embed "../../Templates/mail/report.html"
};
static const unsigned char mail_text[] = {
#embed "../../Templates/mail/report.txt"
};
static const unsigned char report_executive[] = {
#embed "../../Templates/report/executive.json5"
};
static const unsigned char report_monthly[] = {
#embed "../../Templates/report/monthly.json5"
};
static const unsigned char report_nightly[] = {
#embed "../../Templates/report/nightly.json5"
};
static const unsigned char report_team[] = {
#embed "../../Templates/report/team.json5"
};
static const unsigned char theme_house[] = {
#embed "../../Templates/theme/house.json5"
};

static const template_file files[] = {
    { "mail/report.html", mail_html, sizeof(mail_html) },
    { "mail/report.txt", mail_text, sizeof(mail_text) },
    { "report/executive.json5", report_executive, sizeof(report_executive) },
    { "report/monthly.json5", report_monthly, sizeof(report_monthly) },
    { "report/nightly.json5", report_nightly, sizeof(report_nightly) },
    { "report/team.json5", report_team, sizeof(report_team) },
    { "theme/house.json5", theme_house, sizeof(theme_house) },
};

size_t template_file_count(void) {
    return sizeof(files) / sizeof(files[0]);
}

template_file template_file_at(size_t index) {
    return files[index];
}
