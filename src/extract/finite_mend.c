/* Verbs that a tagger took for attributes: "Oresk on Monday | rejected | calls by Velmar". A past
 * tense and a past participle look alike; a participle that describes the noun behind it never
 * stands right behind another noun, so there it is the verb, and its neighbours are its subject and
 * object.
 *
 *   in   a parse with trees
 *   out  the same, such participles made the verb of their clause
 *   note what cannot be hung without a loop is left as it was
 */
#include "extract/clause.h"
#include "extract/extraction.h"

enum { CLIMB_MAX = 64 };

/* A form that may be a past tense: not "taken", "broken". */
static bool may_be_past(const Table *forms, const Token *t) {
    if (str_ends(t->norm, S("ed"))) return true;
    int past = forms ? table_column(forms, "past") : -1;
    for (uint32_t row = 0; forms && (row = table_find(forms, t->norm, row)) != 0;)
        if (str_eq(table_cell(forms, row - 1, past), t->norm)) return true;
    return false;
}

static bool is_day(const Token *t) {
    return token_in(t, LIST_DAY_NAME);
}

static bool is_noun(const Token *t) {
    return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN;
}

/* The head of the phrase that ends before `v`, over days and adverbs; `v` where there is none. */
static uint32_t subject_before(const Token *t, uint32_t first, uint32_t v) {
    uint32_t i = v;
    while (i > first && v - i < CLIMB_MAX && (is_day(&t[i - 1]) || t[i - 1].upos == UPOS_ADV)) i--;
    if (i < v && i > first && t[i - 1].xpos == XPOS_IN) i--;
    if (i == first || !is_noun(&t[i - 1])) return v;
    uint32_t noun = i - 1;
    for (int n = 0; n < CLIMB_MAX && t[noun].head; n++) {
        uint32_t up = t[noun].head - 1;
        if (up >= v || up < first || !is_noun(&t[up])) break;
        noun = up;
    }
    return noun;
}

static bool hangs_under(const Token *t, uint32_t i, uint32_t top) {
    for (int n = 0; n < CLIMB_MAX; n++) {
        if (i == top) return true;
        if (!t[i].head) return false;
        i = t[i].head - 1;
    }
    return true;
}

/* Is the noun the subject of another verb: "police said wounded men were taken away"? */
static bool is_subject_elsewhere(const Token *t, uint32_t noun) {
    return t[noun].deprel == DEP_NSUBJ || t[noun].deprel == DEP_NSUBJ_PASS;
}

static void mend(Token *t, uint32_t first, uint32_t v) {
    uint32_t object = t[v].head - 1, subject = subject_before(t, first, v);
    if (subject == v || is_subject_elsewhere(t, object)) return;
    bool apart = t[object].head == subject + 1;
    Ref up = apart ? t[subject].head : t[object].head;
    if (up && (hangs_under(t, up - 1, object) || hangs_under(t, up - 1, subject))) return;
    t[v].xpos = XPOS_VBD;
    t[v].upos = UPOS_VERB;
    t[v].deprel = !up ? DEP_ROOT : t[up - 1].upos == UPOS_VERB ? DEP_CCOMP : DEP_PARATAXIS;
    t[v].head = up;
    t[object].head = t[subject].head = v + 1;
    t[object].deprel = DEP_OBJ;
    t[subject].deprel = DEP_NSUBJ;
}

/* The object that follows a participle at once, over a particle; `end` where none does: only an
 * active verb has one. */
static uint32_t object_behind(const Token *t, uint32_t v, uint32_t end) {
    uint32_t i = v + 1;
    if (i < end && t[i].xpos == XPOS_RP) i++;
    uint32_t first = i;
    for (; i < end && i - v < CLIMB_MAX; i++) {
        if (is_noun(&t[i]) && t[i].head == v + 1) break;
        if (token_in(&t[i], LIST_NUMBER_OPENER)) continue;
        if (t[i].upos != UPOS_DET && t[i].upos != UPOS_ADJ && t[i].upos != UPOS_NUM &&
            t[i].upos != UPOS_NOUN && t[i].upos != UPOS_PROPN && t[i].xpos != XPOS_PRPS &&
            t[i].xpos != XPOS_POS)
            return end;
    }
    return i < end && i - first < CLIMB_MAX && !is_day(&t[i]) ? i : end;
}

