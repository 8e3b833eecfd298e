#include "story/burdens.h"

#include "base/utf8.h"
#include "know/word_lists.h"
#include "record/sectors.h"
#include "story/parties.h"
#include "story/phrases.h"
#include "story/relations.h"

enum {
    BEFORE_BYTES = 60, /* from a subject to the word of blame */
    BEHIND_BYTES = 40,
    OPENING_BYTES =
        48, /* in which a denial names whose charge it denies, an accusation whom it is of */
    CLOSE_BYTES = 24, /* the same where nothing else can be meant */
    CLEFT_BYTES = 80, /* from "it is" to "who" */
    CUE_BACK = 40     /* bytes before a cue in which its auxiliaries stand */
};

/* "Three guerrillas had been killed", "were either killed": who stands before it suffered the deed. */
static bool is_suffered(Making *m, Str before) {
    enum { BACK = 2 };
    Str words = str_trim(utf8_fold(m->arena, before));
    for (int n = 0; n < BACK && words.n; n++) {
        size_t at = words.n;
        while (at > 0 && words.p[at - 1] != ' ') at--;
        if (word_is_in(m->tables, str_from(words, at), LIST_ACCOUNT_COPULA)) return true;
        words = str_trim((Str){words.p, at});
    }
    return false;
}

/* "Should the party keep up its attacks": nothing is said of it. */
static bool is_supposed(Making *m, Str before) {
    Str words = utf8_fold(m->arena, before), word;
    while (str_split(&words, ' ', &word))
        if (statement_word_modal(word)) return true;
    return false;
}

/* A word of blame and the words around it that may name whom it is of. */
typedef struct Blame {
    Str kind; /* of blame_words */
    Span before, behind;
    bool suffered, by; /* a passive; and who did it, who failed is named behind it */
} Blame;

static Blame blame_at(Making *m, const Document *d, uint32_t row, Span words, Span within) {
    const Table *t = tables_get(m->tables, "en/blame_words");
    Blame b = {.kind = table_cell(t, row - 1, table_column(t, "kind"))};
    b.before = (Span){within.start, words.start};
    b.behind = (Span){words.end, words.end + BEHIND_BYTES};
    if (b.before.end - b.before.start > BEFORE_BYTES) b.before.start = b.before.end - BEFORE_BYTES;
    if (b.behind.end > within.end) b.behind.end = within.end;
    b.suffered = str_eq(b.kind, S("deed")) && is_suffered(m, document_cut(d, b.before));
    bool of = str_eq(b.kind, S("failing")) && str_starts(document_cut(d, b.behind), S(" of "));
    b.by = of || (b.suffered && str_starts(document_cut(d, b.behind), S(" by ")));
    return b;
}

/* How it is said of the party of `other`. */
static Burden blamed(Making *m, const Item *i, const Blame *b, const Item *other) {
    if (str_eq(b->kind, S("yours")))
        return claim_content_names_party(m, i, other) ? BURDEN_CHARGE : BURDEN_NONE;
    bool ahead = !b->suffered && !str_eq(b->kind, S("doer"));
    bool behind = b->by || str_eq(b->kind, S("guilt")) || str_eq(b->kind, S("doer"));
    Span close = b->before;
    if (close.end - close.start > CLOSE_BYTES) close.start = close.end - CLOSE_BYTES;
    if (behind && claim_names_party(m, i, b->behind, other)) return BURDEN_SUBJECT;
    if (!ahead || !claim_names_party(m, i, b->before, other)) return BURDEN_NONE;
    return str_eq(b->kind, S("guilt")) || claim_names_party(m, i, close, other) ? BURDEN_SUBJECT
                                                                                : BURDEN_WORDS;
}

/* The same in one stretch of what `i` says, whose subject may stand as far before as `from`. */
static Burden burdened_in(Making *m, const Item *i, Span span, uint32_t from, const Item *other) {
    const Table *t = tables_get(m->tables, "en/blame_words");
    const Document *d = &m->docs.v[i->doc]->doc;
    size_t at = 0, end = 0;
    Burden most = BURDEN_NONE;
    uint32_t row;
    while ((row = phrase_next(t, document_cut(d, span), m->arena, &at, &end)) != 0) {
        Span words = {span.start + (uint32_t)at, span.start + (uint32_t)end};
        Blame b = blame_at(m, d, row, words, (Span){from, span.end});
        Burden one =
            is_supposed(m, document_cut(d, b.before)) ? BURDEN_NONE : blamed(m, i, &b, other);
        if (one > most) most = one;
    }
    return most;
}

/* ---- "it is the owner who did it" */

