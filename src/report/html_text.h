/* Text as it may stand in HTML, in an element or an attribute in double quotes. */
#ifndef SITREP_REPORT_HTML_TEXT_H
#define SITREP_REPORT_HTML_TEXT_H

#include "base/arena.h"

static inline void html_escape(Text *out, Str s) {
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '&': text_add_c(out, "&amp;"); break;
        case '<': text_add_c(out, "&lt;"); break;
        case '>': text_add_c(out, "&gt;"); break;
        case '"': text_add_c(out, "&quot;"); break;
        default: text_add_char(out, s.p[i]);
        }
    }
}

#endif
