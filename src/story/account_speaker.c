/* Speakers who tell of themselves by a pronoun: "families said that they had not eaten". */
#include "story/account.h"

#include "base/utf8.h"
#include "story/relations.h"
#include "story/statement.h"

enum { SOURCE_WORDS = 12 };

typedef struct Source {
    Str v[SOURCE_WORDS];
    uint32_t n;
    Str whose; /* "the driver's" lawyer */
} Source;

static bool is_letter(char c) {
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z');
}

/* The words of a source up to what tells where he is or of what: "families" in the camp. */
static Source read_source(const Making *m, Str s) {
    Source out = {.n = 0};
    for (size_t at = 0; at < s.n && out.n < SOURCE_WORDS;) {
        size_t start = at;
        while (at < s.n && is_letter(s.p[at])) at++;
        Str word = {s.p + start, at - start};
        if (word.n && word_is_in(m->tables, word, LIST_ACCOUNT_PREPOSITION)) break;
        if (str_eq(word, S("s")) && start > 0 && s.p[start - 1] == '\'' && out.n) {
            out.whose = out.v[--out.n];
        } else if (word.n) {
            out.v[out.n++] = word;
        }
        if (at < s.n && s.p[at] == ',') break;
        at += at == start;
    }
    return out;
}

/* Who is meant: of "the driver's lawyer" the driver. */
static Str person_meant(const Making *m, const Source *s) {
    Str head = s->n ? s->v[s->n - 1] : (Str){NULL, 0};
    bool for_another = s->whose.n && word_is_in(m->tables, head, LIST_SPOKEN_FOR);
    return for_another ? s->whose : head;
}

static bool is_plural(const Making *m, Str word) {
    return str_ends(word, S("s")) || word_is_in(m->tables, word, LIST_COLLECTIVE);
}

static bool is_body(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    const Records *r = m->docs.v[i->doc];
    Ref actor = c->source->actor;
    return actor && (r->actors.v[actor - 1].kind == ACTOR_ORGANISATION ||
                     r->actors.v[actor - 1].kind == ACTOR_STATE);
}

/* Whether a word may be a pronoun of the speaker; of those with a name who "he" is was read
 * before. */
static bool may_be(const Making *m, const Item *i, const Account *a, uint32_t k, Str head) {
    if (a->v[k].thing.n) return false;
    if (account_lists(a, k, LIST_SPEAKER_MANY)) return is_plural(m, head);
    if (account_lists(a, k, LIST_SPEAKER_ONE)) return !is_plural(m, head);
    return str_eq(a->v[k].word, S("it")) && is_body(m, i) && !is_plural(m, head);
}

void account_read_speaker(Making *m, const Item *i, Account *a) {
    Source source = read_source(m, utf8_fold(m->arena, item_source(m, i)));
    Str head = person_meant(m, &source);
    if (!head.n || !account_tells(m, head) || word_is_in(m->tables, head, LIST_ACCOUNT_PERSONAL))
        return;
    Str thing = making_cell(m, "en/same_things", head, "thing");
    for (uint32_t k = 0; k < a->n; k++) {
        if (!may_be(m, i, a, k, head)) continue;
        a->v[k].speaker = true;
        a->v[k].base = head;
        a->v[k].thing = thing.n ? thing : head;
    }
}

bool account_source_says(const Making *m, const Account *a, const AccountWord *w) {
    for (size_t at = 0; at < a->source.n;) {
        size_t start = at;
        while (at < a->source.n && is_letter(a->source.p[at])) at++;
        Str word = {a->source.p + start, at - start};
        if (word.n && statement_same_base(statement_word_base(m, word), w->base)) return true;
        at += at == start;
    }
    return false;
}
