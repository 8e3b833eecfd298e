/* Who "he", "she", "they" and "it" are, where one actor is plainly meant: of the actors of the
 * sentence and the few before it that fit in gender and number, the most salient.
 *
 *   note Salience: nearness in sentences, subjects before the rest, who was a pronoun before, who
 *        is spoken of most. What governs both cannot be both ("he told him"). A body is never "he".
 *        Within quotation marks only what stands within them is meant.
 *   src  Lappin and Leass, An Algorithm for Pronominal Anaphora Resolution (1994)
 */
#include "extract/actors_speaker.h"
#include "extract/issuer.h"
#include "record/sectors.h"

enum {
    PERSON_SENTENCES = 3, /* how many sentences back */
    BODY_SENTENCES = 1,
    SALIENCE_SENTENCE = 24, /* less for each sentence back */
    SALIENCE_SUBJECT = 30,
    SALIENCE_OWNER = -8, /* "Y's lawyer" */
    SALIENCE_PRONOUN = 12,
    SALIENCE_ARMED = 40,   /* "they attacked" */
    SALIENCE_SPEAKER = 60, /* who spoke last, of a pronoun that speaks */
    SALIENCE_MENTION = 2,  /* each, at most MENTIONS_MOST */
    MENTIONS_MOST = 6,
    SALIENCE_LEAST = -1000
};

typedef enum Gender { GENDER_ANY, GENDER_MAN, GENDER_WOMAN } Gender;

typedef struct Pronouns {
    Cast *c;
    const Table *people; /* en/person_words */
    const Table *events;
    CueTable cues;
    uint8_t *gender;     /* per actor */
    uint32_t *mentioned; /* per actor: its tokens' runs so far */
} Pronouns;

typedef struct Want {
    bool person, plural, thing, reflexive, possessive;
    bool attacks; /* subject of a verb of violence */
    Gender gender;
    uint32_t speaker; /* who spoke last, where the pronoun speaks; TOKEN_NONE */
} Want;

/* ---- gender */

static Gender gender_of_word(const Pronouns *p, Str word) {
    static const struct {
        const char *word;
        Gender gender;
    } rows[] = {
        {"mr", GENDER_MAN},           {"mr.", GENDER_MAN},        {"sir", GENDER_MAN},
        {"lord", GENDER_MAN},         {"king", GENDER_MAN},       {"prince", GENDER_MAN},
        {"sheikh", GENDER_MAN},       {"ayatollah", GENDER_MAN},  {"imam", GENDER_MAN},
        {"pope", GENDER_MAN},         {"father", GENDER_MAN},     {"spokesman", GENDER_MAN},
        {"chairman", GENDER_MAN},     {"emir", GENDER_MAN},       {"sultan", GENDER_MAN},
        {"mrs", GENDER_WOMAN},        {"mrs.", GENDER_WOMAN},     {"ms", GENDER_WOMAN},
        {"ms.", GENDER_WOMAN},        {"miss", GENDER_WOMAN},     {"lady", GENDER_WOMAN},
        {"dame", GENDER_WOMAN},       {"queen", GENDER_WOMAN},    {"princess", GENDER_WOMAN},
        {"madam", GENDER_WOMAN},      {"baroness", GENDER_WOMAN}, {"spokeswoman", GENDER_WOMAN},
        {"chairwoman", GENDER_WOMAN}, {"sister", GENDER_WOMAN}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(word, str_of(rows[i].word))) return rows[i].gender;
    uint32_t r = word.n && word.n <= TABLE_KEY_MAX ? table_find(p->people, word, 0) : 0;
    Str sex = r ? table_cell(p->people, r - 1, table_column(p->people, "sex")) : (Str){NULL, 0};
    return !sex.n ? GENDER_ANY : sex.p[0] == 'f' ? GENDER_WOMAN : GENDER_MAN;
}

static Gender gender_of_given(const Cast *c, Str given) {
    uint32_t r = world_word(c->w, WORLD_GIVEN, given);
    Str g = r ? table_cell(c->w->table[WORLD_GIVEN], r - 1, 1) : (Str){NULL, 0};
    return !g.n ? GENDER_ANY : g.p[0] == 'f' ? GENDER_WOMAN : GENDER_MAN;
}

static void learn(Pronouns *p, Ref ref, Gender g) {
    if (ref && g && !p->gender[ref]) p->gender[ref] = (uint8_t)g;
}

/* By the words of a name and of its titles: "Mrs. X", "spokeswoman Y", "Maria Z". */
static void learn_name(Pronouns *p, const Name *n) {
    const Cast *c = p->c;
    Ref ref = c->x->actor_at[n->first];
    const Actor *a = cast_get(c, ref);
    if (!a || a->kind != ACTOR_PERSON) return;
    uint32_t from = n->first > 1 ? n->first - 2 : 0;
    for (uint32_t i = n->first; i-- > from && c->x->actor_at[i] == ref;)
        learn(p, ref, gender_of_word(p, c->t[i].norm));
    if (n->first) learn(p, ref, gender_of_word(p, c->t[n->first - 1].norm));
    if (n->end - n->first > 1) learn(p, ref, gender_of_given(c, c->t[n->first].norm));
}

