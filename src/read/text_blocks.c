#include "read/text_blocks.h"

#include "base/utf8.h"
#include "read/byline.h"
#include "read/cues.h"
#include "read/date_line.h"
#include "read/date_text.h"
#include "read/dateline.h"
#include "read/outlet.h"

enum {
    HEADLINE_WORDS_MAX = 30,
    HEADLINE_STOPPED_MAX = 16, /* of a headline that ends in a full stop */
    LIST_WORDS_MAX = 16,       /* of a title in a list of links */
    HEAD_LINES = 5,            /* how far down the head of a communiqué or situation report goes */
    TAIL_LINES = 2,            /* how many last lines may be a note that says the date */
    BYLINE_LINES = 6,          /* how far down bylines stand */
    DATELINE_LINES = 4,        /* how many paragraphs may open with a dateline */
    CREDIT_LINES = 4           /* how many last paragraphs may close with a credit */
};

typedef struct Finder {
    Reading *r;
    Lines *lines;
    CueThen then;    /* what the last cue says of the lines after it */
    uint32_t bodies; /* paragraphs so far */
} Finder;

static bool is_stop(uint32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0x0964;
}

static bool is_closer(uint32_t c) {
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D ||
           c == 0xBB || c == 0x203A;
}

static bool is_quote(uint32_t c) {
    return c == '"' || c == 0x201C || c == 0x201E || c == 0xAB || c == 0x2018 || c == '\'' ||
           c == '`';
}

/* The mark that ends the line, closing quotes and brackets apart; 0 when it is no stop. */
static uint32_t final_stop(Str text, Span s) {
    unsigned len;
    while (span_some(s)) {
        uint32_t c = utf8_before(text, s.end, &len);
        if (is_stop(c)) return c;
        if (!is_closer(c)) return 0;
        s.end -= len;
    }
    return 0;
}

static bool has_word_characters(Str text, Span s) {
    unsigned len;
    for (uint32_t i = s.start; i < s.end; i += len) {
        uint32_t c = utf8_at(text, i, &len);
        if (utf8_is_letter(c) || utf8_is_digit(c)) return true;
    }
    return false;
}

/* "[ad_1]", "[/caption]", "[gallery ids=…]", "{{ widget }}": left over from a publishing system. */
static bool is_shortcode(Str s) {
    bool square = s.n > 2 && s.p[0] == '[' && s.p[s.n - 1] == ']';
    bool curly = s.n > 4 && str_starts(s, S("{{")) && str_ends(s, S("}}"));
    if (curly) return true;
    if (!square || str_find_char(str_from(s, 1), '[') != SIZE_MAX) return false;
    size_t i = 1 + (s.p[1] == '/');
    size_t from = i;
    while (i < s.n - 1 && ((s.p[i] >= 'a' && s.p[i] <= 'z') || memchr("_-0123456789", s.p[i], 12)))
        i++;
    bool one_name = i == s.n - 1, attributes = s.p[i] == ' ' && str_find_char(s, '=') != SIZE_MAX;
    return i > from && (one_name || attributes);
}

static StCode no_memory(Reading *r) {
    return st_fail(r->err, ST_NOMEM, 0, "out of memory");
}

/* ---- what a line says of the document */

static StCode publish(Reading *r, Day day, Span at) {
    if (r->doc->published) return ST_OK;
    Published *p = arena_new(r->arena, Published, 1);
    TRY_MEM(p, r->err);
    *p = (Published){{day, day}, PUBLISHED_STATED, 1000, {0}};
    Span *evidence = list_push(r->arena, &p->evidence, Span);
    TRY_MEM(evidence, r->err);
    *evidence = at;
    r->doc->published = p;
    return ST_OK;
}

static StCode publish_line(Reading *r, Span line, bool *dated) {
    Span at;
    Day day = date_text_find(r, str_cut(r->doc->text, line), false, &at);
    *dated = day != 0;
    if (!day) return ST_OK;
    return publish(r, day, (Span){line.start + at.start, line.start + at.end});
}

/* A line that is a date and perhaps an hour, and no sentence. */
static bool is_date_line(const Finder *f, const Words *w, uint32_t i) {
    Span line = f->lines->v[i].span;
    LinePlace place = i < HEAD_LINES                  ? LINE_HEAD
                      : i + TAIL_LINES >= f->lines->n ? LINE_TAIL
                                                      : LINE_INSIDE;
    return !final_stop(f->r->doc->text, line) && date_line_is(f->r, w, line, place);
}

