#include "extract/issuer.h"

#include "record/sectors.h"

enum {
    HEAD_SENTENCES = 7,    /* how far down a head goes */
    STOPPED_TOKENS = 6,    /* of a line that is a paper and a stop */
    HEAD_LINE_TOKENS = 20, /* how long one of its lines is */
    PAPER_WORDS = 4,
    ALONE_BESIDE = 2 /* words beside a name that stands alone: an article, a dash */
};

/* All letters of a line are capitals: what a tagger takes for verbs there are none. */
static bool is_loud(const Extraction *x, const Sentence *s) {
    const Token *t = x->parse.tokens.v;
    for (uint32_t i = s->first; i < s->first + s->count; i++)
        for (size_t k = 0; k < t[i].form.n; k++)
            if (t[i].form.p[k] >= 'a' && t[i].form.p[k] <= 'z') return false;
    return true;
}

/* The token behind the words for a paper that begin at `i`; `i` itself where none do. */
static uint32_t past_paper(const Extraction *x, uint32_t i, uint32_t end) {
    const Table *papers = tables_get(x->tables, "en/issued_papers");
    const Token *t = x->parse.tokens.v;
    Str words[PAPER_WORDS];
    uint32_t n = 0;
    if (!papers) return i;
    for (; n < PAPER_WORDS && i + n < end; n++) words[n] = t[i + n].norm;
    return i + table_match(papers, words, n).words;
}

static bool begins_with_paper(const Extraction *x, const Sentence *s) {
    return past_paper(x, s->first, s->first + s->count) > s->first;
}

/* A name in quotation marks belongs to a body: the committee "Mothers of Oresk". */
static bool is_quoted_speech(const Token *t) {
    bool joins = t->upos == UPOS_ADP || t->upos == UPOS_DET || t->upos == UPOS_PUNCT;
    return t->flags & TOKEN_QUOTED && !joins && !(t->flags & TOKEN_CAPITAL);
}

/* A line of a head: short, and nothing is told in it. */
static bool is_head_line(const Extraction *x, const Sentence *s) {
    const Token *t = x->parse.tokens.v;
    if (!s->count || s->count > HEAD_LINE_TOKENS) return false;
    bool loud = is_loud(x, s);
    for (uint32_t i = s->first; i < s->first + s->count; i++)
        if ((token_is_finite(&t[i]) && !loud) || is_quoted_speech(&t[i])) return false;
    bool noise = s->block != BLOCK_HEADLINE && s->block != BLOCK_PARAGRAPH;
    bool stop = token_is_word(&t[s->first + s->count - 1], ".");
    /* "Press service. For immediate release" */
    return noise || !stop || (s->count <= STOPPED_TOKENS && begins_with_paper(x, s));
}

/* "Dockers: the strike is ON!": a short line without a stop, which a head may hold before its paper. */
static bool is_slogan(const Extraction *x, const Sentence *s) {
    const Token *t = x->parse.tokens.v;
    Str text = x->out->doc.text;
    uint32_t end = s->span.end;
    if (!s->count || s->count > HEAD_LINE_TOKENS || token_is_word(&t[s->first + s->count - 1], "."))
        return false;
    for (uint32_t i = s->first; i < s->first + s->count; i++)
        if (is_quoted_speech(&t[i])) return false;
    return end < text.n && text.p[end] == '\n';
}

/* How many sentences the head of the text has: up to the first that tells something, slogans only where
 * a paper or an address follows them. */
static uint32_t head_lines(const Extraction *x) {
    const Sentences *all = &x->parse.sentences;
    uint32_t head = 0;
    bool open = true;
    for (uint32_t n = 0; n < all->n && n < HEAD_SENTENCES; n++) {
        const Sentence *s = &all->v[n];
        if (!is_head_line(x, s)) {
            if (!n || !is_slogan(x, s)) break;
            open = false;
            continue;
        }
        open = open || begins_with_paper(x, s);
        if (open) head = n + 1;
    }
    return head;
}

static bool is_body(const Extraction *x, Ref actor, bool named_by) {
    const Actor *a = records_actor(x->out, actor);
    if (!a || sectors_any(&a->sectors, SECTOR(MED))) return false;
    return a->kind == ACTOR_ORGANISATION || a->kind == ACTOR_GROUP ||
           (named_by && (a->kind == ACTOR_PERSON || a->kind == ACTOR_STATE));
}

static TokenRange mention_at(const Extraction *x, uint32_t i, uint32_t end) {
    uint32_t k = i;
    while (k < end && x->actor_at[k] == x->actor_at[i]) k++;
    return (TokenRange){i, k};
}

/* The body that begins a line, or that stands behind "of", "by" or "from" after a paper; anybody where
 * the line is nothing but his name (`alone`). */