/* Where "it is", "it was" ends that begins a clause at or behind `at`; SIZE_MAX without one. */
static size_t cleft_opens(Str folded, size_t at) {
    static const char *const list[] = {"it is ", "it was ", "it's ", "it\xe2\x80\x99s "};
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        size_t found = str_find(str_from(folded, at), str_of(list[i]));
        if (found == SIZE_MAX) continue;
        found += at;
        bool word = found == 0 || !(folded.p[found - 1] >= 'a' && folded.p[found - 1] <= 'z');
        if (word && (best == SIZE_MAX || found + strlen(list[i]) < best))
            best = found + strlen(list[i]);
    }
    return best;
}

/* The place of the word that links whom it is to what he did; SIZE_MAX where there is none. */
static size_t cleft_link(const Making *m, Str folded, size_t at) {
    size_t from = at;
    while (at < folded.n && at - from <= CLEFT_BYTES) {
        size_t stop = at;
        while (stop < folded.n && folded.p[stop] != ' ' && folded.p[stop] != ',') stop++;
        Str word = {folded.p + at, stop - at};
        if (word_is_in(m->tables, word, LIST_CLEFT)) return at;
        if (statement_word_negates(word)) return SIZE_MAX;
        at = stop + 1;
    }
    return SIZE_MAX;
}

static bool opens_with_link(const Making *m, Str folded) {
    Str word;
    return str_split(&folded, ' ', &word) && word_is_in(m->tables, word, LIST_CLEFT);
}

/* "The army", "Uganda": it begins with an actor or a country, and has no more than it. */
static bool is_somebody(const Making *m, uint32_t doc, Span whom) {
    enum { ARTICLE_BYTES = 4 };
    const Records *r = m->docs.v[doc];
    Span first = {whom.start, whom.start + ARTICLE_BYTES + 1};
    if (str_find(document_cut(&r->doc, whom), S(",")) != SIZE_MAX) return false;
    for (uint32_t p = 0; p < r->places.n; p++)
        for (uint32_t k = 0; k < r->places.v[p].mentions.n; k++)
            if (r->places.v[p].mentions.v[k].start == whom.start) return true;
    for (Ref ref = 1; ref <= r->actors.n; ref++)
        for (uint32_t k = 0; k < r->actors.v[ref - 1].mentions.n; k++)
            if (span_has(whom, r->actors.v[ref - 1].mentions.v[k].span) &&
                r->actors.v[ref - 1].mentions.v[k].span.start < first.end)
                return true;
    return false;
}

bool claim_cleft(const Making *m, const Item *i, Span *whom) {
    const Claim *c = making_claim(m, i);
    const Document *d = &m->docs.v[i->doc]->doc;
    for (uint32_t k = 0; c && k < c->content.n; k++) {
        Span span = c->content.v[k];
        Str folded = utf8_fold(m->arena, document_cut(d, span));
        if (folded.n != span.end - span.start) continue;
        for (size_t at = 0; (at = cleft_opens(folded, at)) != SIZE_MAX;) {
            size_t link = cleft_link(m, folded, at);
            bool next = link == SIZE_MAX && folded.n - at <= CLEFT_BYTES && k + 1 < c->content.n;
            if (next)
                next =
                    opens_with_link(m, utf8_fold(m->arena, document_cut(d, c->content.v[k + 1])));
            *whom =
                (Span){span.start + (uint32_t)at, next ? span.end : span.start + (uint32_t)link};
            if (next) return true;
            if (link == SIZE_MAX || link <= at) continue;
            bool person = str_starts(str_from(folded, link), S("who"));
            if (person || is_somebody(m, i->doc, *whom)) return true;
        }
    }
    return false;
}

/* Of one side only who is named himself. */
static bool is_party(const Making *m, const Item *i, bool own, uint32_t entity, uint32_t side) {
    if (entity && entity == i->speaker) return true;
    return !own && ((side && side == i->side) || party_answers_for(m, i->speaker, entity));
}

/* An attack, a seizure or the like that the claim tells of the party as done. */
static bool tells_deed(const Making *m, const Item *i, const Item *other) {
    const Claim *c = making_claim(m, i);
    for (uint32_t k = 0; k < c->about.n; k++) {
        if (c->about.v[k].kind != RECORD_EVENT) continue;
        uint32_t at = making_item(m, i->doc, RECORD_EVENT, c->about.v[k].ref);
        const Item *deed = at ? &m->items.v[at - 1] : NULL;
        const Event *e = deed ? making_event(m, deed) : NULL;
        if (e && (e->class == CLASS_ASSAULT || e->class == CLASS_COERCE) &&
            e->polarity == POLARITY_POSITIVE && e->modality == MODALITY_ACTUAL &&
            is_party(m, other, false, deed->agent, deed->agent_side))
            return true;
    }
    return false;
}

