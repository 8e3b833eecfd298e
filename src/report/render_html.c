#include "report/charts.h"
#include "report/html_text.h"

static const char style[] =
    "body{font:16px/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1b1b1b;background:#fff}h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2rem 0 .4rem;"
    "border-bottom:2px solid #1b1b1b}h2 small{font-weight:normal;font-size:.85rem;color:#555}"
    "h3{font-size:1rem;margin:1rem 0 .2rem}.tag{display:inline-block;font-size:.75rem;background:#ffe9b3;padding:.1rem "
    ".4rem;border-radius:.2rem;margin-left:.6rem}dl{display:grid;grid-template-columns:6rem 1fr;"
    "gap:.1rem .6rem}dt{color:#555}dd{margin:0}table{border-collapse:collapse;width:100%}"
    "td{vertical-align:top;padding:.15rem .6rem .15rem 0;border-bottom:1px solid #e6e6e6}"
    "h1,small{white-space:pre-wrap}table{table-layout:fixed}td:nth-child(1){width:44%}td:nth-child(2){width:15%;color:#555}"
    "td:nth-child(4){width:14%}"
    ".ok{color:#1a7f37}.cite{font-size:.75rem;white-space:nowrap}a{color:#0b57a4;text-decoration:none}"
    "ol.cited{list-style:none;padding:0;font-size:.85rem}ol.cited li{margin:.25rem 0}"
    ".charts{display:flex;flex-wrap:wrap;gap:1rem;margin-top:1rem}figure{margin:.4rem 0;width:18.5rem}"
    "figcaption{font-size:.85rem;font-weight:600}svg{width:100%;height:auto;display:block}"
    "svg text{font:11px system-ui,sans-serif;fill:#555}svg .grid{stroke:#e0e0e0}"
    ".legend{font-size:.75rem;margin:0;color:#555}svg [class^=c]{stroke-width:2}"
    ".c0{fill:#0b57a4;stroke:#0b57a4}.k0{color:#0b57a4}.c1{fill:#b3541e;stroke:#b3541e}"
    ".k1{color:#b3541e}.c2{fill:#1a7f37;stroke:#1a7f37}.k2{color:#1a7f37}"
    ".c3{fill:#7b3fa0;stroke:#7b3fa0}.k3{color:#7b3fa0}.c4{fill:#777;stroke:#777}.k4{color:#777}"
    "td{overflow-wrap:break-word}"
    /* on a phone a row is a paragraph: what, then when, who and the cites */
    "@media screen and (max-width:40rem){body{margin:1rem auto}ul{padding-left:1.2rem}"
    "table,tbody,tr{display:block}tr{padding:.3rem 0;border-bottom:1px solid #e6e6e6}"
    "td{display:inline;border:0;padding:0 .3rem 0 0}td:nth-child(1){display:block;width:auto}figure{width:100%}}"
    "li:target{background:#fff3b0}@media print{body{margin:0;font-size:10pt}a{color:inherit}"
    "ol.cited{columns:2;font-size:8pt}figure{width:30%;break-inside:avoid}"
    "h2,h3,dt{break-after:avoid}tr,li{break-inside:avoid}}@media(prefers-color-scheme:dark){"
    "body{background:#161616;color:#e8e8e8}h2{border-color:#e8e8e8}td,tr{border-color:#333}"
    "a{color:#8ab4f8}svg text,.legend{fill:#bbb;color:#bbb}svg .grid{stroke:#333}.tag{background:#5a4500}li:target{background:#4a4200}}";

/* What is open, so that it can be closed before the next thing. */
typedef enum Open { OPEN_NOTHING, OPEN_META, OPEN_TABLE, OPEN_LIST } Open;

static void element(Text *out, const char *name, Str s) {
    text_format(out, "<%s>", name);
    html_escape(out, s);
    text_format(out, "</%s>", name);
}

