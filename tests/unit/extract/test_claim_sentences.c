/* Who says what in a text: claim_sentences.tsv, whose head says how it is written. */
#include "extract_of.h"
#include "tsv_rows.h"

enum { COLUMNS = 4, RIGHT_PER_MILLE = 950 };

typedef struct ClaimSentence {
    Str source, content, fields;
    char text[TSV_LINE_MAX];
} ClaimSentence;

/* "\n" of the table is a line break. */
static void unescape(Str s, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == 'n') {
            out[n++] = '\n';
            i++;
        } else {
            out[n++] = s.p[i];
        }
    out[n] = 0;
}

/* Whatever the case of its letters. */
static bool holds(Str whole, Str part) {
    for (size_t i = 0; i + part.n <= whole.n; i++)
        if (str_eq_nocase((Str){whole.p + i, part.n}, part)) return true;
    return false;
}

static Str text_of(const ClaimSentence *s, Span at) {
    return str_cut(str_of(s->text), at);
}

/* First and last words, quotation marks and stops at the ends left aside. */
static Str bare(Str s) {
    static const Str marks[] = {STR("“"), STR("”"), STR("\""), STR("‘"), STR("’"),
                                STR("."), STR(","), STR("?"),  STR("!"), STR(" ")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (s.n >= marks[i].n && str_eq((Str){s.p, marks[i].n}, marks[i])) {
            s = str_from(s, marks[i].n);
            i = SIZE_MAX;
        } else if (str_ends(s, marks[i]) && s.n) {
            s.n -= marks[i].n;
            i = SIZE_MAX;
        }
    }
    return s;
}

static bool content_right(const ClaimSentence *s, const Claim *c, bool exact) {
    Str first = s->content, last = s->content;
    size_t dots = 0;
    while (dots + 5 <= first.n && !str_eq((Str){first.p + dots, 5}, S(" … "))) dots++;
    if (dots + 5 <= first.n) {
        last = str_from(first, dots + 5);
        first.n = dots;
    }
    Span whole = {c->content.v[0].start, c->content.v[c->content.n - 1].end};
    if (!exact) return holds(text_of(s, whole), s->content);
    Str begins = bare(text_of(s, whole)), wanted = bare(first);
    return begins.n >= wanted.n && str_eq((Str){begins.p, wanted.n}, wanted) &&
           str_ends(begins, bare(last));
}

static bool source_right(const ClaimSentence *s, const Claim *c) {
    if (str_eq(s->source, S("*"))) return true;
    if (str_eq(s->source, S("none"))) return !c->source;
    return c->source && holds(text_of(s, c->source->span), s->source);
}

static bool actor_holds(const Records *r, Ref actor, Str words) {
    const Actor *a = records_actor(r, actor);
    if (!a) return false;
    return holds(a->name, words);
}

static bool actor_right(const ClaimSentence *s, const Records *r, Ref actor, Str words) {
    const Actor *a = records_actor(r, actor);
    if (actor_holds(r, actor, words)) return true;
    for (uint32_t i = 0; a && i < a->mentions.n; i++)
        if (holds(text_of(s, a->mentions.v[i].span), words)) return true;
    return false;
}

static bool field_right(const ClaimSentence *s, const Records *r, const Claim *c, Str field) {
    size_t equals = str_find_char(field, '=');
    if (equals == SIZE_MAX) return true;
    Str name = {field.p, equals}, value = str_from(field, equals + 1);
    if (str_eq(name, S("stance"))) return str_eq(str_of(STANCE_words[c->stance]), value);
    if (str_eq(name, S("quote"))) return str_eq(str_of(QUOTE_words[c->quote]), value);
    if (str_eq(name, S("speech"))) return c->speech == str_eq(value, S("yes"));
    if (str_eq(name, S("actor"))) return c->source && actor_right(s, r, c->source->actor, value);
    if (str_eq(name, S("target"))) return actor_right(s, r, c->target, value);
    if (str_eq(name, S("addressee"))) return actor_right(s, r, c->addressee, value);
    for (uint32_t i = 0; i < c->via.n; i++) {
        if (str_eq(name, S("via")) && holds(text_of(s, c->via.v[i].span), value)) return true;
        if (str_eq(name, S("channel")) && str_eq(c->via.v[i].channel, value)) return true;
    }
    for (uint32_t i = 0; str_eq(name, S("answers")) && i < c->answers.n; i++)
        if (holds(text_of(s, r->claims.v[c->answers.v[i] - 1].content.v[0]), value)) return true;
    return false;
}

static bool fields_right(const ClaimSentence *s, const Records *r, const Claim *c) {
    Str rest = s->fields, one;
    while (str_split(&rest, ' ', &one)) {
        /* a value of several words goes on to the next name */
        while (rest.n && str_find_char((Str){rest.p, rest.n}, ' ') != 0) {
            Str next = rest, word;
            str_split(&next, ' ', &word);
            if (str_find_char(word, '=') != SIZE_MAX) break;
            one.n = (size_t)(word.p + word.n - one.p);
            rest = next;
        }
        if (!field_right(s, r, c, one)) return false;
    }
    return true;
}

static bool is_right(ExtractOf *e, const ClaimSentence *s) {
    const Records *r = extract_of(e, s->text, 0);
    bool not = str_eq(s->fields, S("not"));
    for (uint32_t i = 0; i < r->claims.n; i++) {
        const Claim *c = &r->claims.v[i];
        if (!source_right(s, c) || !content_right(s, c, !not )) continue;
        if (not ) return false;
        if (fields_right(s, r, c)) return true;
    }
    return not ;
}

static void test_claim_sentences(void **state) {
    (void)state;
    ExtractOf e;
    TsvRows t;
    uint32_t n = 0, right = 0;
    extract_of_open(&e);
    tsv_open(&t, SOURCE_DIR "/tests/unit/extract/claim_sentences.tsv");
    for (; tsv_next(&t, COLUMNS); n++) {
        ClaimSentence s = {.source = t.cell[0], .content = t.cell[1], .fields = t.cell[2]};
        unescape(t.cell[3], s.text);
        bool good = is_right(&e, &s);
        right += good;
        if (!good) printf("wrong: %.*s\n", STR_ARG(t.cell[3]));
    }
    extract_of_close(&e);
    printf("claim sentences: %u of %u\n", right, n);
    assert_true(n > 0);
    assert_true(right * 1000 >= n * RIGHT_PER_MILLE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_claim_sentences)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