static StCode note_kind(Reading *r, const Line *line, const Words *w) {
    bool dated;
    Span names;
    switch (line->kind) {
    case BLOCK_CREDIT: return agencies_add(r, line->span);
    case BLOCK_DATELINE: return publish_line(r, line->span, &dated);
    case BLOCK_BYLINE:
        names = byline_find(r, w);
        if (!span_some(names)) names = line->span;
        if (!r->doc->byline.p) r->doc->byline = str_cut(r->doc->text, names);
        return agencies_add(r, line->span);
    case BLOCK_BOILERPLATE: /* a copyright line names the agency */
        if (w->n && (str_eq(w->norm[0], S("copyright")) || str_starts(w->norm[0], S("\xC2\xA9"))))
            return agencies_add(r, line->span);
        return ST_OK;
    case BLOCK_HEADLINE:
    case BLOCK_CAPTION:
    case BLOCK_PARAGRAPH:
    case BLOCK_CELL:
    case BLOCK_COUNT: break;
    }
    return ST_OK;
}

/* ---- line by line */

static bool pleads(const Finder *f, const Words *w) {
    uint32_t hints = cue_count_hints(f->r->tables, w);
    return w->n <= 12 ? hints >= 1 : !w->more && hints >= 3 && hints * 9 >= w->n;
}

/* Speech: cues inside it are somebody's words. */
static bool is_quoted(Str text, Span s) {
    unsigned len;
    return is_quote(utf8_at(text, s.start, &len));
}

static StCode line_kind(Finder *f, uint32_t i, Line *line, const Words *w) {
    Reading *r = f->r;
    Str s = str_cut(r->doc->text, line->span);
    Cue cue;
    bool dated;
    if (!has_word_characters(r->doc->text, line->span) || is_shortcode(s)) {
        line->kind = BLOCK_BOILERPLATE;
        return ST_OK;
    }
    if (!is_quoted(r->doc->text, line->span) && cue_find(r->tables, w, &cue) &&
        !(cue.labels && f->bodies == 0 && cue.kind != BLOCK_CREDIT && cue.kind != BLOCK_DATELINE)) {
        f->then = cue.then;
        if (cue.kind == BLOCK_DATELINE) {
            TRY(publish_line(r, line->span, &dated));
            if (!dated) return ST_OK;
        }
        line->kind = cue.kind;
        return ST_OK;
    }
    if ((f->then == THEN_APPEAL && pleads(f, w)) ||
        (f->then == THEN_LIST && w->n <= LIST_WORDS_MAX && !final_stop(r->doc->text, line->span))) {
        line->kind = BLOCK_BOILERPLATE;
        return ST_OK;
    }
    f->then = THEN_NOTHING;
    bool at_edge = f->bodies < BYLINE_LINES || i + 3 >= f->lines->n;
    bool note = s.p[0] == '(', dates = is_date_line(f, w, i);
    if (at_edge && i > 0 && !(note && dates) && span_some(byline_find(r, w)))
        line->kind = BLOCK_BYLINE;
    else if (dates)
        line->kind = BLOCK_DATELINE;
    return ST_OK;
}

static StCode lines_classify(Finder *f) {
    for (uint32_t i = 0; i < f->lines->n; i++) {
        Line *line = &f->lines->v[i];
        Words w;
        if (!words_split(f->r->arena, f->r->doc->text, line->span, CUE_WORDS_MAX, &w))
            return no_memory(f->r);
        line->words = w.n + w.more;
        if (!line->fixed) TRY(line_kind(f, i, line, &w));
        f->bodies += line->kind == BLOCK_PARAGRAPH;
        TRY(note_kind(f->r, line, &w));
    }
    return ST_OK;
}

/* ---- the headline */

static Line *next_of_kind(Lines *lines, uint32_t from, BlockKind kind) {
    for (uint32_t i = from; i < lines->n; i++)
        if (lines->v[i].kind == kind) return &lines->v[i];
    return NULL;
}

/* Words of the longest of the next few paragraphs. */
static uint32_t words_after(Lines *lines, const Line *line) {
    uint32_t most = 0, seen = 0;
    for (uint32_t i = (uint32_t)(line - lines->v) + 1; i < lines->n && seen < 3; i++)
        if (lines->v[i].kind == BLOCK_PARAGRAPH) {
            seen++;
            if (lines->v[i].words > most) most = lines->v[i].words;
        }
    return most;
}

