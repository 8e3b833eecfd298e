/* sitrep-learn-cues CUES.tsv GOLD.jsonl…: counts how often each construction of each cue is an
 * attribution and writes the shares into the table. Run by scripts/learn-cues, which says when.
 *
 *   in   the table that the program was built with, and gold: JSON lines with `text` and
 *        `attributions` [{source, cue, content: [[start, end]…]}], offsets in code points
 *   out  the same table; cells met fewer than SEEN_MIN times stay as a person judged them
 *   err  a line on stderr, exit 1
 *   src  shares are drawn towards the mean of their column for KIN_WEIGHT observations
 */
#include "api/engine.h"
#include "base/utf8.h"
#include "extract/claims_parts.h"
#include "read/read.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SEEN_MIN = 10,
    KIN_WEIGHT = 6,
    UPLIFT = 115,  /* percent: what a better span or source would still win */
    CELL_MIN = 10, /* percent: less is written as never */
    PP_CELL_MIN = 20,
    PREPOSITIONS_MAX = 24,
    COLUMNS = 16,
    LINE_MAX_BYTES = 4096
};

typedef struct Count {
    uint32_t seen, hits;
} Count;

typedef struct PrepositionCount {
    char word[16];
    Count count;
} PrepositionCount;

typedef struct RowCounts {
    Count frame[FRAME_COUNT];
    PrepositionCount pp[PREPOSITIONS_MAX];
} RowCounts;

/* ---- spans of letters */

typedef struct Letters {
    uint32_t *before; /* letters and digits before each code point */
    uint32_t n;
} Letters;

LIST_OF(Span, SpanList);

static uint32_t letters_in(const Letters *l, Span s) {
    return s.end > l->n || s.start > s.end ? 0 : l->before[s.end] - l->before[s.start];
}

static uint32_t letters_of(const Letters *l, SpanList spans) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < spans.n; i++) n += letters_in(l, spans.v[i]);
    return n;
}

static uint32_t letters_shared(const Letters *l, SpanList a, SpanList b) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < a.n; i++)
        for (uint32_t k = 0; k < b.n; k++) {
            Span x = a.v[i], y = b.v[k];
            Span both = {x.start > y.start ? x.start : y.start, x.end < y.end ? x.end : y.end};
            if (both.start < both.end) n += letters_in(l, both);
        }
    return n;
}

static bool letters_open(Letters *l, Str text, Arena *a) {
    l->before = arena_new(a, uint32_t, text.n + 1);
    l->n = 0;
    unsigned len;
    for (size_t i = 0; l->before && i < text.n; i += len, l->n++) {
        uint32_t c = utf8_at(text, i, &len);
        l->before[l->n + 1] = l->before[l->n] + (utf8_is_letter(c) || utf8_is_digit(c));
    }
    return l->before != NULL;
}

/* ---- attributions, of the gold and of ours */

typedef struct Attribution {
    SpanList source, cue, content;
    const Draft *draft; /* ours */
} Attribution;
LIST_OF(Attribution, Attributions);

static bool read_spans(const json_t *part, Arena *a, SpanList *out) {
    size_t i;
    const json_t *pair;
    json_array_foreach(part, i, pair) {
        Span *s = list_push(a, out, Span);
        if (!s) return false;
        *s = (Span){(uint32_t)json_integer_value(json_array_get(pair, 0)),
                    (uint32_t)json_integer_value(json_array_get(pair, 1))};
    }
    return true;
}

static bool read_gold(const json_t *doc, Arena *a, Attributions *out) {
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(doc, "attributions"), i, one) {
        Attribution *g = list_push(a, out, Attribution);
        if (!g || !read_spans(json_object_get(one, "source"), a, &g->source) ||
            !read_spans(json_object_get(one, "content"), a, &g->content))
            return false;
    }
    return true;
}

