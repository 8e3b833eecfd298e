/* Who no longer holds what his title says: "former foreign minister X", and an office-holder of the
 * tables in a text later than his last term. A former minister is not the minister: he keeps his
 * country, and his sectors of state become PLOVER's ELI. */
#include "extract/cast.h"

#include "record/sectors.h"

enum { FORMER_REACH = 2 }; /* tokens before a phrase: "ex - president" */

bool cast_is_former(const Cast *c, uint32_t start, uint32_t end) {
    uint32_t sentence = c->t[start].sentence, first = start;
    while (first > 0 && start - first < FORMER_REACH && c->t[first - 1].sentence == sentence &&
           (c->t[first - 1].upos == UPOS_ADJ || c->t[first - 1].xpos == XPOS_HYPH ||
            c->t[first - 1].xpos == XPOS_VBN || str_eq(c->t[first - 1].norm, S("ex"))))
        first--;
    for (uint32_t i = first; i < end; i++)
        if (token_in(&c->t[i], LIST_FORMER)) return true;
    return false;
}

StCode cast_leave_office(Cast *c, Ref ref) {
    Actor *a = cast_get(c, ref);
    Strs all = a->sectors;
    a->sectors = (Strs){NULL, 0};
    for (uint32_t i = 0; i < all.n; i++) {
        if (sector_set(all.v[i]) & SECTORS_OF_STATE) continue;
        Str *s = list_push(c->x->arena, &a->sectors, Str);
        TRY_MEM(s, c->x->err);
        *s = all.v[i];
    }
    Str elite = S("ELI");
    return cast_sectors(c, ref, (Strs){&elite, 1});
}

bool cast_left_office(const Actor *a) {
    return sectors_any(&a->sectors, SECTOR(ELI));
}