/* The words in which an accusation says whom it is of; none where they are a deed: "condemned the
 * murder of the mayor", "the action of the north against the mayor". */
static Span accused_words(const Making *m, const Item *i) {
    const Document *d = &m->docs.v[i->doc]->doc;
    Span opening = making_claim(m, i)->content.v[0];
    if (opening.end > opening.start + OPENING_BYTES) opening.end = opening.start + OPENING_BYTES;
    Str text = document_cut(d, opening);
    size_t at = 0, end = 0;
    if (str_find(text, S(" against ")) != SIZE_MAX) return (Span){0, 0};
    if (!phrase_next(tables_get(m->tables, "en/blame_words"), text, m->arena, &at, &end))
        return opening;
    Str before = str_trim((Str){text.p, at});
    bool of = str_ends(before, S(" of")) || str_ends(before, S(" of having")) ||
              str_ends(before, S(" with")) || str_ends(before, S(" for"));
    return of ? (Span){opening.start, opening.start + (uint32_t)at} : (Span){0, 0};
}

static bool opens_with_party(Making *m, const Item *i, const Item *other) {
    const Records *r = m->docs.v[i->doc];
    const Claim *c = making_claim(m, i);
    const Actor *target = records_actor(r, c->target);
    Span opening = c->content.v[0];
    if (opening.end > opening.start + OPENING_BYTES) opening.end = opening.start + OPENING_BYTES;
    for (uint32_t k = 0; target && k < target->mentions.n; k++)
        if (span_has(opening, target->mentions.v[k].span))
            return claim_names_party(m, i, target->mentions.v[k].span, other);
    Span accused = accused_words(m, i);
    return accused.end > accused.start && claim_names_party(m, i, accused, other);
}

Burden claim_burdens(Making *m, const Item *i, const Item *other) {
    const Claim *c = making_claim(m, i);
    Span whom;
    if (!c || !c->content.n) return BURDEN_NONE;
    bool own = i->side && i->side == other->side; /* of one side only by name */
    if (c->stance == STANCE_ACCUSE &&
        (is_party(m, other, own, i->recipient, i->recipient_side) || opens_with_party(m, i, other)))
        return BURDEN_CHARGE;
    if (!own && tells_deed(m, i, other)) return BURDEN_DEED;
    if (claim_cleft(m, i, &whom) && claim_names_party(m, i, whom, other)) return BURDEN_DEED;
    Burden most = BURDEN_NONE;
    for (uint32_t k = 0; k < c->content.n; k++) {
        Burden one = burdened_in(m, i, c->content.v[k], c->content.v[0].start, other);
        if (one > most) most = one;
    }
    return most;
}

/* "Hung", "tied", "given": what somebody did, behind "had". */
static bool is_participle(const Making *m, Str word) {
    return str_ends(word, S("ed")) || making_cell(m, "en/verb_forms", word, "verb").n > 0;
}

/* The words right before "had done" in a stretch, from `*at` on; an empty span when there are no
 * more. */
static Span next_doer(const Making *m, Span span, Str folded, size_t *at) {
    while (*at < folded.n) {
        size_t had = str_find(str_from(folded, *at), S(" had "));
        if (had == SIZE_MAX) break;
        had += *at;
        *at = had + 1;
        Str behind = str_from(folded, had + 5), word;
        if (!str_split(&behind, ' ', &word) || !is_participle(m, word) || str_eq(word, S("been")))
            continue;
        Str ahead = {folded.p, had};
        if (str_ends(ahead, S(" it")) || str_eq(ahead, S("it"))) continue; /* who speaks, mostly */
        uint32_t end = span.start + (uint32_t)had;
        return (Span){end - span.start > CLOSE_BYTES ? end - CLOSE_BYTES : span.start, end};
    }
    *at = folded.n;
    return (Span){span.start, span.start};
}

bool claim_tells_doing(Making *m, const Item *i, const Item *other) {
    const Claim *c = making_claim(m, i);
    for (uint32_t k = 0; c && k < c->content.n; k++) {
        Span span = c->content.v[k];
        Str folded = utf8_fold(m->arena, document_cut(&m->docs.v[i->doc]->doc, span));
        for (size_t at = 0; folded.n == span.end - span.start && at < folded.n;) {
            Span doer = next_doer(m, span, folded, &at);
            if (doer.end > doer.start && claim_names_party(m, i, doer, other)) return true;
        }
    }
    return false;
}