static bool add_range(const Parse *p, const TextMap *m, TokenRange r, Arena *a, SpanList *out) {
    if (!range_some(r)) return true;
    Span bytes = clause_span(p, r), *s = list_push(a, out, Span);
    if (!s) return false;
    *s = (Span){text_map_point(m, bytes.start), text_map_point(m, bytes.end)};
    return true;
}

static bool read_drafts(const Claiming *c, const TextMap *m, Arena *a, Attributions *out) {
    for (uint32_t i = 0; i < c->drafts.n; i++) {
        const Draft *d = &c->drafts.v[i];
        Attribution *o = d->content.n ? list_push(a, out, Attribution) : NULL;
        if (!d->content.n) continue;
        if (!o || !add_range(c->p, m, d->source, a, &o->source) ||
            !add_range(c->p, m, d->cue, a, &o->cue))
            return false;
        for (uint32_t k = 0; k < d->content.n; k++)
            if (!add_range(c->p, m, d->content.v[k], a, &o->content)) return false;
        o->draft = d;
    }
    return true;
}

/* The gold marks the outermost attribution only. */
static bool is_nested(const Letters *l, const Attributions *all, const Attribution *one) {
    uint32_t whole =
        letters_of(l, one->source) + letters_of(l, one->cue) + letters_of(l, one->content);
    for (uint32_t i = 0; i < all->n; i++) {
        const Attribution *o = &all->v[i];
        if (o == one || o->draft->dropped) continue;
        if (letters_shared(l, one->source, o->content) + letters_shared(l, one->cue, o->content) +
                letters_shared(l, one->content, o->content) ==
            whole)
            return true;
    }
    return false;
}

static bool is_hit(const Letters *l, const Attributions *gold, const Attribution *one) {
    for (uint32_t i = 0; i < gold->n; i++) {
        const Attribution *g = &gold->v[i];
        uint32_t both = letters_shared(l, g->content, one->content);
        uint32_t any = letters_of(l, g->content) + letters_of(l, one->content) - both;
        if (2 * both < any) continue;
        if (letters_shared(l, g->source, one->source)) return true;
        if (!letters_of(l, g->source) && !letters_of(l, one->source)) return true;
    }
    return false;
}

/* ---- counting */

static Count *preposition_count(RowCounts *r, Str word) {
    for (int i = 0; i < PREPOSITIONS_MAX; i++) {
        PrepositionCount *p = &r->pp[i];
        if (!p->word[0] && word.n < sizeof p->word) memcpy(p->word, word.p, word.n);
        if (str_eq(str_of(p->word), word)) return &p->count;
    }
    return NULL;
}

static void count_draft(RowCounts *rows, const Draft *d, const Parse *p, bool hit) {
    if (!d->row) return;
    Count *c = &rows[d->row - 1].frame[d->frame];
    if (d->frame == FRAME_PP) {
        const Token *t = &p->tokens.v[d->preposition];
        c = preposition_count(&rows[d->row - 1], t->norm);
    }
    if (!c) return;
    c->seen++;
    c->hits += hit;
}

static StCode count_document(const Engine *e, Str line, Arena *a, RowCounts *rows, StErr *err) {
    json_error_t fault;
    json_t *json = json_loadb(line.p, line.n, 0, &fault);
    if (!json) return st_fail(err, ST_BAD_FORMAT, 0, "%s", fault.text);
    Input in = {.bytes = line, .kind = INPUT_JSONL, .line = 1};
    Records out = {0};
    Str notice;
    Extraction x = {.tables = e->tables, .arena = a, .out = &out, .err = err};
    Claiming c = {.counting = true};
    TextMap map;
    Letters l;
    Attributions gold = {0}, ours = {0};
    StCode code = read_document(&in, e->tables, a, &out.doc, &notice, err);
    if (code == ST_OK) code = lang_parse(e->lang, &out.doc, a, &x.parse, err);
    if (code == ST_OK) code = extraction_begin(&x);
    if (code == ST_OK) code = extract_times(&x);
    if (code == ST_OK) code = extract_places(&x);
    if (code == ST_OK) code = extract_actors(&x);
    if (code == ST_OK) code = claims_draft(&c, &x);
    if (code == ST_OK) code = text_map_make(out.doc.text, a, &map);
    if (code == ST_OK && (!letters_open(&l, out.doc.text, a) || !read_gold(json, a, &gold) ||
                          !read_drafts(&c, &map, a, &ours)))
        code = st_fail(err, ST_NOMEM, 0, "out of memory");
    for (uint32_t i = 0; code == ST_OK && i < ours.n; i++)
        if (!is_nested(&l, &ours, &ours.v[i]))
            count_draft(rows, ours.v[i].draft, c.p, is_hit(&l, &gold, &ours.v[i]));
    json_decref(json);
    return code;
}

