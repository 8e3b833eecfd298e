#include "read/json_ld.h"

#include <jansson.h>

enum { JSON_LD_DEPTH = 12, AUTHORS_MAX = 12 };

static Str text_of(const json_t *v) {
    return json_is_string(v) ? str_trim((Str){json_string_value(v), json_string_length(v)})
                             : (Str){NULL, 0};
}

static bool type_ends(const json_t *type, const char *end) {
    Str s = text_of(type);
    if (s.p) return str_ends(s, str_of(end));
    for (size_t i = 0; i < json_array_size(type); i++) {
        Str one = text_of(json_array_get(type, i));
        if (one.p && str_ends(one, str_of(end))) return true;
    }
    return false;
}

/* NewsArticle, ReportageNewsArticle, BlogPosting, LiveBlogPosting, Report … */
static bool is_article(const json_t *object) {
    const json_t *type = json_object_get(object, "@type");
    return type_ends(type, "Article") || type_ends(type, "Posting") || type_ends(type, "Report");
}

static bool is_page(const json_t *object) {
    return type_ends(json_object_get(object, "@type"), "WebPage");
}

static StCode keep(Reading *r, Str value, Str *to) {
    if (to->p || !value.n) return ST_OK;
    *to = arena_copy(r->arena, value);
    TRY_MEM(to->p, r->err);
    return ST_OK;
}

/* A person or organisation: a name, or an object that has one. */
static Str name_of(const json_t *v) {
    return json_is_object(v) ? text_of(json_object_get(v, "name")) : text_of(v);
}

static void add_name(Text *names, const json_t *v) {
    Str name = name_of(v);
    if (!name.n || name.n > 120 || str_find(name, S("://")) != SIZE_MAX) return;
    if (names->n) text_add(names, S(", "));
    text_add(names, name);
}

static StCode keep_authors(Reading *r, const json_t *v, Str *to) {
    Text names = {.arena = r->arena};
    if (to->p || !v) return ST_OK;
    const json_t *inner = json_is_object(v) ? json_object_get(v, "name") : NULL;
    const json_t *list = json_is_array(v) ? v : json_is_array(inner) ? inner : NULL;
    if (!list) add_name(&names, v);
    for (size_t i = 0; list && i < json_array_size(list) && i < AUTHORS_MAX; i++)
        add_name(&names, json_array_get(list, i));
    if (names.failed) return st_fail(r->err, ST_NOMEM, 0, "out of memory");
    if (names.n) *to = text_str(&names);
    return ST_OK;
}

static StCode read_object(Reading *r, const json_t *object, JsonLd *io) {
    bool article = is_article(object);
    if (article && !io->article) { /* an article knows better than its page */
        *io = (JsonLd){.article = true, .publisher = io->publisher};
    } else if (!article && (io->article || !is_page(object))) {
        return ST_OK;
    }
    TRY(keep(r, text_of(json_object_get(object, "headline")), &io->headline));
    TRY(keep(r, text_of(json_object_get(object, "datePublished")), &io->published));
    TRY(keep(r, text_of(json_object_get(object, "dateCreated")), &io->published));
    TRY(keep(r, text_of(json_object_get(object, "dateModified")), &io->modified));
    TRY(keep(r, name_of(json_object_get(object, "publisher")), &io->publisher));
    if (article) TRY(keep_authors(r, json_object_get(object, "author"), &io->author));
    if (article) TRY(keep_authors(r, json_object_get(object, "creator"), &io->author));
    return ST_OK;
}

/* Objects at the top, in arrays and in "@graph"; what an article mentions is not the article. */
static StCode walk(Reading *r, const json_t *v, int depth, JsonLd *io) {
    if (depth > JSON_LD_DEPTH) return ST_OK;
    for (size_t i = 0; i < json_array_size(v); i++)
        TRY(walk(r, json_array_get(v, i), depth + 1, io));
    if (!json_is_object(v)) return ST_OK;
    TRY(read_object(r, v, io));
    TRY(walk(r, json_object_get(v, "@graph"), depth + 1, io));
    return walk(r, json_object_get(v, "mainEntity"), depth + 1, io);
}

StCode json_ld_read(Reading *r, Str script, JsonLd *io) {
    json_t *root = json_loadb(script.p, script.n, JSON_DISABLE_EOF_CHECK, NULL);
    if (!root) return ST_OK;
    StCode code = walk(r, root, 0, io);
    json_decref(root);
    return code;
}
