#include "read/html_meta.h"

#include "base/utf8.h"
#include "read/byline.h"
#include "read/date_text.h"
#include "read/json_ld.h"
#include "read/outlet.h"

enum {
    VALUE_MAX = 400,
    TITLE_MIN = 8,
    AUTHOR_MAX = 200,
    AUTHOR_WORDS = 24,
    HEADINGS_MAX = 60,
    VISIBLE_DATES = 40
};

/* The best row of html_meta.tsv seen so far for each use. */
typedef struct Best {
    Str value;
    uint32_t row; /* 1 + row */
} Best;

typedef struct Finder {
    Reading *r;
    HtmlTree *tree;
    Best title, date, modified, author, site, url, lang;
    Str page_title, canonical, time;
    Strs headings; /* h1, h2 and h3 */
    JsonLd ld;
    bool month_first;
} Finder;

static Best *best_for(Finder *f, Str use) {
    struct {
        Str use;
        Best *best;
    } rows[] = {{S("title"), &f->title},   {S("date"), &f->date}, {S("modified"), &f->modified},
                {S("author"), &f->author}, {S("site"), &f->site}, {S("url"), &f->url},
                {S("lang"), &f->lang}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(use, rows[i].use)) return rows[i].best;
    return NULL;
}

static void see_meta(Finder *f, const GumboNode *n) {
    static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
    const Table *t = tables_get(f->r->tables, "world/html_meta");
    Str content = str_trim(html_attribute(n, "content"));
    if (!content.n) return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Str name = html_attribute(n, names[i]);
        if (!name.n || name.n > 60) continue;
        uint32_t row = table_find(t, reading_fold(f->r, name), 0);
        Best *best = row ? best_for(f, table_cell(t, row - 1, table_column(t, "use"))) : NULL;
        /* an author's address is not his name */
        if (!best || (best == &f->author && str_find(content, S("://")) != SIZE_MAX)) continue;
        if (best == &f->date && !date_text_find(f->r, content, false, NULL)) continue;
        if (!best->row || row < best->row) *best = (Best){content, row};
    }
}

static StCode see_text(Finder *f, const GumboNode *n, Str *to) {
    if (to->n) return ST_OK;
    *to = html_text(n, f->r->arena, VALUE_MAX * 2);
    TRY_MEM(to->p, f->r->err);
    return ST_OK;
}

static StCode see_heading(Finder *f, const GumboNode *n) {
    if (f->headings.n == HEADINGS_MAX) return ST_OK;
    Str text = html_text(n, f->r->arena, VALUE_MAX);
    TRY_MEM(text.p, f->r->err);
    if (!text.n) return ST_OK;
    Str *heading = list_push(f->r->arena, &f->headings, Str);
    TRY_MEM(heading, f->r->err);
    *heading = text;
    return ST_OK;
}

static StCode see_script(Finder *f, const GumboNode *n) {
    Str type = html_attribute(n, "type");
    if (!type.p || str_find_nocase(type, S("ld+json")) == SIZE_MAX) return ST_OK;
    const GumboVector *below = html_children(n);
    if (!below->length) return ST_OK;
    const GumboNode *text = below->data[0];
    if (text->type != GUMBO_NODE_TEXT && text->type != GUMBO_NODE_WHITESPACE) return ST_OK;
    return json_ld_read(f->r, str_of(text->v.text.text), &f->ld);
}

static void see_link(Finder *f, const GumboNode *n) {
    Str rel = html_attribute(n, "rel"), href = html_attribute(n, "href");
    if (rel.p && str_eq_nocase(rel, S("canonical")) && href.n && !f->canonical.n)
        f->canonical = href;
}

static StCode see(Finder *f, const GumboNode *n) {
    if (n->type != GUMBO_NODE_ELEMENT) return ST_OK;
    Str datetime;
    switch (n->v.element.tag) {
    case GUMBO_TAG_META: see_meta(f, n); return ST_OK;
    case GUMBO_TAG_LINK: see_link(f, n); return ST_OK;
    case GUMBO_TAG_SCRIPT: return see_script(f, n);
    case GUMBO_TAG_TITLE:
        return html_is(n->parent, GUMBO_TAG_HEAD) ? see_text(f, n, &f->page_title) : ST_OK;
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3: return see_heading(f, n);
    case GUMBO_TAG_HTML:
        f->lang.value = html_attribute(n, "lang");
        f->lang.row = f->lang.value.n ? 1 : 0;
        return ST_OK;
    case GUMBO_TAG_TIME:
        datetime = html_attribute(n, "datetime");
        if (!f->time.n && datetime.n && date_text_find(f->r, datetime, false, NULL))
            f->time = datetime;
        return ST_OK;
    default: return ST_OK;
    }
}

/* ---- title */

/* The longest heading that the page's title, or the one for sharing, repeats: the article's own,
 * while a first heading may be the site's name. */
