/* What somebody says, in the report's own words, and how it is told: "accused Northland: “…”". */
#include "report/composing.h"

#include "base/utf8.h"
#include "story/spelling.h"

/* The first so many words of `s`. */
static Str first_words(Str s, unsigned words, bool *cut) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ' ' && --words == 0) {
            *cut = true;
            return (Str){s.p, i};
        }
    *cut = false;
    return s;
}

/* Without commas at the ends, and without the marks of a quotation that is the whole of it. */
static Str bare(Str s) {
    unsigned len;
    while (s.n && (s.p[0] == ' ' || s.p[0] == ',')) s = str_from(s, 1);
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == ',')) s.n--;
    if (str_starts(s, S("that "))) s = str_from(s, 5);
    if (s.n && words_quote_mark(utf8_at(s, 0, &len)) &&
        words_quote_mark(utf8_before(s, s.n, &len))) {
        utf8_at(s, 0, &len);
        s = str_from(s, len);
        if (s.n) {
            utf8_before(s, s.n, &len);
            s.n -= len;
        }
    }
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == ',' || s.p[s.n - 1] == '.')) s.n--;
    return s;
}

/* Marks inside become single ones, since the line puts its own around the whole. */
static void add_inner(Text *t, Str s) {
    bool open = false;
    for (size_t i = 0; i < s.n;) {
        unsigned len;
        uint32_t ch = utf8_at(s, i, &len);
        if (words_quote_mark(ch)) {
            open = ch == 0x201C || ch == 0xAB || (ch == '"' && !open);
            text_add_c(t, open ? "‘" : "’");
        } else
            text_add(t, (Str){s.p + i, len});
        i += len;
    }
}

/* ---- the party that a statement begins with */

enum { ARTICLE_BYTES = 4 }; /* "the Council to act" */

static Ref party_of(const Claim *claim) {
    return claim->target ? claim->target : claim->addressee;
}

/* The content behind the party it begins with ("Northland of murder" is "murder"); the whole where
 * it does not, or where nothing is left. */
static Span without_party(const Records *r, const Claim *claim, Span content, bool *cut) {
    static const char *const links[] = {"of ", "for ", "over "};
    const Actor *party = records_actor(r, party_of(claim));
    *cut = false;
    for (uint32_t i = 0; party && i < party->mentions.n; i++) {
        Span at = party->mentions.v[i].span;
        if (at.start < content.start || at.start > content.start + ARTICLE_BYTES ||
            at.end >= content.end)
            continue;
        Str rest = str_trim(document_cut(&r->doc, (Span){at.end, content.end}));
        for (size_t k = 0; k < sizeof links / sizeof *links; k++)
            if (str_starts(rest, str_of(links[k]))) rest = str_from(rest, strlen(links[k]));
        bool own =
            rest.n && rest.p[0] != ',' && rest.p[0] != '\'' && (unsigned char)rest.p[0] != 0xE2;
        if (!own || str_find_char(rest, ' ') == SIZE_MAX) continue;
        *cut = true;
        uint32_t start = (uint32_t)(rest.p - r->doc.text.p);
        return (Span){start, content.end};
    }
    return content;
}

/* ---- what is said */

static Str quoted_content(Composing *c, const Records *r, const Claim *claim, unsigned words) {
    Text t = {.arena = c->a};
    for (uint32_t i = 0; i < claim->content.n; i++) {
        bool cut;
        Span span =
            i == 0 ? without_party(r, claim, claim->content.v[i], &cut) : claim->content.v[i];
        Str part = bare(words_one_line(c, document_cut(&r->doc, span)));
        if (!part.n) continue;
        if (t.n) text_add_c(&t, " … ");
        add_inner(&t, part);
    }
    c->failed = c->failed || t.failed;
    if (!t.n) return S("");
    bool cut;
    Str said = first_words(text_str(&t), words, &cut);
    Text out = {.arena = c->a};
    text_add_c(&out, "“");
    text_add(&out, said);
    text_add_c(&out, cut ? " …”" : "”");
    c->failed = c->failed || out.failed;
    return text_str(&out);
}

enum { POINTER_WORDS = 4 }; /* "the allegations": a denial that only points to what it denies */

const Claim *statement_denied(const Records *r, const Claim *claim) {
    if (claim->stance != STANCE_DENY && claim->stance != STANCE_REJECT) return NULL;
    if (!claim->answers.n || claim->content.n != 1) return NULL;
    Str said = str_trim(document_cut(&r->doc, claim->content.v[0]));
    const Claim *other = records_claim(r, claim->answers.v[0]);
    return other && other != claim && spelling_words(said) <= POINTER_WORDS ? other : NULL;
}

Str words_of_content(Composing *c, const Records *r, const Claim *claim, unsigned words) {
    Str said = quoted_content(c, r, claim, words);
    const Claim *other = statement_denied(r, claim);
    Str what = other ? quoted_content(c, r, other, words) : S("");
    if (!what.n) return said;
    const Actor *who = other->source ? records_actor(r, other->source->actor) : NULL;
    return who ? composing_format(c, "%.*s, that is, of %.*s: %.*s", STR_ARG(said),
                                  STR_ARG(words_without_owner(composing_actor_name(c, who))),
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

/* "blamed", "condemned": the report's own verb for an accusation, where it is one word of the past;
 * empty otherwise. */
static Str own_verb(const Records *r, const Claim *claim) {
    Str cue = document_cut(&r->doc, claim->cue);
    bool past = claim->stance == STANCE_ACCUSE && str_ends(cue, S("ed"));
    for (size_t i = 0; past && i < cue.n; i++) past = cue.p[i] >= 'a' && cue.p[i] <= 'z';
    return past ? cue : S("");
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
        STR_ARG(words_without_owner(composing_actor_name(c, who))), STR_ARG(what));
}

Str words_of_statement(Composing *c, const Records *r, const Claim *claim, unsigned words) {
    const Actor *party = records_actor(r, party_of(claim));
    Str denial = denial_of(c, r, claim, words);
    if (denial.n) return denial;
    bool told = claim->stance == STANCE_ACCUSE && claim->target;
    if (claim->content.n && !told) without_party(r, claim, claim->content.v[0], &told);
    Verb verb = verbs[claim->stance];
    Str what = words_of_content(c, r, claim, words), own = own_verb(r, claim);
    const char *alone = own.n ? "" : verb.alone, *with = own.n ? "" : verb.with;
    const char *gap = own.n ? " " : "";
    if (!party || !told)
        return composing_format(c, "%s%.*s%s: %.*s", gap, STR_ARG(own), alone, STR_ARG(what));
    return composing_format(c, "%s%.*s%s %.*s: %.*s", gap, STR_ARG(own), with,
                            STR_ARG(words_without_owner(composing_actor_name(c, party))),
                            STR_ARG(what));
}
