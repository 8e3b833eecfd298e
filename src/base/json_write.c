#include "base/json_write.h"

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

static bool is_plain(unsigned char c) {
    return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

static void json_quote(Json *j, Str s) {
    text_add_char(j->out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (is_plain(c)) continue;
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
    if (n < 0) text_add_char(j->out, '-');
    text_add_number(j->out, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

void json_bool(Json *j, bool b) {
    json_raw(j, b ? S("true") : S("false"));
}
void json_none(Json *j) {
    json_raw(j, S("null"));
}

void json_milli(Json *j, int64_t milli) {
    uint64_t size = milli < 0 ? 0 - (uint64_t)milli : (uint64_t)milli;
    json_item(j);
    if (milli < 0) text_add_char(j->out, '-');
    text_add_number(j->out, size / 1000);
    if (size % 1000) text_add_char(j->out, '.');
    for (uint64_t part = size % 1000; part; part = part % 100 * 10)
        text_add_char(j->out, (char)('0' + part / 100));
}

void json_raw(Json *j, Str s) {
    json_item(j);
    text_add(j->out, s);
}