static Str heading_in_titles(Finder *f) {
    Str whole = reading_fold(f->r, f->page_title), shared = reading_fold(f->r, f->title.value);
    Str best = {NULL, 0};
    for (uint32_t i = 0; i < f->headings.n; i++) {
        Str heading = reading_fold(f->r, f->headings.v[i]);
        bool repeated = heading.n >= TITLE_MIN && (str_find(whole, heading) != SIZE_MAX ||
                                                   str_find(shared, heading) != SIZE_MAX);
        if (repeated && f->headings.v[i].n > best.n) best = f->headings.v[i];
    }
    return best;
}

static StCode title_choose(Finder *f, HtmlMeta *out) {
    Str site = out->site.n ? out->site : url_host(out->url);
    Str ignored = {NULL, 0};
    Str page = title_without_outlet(f->r, f->page_title, site, &ignored);
    Str named = title_without_outlet(f->r, f->title.value, site, &ignored);
    Str heading = heading_in_titles(f);
    bool generic = named.n && reading_fold(f->r, named).n < TITLE_MIN && f->headings.n;
    Str choice = heading.n             ? heading
                 : named.n && !generic ? named
                 : f->ld.headline.n    ? f->ld.headline
                 : f->headings.n       ? f->headings.v[0]
                                       : page;
    out->title = arena_copy(f->r->arena, choice);
    TRY_MEM(out->title.p, f->r->err);
    if (!choice.n) out->title = (Str){NULL, 0};
    return ST_OK;
}

/* ---- author */

/* "By Jane Doe | Reporter" → "Jane Doe"; {NULL,0} when it is no name. */
static StCode author_clean(Finder *f, Str value, bool outright, Str *out) {
    *out = (Str){NULL, 0};
    value = str_trim(value);
    if (value.n < 2 || value.n > AUTHOR_MAX || str_find(value, S("://")) != SIZE_MAX) return ST_OK;
    Words w;
    if (!words_split(f->r->arena, value, (Span){0, (uint32_t)value.n}, AUTHOR_WORDS + 8, &w))
        return st_fail(f->r->err, ST_NOMEM, 0, "out of memory");
    static const Str openers[] = {STR("by"),     STR("von"),    STR("par"),   STR("por"),
                                  STR("di"),     STR("author"), STR("autor"), STR("written"),
                                  STR("posted"), STR("publié"), STR("text"),  STR("auteur"),
                                  STR("from"),   STR("story"),  STR("words")};
    uint32_t from = 0, end = 0;
    for (size_t i = 0; from < w.n && i < sizeof openers / sizeof *openers; i++)
        if (str_eq(w.norm[from], openers[i])) {
            from++;
            i = SIZE_MAX; /* from the first again: "written by" */
        }
    for (uint32_t i = from; i + 1 < w.n; i++) /* "Posted on 3 May by Jane Doe" */
        if (str_eq(w.norm[i], S("by"))) from = i + 1;
    for (end = from; end < w.n; end++) { /* a date or a bar ends the names */
        if (utf8_is_digit((unsigned char)w.norm[end].p[0])) break;
        if (end > from && w.after[end - 1] == '|') break;
    }
    if (end <= from || end - from > AUTHOR_WORDS) return ST_OK;
    unsigned len;
    bool capital = outright && end - from == 1; /* a user's name */
    for (uint32_t i = from; i < end; i++)
        capital = capital || utf8_is_upper(utf8_at(value, w.at[i].start, &len));
    if (!capital) return ST_OK;
    *out = arena_copy(f->r->arena, str_cut(value, (Span){w.at[from].start, w.at[end - 1].end}));
    TRY_MEM(out->p, f->r->err);
    return ST_OK;
}

/* Does the element say outright that it is the author: rel or itemprop? */
static bool says_author(const GumboNode *n) {
    static const char *const names[] = {"rel", "itemprop"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Str value = html_attribute(n, names[i]);
        if (value.p && str_eq_nocase(value, S("author"))) return true;
    }
    return false;
}

static StCode author_in_elements(Finder *f, const HtmlBlocks *b, bool outright, Str *out) {
    for (uint32_t i = 0; i < b->elements.n && !out->p; i++) {
        const HtmlElement *e = &b->elements.v[i];
        bool may = outright ? says_author(e->node) : (e->own & HINT_BYLINE) != 0;
        if (!may || e->noise_tag || (!outright && e->hints & HINT_NOISE)) continue;
        Str text = html_text(e->node, f->r->arena, AUTHOR_MAX + 1);
        TRY_MEM(text.p, f->r->err);
        TRY(author_clean(f, text, outright, out));
    }
    return ST_OK;
}

/* A short block that opens with "By" or "Von" and a capital. */
static StCode author_in_blocks(Finder *f, const HtmlBlocks *b, Str *out) {
    static const Str openers[] = {STR("by "),        STR("by: "),     STR("von "),
                                  STR("par "),       STR("por "),     STR("written by "),
                                  STR("posted by "), STR("author: "), STR("autor: "),
                                  STR("text: "),     STR("auteur : ")};
    for (uint32_t i = 0; i < b->blocks.n && !out->p; i++) {
        const HtmlBlock *block = &b->blocks.v[i];
        Str text = str_cut(text_str(&b->text), block->text);
        if (text.n > 100 || block->hints & HINT_NOISE || block->noise_tag) continue;
        for (size_t k = 0; k < sizeof openers / sizeof *openers && !out->p; k++) {
            unsigned len;
            if (text.n <= openers[k].n || !str_eq_nocase((Str){text.p, openers[k].n}, openers[k]) ||
                !utf8_is_upper(utf8_at(text, openers[k].n, &len)))
                continue;
            TRY(author_clean(f, text, false, out));
        }
    }
    return ST_OK;
}

