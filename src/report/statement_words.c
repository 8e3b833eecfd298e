/* What somebody says, in the report's own words, and how it is told: "accused Northland: “…”". */
#include "report/composing.h"

#include "base/utf8.h"
#include "story/quoting.h"
#include "story/spelling.h"

static Str quoted_content(Composing *c, const Records *r, const Claim *claim, unsigned words) {
    Str said = quote_claim(r, claim, words, c->a);
    c->failed = c->failed || !said.p;
    return said;
}

enum { POINTER_WORDS = 4 }; /* "the allegations": a denial that only points to what it denies */

const Claim *statement_denied(const Records *r, const Claim *claim) {
    if (claim->stance != STANCE_DENY && claim->stance != STANCE_REJECT) return NULL;
    if (!claim->answers.n || claim->content.n != 1) return NULL;
    Str said = str_trim(document_cut(&r->doc, claim->content.v[0]));
    const Claim *other = records_claim(r, claim->answers.v[0]);
    Str rest = said, first;
    /* "having fled" says itself what is denied; "something" does not */
    bool deed = str_split(&rest, ' ', &first) && str_ends(first, S("ing")) && rest.n;
    if (deed && !str_ends(first, S("thing"))) return NULL;
    return other && other != claim && spelling_words(said) <= POINTER_WORDS ? other : NULL;
}

Str words_of_content(Composing *c, const Records *r, const Claim *claim, unsigned words) {
    Str said = quoted_content(c, r, claim, words);
    const Claim *other = statement_denied(r, claim);
    Str what = other ? quoted_content(c, r, other, words) : S("");
    if (!what.n) return said;
    const Actor *who = other->source ? records_actor(r, other->source->actor) : NULL;
    return who ? composing_format(c, "%.*s, that is, of %.*s: %.*s", STR_ARG(said),
                                  STR_ARG(words_without_owner(c, composing_actor_name(c, who))),
                                  STR_ARG(what))
               : composing_format(c, "%.*s, that is: %.*s", STR_ARG(said), STR_ARG(what));
}

typedef struct Verb {
    const char *alone, *with; /* with the party behind it */
} Verb;

static const Verb verbs[STANCE_COUNT] = {
    [STANCE_ASSERT] = {"", " told"},
    [STANCE_ACCUSE] = {" criticised", " accused"},
    [STANCE_DENY] = {" denied", " denied to"},
    [STANCE_REJECT] = {" rejected", " rejected"},
    [STANCE_CONFIRM] = {" confirmed", " confirmed to"},
    [STANCE_DEMAND] = {" called for", " called on"},
    [STANCE_REQUEST] = {" sought", " asked"},
    [STANCE_PROMISE] = {" promised", " promised"},
    [STANCE_THREATEN] = {" threatened", " threatened"},
    [STANCE_WARN] = {" warned", " warned"},
    [STANCE_PRAISE] = {" praised", " praised"},
    [STANCE_REGRET] = {" regretted", " regretted"},
    [STANCE_ASK] = {" asked", " asked"},
};

/* "blamed", "condemned": the report's own verb for an accusation, where it is one word of the past or
 * of the present ("blames"); empty otherwise. */
static Str own_verb(Composing *c, const Records *r, const Claim *claim) {
    Str cue = document_cut(&r->doc, claim->cue);
    /* "called the strike illegal", "put the number at 40": what follows is no sentence by itself */
    Str verb = spelling_last_word(cue); /* of "has called" */
    if (claim->stance == STANCE_ASSERT && composing_word_in(c, verb, LIST_TOLD_VERB))
        return utf8_fold(c->a, verb);
    if (claim->stance != STANCE_ACCUSE || cue.n < 4) return S("");
    for (size_t i = 0; i < cue.n; i++)
        if (cue.p[i] < 'a' || cue.p[i] > 'z') return S("");
    if (str_ends(cue, S("ed"))) return cue;
    if (str_ends(cue, S("es"))) return composing_format(c, "%.*sd", (int)cue.n - 1, cue.p);
    return str_ends(cue, S("ns")) ? composing_format(c, "%.*sed", (int)cue.n - 1, cue.p) : S("");
}

/* " denied what Northland says: “…”", of a denial that only points to it; empty where nobody is known
 * to have said it. */
static Str denial_of(Composing *c, const Records *r, const Claim *claim, unsigned words) {
    const Claim *other = statement_denied(r, claim);
    const Actor *who = other && other->source ? records_actor(r, other->source->actor) : NULL;
    Str what = who ? quoted_content(c, r, other, words) : S("");
    if (!what.n) return S("");
    return composing_format(
        c, " %s what %.*s says: %.*s", claim->stance == STANCE_DENY ? "denied" : "rejected",
        STR_ARG(words_without_owner(c, composing_actor_name(c, who))), STR_ARG(what));
}

/* What is claimed is only who is accused. */
static bool is_only_party(const Claim *claim, const Actor *party) {
    enum { ARTICLE = 4 };
    for (uint32_t i = 0; claim->content.n == 1 && i < party->mentions.n; i++) {
        Span at = party->mentions.v[i].span, said = claim->content.v[0];
        if (span_has(said, at) && span_len(said) <= span_len(at) + ARTICLE) return true;
    }
    return false;
}

Str words_of_statement(Composing *c, const Records *r, const Claim *claim, unsigned words) {
    const Actor *party = records_actor(r, claim->target ? claim->target : claim->addressee);
    Str denial = denial_of(c, r, claim, words);
    if (denial.n) return denial;
    bool told = claim->stance == STANCE_ACCUSE && claim->target;
    told |= quote_begins_with_party(r, claim);
    Verb verb = verbs[claim->stance];
    Str what = words_of_content(c, r, claim, words), own = own_verb(c, r, claim);
    const char *alone = own.n ? "" : verb.alone, *with = own.n ? "" : verb.with;
    const char *gap = own.n ? " " : "";
    bool points = quote_points_only(c->options->tables, what, c->a);
    if (party && told && (points || is_only_party(claim, party))) /* "blamed Northland" */
        return composing_format(c, "%s%.*s%s %.*s", gap, STR_ARG(own), with,
                                STR_ARG(words_without_owner(c, composing_actor_name(c, party))));
    if (!party || !told)
        return composing_format(c, "%s%.*s%s: %.*s", gap, STR_ARG(own), alone, STR_ARG(what));
    return composing_format(c, "%s%.*s%s %.*s: %.*s", gap, STR_ARG(own), with,
                            STR_ARG(words_without_owner(c, composing_actor_name(c, party))),
                            STR_ARG(what));
}
