/* The second pass over names: what one mention is sure of, the others take over. */
#include "extract/names.h"

#include "base/map.h"

#include <stdlib.h>

enum { INITIALS_MIN = 3, INITIALS_MAX = 8, REPEAT_BYTES_MIN = 3 };

/* Where each full name, each last word of a person's name and of a storm's, and the initials of
 * each body first stand surely: 1 + name. */
typedef struct Memory {
    Map whole, surname, given, initials, storm;
} Memory;

static Str last_word(const Token *t, const Name *n) {
    for (uint32_t i = n->end; i > n->first; i--) {
        Str w = t[i - 1].norm;
        if (w.n < 2 || t[i - 1].upos == UPOS_PUNCT) continue;
        if (str_eq(w, S("jr.")) || str_eq(w, S("jr")) || str_eq(w, S("sr.")) || str_eq(w, S("iii")))
            continue;
        /* "Kim Jong-un", "al-Assad": the hyphenated word as a whole */
        uint32_t k = i;
        while (k >= n->first + 2 && str_eq(t[k - 2].norm, S("-"))) k -= 2;
        if (k == i) return w;
        return (Str){NULL, 0};
    }
    return (Str){NULL, 0};
}

static void remember(Map *m, Str key, uint32_t value) {
    if (!key.p || !key.n) return;
    uint32_t *at = map_at(m, key);
    if (at && !*at) *at = value;
}

static bool learn(const Token *t, const NameList *list, Memory *m) {
    for (uint32_t i = 0; i < list->n; i++) {
        const Name *n = &list->v[i];
        if (!n->sure || n->type == NAME_NONE) continue;
        if (n->sure > 1) remember(&m->whole, n->key, i + 1);
        if (n->type == NAME_OTHER && n->sure > 2 && n->storm)
            remember(&m->storm, last_word(t, n), i + 1);
        if (n->type != NAME_PERSON || n->end - n->first < 2) continue;
        remember(&m->surname, last_word(t, n), i + 1);
        remember(&m->given, t[n->first].norm, i + 1);
    }
    return !m->whole.failed && !m->surname.failed && !m->given.failed && !m->storm.failed;
}

/* The first letters of the words of a name that have a capital; answers how many. */
static size_t initials_of(const Token *t, const Name *n, char out[INITIALS_MAX]) {
    size_t count = 0;
    for (uint32_t k = n->first; k < n->end && count < INITIALS_MAX; k++)
        if (t[k].flags & TOKEN_CAPITAL && t[k].norm.n) out[count++] = t[k].norm.p[0];
    return count;
}

/* "(URNG)" right behind a body's name is its short form; and what has its initials behind it is a
 * body, whatever the tagger took it for. */
static void learn_acronym(const Token *t, NameList *list, uint32_t i, Memory *m) {
    Name *n = &list->v[i];
    if (i == 0 || n->end - n->first != 1 || !(t[n->first].flags & TOKEN_UPPER)) return;
    Name *before = &list->v[i - 1];
    if (before->end + 1 != n->first || !token_opens(&t[before->end])) return;
    char initials[INITIALS_MAX];
    Str short_form = {initials, initials_of(t, before, initials)};
    if (short_form.n >= INITIALS_MIN && str_eq(short_form, n->key) && !before->known.row)
        before->type = NAME_ORGANISATION, before->sure = 3;
    if (before->type != NAME_ORGANISATION || n->known.row) return;
    n->type = NAME_ORGANISATION;
    n->sure = 3;
    n->same = i;
    uint32_t *at = map_at(&m->whole, n->key);
    if (at) *at = i + 1;
}

/* "Rapid Support Forces" may be called RSF, whoever else is. */
static void learn_initials(Extraction *x, const NameList *list, uint32_t i, Memory *m) {
    const Token *t = x->parse.tokens.v;
    const Name *n = &list->v[i];
    char initials[INITIALS_MAX];
    if (n->type != NAME_ORGANISATION || n->end - n->first < 2) return;
    size_t count = initials_of(t, n, initials);
    if (count > 1) remember(&m->initials, arena_copy(x->arena, (Str){initials, count}), i + 1);
}

/* The body that a word of capitals is the initials of, 0 none. */
static uint32_t long_form(const Token *t, const NameList *list, uint32_t i, const Memory *m) {
    const Name *n = &list->v[i];
    bool capitals = n->end - n->first == 1 && t[n->first].flags & TOKEN_UPPER;
    return capitals && n->type == NAME_ORGANISATION ? map_get(&m->initials, n->key) : 0;
}