static void cites(Text *out, const Line *line) {
    const Cites *list = &line->cites;
    if (line_accepted(line))
        text_add_c(out,
                   " <span class=\"ok\" title=\"accepted in review\">" ACCEPTED_MARK "</span>");
    for (uint32_t i = 0; i < list->n; i++) {
        Cite c = list->v[i];
        text_format(out, " <a class=\"cite\" href=\"#s%u-%u\">[", c.report, c.sentence);
        cite_text(c, out);
        text_add_c(out, "]</a>");
    }
}

static void reopen(Text *out, Open *now, Open next) {
    static const char *const begin[] = {"", "<dl>\n", "<table>\n", "<ul>\n"};
    static const char *const end[] = {"", "</dl>\n", "</table>\n", "</ul>\n"};
    if (*now == next) return;
    text_add_c(out, end[*now]);
    text_add_c(out, begin[next]);
    *now = next;
}

static Open container_of(LineKind kind) {
    return kind == LINE_META     ? OPEN_META
           : kind == LINE_ROW    ? OPEN_TABLE
           : kind == LINE_BULLET ? OPEN_LIST
                                 : OPEN_NOTHING;
}

static void render_line(Text *out, const Line *line, Open *open) {
    reopen(out, open, container_of(line->kind));
    switch (line->kind) {
    case LINE_TITLE: element(out, "h1", line->cells[0]); break;
    case LINE_META:
        element(out, "dt", line->cells[0]);
        text_add_c(out, "<dd>");
        html_escape(out, line->cells[1]);
        cites(out, line);
        text_add_c(out, "</dd>");
        break;
    case LINE_SECTION:
        text_add_c(out, "<h2>");
        html_escape(out, line->cells[0]);
        text_add_char(out, ' ');
        if (line->cells[1].n) element(out, "small", line->cells[1]);
        text_add_c(out, "</h2>");
        break;
    case LINE_GROUP:
        text_add_c(out, "<h3>");
        html_escape(out, line->cells[0]);
        if (line->tag.n) {
            text_add_c(out, "<span class=\"tag\">");
            html_escape(out, line->tag);
            text_add_c(out, "</span>");
        }
        cites(out, line);
        text_add_c(out, "</h3>");
        break;
    case LINE_ROW:
        text_add_c(out, "<tr>");
        for (int i = 0; i < LINE_CELLS; i++) element(out, "td", line->cells[i]);
        text_add_c(out, "<td>");
        cites(out, line);
        text_add_c(out, "</td></tr>");
        break;
    case LINE_BULLET:
    case LINE_NOTE:
        text_add_c(out, line->kind == LINE_BULLET ? "<li>" : "<p>");
        html_escape(out, line->cells[0]);
        cites(out, line);
        text_add_c(out, line->kind == LINE_BULLET ? "</li>" : "</p>");
        break;
    }
    text_add_char(out, '\n');
}

void report_render_html(const Report *r, Text *out) {
    text_add_c(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
    element(out, "title", r->title);
    text_format(out, "\n<style>%s</style></head>\n<body>\n", style);
    Open open = OPEN_NOTHING;
    for (uint32_t i = 0; i < r->lines.n; i++) {
        render_line(out, &r->lines.v[i], &open);
        if (!charts_below(r, i)) continue;
        reopen(out, &open, OPEN_NOTHING); /* what is no row cannot stand in a table */
        charts_render(r, i, out);
    }
    reopen(out, &open, OPEN_NOTHING);
    text_add_c(out, "<h2>Sentences cited</h2>\n<ol class=\"cited\">\n");
    for (uint32_t i = 0; i < r->cited.n; i++) {
        Cite c = r->cited.v[i].cite;
        text_format(out, "<li id=\"s%u-%u\"><b>[", c.report, c.sentence);
        cite_text(c, out);
        text_add_c(out, "]</b> ");
        html_escape(out, r->cited.v[i].text);
        text_add_c(out, "</li>\n");
    }
    text_add_c(out, "</ol>\n</body></html>\n");
}
