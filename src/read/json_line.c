#include "read/json_line.h"

#include <jansson.h>

/* The value of `key` as text, copied: strings, and whole numbers (ids often are). */
static StCode member(const json_t *object, const char *key, Arena *a, Str *out, StErr *err) {
    *out = (Str){NULL, 0};
    const json_t *value = json_object_get(object, key);
    if (json_is_string(value) && json_string_length(value) > 0)
        *out = arena_copy(a, (Str){json_string_value(value), json_string_length(value)});
    else if (json_is_integer(value))
        *out = arena_format(a, "%lld", (long long)json_integer_value(value));
    else
        return ST_OK;
    TRY_MEM(out->p, err);
    return ST_OK;
}

static StCode members(const json_t *object, Arena *a, JsonLine *out, StErr *err) {
    struct {
        const char *key;
        Str *to;
    } rows[] = {{"id", &out->id},
                {"uri", &out->uri},
                {"title", &out->title},
                {"outlet", &out->outlet},
                {"published", &out->published},
                {"lang", &out->lang}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        TRY(member(object, rows[i].key, a, rows[i].to, err));
    TRY(member(object, "text", a, &out->content, err));
    out->html = !out->content.p;
    if (out->html) TRY(member(object, "html", a, &out->content, err));
    if (!out->html && str_find_char(out->content, '\0') != SIZE_MAX)
        return st_fail(err, ST_BAD_TEXT, 0, "the text holds binary zeros");
    if (!out->content.p) {
        if (json_is_string(json_object_get(object, "text")) ||
            json_is_string(json_object_get(object, "html")))
            return st_fail(err, ST_NOT_FOUND, 0, "there is no text in it");
        return st_fail(err, ST_BAD_FORMAT, 0, "the line has neither \"text\" nor \"html\"");
    }
    return ST_OK;
}

StCode json_line_read(Str line, Arena *a, JsonLine *out, StErr *err) {
    *out = (JsonLine){0};
    json_error_t why;
    json_t *object = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &why);
    if (!object) {
        if (json_error_code(&why) == json_error_out_of_memory)
            return st_fail(err, ST_NOMEM, 0, "out of memory");
        return st_fail(err, ST_BAD_FORMAT, (uint64_t)why.position, "not JSON: %s", why.text);
    }
    StCode code = json_is_object(object)
                      ? members(object, a, out, err)
                      : st_fail(err, ST_BAD_FORMAT, 0, "the line is not a JSON object");
    json_decref(object);
    if (code != ST_OK) *out = (JsonLine){0};
    return code;
}
