#include "read/cues.h"

#include "know/word_lists.h"

typedef struct CueTable {
    const Tables *tables;
    const Table *table;
    int where, words, kind, then;
} CueTable;

static CueTable cue_table(const Tables *tables) {
    const Table *t = tables_get(tables, "en/boilerplate");
    return (CueTable){tables,
                      t,
                      table_column(t, "where"),
                      table_column(t, "words"),
                      table_column(t, "kind"),
                      table_column(t, "then")};
}

static bool is_label_mark(char c) {
    return c == ':' || c == '|' || c == '-';
}

/* "Photo: Orm"; not "the experts, from a photograph: 55,000", which is told of. */
static bool is_inner_label(const CueTable *t, const Words *w, uint32_t first, uint32_t n) {
    bool told = first > 0 && word_is_in(t->tables, w->norm[first - 1], LIST_ARTICLE);
    return w->after[first + n - 1] == ':' && first + n < w->n && !told;
}

/* Does row `row`, whose words are first … first+n, apply to the line? */
static bool row_applies(const CueTable *t, uint32_t row, const Words *w, uint32_t first,
                        uint32_t n) {
    Str where = table_cell(t->table, row, t->where);
    uint64_t most = 0;
    if (!str_to_u64(table_cell(t->table, row, t->words), &most) || w->n > most || w->more)
        return false;
    bool ends = first + n == w->n, marked = is_label_mark(w->after[first + n - 1]);
    if (str_eq(where, S("any"))) return true;
    if (str_eq(where, S("end"))) return ends;
    if (str_eq(where, S("inner"))) return is_inner_label(t, w, first, n);
    if (first > 0) return false;
    if (str_eq(where, S("start"))) return true;
    if (str_eq(where, S("whole"))) return ends;
    return str_eq(where, S("label")) && (ends || marked);
}

static bool find_at(const CueTable *t, const Words *w, uint32_t first, Cue *out) {
    Phrase p;
    for (uint32_t n = w->n - first; (p = table_match(t->table, w->norm + first, n)).row;
         n = p.words - 1)
        for (uint32_t r = 0; (r = table_find(t->table, p.key, r));) {
            if (!row_applies(t, r - 1, w, first, p.words)) continue;
            Str then = table_cell(t->table, r - 1, t->then);
            int kind = WORD_FIND(BLOCK, table_cell(t->table, r - 1, t->kind));
            if (kind < 0) continue;
            out->kind = (BlockKind)kind;
            out->then = str_eq(then, S("appeal")) ? THEN_APPEAL
                        : str_eq(then, S("list")) ? THEN_LIST
                                                  : THEN_NOTHING;
            out->labels =
                p.words < w->n && str_eq(table_cell(t->table, r - 1, t->where), S("label"));
            return true;
        }
    return false;
}

bool cue_find(const Tables *tables, const Words *words, Cue *out) {
    CueTable t = cue_table(tables);
    if (words->more || words->n > CUE_WORDS_MAX) return false;
    for (uint32_t i = 0; i < words->n; i++)
        if (find_at(&t, words, i, out)) return true;
    return false;
}

uint32_t cue_count_hints(const Tables *tables, const Words *words) {
    CueTable t = cue_table(tables);
    uint32_t hints = 0;
    for (uint32_t i = 0; i < words->n; i++)
        for (uint32_t r = 0; (r = table_find(t.table, words->norm[i], r));)
            if (str_eq(table_cell(t.table, r - 1, t.where), S("hint"))) {
                hints++;
                break;
            }
    return hints;
}

bool cue_opens_with_label(const Tables *tables, const Words *words) {
    CueTable t = cue_table(tables);
    Phrase p;
    for (uint32_t n = words->n; (p = table_match(t.table, words->norm, n)).row; n = p.words - 1)
        for (uint32_t r = 0; (r = table_find(t.table, p.key, r));) {
            Str where = table_cell(t.table, r - 1, t.where);
            if ((str_eq(where, S("label")) || str_eq(where, S("slug")) ||
                 str_eq(where, S("whole"))) &&
                (p.words == words->n || is_label_mark(words->after[p.words - 1])))
                return true;
        }
    return false;
}