/* The site itself is no author while a person can be found. */
static StCode keep_person(Finder *f, const HtmlMeta *m, Str *author, Str *site) {
    if (!author->p) return ST_OK;
    Str name = reading_fold(f->r, *author);
    if (!str_eq(name, reading_fold(f->r, m->site)) &&
        !str_eq(name, reading_fold(f->r, f->ld.publisher)))
        return ST_OK;
    *site = *author;
    *author = (Str){NULL, 0};
    return ST_OK;
}

static StCode author_choose(Finder *f, const HtmlBlocks *b, HtmlMeta *out) {
    Str site = {NULL, 0};
    TRY(author_clean(f, f->ld.author, false, &out->author));
    TRY(keep_person(f, out, &out->author, &site));
    if (!out->author.p) TRY(author_clean(f, f->author.value, false, &out->author));
    TRY(keep_person(f, out, &out->author, &site));
    if (!out->author.p) TRY(author_in_elements(f, b, true, &out->author));
    if (!out->author.p) TRY(author_in_elements(f, b, false, &out->author));
    if (!out->author.p) TRY(author_in_blocks(f, b, &out->author));
    if (!out->author.p) out->author = site;
    return ST_OK;
}

/* ---- date */

static Day visible_date(Finder *f, const HtmlBlocks *b) {
    uint32_t tried = 0;
    for (uint32_t i = 0; i < b->elements.n && tried < VISIBLE_DATES; i++) {
        const HtmlElement *e = &b->elements.v[i];
        if (!(e->own & HINT_DATE) && !html_is(e->node, GUMBO_TAG_TIME)) continue;
        tried++;
        Str text = html_text(e->node, f->r->arena, 160);
        f->r->starved = f->r->starved || !text.p;
        Day day = date_text_find(f->r, text, f->month_first, NULL);
        if (day) return day;
    }
    return 0;
}

/* Any short block of the page that is, or opens with, a date. */
static Day date_in_blocks(Finder *f, const HtmlBlocks *b) {
    for (uint32_t i = 0; i < b->blocks.n; i++) {
        Str text = str_cut(text_str(&b->text), b->blocks.v[i].text);
        if (text.n > 120) continue;
        Day day = date_text_find(f->r, text, f->month_first, NULL);
        if (day) return day;
    }
    return 0;
}

static void date_choose(Finder *f, const HtmlBlocks *b, HtmlMeta *out) {
    struct {
        Str value;
        PublishedBasis basis;
    } rows[] = {{f->ld.published, PUBLISHED_META},
                {f->date.value, PUBLISHED_META},
                {f->time, PUBLISHED_META}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows && !out->day; i++) {
        if (i == 2 && (out->day = date_url_find(f->r, out->url))) {
            out->basis = PUBLISHED_URL;
            return;
        }
        if (!rows[i].value.n) continue;
        out->day = date_text_find(f->r, rows[i].value, f->month_first, NULL);
        out->basis = rows[i].basis;
    }
    if (out->day) return;
    out->basis = PUBLISHED_STATED;
    out->day = visible_date(f, b);
    if (!out->day) out->day = date_in_blocks(f, b);
    if (out->day) return;
    out->basis = PUBLISHED_META;
    Str modified = f->modified.value.n ? f->modified.value : f->ld.modified;
    if (modified.n) out->day = date_text_find(f->r, modified, f->month_first, NULL);
}

static StCode copy(Reading *r, Str value, Str *out) {
    *out = (Str){NULL, 0};
    if (!value.n) return ST_OK;
    *out = arena_copy(r->arena, value);
    TRY_MEM(out->p, r->err);
    return ST_OK;
}

StCode html_meta_find(Reading *r, HtmlTree *tree, const HtmlBlocks *b, HtmlMeta *out) {
    *out = (HtmlMeta){0};
    Finder f = {.r = r, .tree = tree};
    for (const GumboNode *n = tree->root; n; n = html_next(n, tree->root, false)) TRY(see(&f, n));
    TRY(copy(r, f.url.value.n ? f.url.value : f.canonical, &out->url));
    TRY(copy(r, f.site.value.n ? f.site.value : f.ld.publisher, &out->site));
    TRY(copy(r, f.lang.value, &out->lang));
    f.month_first = out->lang.n >= 2 && str_eq_nocase((Str){out->lang.p, 2}, S("en")) &&
                    (out->lang.n < 5 || str_eq_nocase(str_from(out->lang, 3), S("us")));
    TRY(title_choose(&f, out));
    TRY(author_choose(&f, b, out));
    date_choose(&f, b, out);
    return ST_OK;
}
