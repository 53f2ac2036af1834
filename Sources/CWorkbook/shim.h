#pragma once
#include <stdint.h>
#include <xlsxwriter.h>

/* The options hold a pointer without `const`, which Swift could pass only by copying the text itself. */
static inline lxw_workbook *cworkbook_open(const char *path, const char *temporary_folder) {
    lxw_workbook_options options = {
        .constant_memory = LXW_TRUE,
        .tmpdir = (char *)temporary_folder,
        .use_zip64 = LXW_FALSE,
    };
    return workbook_new_opt(path, &options);
}

/* The same holds for the document's properties; the library copies them. */
static inline lxw_error cworkbook_describe(lxw_workbook *workbook, const char *title, const char *subject,
                                           const char *author, const char *comments, int64_t created) {
    lxw_doc_properties properties = {
        .title = (char *)title,
        .subject = (char *)subject,
        .author = (char *)author,
        .comments = (char *)comments,
        .created = (time_t)created,
    };
    return workbook_set_properties(workbook, &properties);
}