/* The root that a noun hangs on, over nouns alone; `v` where it is none. */
static uint32_t root_before(const Token *t, uint32_t noun, uint32_t v) {
    for (int n = 0; n < CLIMB_MAX && t[noun].head; n++) {
        if (t[noun].deprel != DEP_NMOD && t[noun].deprel != DEP_APPOS) return v;
        noun = t[noun].head - 1;
        if (noun >= v || !is_noun(&t[noun])) return v;
    }
    return t[noun].head ? v : noun;
}

/* "The workers | called | off their strike": no attribute of the workers but what they did. */
static void mend_clause(Token *t, uint32_t v, uint32_t end) {
    uint32_t subject = t[v].head - 1, object = object_behind(t, v, end);
    bool alone = token_in(&t[v], LIST_NEEDS_NO_OBJECT);
    uint32_t root = root_before(t, subject, v);
    if ((object == end && !alone) || root == v || !is_noun(&t[subject])) return;
    if (root != subject) { /* "OF [Oresk Front] units | placed | a bomb" */
        t[root].head = subject + 1;
        t[root].deprel = DEP_NMOD;
    }
    t[v].xpos = XPOS_VBD;
    t[v].deprel = DEP_ROOT;
    t[v].head = 0;
    t[subject].head = v + 1;
    t[subject].deprel = DEP_NSUBJ;
    if (object < end) t[object].deprel = DEP_OBJ;
}

/* "Jets | struck | the camp": no adjective or adverb has a subject and an object. */
static void mend_adjective(Token *t, uint32_t v, uint32_t first, uint32_t end) {
    bool subject = false, object = false, copula = false;
    if (v - first > CLIMB_MAX) first = v - CLIMB_MAX;
    if (end - v > CLIMB_MAX) end = v + CLIMB_MAX;
    for (uint32_t i = first; i < end; i++) {
        if (t[i].head != v + 1) continue;
        subject = subject || t[i].deprel == DEP_NSUBJ;
        object = object || t[i].deprel == DEP_OBJ;
        copula = copula || t[i].deprel == DEP_COP;
    }
    if (!subject || !object || copula) return;
    t[v].xpos = XPOS_VBD;
    t[v].upos = UPOS_VERB;
}

/* "The dam | burst |", "gangs | set | upon them": what has a subject and looks like a past tense is
 * no noun. */
static void mend_noun(Token *t, uint32_t v, uint32_t first, uint32_t end) {
    bool subject = false;
    for (uint32_t i = first; i < end; i++) {
        if (t[i].head != v + 1) continue;
        if (t[i].deprel == DEP_COP || t[i].deprel == DEP_DET) return;
        subject = subject || (t[i].deprel == DEP_NSUBJ && i < v);
    }
    if (!subject) return;
    t[v].xpos = XPOS_VBD;
    t[v].upos = UPOS_VERB;
}

/* "Oresk, | accused | of arson, left": what somebody suffers has its doer or nothing behind it. */
static bool may_be_suffered(const Token *t, uint32_t v, uint32_t end) {
    for (uint32_t i = v + 1; i < end && i - v <= 3; i++)
        if (str_eq(t[i].norm, S("by"))) return true;
    return false;
}

/* "One lawmaker | called | it a farce.", "the council | sought to | …": a participle without an auxiliary
 * has no subject of its own, which the tree sees before this one. */
