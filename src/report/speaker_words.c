/* Who says it: an actor by name and office, an outlet, unnamed reports. */
#include "report/composing.h"

#include "base/utf8.h"
#include "story/spelling.h"

Str words_of_country(Composing *c, Str code) {
    const Table *codes =
        c->options->tables ? tables_get(c->options->tables, "world/country_codes") : NULL;
    Str key = utf8_fold(c->a, code);
    uint32_t row = table_find(codes, key, 0);
    Str name = row ? table_cell(codes, row - 1, table_column(codes, "name")) : S("");
    return name.n ? name : code;
}

/* Whether a name says already which country it belongs to: "Azerbaijani", "Azerbaijan's". */
static bool names_country(Composing *c, Str name, Str code) {
    static const char *const tables[] = {"world/demonyms", "world/countries"};
    Str rest = utf8_fold(c->a, name), word;
    while (str_split(&rest, ' ', &word)) {
        if (str_ends(word, S("'s"))) word.n -= 2;
        for (int i = 0; i < 2; i++) {
            const Table *t = tables_get(c->options->tables, tables[i]);
            uint32_t row = table_find(t, word, 0);
            if (row && str_eq(table_cell(t, row - 1, table_column(t, "country")), code))
                return true;
        }
    }
    return false;
}

/* De-facto authorities and armed groups are not the country's in whose borders they are. */
static bool own_side(const Composing *c, const Actor *actor) {
    const Entity *e = composing_entity(c, actor->head.id);
    for (uint32_t i = 0; e && e->side.n && i < c->story->sides.n; i++) {
        const Side *side = &c->story->sides.v[i];
        for (uint32_t k = 0; str_eq(side->id, e->side) && k < side->members.n; k++)
            if (str_eq(side->members.v[k].entity, e->id))
                return str_eq(side->members.v[k].basis, S("itself"));
    }
    return false;
}

static Str with_country(Composing *c, Str words, const Actor *actor) {
    if (!actor->country.n || !c->options->tables || actor->kind == ACTOR_STATE ||
        names_country(c, words, actor->country) || own_side(c, actor))
        return words;
    Str country = words_of_country(c, actor->country);
    if (str_eq(country, c->heading) || str_find_nocase(words, country) != SIZE_MAX) return words;
    return composing_format(c, "%.*s (%.*s)", STR_ARG(words), STR_ARG(country));
}

static Str outlet_words(Composing *c, const Records *r) {
    /* a copy speaks as the text it carries */
    Str text = r->doc.outlet.n ? r->doc.id : composing_leader(c, r->doc.id);
    uint32_t number = composing_number(c, text);
    if (r->doc.outlet.n) return composing_format(c, "%.*s (R%u)", STR_ARG(r->doc.outlet), number);
    return composing_format(c, "R%u, no source given", number);
}

/* "its Defense Ministry" away from its sentence is the Defense Ministry. */
Str words_without_owner(Composing *c, Str name) {
    Str rest = name, first;
    bool owned =
        str_split(&rest, ' ', &first) && rest.n && composing_word_in(c, first, LIST_TOLD_OWNER);
    return owned ? rest : name;
}

/* "It", "he", "one of them": nobody, away from the sentence. */
bool words_are_pronoun(Composing *c, Str said) {
    Str rest = said, first;
    if (!str_split(&rest, ' ', &first)) return true;
    if (rest.n && !str_starts(rest, S("of them"))) return false;
    bool capitals = first.n > 1; /* the WHO */
    for (size_t i = 0; i < first.n; i++) capitals &= first.p[i] >= 'A' && first.p[i] <= 'Z';
    return !capitals && composing_word_in(c, first, LIST_TOLD_PRONOUN);
}

/* "No one", "none of the villagers": nobody says it. */
static bool is_nobody(Composing *c, Str said) {
    Str rest = said, first;
    return str_split(&rest, ' ', &first) && composing_word_in(c, first, LIST_TOLD_NOBODY);
}

