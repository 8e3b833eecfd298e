/* "Officers" are soldiers where a text tells of an army, and policemen where it tells of police:
 * what the other words of the document say of the two decides.
 */
#include "extract/names.h"

static bool is_of(const World *w, WorldHit hit, Str sector) {
    Str sectors = hit.row ? world_cell(w, hit, "sectors") : (Str){NULL, 0};
    return str_starts(sectors, sector);
}

void names_tell_forces(const Extraction *x, Names *n) {
    const Parse *p = &x->parse;
    const World *w = &n->world;
    WorldHit police = {
        WORLD_POPULATION, world_word(w, WORLD_POPULATION, S("police officers")), 1, {NULL, 0}};
    uint32_t soldiers = 0, policemen = 0;
    for (uint32_t i = 0; i < p->tokens.n; i++) {
        if (token_in(&p->tokens.v[i], LIST_EITHER_FORCE)) continue;
        soldiers += is_of(w, n->nouns[i].hit, S("MIL"));
        policemen += is_of(w, n->nouns[i].hit, S("COP"));
    }
    if (!police.row || policemen <= soldiers) return;
    for (uint32_t i = 0; i < p->tokens.n; i++) {
        WorldHit *hit = &n->nouns[i].hit;
        bool either = token_in(&p->tokens.v[i], LIST_EITHER_FORCE) && hit->words == 1;
        if (!either || hit->kind != WORLD_POPULATION || !is_of(w, *hit, S("MIL"))) continue;
        hit->row = police.row;
    }
}