static bool line_names(const Extraction *x, const Sentence *s, bool alone, Issuer *out) {
    const Token *t = x->parse.tokens.v;
    uint32_t end = s->first + s->count;
    bool paper = false;
    for (uint32_t i = s->first; i < end; i++) {
        uint32_t after = past_paper(x, i, end);
        paper = paper || after > i;
        if (after > i || !x->actor_at[i] || (i > s->first && x->actor_at[i] == x->actor_at[i - 1]))
            continue;
        uint32_t k = i;
        while (k > s->first &&
               (t[k - 1].xpos == XPOS_DT || t[k - 1].upos == UPOS_ADJ ||
                t[k - 1].upos == UPOS_NOUN || t[k - 1].upos == UPOS_PROPN) &&
               past_paper(x, k - 1, end) == k - 1)
            k--;
        bool by = paper && k > s->first && token_in(&t[k - 1], LIST_ISSUED_BY);
        if ((k > s->first && !by) || !is_body(x, x->actor_at[i], by || alone)) continue;
        TokenRange name = mention_at(x, i, end);
        *out = (Issuer){{k, name.end}, name.end - 1, x->actor_at[i], 0};
        return true;
    }
    return false;
}

/* A line that is a body's name and no more. */
static bool stands_alone(const Issuer *who, const Sentence *s) {
    return who->name.end - who->name.first + ALONE_BESIDE >= s->count;
}

/* A line of the head behind this one that begins with a paper: "MEDIA RELEASE", "To all editors". */
static bool paper_follows(const Extraction *x, uint32_t line) {
    uint32_t head = head_lines(x);
    for (uint32_t n = line + 1; n < head; n++)
        if (begins_with_paper(x, &x->parse.sentences.v[n])) return true;
    return false;
}

/* The line with the name of who issues a paper: the first, but for "In the name of God". */
static uint32_t name_line(const Extraction *x) {
    const Token *t = x->parse.tokens.v;
    const Sentences *all = &x->parse.sentences;
    return all->n > 1 && all->v[0].count && token_in(&t[all->v[0].first], LIST_INVOCATION) ? 1 : 0;
}

/* A first line of capital words alone, before a line that begins with a paper: a body that no table
 * knows ("Pontoil AD / P.O. Box 11 / MEDIA RELEASE"). Up to a dash. */
static TokenRange unknown_body(const Extraction *x) {
    enum { NAME_TOKENS = 8 };
    const TokenRange none = {0, 0};
    const Token *t = x->parse.tokens.v;
    const Sentences *all = &x->parse.sentences;
    uint32_t line = name_line(x);
    if (all->n < line + 3 || !all->v[line].coded || !is_head_line(x, &all->v[line])) return none;
    const Sentence *name = &all->v[line];
    uint32_t end = name->first, stop = name->first + name->count;
    for (; end < stop; end++) {
        if (t[end].xpos == XPOS_HYPH || t[end].xpos == XPOS_COLON) break;
        if (t[end].flags & TOKEN_QUOTED) continue;
        if (token_is_punct(&t[end]) && !str_eq(t[end].norm, S("\""))) break;
        bool joins = t[end].upos == UPOS_ADP || t[end].upos == UPOS_DET ||
                     t[end].upos == UPOS_CCONJ || token_is_punct(&t[end]);
        if ((!(t[end].flags & TOKEN_CAPITAL) && !joins) || t[end].flags & TOKEN_DIGIT ||
            past_paper(x, end, stop) > end)
            return none;
    }
    bool beside = end + 1 < stop && past_paper(x, end + 1, stop) > end + 1;
    if (!beside && !paper_follows(x, line)) return none;
    return end - name->first <= NAME_TOKENS ? (TokenRange){name->first, end} : none;
}

TokenRange issuer_unnamed(const Extraction *x) {
    TokenRange name = unknown_body(x);
    for (uint32_t i = name.first; i < name.end; i++) {
        const Actor *a = records_actor(x->out, x->actor_at[i]);
        /* "Shields of the Capital", the committee "Mothers of Oresk": what it is called after */
        bool part =
            a && a->kind != ACTOR_ORGANISATION && a->kind != ACTOR_GROUP && i + 1 < name.end;
        if (a && !part) return (TokenRange){0, 0};
    }
    return name;
}

Issuer issuer_find(const Extraction *x) {
    const Sentences *all = &x->parse.sentences;
    TokenRange name = unknown_body(x);
    Issuer found = {0}, line;
    bool paper = false, alone = false;
    uint32_t n = 0, head = head_lines(x), first = name_line(x);
    for (; n < head; n++) {
        const Sentence *s = &all->v[n];
        for (uint32_t i = s->first; i < s->first + s->count; i++)
            paper = paper || past_paper(x, i, s->first + s->count) > i;
        if (!line_names(x, s, n == first && range_some(name), &line)) continue;
        alone = alone || (n == first && stands_alone(&line, s));
        found = line;
    }
    if (n == 0 || n == all->n || !found.actor || (!paper && !(alone && n > 1))) return (Issuer){0};
    found.body = all->v[n].first;
    return found;
}