bool claim_has_blame(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    const Table *t = tables_get(m->tables, "en/blame_words");
    for (uint32_t k = 0; t && k < c->content.n; k++)
        if (phrase_first(t, document_cut(&m->docs.v[i->doc]->doc, c->content.v[k]), m->arena))
            return true;
    return false;
}

/* ---- claims that are made */

static bool in_word(char c) {
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || c == '\'' || c == '-';
}

/* The last word of a text, folded, cut off it; empty at a comma or a mark. */
static Str last_word(Str *text) {
    while (text->n && text->p[text->n - 1] == ' ') text->n--;
    size_t at = text->n;
    while (at > 0 && in_word(text->p[at - 1])) at--;
    Str word = str_from(*text, at);
    text->n = at;
    return word;
}

/* "Has never", "neither confirmed nor", "must", "would not" right before a cue. */
static bool is_unsaid(const Making *m, const Document *d, Span sentence, Span cue) {
    uint32_t from = cue.start > CUE_BACK ? cue.start - CUE_BACK : 0;
    if (from < sentence.start) from = sentence.start;
    Str before = utf8_fold(m->arena, document_cut(d, (Span){from, cue.start})), word;
    while ((word = last_word(&before)).n) {
        if (statement_word_negates(word) || statement_word_modal(word) ||
            word_is_in(m->tables, word, LIST_CUE_UNSAID))
            return true;
        if (!word_is_in(m->tables, word, LIST_ACCOUNT_AUXILIARY) && !str_ends(word, S("ly")))
            return false;
    }
    return false;
}

bool claim_is_said(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    const Document *d = &m->docs.v[i->doc]->doc;
    if (!c || !c->speech || !c->content.n) return false;
    if (c->cue.end > c->cue.start) {
        Str cue = utf8_fold(m->arena, document_cut(d, c->cue)), word;
        bool declines = false, negated = is_unsaid(m, d, c->sentence, c->cue);
        while (str_split(&cue, ' ', &word)) {
            declines |= word_is_in(m->tables, word, LIST_CUE_ACCEPTS);
            negated |= statement_word_negates(word);
        }
        if (negated && !(declines && c->stance == STANCE_REJECT)) return false;
    }
    if (!c->source) return true;
    Str who = utf8_fold(m->arena, document_cut(d, c->source->span));
    for (uint32_t k = 0; k < c->content.n; k++) /* "a woman who accused him said" */
        if (span_overlaps(c->content.v[k], c->source->span)) return false;
    return !word_is_in(m->tables, who, LIST_ANY_SPEAKER) &&
           str_find(who, S("percent")) == SIZE_MAX && str_find(who, S("per cent")) == SIZE_MAX;
}

bool claim_denies_charge(const Making *m, const Item *i, const Statement *words) {
    const Claim *c = making_claim(m, i);
    bool clause = words->n > 2 && word_is_in(m->tables, words->v[0], LIST_DENIED_CLAUSE);
    Str cue = utf8_fold(m->arena, document_cut(&m->docs.v[i->doc]->doc, c->cue));
    bool rejects = c->stance == STANCE_REJECT || word_is_in(m->tables, cue, LIST_CUE_REJECTS);
    if (c->stance != STANCE_DENY && c->stance != STANCE_REJECT) return false;
    if (!rejects) return true;
    bool points = words->n == 1 && word_is_in(m->tables, words->v[0], LIST_POINTS_BACK);
    return clause || points || (words->n > 1 && statement_names_charge(words));
}

/* "Northland's charges", "charges by Northland". */
static bool names_others(const Making *m, const Item *i) {
    const Records *r = m->docs.v[i->doc];
    Span opening = making_claim(m, i)->content.v[0];
    if (opening.end > opening.start + OPENING_BYTES) opening.end = opening.start + OPENING_BYTES;
    for (Ref ref = 1; ref <= r->actors.n; ref++) {
        const Mentions *mentions = &r->actors.v[ref - 1].mentions;
        uint32_t who = making_actor(m, i->doc, ref);
        bool own = who && (who == i->speaker || (i->side && making_side(m, who) == i->side));
        for (uint32_t k = 0; !own && k < mentions->n; k++)
            if (span_has(opening, mentions->v[k].span) && mentions->v[k].how == HOW_NAME)
                return true;
    }
    return false;
}

bool claim_denies_another(Making *m, const Item *i, const Statement *words, const Item *other) {
    return statement_names_charge(words) && names_others(m, i) &&
           !claim_content_names_party(m, i, other);
}