static void mend_subject(Token *t, uint32_t v, uint32_t first, uint32_t end) {
    bool subject = false, governs = t[end - 1].xpos == XPOS_STOP || t[end - 1].upos == UPOS_PUNCT;
    if (v - first > CLIMB_MAX) first = v - CLIMB_MAX;
    for (uint32_t i = first; i < end && i < v + CLIMB_MAX; i++) {
        if (t[i].head != v + 1) continue;
        if (t[i].deprel == DEP_AUX || t[i].deprel == DEP_AUX_PASS || t[i].deprel == DEP_COP) return;
        subject = subject || (t[i].deprel == DEP_NSUBJ && i < v);
        governs = governs || t[i].deprel == DEP_OBJ || t[i].deprel == DEP_CCOMP;
    }
    if (!subject || !governs || may_be_suffered(t, v, end)) return;
    t[v].xpos = XPOS_VBD;
}

/* Whether a plural may be a verb of saying in the present: "notes", "claims", "reads". */
static bool may_be_said(const Table *cues, const Token *t) {
    if (t->lemma.n > TABLE_KEY_MAX) return false;
    int word = table_column(cues, "word");
    for (uint32_t row = 0; (row = table_find(cues, t->lemma, row)) != 0;)
        if (str_is(table_cell(cues, row - 1, word), "verb")) return true;
    return false;
}

static void become_present(Token *t, uint32_t v) {
    t[v].xpos = XPOS_VBZ;
    t[v].upos = UPOS_VERB;
}

/* "The firm | points | the finger at Iln": a noun has no subject and object. */
static bool governs_clause(const Token *t, uint32_t v, uint32_t first, uint32_t end) {
    bool subject = false, object = false;
    if (end - v > CLIMB_MAX) end = v + CLIMB_MAX;
    for (uint32_t i = v - first > CLIMB_MAX ? v - CLIMB_MAX : first; i < end; i++) {
        if (t[i].head != v + 1) continue;
        if (t[i].deprel == DEP_COP || t[i].deprel == DEP_DET) return false;
        subject = subject || (t[i].deprel == DEP_NSUBJ && i < v);
        object = object || (t[i].deprel == DEP_OBJ && i > v);
    }
    return subject && object;
}

/* ", an airport worker | swears |.": no plural stands behind "a"; the noun before it then, else `v`. */
static uint32_t single_subject(const Token *t, uint32_t v, uint32_t first) {
    uint32_t i = v;
    while (i > first && (is_noun(&t[i - 1]) || t[i - 1].upos == UPOS_ADJ)) i--;
    bool one = i + 1 <= v && i > first + 1 && token_in(&t[i - 1], LIST_SINGLE) &&
               t[i - 2].xpos == XPOS_COMMA;
    return one && is_noun(&t[v - 1]) ? v - 1 : v;
}

/* Who a parenthesis names: "Our men left, the statement | reads |.", "Velmar, Iln | notes |, is quiet";
 * `v` where it is none. */
static uint32_t parenthesis_subject(const Token *t, uint32_t v, uint32_t first, uint32_t end) {
    bool ends = v + 1 >= end || t[v + 1].xpos == XPOS_STOP;
    if (v < first + 3 || (!ends && t[v + 1].xpos != XPOS_COMMA) || !is_noun(&t[v - 1])) return v;
    uint32_t who = v;
    while (who > first && t[who - 1].upos == UPOS_PROPN) who--;
    bool name = who < v && who > first && t[who - 1].xpos == XPOS_COMMA;
    if (name && t[v].head == who + 1) return who;
    if (name && t[who].head == v + 1) return who;
    bool compound = t[v - 1].head == v + 1 && t[v - 1].deprel == DEP_COMPOUND;
    return ends && compound && t[v].deprel == DEP_PARATAXIS ? v - 1 : v;
}