/* ---- the table */

static uint32_t share_of(Count c, Count kin) {
    uint32_t mean = kin.seen ? kin.hits * UPLIFT / kin.seen : 0;
    uint32_t share = (c.hits * UPLIFT + KIN_WEIGHT * mean) / (c.seen + KIN_WEIGHT);
    return share > 99 ? 99 : share;
}

static void write_percent(char *cell, size_t size, uint32_t share) {
    if (share < CELL_MIN)
        cell[0] = 0;
    else
        snprintf(cell, size, "%u", share);
}

/* Prepositions kept from the cell and those counted, the surest first. */
static void write_pp(char *cell, size_t size, const RowCounts *r, Count kin) {
    struct {
        Str word;
        uint32_t share;
    } all[2 * PREPOSITIONS_MAX];
    char old[LINE_MAX_BYTES];
    uint32_t n = 0;
    snprintf(old, sizeof old, "%s", cell);
    Str rest = str_of(old), one;
    while (str_split(&rest, ' ', &one) && n < PREPOSITIONS_MAX) {
        size_t colon = str_find_char(one, ':');
        uint64_t share = 0;
        if (colon == SIZE_MAX || !str_to_u64(str_from(one, colon + 1), &share)) continue;
        all[n].word = (Str){one.p, colon};
        all[n++].share = (uint32_t)share;
    }
    for (int i = 0; i < PREPOSITIONS_MAX && r->pp[i].word[0]; i++) {
        if (r->pp[i].count.seen < SEEN_MIN) continue;
        uint32_t k = 0;
        while (k < n && !str_eq(all[k].word, str_of(r->pp[i].word))) k++;
        all[k].word = str_of(r->pp[i].word);
        all[k].share = share_of(r->pp[i].count, kin);
        if (k == n) n++;
    }
    size_t at = 0;
    cell[0] = 0;
    for (uint32_t share = 99; share >= PP_CELL_MIN; share--)
        for (uint32_t k = 0; k < n; k++)
            if (all[k].share == share && at + all[k].word.n + 8 < size)
                at += (size_t)snprintf(cell + at, size - at, "%s%.*s:%u", at ? " " : "",
                                       STR_ARG(all[k].word), share);
}

typedef struct Kin {
    Count frame[3][2][FRAME_COUNT]; /* by word, speech and frame */
} Kin;

static int word_of(const CueTable *t, uint32_t row) {
    Str w = table_cell(t->table, row, t->word);
    return str_eq(w, S("verb")) ? CUE_VERB : str_eq(w, S("noun")) ? CUE_NOUN : CUE_ADJECTIVE;
}

static bool is_speech(const CueTable *t, uint32_t row) {
    return str_eq(table_cell(t->table, row, t->speech), S("yes"));
}

static Kin count_kin(const CueTable *t, const RowCounts *rows) {
    Kin kin = {0};
    for (uint32_t r = 0; r < table_rows(t->table); r++) {
        Count *k = kin.frame[word_of(t, r)][is_speech(t, r)];
        for (int f = 0; f < FRAME_COUNT; f++) {
            k[f].seen += rows[r].frame[f].seen;
            k[f].hits += rows[r].frame[f].hits;
        }
        for (int i = 0; i < PREPOSITIONS_MAX; i++) {
            k[FRAME_PP].seen += rows[r].pp[i].count.seen;
            k[FRAME_PP].hits += rows[r].pp[i].count.hits;
        }
    }
    return kin;
}

