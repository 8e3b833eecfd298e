/* Charts as small SVG: integers only, so that every machine draws the same. */
#include "report/charts.h"

#include "report/html_text.h"

enum { WIDTH = 300, HEIGHT = 150, LEFT = 52, RIGHT = 12, TOP = 12, BOTTOM = 26, TICKS = 2 };

typedef struct Frame {
    const Chart *chart;
    Day from, to;
    int64_t top; /* thousandths at the upper edge */
    Str speakers[CHART_SPEAKERS_MAX];
    uint32_t speaker_count;
    Text *out;
} Frame;

/* 1, 2 or 5 times a power of ten, at least `n`. */
static int64_t round_up(int64_t n) {
    static const int64_t steps[] = {1, 2, 5};
    for (int64_t power = 1000; power < INT64_MAX / 100; power *= 10)
        for (int i = 0; i < 3; i++)
            if (steps[i] * power >= n) return steps[i] * power;
    return n;
}

/* The middle of the day's slot. */
static int x_of(const Frame *f, Day day) {
    int64_t room = WIDTH - LEFT - RIGHT, days = f->to - f->from + 1;
    return LEFT + (int)((2 * (day - f->from) + 1) * room / (2 * days));
}

static int y_of(const Frame *f, int64_t milli) {
    int64_t room = HEIGHT - TOP - BOTTOM;
    /* room is below 1000, so that no value of a record overflows */
    return TOP + (int)room - (int)(milli / 1000 * room / (f->top / 1000 ? f->top / 1000 : 1));
}

static uint32_t speaker_of(Frame *f, Str name) {
    for (uint32_t i = 0; i < f->speaker_count; i++)
        if (str_eq(f->speakers[i], name)) return i;
    if (f->speaker_count == CHART_SPEAKERS_MAX - 1) name = S("others");
    for (uint32_t i = 0; i < f->speaker_count; i++)
        if (str_eq(f->speakers[i], name)) return i;
    if (f->speaker_count == CHART_SPEAKERS_MAX) return CHART_SPEAKERS_MAX - 1;
    f->speakers[f->speaker_count] = name;
    return f->speaker_count++;
}

static void day_words(Day day, Text *out) {
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int year, month, number;
    day_split(day, &year, &month, &number);
    text_format(out, "%d %s", number, months[month - 1]);
}

/* 1,200,000 as 1.2M, 98,500 as 98.5k */
static void short_number(int64_t milli, Text *out) {
    int64_t n = milli / 1000;
    int64_t unit = n >= 1000000 ? 1000000 : n >= 1000 ? 1000 : 1;
    text_format(out, "%lld", (long long)(n / unit));
    if (unit > 1 && n % unit * 10 / unit)
        text_format(out, ".%lld", (long long)(n % unit * 10 / unit));
    text_add_c(out, unit == 1000000 ? "M" : unit == 1000 ? "k" : "");
}