/* "An autopsy" inside a line is "an autopsy"; a name's article stays as it is. */
static Str with_small_article(Composing *c, const Actor *actor, Str name) {
    bool article =
        str_starts(name, S("A ")) || str_starts(name, S("An ")) || str_starts(name, S("The "));
    if (!article || (actor && actor->known.n)) return name;
    return composing_format(c, "%c%.*s", name.p[0] | 0x20, (int)name.n - 1, name.p + 1);
}

/* "Protection officials" of "civil protection": the name tells already whose they are. */
static bool names_body(Str name, Str body) {
    enum { TELLING = 5 };
    Str word;
    while (str_split(&body, ' ', &word))
        if (word.n >= TELLING && str_find_nocase(name, word) != SIZE_MAX) return true;
    return false;
}

static Str source_words(Composing *c, const Records *r, const Claim *claim) {
    if (!claim->source) return S("source not named");
    const Actor *actor = records_actor(r, claim->source->actor);
    Str said = words_one_line(c, document_cut(&r->doc, claim->source->span));
    said = spelling_quiet(c->options->tables, said, c->a);
    if (is_nobody(c, said)) return S("source not named");
    if (!actor || !actor->name.n)
        return words_are_pronoun(c, said) ? S("source not named")
                                          : with_small_article(c, NULL, said);
    if (words_are_pronoun(c, composing_actor_name(c, actor))) return S("source not named");
    Str name = with_small_article(c, actor, words_without_owner(c, composing_actor_name(c, actor)));
    const Actor *body = records_actor(r, actor->represents);
    if (body && !names_body(name, composing_actor_name(c, body)))
        return composing_format(c, "%.*s, for %.*s", STR_ARG(name),
                                STR_ARG(with_country(c, composing_actor_name(c, body), body)));
    bool told = name.n >= actor->title.n &&
                str_eq_nocase(str_from(name, name.n - actor->title.n), actor->title);
    if (actor->kind == ACTOR_PERSON && actor->title.n && !told)
        name = composing_format(c, "%.*s, %.*s", STR_ARG(name),
                                STR_ARG(spelling_plain(actor->title, c->a)));
    return with_country(c, name, actor);
}

/* What a body says by way of itself, under one of its names. */
static bool is_itself(Composing *c, const Actor *speaker, const Actor *relay, Str via) {
    if (!speaker) return false;
    Str name = words_without_owner(c, composing_actor_name(c, speaker));
    return speaker == relay || (name.n && str_find_nocase(via, name) != SIZE_MAX);
}

Str words_of_speaker(Composing *c, const Records *r, Voice voice, Ref claim_ref) {
    const Claim *claim = records_claim(r, claim_ref);
    if (!claim)
        return voice == VOICE_HEARSAY
                   ? composing_format(c, "unnamed reports, via R%u", composing_number(c, r->doc.id))
                   : outlet_words(c, r);
    Str source = source_words(c, r, claim);
    if (!claim->via.n || c->brief) return source;
    Str via = words_one_line(c, document_cut(&r->doc, claim->via.v[0].span));
    const Actor *relay = records_actor(r, claim->via.v[0].actor);
    if (words_are_pronoun(c, via)) via = relay ? composing_actor_name(c, relay) : S("");
    bool same =
        is_itself(c, records_actor(r, claim->source ? claim->source->actor : 0), relay, via);
    if (!via.n || same || words_are_pronoun(c, via)) return source;
    return composing_format(c, "%.*s, via %.*s", STR_ARG(source), STR_ARG(via));
}

Str words_capital(Composing *c, Str s) {
    if (!s.n || s.p[0] < 'a' || s.p[0] > 'z') return s;
    return composing_format(c, "%c%.*s", s.p[0] - 'a' + 'A', (int)s.n - 1, s.p + 1);
}

Str words_of_counter(Composing *c, const Records *r, const Figure *f) {
    const Claim *claim = f->voice == VOICE_CLAIM ? records_claim(r, f->claim) : NULL;
    bool says = claim && !claim_intends(&r->doc, claim);
    return words_of_speaker(c, r, claim && !says ? VOICE_OUTLET : f->voice, says ? f->claim : 0);
}
