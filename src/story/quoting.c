#include "story/quoting.h"

#include "base/utf8.h"
#include "know/word_lists.h"

bool quote_is_mark(uint32_t ch) {
    return ch == '"' || ch == 0x201C || ch == 0x201D || ch == 0xAB || ch == 0xBB;
}

Str quote_one_line(Str s, Arena *a) {
    Text t = {.arena = a};
    bool gap = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r')) {
            gap = t.n > 0;
            continue;
        }
        if (gap) text_add_char(&t, ' ');
        gap = false;
        text_add_char(&t, s.p[i]);
    }
    if (t.failed) return (Str){NULL, 0};
    return t.p ? text_str(&t) : S("");
}

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
    bool listed = str_starts(s, S("- ")) || str_starts(s, S("* "));
    if (listed) s = str_trim(str_from(s, 2));
    if (str_starts(s, S("that ")) || str_starts(s, S("THAT ")) ||
        (listed && str_starts(s, S("That "))))
        s = str_from(s, 5);
    if (s.n && quote_is_mark(utf8_at(s, 0, &len)) && quote_is_mark(utf8_before(s, s.n, &len))) {
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

bool quote_points_only(const Tables *tables, Str said, Arena *a) {
    Str rest = utf8_fold(a, bare(said)), word;
    bool some = false;
    while (str_split(&rest, ' ', &word)) {
        some = true;
        if (!word_is_in(tables, word, LIST_TOLD_PRONOUN) &&
            !word_is_in(tables, word, LIST_CHUNK_PREPOSITION))
            return false;
    }
    return some;
}

/* Marks inside become single ones, since the line puts its own around the whole. */
static void add_inner(Text *t, Str s) {
    bool open = false;
    for (size_t i = 0; i < s.n;) {
        unsigned len;
        uint32_t ch = utf8_at(s, i, &len);
        if (quote_is_mark(ch)) {
            open = ch == 0x201C || ch == 0xAB || (ch == '"' && !open);
            text_add_c(t, open ? "‘" : "’");
        } else
            text_add(t, (Str){s.p + i, len});
        i += len;
    }
}

/* ---- the party that a statement begins with */

static Ref party_of(const Claim *claim) {
    return claim->target ? claim->target : claim->addressee;
}

/* Only an article or his office stands before the name: "the Council", "Prime Minister Ann Lee",
 * "Northern President Ann Lee". */
static bool leads_to_party(Str before, Str title) {
    before = str_trim(before);
    if (!before.n || str_eq_nocase(before, S("the"))) return true;
    return title.n && before.n >= title.n &&
           str_eq_nocase(str_from(before, before.n - title.n), title);
}

enum { APPOSITION_BYTES = 80 };

/* ", the owner, of having locked it" is "of having locked it". */
static Str behind_apposition(Str rest) {
    if (!str_starts(rest, S(","))) return rest;
    size_t end = str_find_char(str_from(rest, 1), ',');
    return end <= APPOSITION_BYTES ? str_trim(str_from(rest, end + 2)) : rest;
}

/* "The rebels of the Blue Hills": the rest of a name. */
static bool goes_on_as_name(Str rest) {
    if (!str_starts(rest, S("of "))) return false;
    rest = str_from(rest, 3);
    if (str_starts(rest, S("the "))) rest = str_from(rest, 4);
    return rest.n && rest.p[0] >= 'A' && rest.p[0] <= 'Z';
}

/* Behind the party: without the word that joins it to what it is accused of. */
static Str behind_party(Str rest, bool *joined) {
    static const char *const links[] = {"of ", "for ", "over ", "as "};
    *joined = false;
    rest = str_trim(rest);
    Str behind = behind_apposition(rest);
    for (size_t k = 0; k < sizeof links / sizeof *links; k++)
        if (str_starts(behind, str_of(links[k]))) {
            *joined = true;
            return str_trim(str_from(behind, strlen(links[k])));
        }
    return rest;
}

static Span without_party(const Records *r, const Claim *claim, Span content) {
    const Actor *party = records_actor(r, party_of(claim));
    for (uint32_t i = 0; party && i < party->mentions.n; i++) {
        Span at = party->mentions.v[i].span;
        if (at.start < content.start || at.end >= content.end ||
            !leads_to_party(document_cut(&r->doc, (Span){content.start, at.start}), party->title))
            continue;
        bool joined;
        Str rest = behind_party(document_cut(&r->doc, (Span){at.end, content.end}), &joined);
        bool own = !goes_on_as_name(str_trim(document_cut(&r->doc, (Span){at.end, content.end}))) &&
                   rest.n && rest.p[0] != ',' && rest.p[0] != '\'' &&
                   (unsigned char)rest.p[0] != 0xE2;
        if (!own || (!joined && str_find_char(rest, ' ') == SIZE_MAX)) continue;
        return (Span){(uint32_t)(rest.p - r->doc.text.p), content.end};
    }
    return content;
}

bool quote_begins_with_party(const Records *r, const Claim *claim) {
    return claim->content.n &&
           without_party(r, claim, claim->content.v[0]).start != claim->content.v[0].start;
}

/* ---- what is said */

static Str in_marks(Text *t, unsigned words, Arena *a) {
    if (t->failed) return (Str){NULL, 0};
    if (!t->n) return S("");
    bool cut;
    Str said = first_words(text_str(t), words, &cut);
    return arena_format(a, "“%.*s%s", STR_ARG(said), cut ? " …”" : "”");
}

Str quote_words(Str text, unsigned words, Arena *a) {
    Text t = {.arena = a};
    Str line = quote_one_line(text, a);
    if (!line.p) return line;
    add_inner(&t, bare(line));
    return in_marks(&t, words, a);
}

Str quote_claim(const Records *r, const Claim *claim, unsigned words, Arena *a) {
    Text t = {.arena = a};
    for (uint32_t i = 0; i < claim->content.n; i++) {
        Span span = claim->content.v[i];
        if (i == 0) span = without_party(r, claim, span);
        Str line = quote_one_line(document_cut(&r->doc, span), a);
        if (!line.p) return line;
        Str part = bare(line);
        if (!part.n) continue;
        if (t.n) text_add_c(&t, " … ");
        add_inner(&t, part);
    }
    return in_marks(&t, words, a);
}