static void settle_one(const Token *t, NameList *list, uint32_t i, const Memory *m) {
    Name *n = &list->v[i];
    uint32_t whole = long_form(t, list, i, m);
    if (whole) {
        n->known = list->v[whole - 1].known;
        n->same = whole;
        n->sure = 3;
        return;
    }
    bool single = n->end - n->first == 1;
    uint32_t sure = n->sure, as = map_get(&m->whole, n->key);
    uint32_t person = map_get(&m->surname, n->key);
    if (!person && single && sure < 3) person = map_get(&m->given, n->key);
    if (person == i + 1) person = 0;
    if (person && (sure < 3 || n->type == NAME_PERSON) &&
        !(as && list->v[as - 1].sure > 2 && list->v[as - 1].type != NAME_PERSON)) {
        n->type = NAME_PERSON;
        n->same = person;
        n->sure = 2;
        n->known = list->v[person - 1].known;
        return;
    }
    if (single && sure < 2 && map_get(&m->storm, n->key)) {
        n->type = NAME_OTHER;
        return;
    }
    if (as && as != i + 1 && sure < 2) {
        n->type = list->v[as - 1].type;
        n->known = list->v[as - 1].known;
        n->same = as;
        n->sure = 2;
        return;
    }
    if (as && as != i + 1 && n->type == list->v[as - 1].type) n->same = n->same ? n->same : as;
}

typedef uint32_t TypeVotes[NAME_OTHER + 1];

/* A name that the tagger was unsure of gets the type that most mentions of it in the document have;
 * among equals it keeps its own. */
static StCode vote(Extraction *x, NameList *list) {
    Map first = {.arena = x->arena};
    TypeVotes *votes = arena_new(x->arena, TypeVotes, list->n);
    TRY_MEM(votes, x->err);
    for (uint32_t i = 0; i < list->n; i++) {
        uint32_t *at = map_at(&first, list->v[i].key);
        TRY_MEM(at, x->err);
        if (!*at) *at = i + 1;
        votes[*at - 1][list->v[i].type] += list->v[i].sure + 1;
    }
    for (uint32_t i = 0; i < list->n; i++) {
        Name *n = &list->v[i];
        const uint32_t *of = votes[map_get(&first, n->key) - 1];
        for (int type = 0; type <= NAME_OTHER && n->sure < 2; type++)
            if (of[type] > of[n->type]) n->type = (NameType)type;
    }
    return ST_OK;
}

/* ---- what the tagger passed over */

static int by_first(const void *a, const void *b) {
    const Name *x = a, *y = b;
    return (x->first > y->first) - (x->first < y->first);
}

/* A proper noun that is no name yet, but is one elsewhere in the document. */
static StCode repeat_at(Extraction *x, Names *n, const Map *seen, uint32_t i) {
    const Token *t = &x->parse.tokens.v[i];
    if (n->name_at[i] || x->time_at[i] || !(t->flags & TOKEN_CAPITAL) || t->upos != UPOS_PROPN ||
        t->norm.n < REPEAT_BYTES_MIN || n->nouns[i].hit.row || n->nouns[i].people.row)
        return ST_OK;
    uint32_t as = map_get(seen, t->norm);
    if (!as) return ST_OK;
    Name name = n->list.v[as - 1];
    name.first = name.title = i;
    name.end = i + 1;
    name.sure = 1;
    Name *out = list_push(x->arena, &n->list, Name);
    TRY_MEM(out, x->err);
    *out = name;
    return ST_OK;
}

StCode names_repeat(Extraction *x, Names *n) {
    Map seen = {.arena = x->arena};
    uint32_t had = n->list.n;
    for (uint32_t i = 0; i < had; i++) {
        const Name *name = &n->list.v[i];
        if (name->type == NAME_OTHER || name->type == NAME_NONE) continue;
        if (name->end - name->first == 1) remember(&seen, name->key, i + 1);
    }
    TRY_MEM(!seen.failed, x->err);
    for (uint32_t k = 0; k < x->parse.sentences.n; k++) {
        const Sentence *s = &x->parse.sentences.v[k];
        for (uint32_t i = s->first; s->coded && i < s->first + s->count; i++)
            TRY(repeat_at(x, n, &seen, i));
    }
    if (n->list.n == had) return ST_OK;
    qsort(n->list.v, n->list.n, sizeof *n->list.v, by_first);
    for (uint32_t i = 0; i < n->list.n; i++)
        for (uint32_t k = n->list.v[i].first; k < n->list.v[i].end; k++) n->name_at[k] = i + 1;
    return ST_OK;
}

StCode names_settle(Extraction *x, Names *n) {
    const Token *t = x->parse.tokens.v;
    Memory m = {{.arena = x->arena},
                {.arena = x->arena},
                {.arena = x->arena},
                {.arena = x->arena},
                {.arena = x->arena}};
    TRY_MEM(learn(t, &n->list, &m), x->err);
    for (uint32_t i = 0; i < n->list.n; i++) learn_acronym(t, &n->list, i, &m);
    TRY(vote(x, &n->list));
    for (uint32_t i = 0; i < n->list.n; i++) learn_initials(x, &n->list, i, &m);
    TRY_MEM(!m.initials.failed, x->err);
    for (uint32_t i = 0; i < n->list.n; i++) settle_one(t, &n->list, i, &m);
    return ST_OK;
}