static void mend_plural(const Table *cues, Token *t, uint32_t v, uint32_t first, uint32_t end) {
    if (t[v].xpos != XPOS_NNS || !cues || !table_begins(cues, t[v].lemma)) return;
    if (governs_clause(t, v, first, end)) {
        become_present(t, v);
        return;
    }
    if (!may_be_said(cues, &t[v])) return;
    uint32_t who = parenthesis_subject(t, v, first, end);
    bool closes = v + 1 < end && (t[v + 1].xpos == XPOS_STOP || t[v + 1].xpos == XPOS_COMMA);
    if (who == v && closes) who = single_subject(t, v, first);
    if (who == v) return;
    become_present(t, v);
    if (t[v].head == who + 1) {
        t[v].head = t[who].head;
        t[v].deprel = t[v].head ? DEP_PARATAXIS : DEP_ROOT;
    }
    t[who].head = v + 1;
    t[who].deprel = DEP_NSUBJ;
    for (uint32_t i = first; i < v; i++) /* its article goes with it */
        if (i != who && t[i].head == v + 1 && t[i].deprel == DEP_DET) t[i].head = who + 1;
}

/* "Flames | raced | through the town.": a sentence with a full stop tells of something, so that
 * where the tree sees no finite verb the participle that describes its noun is one; also before a
 * finite verb that is coordinated with it ("crowds | gathered | and clashed"), which the tree hangs
 * on what is none. */
static bool is_verbless(const Token *t, uint32_t first, uint32_t end) {
    if (t[end - 1].xpos != XPOS_STOP) return false;
    for (uint32_t i = first; i < end; i++) {
        bool second = t[i].deprel == DEP_CONJ && t[i].head && !token_is_finite(&t[t[i].head - 1]);
        if (token_is_finite(&t[i]) && !second) return false;
    }
    return true;
}

/* "In the evening, crowds …": what a preposition opens a sentence with is no subject of it. */
static bool is_setting(const Token *t, uint32_t root, uint32_t first) {
    return t[first].deprel == DEP_CASE && t[first].head == root + 1;
}

/* The noun that a word hangs on, past what it is called besides: "Iln" of "Iln, mayor of Oresk". */
static uint32_t named_first(const Token *t, uint32_t first, uint32_t word) {
    uint32_t noun = word;
    for (int n = 0; n < CLIMB_MAX && t[noun].head; n++) {
        uint32_t up = t[noun].head - 1;
        if (up >= noun || up < first || !is_noun(&t[up])) break;
        noun = up;
    }
    return noun;
}

/* The participle becomes the verb of its sentence, what it described its subject; the sentence's first
 * noun unless that tells of a day or a place ("On Sunday, Iln, the mayor, called"). */
static void make_main(Token *t, uint32_t first, uint32_t end, uint32_t root, uint32_t v) {
    bool aside = is_day(&t[root]) || (root > first && t[root - 1].upos == UPOS_ADP) ||
                 is_setting(t, root, first);
    uint32_t subject = aside || root > v ? named_first(t, first, v) : root;
    if (subject == v) subject = root;
    if (subject == root && is_setting(t, root, first) && t[v].head) subject = t[v].head - 1;
    t[v].xpos = XPOS_VBD;
    t[v].upos = UPOS_VERB;
    t[v].deprel = DEP_ROOT;
    t[v].head = 0;
    for (uint32_t i = v + 1; i < end; i++) {
        if (t[i].head != subject + 1) continue;
        t[i].head = v + 1;
        if (t[i].deprel == DEP_NMOD) t[i].deprel = DEP_OBL;
    }
    if (root != subject) {
        t[root].head = v + 1;
        t[root].deprel = DEP_OBL;
    }
    t[subject].head = v + 1;
    t[subject].deprel = DEP_NSUBJ;
}

