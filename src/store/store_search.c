#include "store/store_parts.h"

/* The user's words as FTS5 asks for them: each in quotes, so that no sign of theirs is syntax; a
 * phrase in quotes stays one. */
static Str match_query(Str query, Arena *a) {
    Text t = {.arena = a};
    bool inside = false, open = false;
    for (size_t i = 0; i < query.n; i++) {
        char ch = query.p[i];
        bool breaks = ch == '"' || (ch == ' ' && !inside);
        if (breaks && open) text_add_c(&t, "\" ");
        if (breaks) open = false;
        if (ch == '"') inside = !inside;
        if (breaks) continue;
        if (!open) text_add_char(&t, '"');
        open = true;
        text_add_char(&t, ch);
    }
    if (open) text_add_char(&t, '"');
    return t.failed || !t.p ? S("") : text_str(&t);
}

static StCode read_hits(Store *s, sqlite3_stmt *q, Arena *a, Hits *out, StErr *err) {
    int rc;
    while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
        Hit *hit = list_push(a, out, Hit);
        TRY_MEM(hit, err);
        *hit = (Hit){store_column(q, 0, a), store_column(q, 1, a), store_column(q, 2, a)};
    }
    return rc == SQLITE_DONE ? ST_OK : store_failed(s, err);
}

StCode store_search(Store *s, Str query, uint32_t most, Arena *a, Hits *out, StErr *err) {
    *out = (Hits){NULL, 0};
    Str match = match_query(query, a);
    if (!match.n) return ST_OK;
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err,
                      "SELECT d.id, title, snippet(body, 1, '[', ']', ' … ', 24) FROM body"
                      " JOIN document d ON d.number = body.rowid"
                      " WHERE body MATCH ? ORDER BY rank, d.id LIMIT ?",
                      1, &match));
    sqlite3_bind_int64(q, 2, most);
    StCode code = read_hits(s, q, a, out, err);
    store_done(q);
    return code;
}
