#include "extract/issuer.h"

#include "record/sectors.h"

enum {
    HEAD_SENTENCES = 6,    /* how far down a head goes */
    HEAD_LINE_TOKENS = 20, /* how long one of its lines is */
    PAPER_WORDS = 4,
    ALONE_BESIDE = 2 /* words beside a name that stands alone: an article, a dash */
};

/* A line of a head: short, and nothing is told in it. */
static bool is_head_line(const Extraction *x, const Sentence *s) {
    const Token *t = x->parse.tokens.v;
    if (!s->count || s->count > HEAD_LINE_TOKENS) return false;
    for (uint32_t i = s->first; i < s->first + s->count; i++)
        if (t[i].xpos == XPOS_VBD || t[i].xpos == XPOS_VBZ || t[i].xpos == XPOS_VBP ||
            t[i].xpos == XPOS_MD || t[i].flags & TOKEN_QUOTED)
            return false;
    bool noise = s->block != BLOCK_HEADLINE && s->block != BLOCK_PARAGRAPH;
    return noise || !token_is_word(&t[s->first + s->count - 1], ".");
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
        if (!x->actor_at[i] || (i > s->first && x->actor_at[i] == x->actor_at[i - 1])) continue;
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

/* A line of the head behind its first that begins with a paper: "MEDIA RELEASE", "To all editors". */
static bool paper_follows(const Extraction *x) {
    const Sentences *all = &x->parse.sentences;
    for (uint32_t n = 1; n < all->n && n < HEAD_SENTENCES && is_head_line(x, &all->v[n]); n++) {
        uint32_t first = all->v[n].first;
        if (past_paper(x, first, first + all->v[n].count) > first) return true;
    }
    return false;
}

/* A first line of capital words alone, before a line that begins with a paper: a body that no table
 * knows ("Pontoil AD / P.O. Box 11 / MEDIA RELEASE"). Up to a dash. */
static TokenRange unknown_body(const Extraction *x) {
    enum { NAME_TOKENS = 8 };
    const TokenRange none = {0, 0};
    const Token *t = x->parse.tokens.v;
    const Sentences *all = &x->parse.sentences;
    if (all->n < 3 || !all->v[0].coded || !is_head_line(x, &all->v[0])) return none;
    const Sentence *name = &all->v[0];
    if (!paper_follows(x)) return none;
    uint32_t end = name->first;
    for (; end < name->first + name->count; end++) {
        if (t[end].xpos == XPOS_HYPH || t[end].xpos == XPOS_COLON || token_is_punct(&t[end])) break;
        bool joins =
            t[end].upos == UPOS_ADP || t[end].upos == UPOS_DET || t[end].upos == UPOS_CCONJ;
        if ((!(t[end].flags & TOKEN_CAPITAL) && !joins) || t[end].flags & TOKEN_DIGIT ||
            past_paper(x, end, name->first + name->count) > end)
            return none;
    }
    return end - name->first <= NAME_TOKENS ? (TokenRange){name->first, end} : none;
}

TokenRange issuer_unnamed(const Extraction *x) {
    TokenRange name = unknown_body(x);
    for (uint32_t i = name.first; i < name.end; i++)
        if (x->actor_at[i]) return (TokenRange){0, 0};
    return name;
}

Issuer issuer_find(const Extraction *x) {
    const Sentences *all = &x->parse.sentences;
    TokenRange name = unknown_body(x);
    Issuer found = {0}, line;
    bool paper = false, alone = false;
    uint32_t n = 0;
    for (; n < all->n && n < HEAD_SENTENCES && is_head_line(x, &all->v[n]); n++) {
        const Sentence *s = &all->v[n];
        for (uint32_t i = s->first; i < s->first + s->count; i++)
            paper = paper || past_paper(x, i, s->first + s->count) > i;
        if (!line_names(x, s, n == 0 && range_some(name), &line)) continue;
        alone = alone || (n == 0 && stands_alone(&line, s));
        found = line;
    }
    if (n == 0 || n == all->n || !found.actor || (!paper && !(alone && n > 1))) return (Issuer){0};
    found.body = all->v[n].first;
    return found;
}
