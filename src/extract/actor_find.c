#include "extract/actor_find.h"

Ref actor_in_range(const Extraction *x, TokenRange range) {
    if (!range_some(range)) return 0;
    uint32_t head = clause_noun_head(&x->parse, range);
    if (head != TOKEN_NONE && x->actor_at[head]) return x->actor_at[head];
    Ref only = 0;
    for (uint32_t i = range.first; i < range.end; i++) {
        if (!x->actor_at[i] || x->actor_at[i] == only) continue;
        if (only) return 0;
        only = x->actor_at[i];
    }
    return only;
}
