#include "lang/conllu.h"

#include "base/utf8.h"

/* A field may hold neither tabs nor line ends; those are white space of the text here. */
static void add_field(Text *out, Str s) {
    for (size_t i = 0; i < s.n; i++) text_add_char(out, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
    if (!s.n) text_add_char(out, '_');
}

static void add_misc(const Document *doc, const TextMap *map, Span span, Text *out) {
    unsigned len;
    bool glued = span.end < doc->text.n && !utf8_is_space(utf8_at(doc->text, span.end, &len));
    text_format(out, "%sTokenRange=%u:%u\n", glued ? "SpaceAfter=No|" : "",
                text_map_point(map, span.start), text_map_point(map, span.end));
}

static void add_word(const Parse *p, const Sentence *s, uint32_t i, Text *out) {
    const Token *t = &p->tokens.v[i];
    text_format(out, "%u\t", i - s->first + 1);
    add_field(out, t->form);
    text_add_char(out, '\t');
    add_field(out, t->lemma);
    text_format(out, "\t%s\t%s\t_\t", UPOS_words[t->upos], XPOS_words[t->xpos]);
    if (t->deprel == DEP_NONE)
        text_add_c(out, "_\t_");
    else
        text_format(out, "%u\t%s", t->head ? t->head - s->first : 0, DEP_words[t->deprel]);
    text_add_c(out, "\t_\t");
}

static void add_sentence(const Document *doc, const Parse *p, const TextMap *map, const Sentence *s,
                         Text *out) {
    text_add_c(out, "# text = ");
    add_field(out, str_cut(doc->text, s->span));
    text_add_char(out, '\n');
    uint32_t end = s->first + s->count;
    for (uint32_t i = s->first, next; i < end; i = next) {
        const Token *t = &p->tokens.v[i];
        for (next = i + 1; next < end && (p->tokens.v[next].flags & TOKEN_CLITIC);) next++;
        Span surface = {t->span.start, p->tokens.v[next - 1].span.end};
        if (next == i + 1) {
            add_word(p, s, i, out);
            add_misc(doc, map, surface, out);
            continue;
        }
        text_format(out, "%u-%u\t", i - s->first + 1, next - s->first);
        add_field(out, str_cut(doc->text, surface));
        text_add_c(out, "\t_\t_\t_\t_\t_\t_\t_\t");
        add_misc(doc, map, surface, out);
        for (uint32_t k = i; k < next; k++) {
            add_word(p, s, k, out);
            text_add_c(out, "_\n");
        }
    }
    text_add_char(out, '\n');
}

StCode conllu_write(const Document *doc, const Parse *p, Arena *scratch, Text *out) {
    TextMap map;
    TRY(text_map_make(doc->text, scratch, &map));
    Str id = doc->source_id.n ? doc->source_id : doc->id;
    uint32_t at = 0;
    for (uint32_t i = 0; i < p->sentences.n; i++) {
        const Sentence *s = &p->sentences.v[i];
        if (i == 0) {
            text_add_c(out, "# newdoc id = ");
            add_field(out, id);
            text_add_char(out, '\n');
        }
        Span gap = {at, s->span.start};
        if (i == 0 || str_find_char(str_cut(doc->text, gap), '\n') < span_len(gap))
            text_add_c(out, "# newpar\n");
        text_add_c(out, "# sent_id = ");
        add_field(out, id);
        text_format(out, "-%u\n", i + 1);
        add_sentence(doc, p, &map, s, out);
        at = s->span.end;
    }
    return out->failed ? ST_NOMEM : ST_OK;
}