static bool blank_follows(Str text, uint32_t at) {
    uint32_t breaks = 0;
    for (; at < text.n && memchr(" \t\r\n", text.p[at], 4); at++) breaks += text.p[at] == '\n';
    return breaks >= 2;
}

static bool is_headline(Reading *r, Lines *lines, const Line *line, const Line *next) {
    Str text = r->doc->text;
    uint32_t stop = final_stop(text, line->span);
    if (!next || line->words > HEADLINE_WORDS_MAX || words_after(lines, line) < line->words)
        return false;
    if (text.p[line->span.end - 1] == ':' || text.p[line->span.end - 1] == ',') return false;
    if (stop == '.' || stop == 0x2026) {
        /* a full stop inside it too: two sentences */
        Str s = str_cut(text, line->span);
        return line->words <= HEADLINE_STOPPED_MAX && next->words > line->words &&
               blank_follows(text, line->span.end) && !is_quoted(text, line->span) &&
               str_find(s, S(". ")) == SIZE_MAX;
    }
    return true;
}

static StCode headline_find(Reading *r, Lines *lines) {
    Str title = reading_fold(r, r->doc->title);
    Line *first = next_of_kind(lines, 0, BLOCK_PARAGRAPH);
    Line *given = next_of_kind(lines, 0, BLOCK_HEADLINE);
    if (given && (!first || given < first)) first = NULL;
    if (first && !first->fixed) {
        Line *next = next_of_kind(lines, (uint32_t)(first - lines->v) + 1, BLOCK_PARAGRAPH);
        Str folded = reading_fold(r, str_cut(r->doc->text, first->span));
        Dateline dateline;
        uint32_t agencies = r->doc->agencies.n;
        TRY(dateline_find(r, first->span, &dateline));
        r->doc->agencies.n = agencies; /* they are noted when the line is cut */
        if (!span_some(dateline.span) &&
            ((title.n && str_eq(folded, title)) || is_headline(r, lines, first, next)))
            first->kind = BLOCK_HEADLINE;
    }
    Line *headline = next_of_kind(lines, 0, BLOCK_HEADLINE);
    if (headline && !r->doc->title.p)
        r->doc->title =
            title_without_outlet(r, str_cut(r->doc->text, headline->span), S(""), &r->doc->outlet);
    return ST_OK;
}

/* ---- datelines and credits inside paragraphs */

/* "(Reporting by …)" or "(AP)" at the end: where it begins, or the end. */
static StCode credit_at_end(Reading *r, Span s, Span *credit) {
    Str text = r->doc->text;
    *credit = (Span){s.end, s.end};
    char last = text.p[s.end - 1];
    if (last != ')' && last != ']') return ST_OK;
    uint32_t open = s.end - 1;
    while (open > s.start && text.p[open] != '(' && text.p[open] != '[') open--;
    Words w;
    if (!words_split(r->arena, text, (Span){open, s.end}, CUE_WORDS_MAX, &w)) return no_memory(r);
    Cue cue;
    bool found = cue_find(r->tables, &w, &cue) && cue.kind == BLOCK_CREDIT;
    const Table *agencies = tables_get(r->tables, "world/agencies");
    uint32_t named = 0;
    for (uint32_t i = 0, n; i < w.n; i += n) {
        n = table_match(agencies, w.norm + i, w.n - i).words;
        if (!n) break;
        named += n;
    }
    bool after_sentence = open > s.start && final_stop(text, (Span){s.start, open - 1});
    if (found || (w.n && named == w.n && w.n <= 4 && after_sentence)) credit->start = open;
    return ST_OK;
}

static uint32_t trim_end(Str text, Span s) {
    unsigned len;
    while (span_some(s) && utf8_is_space(utf8_before(text, s.end, &len))) s.end -= len;
    return s.end;
}