static void learn_title(Pronouns *p, Ref ref) {
    const Cast *c = p->c;
    Str rest = cast_get(c, ref)->title, word;
    while (rest.n && str_split(&rest, ' ', &word)) {
        Str low = arena_copy(c->x->arena, word);
        for (size_t i = 0; low.p && i < low.n; i++) {
            char *at = (char *)(uintptr_t)low.p + i;
            if (*at >= 'A' && *at <= 'Z') *at = (char)(*at | 0x20);
        }
        learn(p, ref, gender_of_word(p, low));
    }
}

/* The last word of a phrase: "the schoolgirl". */
static void learn_phrase(Pronouns *p, Ref ref) {
    const Cast *c = p->c;
    Str name = cast_get(c, ref)->name;
    size_t at = name.n;
    while (at && name.p[at - 1] != ' ') at--;
    learn(p, ref, gender_of_word(p, str_from(name, at)));
}

/* ---- who fits */

static bool fits(const Pronouns *p, Ref ref, Want want) {
    const Actor *a = cast_get(p->c, ref);
    if (!a || !a->mentions.n) return false;
    if (want.person) {
        /* somebody with a name or an office, not "a family" */
        if (a->kind != ACTOR_PERSON) return false;
        if (!a->title.n && a->mentions.v[0].how != HOW_NAME) return false;
        Gender g = (Gender)p->gender[ref];
        return g == GENDER_ANY || want.gender == GENDER_ANY || g == want.gender;
    }
    if (want.plural) return a->kind == ACTOR_POPULATION || a->kind == ACTOR_GROUP;
    bool named = a->kind == ACTOR_GROUP && a->mentions.v[0].how == HOW_NAME;
    return a->kind == ACTOR_STATE || a->kind == ACTOR_ORGANISATION || named;
}

static bool is_armed(const Actor *a) {
    return sectors_any(&a->sectors, SECTORS_ARMED | SECTORS_LAWLESS);
}

static bool is_subject(const Token *t) {
    return t->deprel == DEP_NSUBJ || t->deprel == DEP_NSUBJ_PASS;
}

/* The word that a mention hangs on, and how: its token whose head lies outside of it. */
static uint32_t mention_head(const Cast *c, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++)
        if (c->t[i].head == 0 || c->t[i].head - 1 < first || c->t[i].head - 1 >= end) return i;
    return first;
}

static int32_t salience(const Pronouns *p, Ref ref, uint32_t head, uint32_t at, Want want) {
    const Cast *c = p->c;
    const Token *t = &c->t[head], *pronoun = &c->t[at];
    /* what governs both cannot be both, but for "himself" */
    bool clause = t->sentence == pronoun->sentence && t->head && t->head == pronoun->head;
    if (clause && !want.possessive && !want.reflexive) return SALIENCE_LEAST;
    if (want.reflexive && (t->sentence != pronoun->sentence || !is_subject(t)))
        return SALIENCE_LEAST;
    int32_t back = (int32_t)(pronoun->sentence - t->sentence);
    int32_t score = -SALIENCE_SENTENCE * back;
    if (is_subject(t)) score += SALIENCE_SUBJECT;
    if (t->deprel == DEP_NMOD_POSS) score += SALIENCE_OWNER;
    if (t->upos == UPOS_PRON) score += SALIENCE_PRONOUN;
    if (want.attacks && is_armed(cast_get(c, ref))) score += SALIENCE_ARMED;
    if (want.speaker != TOKEN_NONE && c->x->actor_at[want.speaker] == ref &&
        c->t[want.speaker].sentence == t->sentence)
        score += SALIENCE_SPEAKER;
    uint32_t n = p->mentioned[ref] < MENTIONS_MOST ? p->mentioned[ref] : MENTIONS_MOST;
    return score + SALIENCE_MENTION * (int32_t)n;
}

/* Where the search for an antecedent begins. */
static uint32_t window(const Cast *c, uint32_t at, Want want) {
    uint32_t here = c->t[at].sentence, back = want.person ? PERSON_SENTENCES : BODY_SENTENCES;
    if (want.reflexive) back = 0;
    return c->x->parse.sentences.v[here > back ? here - back : 0].first;
}

/* The most salient actor that fits; of equals the nearer. */
static Ref antecedent(const Pronouns *p, uint32_t at, Want want) {
    const Cast *c = p->c;
    bool quoted = c->t[at].flags & TOKEN_QUOTED;
    Ref best = 0;
    int32_t most = SALIENCE_LEAST;
    for (uint32_t i = window(c, at, want), end; i < at; i = end) {
        Ref ref = c->x->actor_at[i];
        for (end = i + 1; end < at && c->x->actor_at[end] == ref;) end++;
        if (!ref || !fits(p, ref, want) || (quoted && !(c->t[i].flags & TOKEN_QUOTED))) continue;
        int32_t score = salience(p, ref, mention_head(c, i, end), at, want);
        if (score == SALIENCE_LEAST || score < most) continue;
        most = score;
        best = ref;
    }
    return best;
}

