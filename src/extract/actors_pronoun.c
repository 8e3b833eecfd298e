/* Who "he", "she", "they" and "it" are, where one actor is plainly meant. */
#include "extract/cast.h"

enum { PRONOUN_SENTENCES = 3 };

typedef enum Gender { GENDER_ANY, GENDER_MAN, GENDER_WOMAN } Gender;

static Gender gender_of(const Cast *c, const Actor *a) {
    static const struct {
        const char *word;
        Gender gender;
    } rows[] = {
        {"spokeswoman", GENDER_WOMAN},   {"chairwoman", GENDER_WOMAN}, {"mrs", GENDER_WOMAN},
        {"ms.", GENDER_WOMAN},           {"queen", GENDER_WOMAN},      {"princess", GENDER_WOMAN},
        {"congresswoman", GENDER_WOMAN}, {"spokesman", GENDER_MAN},    {"king", GENDER_MAN},
        {"chairman", GENDER_MAN},        {"congressman", GENDER_MAN}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows && a->title.n; i++)
        if (str_find_nocase(a->title, str_of(rows[i].word)) != SIZE_MAX) return rows[i].gender;
    size_t space = str_find_char(a->name, ' ');
    if (space == SIZE_MAX || space > TABLE_KEY_MAX) return GENDER_ANY;
    char lower[TABLE_KEY_MAX];
    for (size_t i = 0; i < space; i++) {
        char ch = a->name.p[i];
        lower[i] = (char)(ch >= 'A' && ch <= 'Z' ? ch | 0x20 : ch);
    }
    uint32_t r = world_word(c->w, WORLD_GIVEN, (Str){lower, space});
    Str g = table_cell(c->w->table[WORLD_GIVEN], r - 1, 1);
    if (!r || !g.n) return GENDER_ANY;
    return g.p[0] == 'f' ? GENDER_WOMAN : GENDER_MAN;
}

typedef struct Want {
    bool person, plural, thing;
    Gender gender;
} Want;

static bool fits(const Cast *c, Ref ref, Want want) {
    const Actor *a = cast_get(c, ref);
    if (!a) return false;
    if (want.person) {
        /* somebody with a name or an office, not "a family" */
        if (a->kind != ACTOR_PERSON || !a->mentions.n) return false;
        if (!a->title.n && a->mentions.v[0].how != HOW_NAME) return false;
        Gender g = gender_of(c, a);
        return g == GENDER_ANY || want.gender == GENDER_ANY || g == want.gender;
    }
    if (want.plural) return a->kind == ACTOR_POPULATION || a->kind == ACTOR_GROUP;
    return a->kind == ACTOR_STATE || a->kind == ACTOR_ORGANISATION;
}

static bool is_subject(const Token *t) {
    return t->deprel == DEP_NSUBJ || t->deprel == DEP_NSUBJ_PASS;
}

/* The first fitting actor of a sentence up to a token, its subjects before the others. */
static Ref first_in(const Cast *c, const Sentence *s, uint32_t until, Want want) {
    uint32_t end = s->first + s->count < until ? s->first + s->count : until;
    for (uint32_t i = s->first; i < end; i++)
        if (is_subject(&c->t[i]) && fits(c, c->x->actor_at[i], want)) return c->x->actor_at[i];
    for (uint32_t i = s->first; i < end; i++)
        if (fits(c, c->x->actor_at[i], want)) return c->x->actor_at[i];
    return 0;
}

static Ref antecedent(const Cast *c, uint32_t at, Want want) {
    uint32_t here = c->t[at].sentence;
    uint32_t reach = want.person ? PRONOUN_SENTENCES : 1;
    for (uint32_t back = 0; back <= reach && back <= here; back++) {
        const Sentence *s = &c->x->parse.sentences.v[here - back];
        Ref r = first_in(c, s, at, want);
        if (r) return r;
    }
    return 0;
}

static bool want_of(const Cast *c, uint32_t at, Want *want) {
    Str w = c->t[at].norm;
    *want = (Want){0};
    if (str_eq(w, S("he")) || str_eq(w, S("him")) || str_eq(w, S("his"))) {
        *want = (Want){.person = true, .gender = GENDER_MAN};
        return true;
    }
    if (str_eq(w, S("she")) || str_eq(w, S("her"))) {
        *want = (Want){.person = true, .gender = GENDER_WOMAN};
        return true;
    }
    if (str_eq(w, S("they"))) {
        want->plural = true;
        return true;
    }
    /* "it" only where it does something that a body does, not "it is", "it rained" */
    if (!str_eq(w, S("it")) || at + 1 >= c->x->parse.tokens.n) return false;
    const Token *next = &c->t[at + 1];
    want->thing = true;
    static const char *const acts[] = {"said",   "says",    "added",  "has",      "had",
                                       "will",   "would",   "also",   "called",   "urged",
                                       "denied", "accused", "warned", "rejected", "condemned",
                                       "did",    "does",    "wants",  "plans",    NULL};
    for (int i = 0; acts[i]; i++)
        if (str_eq(next->norm, str_of(acts[i]))) return true;
    return false;
}

StCode actors_pronouns(Cast *c) {
    for (uint32_t i = 0; i < c->x->parse.tokens.n; i++) {
        Want want;
        if (c->t[i].upos != UPOS_PRON || c->x->actor_at[i] || c->t[i].flags & TOKEN_QUOTED ||
            !c->x->parse.sentences.v[c->t[i].sentence].coded || !want_of(c, i, &want))
            continue;
        Ref ref = antecedent(c, i, want);
        if (ref) TRY(cast_mention(c, ref, i, i + 1, HOW_PRONOUN));
    }
    return ST_OK;
}