static void mend_verbless(Token *t, const Table *forms, uint32_t first, uint32_t end) {
    uint32_t root = first;
    while (root < end && t[root].head) root++;
    if (root == end || !is_noun(&t[root])) return;
    /* "Portburg man charged with arson." is a headline: prose says "a man" */
    bool headline =
        t[root].xpos == XPOS_NN && t[first].upos != UPOS_DET && !is_setting(t, root, first);
    uint32_t commas = 0;
    for (uint32_t v = first + 1; v + 1 < end; v++) {
        commas += t[v].xpos == XPOS_COMMA;
        bool participle = t[v].xpos == XPOS_VBN && t[v].deprel == DEP_ACL && t[v].head &&
                          t[v].head <= v && is_noun(&t[t[v].head - 1]);
        bool describes = participle && is_noun(&t[v - 1]) && v > root && !headline;
        /* "Iln, mayor of Oresk, | called | for calm." */
        describes = describes || (participle && t[v - 1].xpos == XPOS_COMMA && commas > 1);
        /* "Rescue teams | dug | through": a tagger that does not know the word */
        bool unknown = t[v].head == root + 1 && v == root + 1 && !token_is_verb(&t[v]) && forms &&
                       !headline && table_find(forms, t[v].norm, 0) && t[v].upos != UPOS_ADP;
        describes = describes || unknown;
        bool suffers = str_eq(t[v + 1].norm, S("by")) || t[v + 1].upos == UPOS_PUNCT ||
                       token_in(&t[v], LIST_DONE_TO_PEOPLE);
        if (!describes || suffers || !may_be_past(forms, &t[v])) continue;
        make_main(t, first, end, root, v);
        return;
    }
}

/* "Oresk | regained | control of it.": an adjective made of a verb, where a sentence with a full stop
 * has no other; not "unarmed", which no verb makes. */
static bool is_made_of_verb(const Token *t) {
    return t->xpos == XPOS_JJ && str_ends(t->norm, S("ed")) && !str_starts(t->norm, S("un"));
}

void finite_verbs_mend(Extraction *x) {
    Token *t = x->parse.tokens.v;
    const Table *forms = tables_get(x->tables, "en/verb_forms");
    const Table *cues = tables_get(x->tables, "en/cues");
    for (uint32_t k = 0; k < x->parse.sentences.n; k++) {
        const Sentence *s = &x->parse.sentences.v[k];
        uint32_t end = s->first + s->count;
        bool verbless = s->coded && s->count > 2 && is_verbless(t, s->first, end);
        for (uint32_t v = s->first + 1; s->coded && v + 1 < end; v++) {
            bool tagged = t[v].xpos == XPOS_VBN || (verbless && is_made_of_verb(&t[v]));
            bool attribute =
                tagged && t[v].deprel == DEP_AMOD && t[v].head > v + 1 && t[v].head <= end;
            bool behind_noun = is_noun(&t[v - 1]) || t[v - 1].upos == UPOS_ADV;
            bool joined = t[v + 1].xpos == XPOS_HYPH || t[v + 1].upos == UPOS_PUNCT;
            bool other = t[v].xpos == XPOS_JJ || t[v].xpos == XPOS_RB;
            if (other && may_be_past(forms, &t[v])) mend_adjective(t, v, s->first, end);
            mend_plural(cues, t, v, s->first, end);
            bool noun = t[v].xpos == XPOS_NN && !t[v].head;
            if (noun && may_be_past(forms, &t[v])) mend_noun(t, v, s->first, end);
            bool clause = t[v].xpos == XPOS_VBN && t[v].deprel == DEP_ACL && t[v].head &&
                          t[v].head <= v && may_be_past(forms, &t[v]);
            if (clause && behind_noun) mend_clause(t, v, end);
            if (t[v].xpos == XPOS_VBN && may_be_past(forms, &t[v]))
                mend_subject(t, v, s->first, end);
            if (attribute && behind_noun && !joined && may_be_past(forms, &t[v]))
                mend(t, s->first, v);
        }
        if (s->coded && s->count > 2 && is_verbless(t, s->first, end))
            mend_verbless(t, forms, s->first, end);
    }
}