/* ---- the pronouns */

/* "it" only where it does something that a body does, not "it is", "it rained" */
static bool acts_as_body(const Cast *c, uint32_t at) {
    return at + 1 < c->x->parse.tokens.n && token_in(&c->t[at + 1], LIST_BODY_ACT);
}

static bool want_of(const Cast *c, uint32_t at, Want *want) {
    const Token *t = &c->t[at];
    *want = (Want){.possessive = t->xpos == XPOS_PRPS,
                   .reflexive = str_ends(t->norm, S("self")),
                   .speaker = TOKEN_NONE};
    if (token_in(t, LIST_MAN) || token_in(t, LIST_WOMAN)) {
        want->person = true;
        want->gender = token_in(t, LIST_MAN) ? GENDER_MAN : GENDER_WOMAN;
        return true;
    }
    want->plural = str_eq(t->norm, S("they"));
    want->thing = token_in(t, LIST_THING) || (str_eq(t->norm, S("it")) && acts_as_body(c, at));
    return want->plural || want->thing;
}

/* "they | attacked": by the first row of the verb in en/events. */
static bool attacks(const Pronouns *p, uint32_t at) {
    const Token *t = &p->c->t[at];
    if (t->deprel != DEP_NSUBJ || !t->head || !p->events) return false;
    Str verb = p->c->t[t->head - 1].lemma;
    uint32_t row = verb.n && verb.n <= TABLE_KEY_MAX ? table_find(p->events, verb, 0) : 0;
    for (; row; row = table_find(p->events, verb, row))
        if (str_eq(table_cell(p->events, row - 1, table_column(p->events, "class")), S("ASSAULT")))
            return true;
    return false;
}

/* Who spoke last, where the pronoun is the subject of a verb of saying. */
static uint32_t speaks_after(const Pronouns *p, uint32_t at) {
    const Token *t = &p->c->t[at];
    if (t->deprel != DEP_NSUBJ || !t->head || t->flags & TOKEN_QUOTED) return TOKEN_NONE;
    if (!speaker_verb_at(&p->cues, &p->c->x->parse, t->head - 1)) return TOKEN_NONE;
    return speaker_before(p->c, &p->cues, at);
}

/* Counts the mention that a token begins. */
static void count_mention(Pronouns *p, uint32_t i) {
    Ref ref = p->c->x->actor_at[i];
    if (ref && (!i || p->c->x->actor_at[i - 1] != ref)) p->mentioned[ref]++;
}

/* "We" of a paper that a body issues is the body, outside what it quotes. */
static Ref issuer_meant(const Pronouns *p, const Issuer *issuer, uint32_t at) {
    const Token *t = &p->c->t[at];
    bool we = issuer->actor && at >= issuer->body && token_in(t, LIST_FIRST_PLURAL);
    return we && !(t->flags & TOKEN_QUOTED) ? issuer->actor : 0;
}

static StCode resolve_all(Pronouns *p) {
    Cast *c = p->c;
    Issuer issuer = issuer_find(c->x);
    for (uint32_t i = 0; i < c->x->parse.tokens.n; i++) {
        Want want;
        bool open = c->t[i].upos == UPOS_PRON && !c->x->actor_at[i] &&
                    c->x->parse.sentences.v[c->t[i].sentence].coded;
        bool asks = open && want_of(c, i, &want);
        if (asks) want.attacks = want.plural && attacks(p, i);
        if (asks) want.speaker = speaks_after(p, i);
        bool nobody = asks && want.person && want.speaker != TOKEN_NONE &&
                      speaker_is_nobody_known(c, want.speaker);
        Ref ref = asks && !nobody ? antecedent(p, i, want) : open ? issuer_meant(p, &issuer, i) : 0;
        if (ref) {
            TRY(cast_mention(c, ref, i, i + 1, HOW_PRONOUN));
            learn(p, ref, want.gender);
        }
        count_mention(p, i);
    }
    return ST_OK;
}

StCode actors_pronouns(Cast *c) {
    Pronouns p = {.c = c,
                  .people = tables_get(c->x->tables, "en/person_words"),
                  .events = tables_get(c->x->tables, "en/events")};
    cue_table_open(c->x->tables, &p.cues);
    uint32_t n = c->x->out->actors.n;
    p.gender = arena_new(c->x->arena, uint8_t, n + 1);
    p.mentioned = arena_new(c->x->arena, uint32_t, n + 1);
    TRY_MEM(p.gender && p.mentioned, c->x->err);
    for (uint32_t i = 0; i < c->names->list.n; i++) learn_name(&p, &c->names->list.v[i]);
    for (Ref ref = 1; ref <= n; ref++) {
        if (cast_get(c, ref)->kind != ACTOR_PERSON) continue;
        learn_title(&p, ref);
        learn_phrase(&p, ref);
    }
    return resolve_all(&p);
}
