#include "base/json_write.h"

#include <inttypes.h>

static void json_item(Json *j) {
    if (j->comma) text_add_char(j->out, ',');
    j->comma = true;
}

void json_open(Json *j, char bracket) {
    json_item(j);
    text_add_char(j->out, bracket);
    j->comma = false;
}

void json_close(Json *j, char bracket) {
    text_add_char(j->out, bracket);
    j->comma = true;
}

static void json_quote(Json *j, Str s) {
    text_add_char(j->out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
        text_add(j->out, (Str){s.p + from, i - from});
        from = i + 1;
        if (c == '"' || c == '\\')
            text_format(j->out, "\\%c", c);
        else if (c == '\n')
            text_add_c(j->out, "\\n");
        else if (c == '\t')
            text_add_c(j->out, "\\t");
        else if (c == '\r')
            text_add_c(j->out, "\\r");
        else
            text_format(j->out, "\\u%04x", c);
    }
    text_add(j->out, str_from(s, from));
    text_add_char(j->out, '"');
}

void json_key(Json *j, Str key) {
    json_item(j);
    json_quote(j, key);
    text_add_char(j->out, ':');
    j->comma = false;
}

void json_str(Json *j, Str s) {
    if (!s.p) {
        json_none(j);
        return;
    }
    json_item(j);
    json_quote(j, s);
}

void json_int(Json *j, int64_t n) {
    json_item(j);
    text_format(j->out, "%" PRId64, n);
}

void json_bool(Json *j, bool b) {
    json_raw(j, b ? S("true") : S("false"));
}
void json_none(Json *j) {
    json_raw(j, S("null"));
}

void json_milli(Json *j, int64_t milli) {
    json_item(j);
    uint64_t size = milli < 0 ? 0 - (uint64_t)milli : (uint64_t)milli;
    text_format(j->out, "%s%" PRIu64, milli < 0 ? "-" : "", size / 1000);
    unsigned part = (unsigned)(size % 1000);
    if (!part) return;
    if (part % 100 == 0)
        text_format(j->out, ".%u", part / 100);
    else if (part % 10 == 0)
        text_format(j->out, ".%02u", part / 10);
    else
        text_format(j->out, ".%03u", part);
}

void json_raw(Json *j, Str s) {
    json_item(j);
    text_add(j->out, s);
}
