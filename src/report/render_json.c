#include "base/json_write.h"
#include "report/report_lines.h"

static void write_cite(Json *j, Cite c) {
    json_key(j, S("report"));
    json_int(j, c.report);
    json_key(j, S("sentence"));
    json_int(j, c.sentence);
}

static void write_line(Json *j, const Line *line) {
    static const char *const kinds[] = {"title", "meta",   "section", "group",
                                        "row",   "bullet", "note"};
    json_open(j, '{');
    json_key(j, S("kind"));
    json_str(j, str_of(kinds[line->kind]));
    json_key(j, S("cells"));
    json_open(j, '[');
    int cells = LINE_CELLS; /* an empty one keeps its place before others */
    while (cells && !line->cells[cells - 1].n) cells--;
    for (int i = 0; i < cells; i++) json_str(j, line->cells[i].n ? line->cells[i] : S(""));
    json_close(j, ']');
    json_key(j, S("tag"));
    json_str(j, line->tag);
    json_key(j, S("cites"));
    json_open(j, '[');
    for (uint32_t i = 0; i < line->cites.n; i++) {
        json_open(j, '{');
        write_cite(j, line->cites.v[i]);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_key(j, S("ids"));
    json_open(j, '[');
    for (uint32_t i = 0; i < line->ids.n; i++) json_str(j, line->ids.v[i]);
    json_close(j, ']');
    json_key(j, S("accepted"));
    json_bool(j, line_accepted(line));
    json_close(j, '}');
}

void report_render_json(const Report *r, Text *out) {
    Json j = {.out = out};
    json_open(&j, '{');
    json_key(&j, S("record"));
    json_str(&j, S("report"));
    json_key(&j, S("title"));
    json_str(&j, r->title);
    json_key(&j, S("lines"));
    json_open(&j, '[');
    for (uint32_t i = 0; i < r->lines.n; i++) write_line(&j, &r->lines.v[i]);
    json_close(&j, ']');
    json_key(&j, S("cited"));
    json_open(&j, '[');
    for (uint32_t i = 0; i < r->cited.n; i++) {
        json_open(&j, '{');
        write_cite(&j, r->cited.v[i].cite);
        json_key(&j, S("text"));
        json_str(&j, r->cited.v[i].text);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_close(&j, '}');
    text_add_char(out, '\n');
}
