#include "report/report_lines.h"

/* Characters that Markdown would take for its own are escaped. */
static void plain(Text *out, Str s) {
    for (size_t i = 0; i < s.n; i++) {
        if (strchr("\\`*_[]<>#|&~", s.p[i]) && s.p[i]) text_add_char(out, '\\');
        text_add_char(out, s.p[i]);
    }
}

static void cites(Text *out, const Cites *list) {
    for (uint32_t i = 0; i < list->n; i++) {
        text_add_c(out, " [^");
        text_format(out, "%u-%u]", list->v[i].report, list->v[i].sentence);
    }
}

static void render_line(Text *out, const Line *line) {
    switch (line->kind) {
    case LINE_TITLE: text_add_c(out, "# "); break;
    case LINE_META: text_add_c(out, "- **"); break;
    case LINE_SECTION: text_add_c(out, "\n## "); break;
    case LINE_GROUP: text_add_c(out, "\n**"); break;
    case LINE_ROW:
    case LINE_BULLET: text_add_c(out, "- "); break;
    case LINE_NOTE: text_add_c(out, "\n"); break;
    }
    plain(out, line->cells[0]);
    if (line->kind == LINE_META) text_add_c(out, "**");
    if (line->kind == LINE_GROUP) text_add_c(out, "**");
    for (int i = 1; i < LINE_CELLS; i++) {
        if (!line->cells[i].n) continue;
        text_add_c(out, line->kind == LINE_META ? " " : " · ");
        plain(out, line->cells[i]);
    }
    if (line->tag.n) {
        text_add_c(out, " — ");
        plain(out, line->tag);
    }
    if (line_accepted(line)) text_add_c(out, " " ACCEPTED_MARK);
    cites(out, &line->cites);
    text_add_c(out,
               line->kind == LINE_GROUP || line->kind == LINE_SECTION || line->kind == LINE_TITLE
                   ? "\n\n"
                   : "\n");
}

void report_render_markdown(const Report *r, Text *out) {
    for (uint32_t i = 0; i < r->lines.n; i++) render_line(out, &r->lines.v[i]);
    text_add_char(out, '\n');
    for (uint32_t i = 0; i < r->cited.n; i++) {
        const CitedSentence *c = &r->cited.v[i];
        text_format(out, "[^%u-%u]: R%u, sentence %u: ", c->cite.report, c->cite.sentence,
                    c->cite.report, c->cite.sentence);
        plain(out, c->text);
        text_add_char(out, '\n');
    }
}