static void axes(const Frame *f) {
    for (int i = 0; i <= TICKS; i++) {
        int64_t value = f->top / TICKS * i;
        int y = y_of(f, value);
        text_format(f->out, "<line class=\"grid\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", LEFT,
                    y, WIDTH - RIGHT, y);
        text_format(f->out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", LEFT - 6, y + 4);
        short_number(value, f->out);
        text_add_c(f->out, "</text>");
    }
    const Day days[] = {f->from, f->to};
    for (int i = 0; i < 2; i++) {
        const char *anchor = i ? "end" : "start";
        text_format(f->out, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", i ? WIDTH - RIGHT : LEFT,
                    HEIGHT - 8, anchor);
        day_words(days[i], f->out);
        text_add_c(f->out, "</text>");
    }
}

static void link_open(const Frame *f, const ChartPoint *p) {
    text_format(f->out, "<a href=\"#s%u-%u\">", p->report, p->sentence);
}

static void link_close(const Frame *f, const ChartPoint *p) {
    text_add_c(f->out, "<title>");
    day_words(p->day, f->out);
    text_add_c(f->out, ": ");
    html_escape(f->out, p->words);
    if (p->speaker.n) text_add_c(f->out, " — ");
    html_escape(f->out, p->speaker);
    text_format(f->out, " [%u:%u]</title></a>", p->report, p->sentence);
}

static void draw_points(Frame *f) {
    for (uint32_t i = 0; i < f->chart->points.n; i++) {
        const ChartPoint *p = &f->chart->points.v[i];
        uint32_t colour = speaker_of(f, p->speaker);
        int x = x_of(f, p->day), low = y_of(f, p->least), high = y_of(f, p->most);
        link_open(f, p);
        if (high < low)
            text_format(f->out, "<line class=\"c%u\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>",
                        colour, x, low, x, high);
        if (p->over) /* a lower bound points up */
            text_format(f->out, "<path class=\"c%u\" d=\"M%d %dl-5 9h10z\"/>", colour, x, low - 5);
        else
            text_format(f->out, "<circle class=\"c%u\" cx=\"%d\" cy=\"%d\" r=\"4\"/>", colour, x,
                        low);
        link_close(f, p);
    }
}

static void draw_bars(Frame *f) {
    int days = f->to - f->from + 1, room = WIDTH - LEFT - RIGHT;
    int wide = room / (days > 1 ? days : 1) - 1;
    if (wide < 2) wide = 2;
    if (wide > 24) wide = 24;
    for (uint32_t i = 0; i < f->chart->points.n; i++) {
        const ChartPoint *p = &f->chart->points.v[i];
        int y = y_of(f, p->most), x = x_of(f, p->day) - wide / 2;
        link_open(f, p);
        text_format(f->out, "<rect class=\"c0\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", x,
                    y, wide, y_of(f, 0) - y);
        link_close(f, p);
    }
}

static void legend(const Frame *f) {
    text_add_c(f->out, "<p class=\"legend\">");
    for (uint32_t i = 0; i < f->speaker_count; i++) {
        text_format(f->out, "<span class=\"k%u\">■</span> ", i);
        html_escape(f->out, f->speakers[i]);
        text_add_char(f->out, ' ');
    }
    bool over = false;
    for (uint32_t i = 0; i < f->chart->points.n; i++) over |= f->chart->points.v[i].over;
    if (over) text_add_c(f->out, "▲ at least");
    text_add_c(f->out, "</p>");
}

static void render_chart(const Chart *chart, Text *out) {
    Frame f = {.chart = chart, .out = out};
    int64_t most = 1000;
    for (uint32_t i = 0; i < chart->points.n; i++) {
        const ChartPoint *p = &chart->points.v[i];
        if (!f.from || p->day < f.from) f.from = p->day;
        if (p->day > f.to) f.to = p->day;
        if (p->most > most) most = p->most;
    }
    f.top = round_up(most);
    text_add_c(out, "<figure><figcaption>");
    html_escape(out, chart->title);
    text_format(out, "</figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", WIDTH,
                HEIGHT);
    html_escape(out, chart->title);
    text_add_c(out, "\">");
    axes(&f);
    if (chart->bars)
        draw_bars(&f);
    else
        draw_points(&f);
    text_add_c(out, "</svg>");
    if (!chart->bars) legend(&f);
    text_add_c(out, "</figure>\n");
}

bool charts_below(const Report *r, uint32_t line) {
    for (uint32_t i = 0; i < r->charts.n; i++)
        if (r->charts.v[i].line == line) return true;
    return false;
}

void charts_render(const Report *r, uint32_t line, Text *out) {
    bool open = false;
    for (uint32_t i = 0; i < r->charts.n; i++) {
        if (r->charts.v[i].line != line) continue;
        if (!open) text_add_c(out, "<div class=\"charts\">\n");
        open = true;
        render_chart(&r->charts.v[i], out);
    }
    if (open) text_add_c(out, "</div>\n");
}