static StCode paragraph_add(Reading *r, Span s, bool may_open, bool may_close) {
    Span credit = {s.end, s.end};
    Dateline dateline = {0};
    if (may_close) TRY(credit_at_end(r, s, &credit));
    Span body = {s.start, credit.start};
    if (may_open) TRY(dateline_find(r, body, &dateline));
    if (span_some(dateline.span)) {
        if (dateline.day) TRY(publish(r, dateline.day, dateline.day_at));
        Span shown = {s.start, trim_end(r->doc->text, dateline.span)};
        TRY(reading_add_block(r, BLOCK_DATELINE, shown));
        body.start = dateline.span.end;
        unsigned len;
        while (body.start < body.end && utf8_is_space(utf8_at(r->doc->text, body.start, &len)))
            body.start += len;
    }
    body.end = trim_end(r->doc->text, body);
    TRY(reading_add_block(r, BLOCK_PARAGRAPH, body));
    if (span_some(credit)) TRY(agencies_add(r, credit));
    return reading_add_block(r, BLOCK_CREDIT, credit);
}

static StCode blocks_write(Reading *r, const Lines *lines) {
    uint32_t bodies = 0, seen = 0;
    for (uint32_t i = 0; i < lines->n; i++) bodies += lines->v[i].kind == BLOCK_PARAGRAPH;
    for (uint32_t i = 0; i < lines->n; i++) {
        const Line *line = &lines->v[i];
        if (line->kind == BLOCK_PARAGRAPH) {
            seen++;
            TRY(paragraph_add(r, line->span, seen <= DATELINE_LINES, seen + CREDIT_LINES > bodies));
        } else {
            TRY(reading_add_block(r, line->kind, line->span));
        }
    }
    return ST_OK;
}

/* ---- does the text open or end mid-story? */

static bool word_is(Str w, const Str *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(w, list[i])) return true;
    return false;
}

/* The first sentence leans on one that is not there: "He said …", "…, he said.". */
static bool opens_mid_story(const Reading *r, const Words *w) {
    static const Str pronouns[] = {STR("he"),  STR("she"),   STR("they"), STR("his"),
                                   STR("her"), STR("their"), STR("him")};
    static const Str joiners[] = {STR("but"),       STR("and"),         STR("however"),
                                  STR("meanwhile"), STR("moreover"),    STR("also"),
                                  STR("earlier"),   STR("later"),       STR("according"),
                                  STR("instead"),   STR("nevertheless")};
    static const Str speech[] = {STR("said"),      STR("added"),     STR("told"), STR("says"),
                                 STR("continued"), STR("explained"), STR("noted")};
    unsigned len;
    if (!w->n) return false;
    if (utf8_is_lower(utf8_at(r->doc->text, w->at[0].start, &len))) return true;
    if (word_is(w->norm[0], pronouns, 7)) return true;
    if (word_is(w->norm[0], joiners, 8) && w->after[0] == ',') return true;
    bool named = false;
    for (uint32_t i = 0; i + 1 < w->n; i++) {
        if (word_is(w->norm[i], pronouns, 3) && word_is(w->norm[i + 1], speech, 7)) return !named;
        /* a name and a verb of speech before the pronoun: it has an antecedent */
        named = named || (i > 0 && word_is(w->norm[i], speech, 7));
        if (w->after[i] == '.') break;
    }
    return false;
}

static StCode truncated_find(Reading *r) {
    const Blocks *blocks = &r->doc->blocks;
    const Block *first = NULL, *last = NULL;
    bool led = false;
    for (uint32_t i = 0; i < blocks->n; i++) {
        const Block *b = &blocks->v[i];
        led = led || (!first && (b->kind == BLOCK_HEADLINE || b->kind == BLOCK_DATELINE));
        if (b->kind != BLOCK_PARAGRAPH) continue;
        if (!first) first = b;
        last = b;
    }
    if (!first) return ST_OK;
    Words head, tail;
    if (!words_split(r->arena, r->doc->text, first->span, CUE_WORDS_MAX, &head) ||
        !words_split(r->arena, r->doc->text, last->span, CUE_WORDS_MAX, &tail))
        return no_memory(r);
    uint32_t stop = final_stop(r->doc->text, last->span);
    unsigned len;
    bool quote = utf8_before(r->doc->text, last->span.end, &len) != ':' && stop;
    bool cut = tail.n >= 8 &&
               (!quote || stop == 0x2026 || str_ends(document_cut(r->doc, last->span), S("...")));
    r->doc->truncated = (!led && opens_mid_story(r, &head)) || cut;
    return ST_OK;
}

StCode text_blocks_find(Reading *r, Lines *lines) {
    Finder f = {.r = r, .lines = lines};
    TRY(lines_classify(&f));
    TRY(headline_find(r, lines));
    TRY(blocks_write(r, lines));
    return truncated_find(r);
}
