#include "extract/claims_parts.h"

#include "record/sectors.h"

/* Words that are said and done: "attacked the plan", "attacked the post". */

static bool is_armed(const Extraction *x, uint32_t token) {
    const Actor *a = token == TOKEN_NONE ? NULL : records_actor(x->out, x->actor_at[token]);
    return a && sectors_any(&a->sectors, SECTORS_ARMED);
}

static bool is_casualty(const Token *t) {
    return token_lemma_in(t, LIST_CASUALTY);
}

static bool has_row(const Table *table, const Token *t) {
    return table && token_is_noun(t) && table_find(table, t->lemma, 0);
}

bool cue_is_deed(const Claiming *c, const Cue *cue, uint32_t source_head, TokenRange content) {
    const Extraction *x = c->x;
    const Token *t = c->p->tokens.v;
    if (!cue->deed || !range_some(content)) return false;
    if (is_armed(x, source_head)) return true;
    TokenRange object = clause_noun_chunk(c->p, content.first),
               s = clause_sentence(c->p, cue->head);
    uint32_t head = clause_noun_head(c->p, object);
    if (has_row(tables_get(x->tables, "en/objects"), &t[head])) return true;
    for (uint32_t i = content.first; i < content.end; i++)
        if (is_armed(x, i) || (x->place_at[i] && !x->actor_at[i])) return true;
    const Table *weapons = tables_get(x->tables, "en/weapons");
    for (uint32_t i = s.first; i < s.end; i++)
        if (is_casualty(&t[i]) || has_row(weapons, &t[i])) return true;
    return false;
}