static void write_row(const CueTable *t, uint32_t row, const RowCounts *counts, const Kin *kin,
                      char *line, FILE *to) {
    static char cells[COLUMNS][LINE_MAX_BYTES];
    const Count *k = kin->frame[word_of(t, row)][is_speech(t, row)];
    int columns = (int)table_columns(t->table), last = 0;
    memset(cells, 0, sizeof cells);
    Str rest = str_of(line), one;
    for (int i = 0; i < columns && i < COLUMNS && str_split(&rest, '\t', &one); i++)
        snprintf(cells[i], sizeof cells[i], "%.*s", STR_ARG(one));
    for (int f = 0; f < FRAME_COUNT; f++) {
        Count c = counts[row].frame[f];
        if (f == FRAME_PP && t->frame[f] >= 0)
            write_pp(cells[t->frame[f]], LINE_MAX_BYTES, &counts[row], k[f]);
        else if (t->frame[f] >= 0 && c.seen >= SEEN_MIN)
            write_percent(cells[t->frame[f]], LINE_MAX_BYTES, share_of(c, k[f]));
    }
    for (int i = 0; i < columns && i < COLUMNS; i++)
        if (cells[i][0]) last = i;
    for (int i = 0; i <= last; i++) fprintf(to, "%s%s", i ? "\t" : "", cells[i]);
    fputc('\n', to);
}

/* Comment, header and empty lines as they are. */
static bool rewrite(const char *path, const CueTable *t, const RowCounts *counts) {
    char line[LINE_MAX_BYTES], made[LINE_MAX_BYTES];
    snprintf(made, sizeof made, "%s.new", path);
    FILE *from = fopen(path, "r"), *to = fopen(made, "w");
    Kin kin = count_kin(t, counts);
    uint32_t row = 0;
    bool good = from && to;
    while (good && fgets(line, sizeof line, from)) {
        line[strcspn(line, "\n")] = 0;
        if (!line[0] || line[0] == '#')
            fprintf(to, "%s\n", line);
        else if (row < table_rows(t->table))
            write_row(t, row++, counts, &kin, line, to);
    }
    good = good && row == table_rows(t->table) && !ferror(to);
    if (from) fclose(from);
    if (to) good = fclose(to) == 0 && good;
    return good && rename(made, path) == 0;
}

static StCode count_file(const Engine *e, const char *path, RowCounts *rows, StErr *err) {
    FILE *f = fopen(path, "r");
    if (!f) return st_fail(err, ST_IO, 0, "%s cannot be opened", path);
    char *line = NULL;
    size_t room = 0;
    StCode code = ST_OK;
    for (ssize_t n; code == ST_OK && (n = getline(&line, &room, f)) > 0;) {
        Arena a = {0};
        code = count_document(e, (Str){line, (size_t)n}, &a, rows, err);
        arena_drop(&a);
    }
    free(line);
    fclose(f);
    return code;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: sitrep-learn-cues CUES.tsv GOLD.jsonl...\n", stderr);
        return 2;
    }
    Engine e;
    StErr err = {0};
    CueTable cues;
    if (engine_open(NULL, NULL, &e, &err) != ST_OK) {
        fprintf(stderr, "%s\n", err.what);
        return 1;
    }
    cue_table_open(e.tables, &cues);
    RowCounts *rows = cues.table ? calloc(table_rows(cues.table), sizeof *rows) : NULL;
    StCode code = rows ? ST_OK : ST_NOMEM;
    for (int i = 2; code == ST_OK && i < argc; i++) code = count_file(&e, argv[i], rows, &err);
    bool good = code == ST_OK && rewrite(argv[1], &cues, rows);
    if (!good) fprintf(stderr, "%s\n", code == ST_OK ? "the table cannot be written" : err.what);
    free(rows);
    engine_close(&e);
    return good ? 0 : 1;
}
