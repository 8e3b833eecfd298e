/* Whether one place lies in another, as far as the tables know: a town in the division of its
 * country whose middle is nearest to it, anything in its country, a town not far from the middle of
 * any other area.
 */
#include "extract/event_making.h"

#include "extract/places_resolve.h"

enum { AREA_KM = 150 }; /* from the middle of an area to a town in it */

static int fineness(const Place *p) {
    switch (p->precision) {
    case PRECISION_COUNTRY: return 0;
    case PRECISION_AREA: return 1;
    default: return 2;
    }
}

/* Of the divisions of its country none is nearer to a town than its own. */
static bool is_nearest_division(const EventMaking *m, const Place *inner, uint32_t away) {
    if (!m->x->names) return true;
    const World *w = &m->x->names->world;
    const Table *t = w->table[WORLD_DIVISION];
    int column = t ? table_column(t, "country") : -1;
    uint32_t n = t ? table_rows(t) : 0;
    for (uint32_t row = 1; row <= n; row++) {
        if (!str_eq(table_cell(t, row - 1, column), inner->country)) continue;
        Candidate c = place_candidate(w, (WorldHit){.kind = WORLD_DIVISION, .row = row});
        if (place_distance(inner->lat, inner->lon, c.lat, c.lon) < away) return false;
    }
    return true;
}

bool event_place_in(const EventMaking *m, const Place *inner, const Place *outer) {
    if (fineness(inner) <= fineness(outer) || !inner->country.n) return false;
    if (!str_eq(inner->country, outer->country)) return false;
    if (outer->precision == PRECISION_COUNTRY) return true;
    if (!inner->located || !outer->located) return false;
    uint32_t away = place_distance(inner->lat, inner->lon, outer->lat, outer->lon);
    if (away > AREA_KM) return false;
    bool division = str_eq(outer->feature, S("division"));
    if (!division) return true;
    if (inner->admin1.n && outer->admin1.n) return str_eq(inner->admin1, outer->admin1);
    return is_nearest_division(m, inner, away);
}

bool event_place_finer(const EventMaking *m, Ref inner, Ref outer) {
    const Place *in = records_place(m->x->out, inner), *out = records_place(m->x->out, outer);
    if (!in || in == out) return false;
    if (!out) return true;
    Landmark site = event_landmark_of(m, inner), other = event_landmark_of(m, outer);
    if (other && !site) return in->precision != PRECISION_COUNTRY;
    if (site) return !other && out->precision == PRECISION_COUNTRY;
    if (event_place_in(m, in, out)) return true;
    /* of a village that nobody knows the text says that it lies there */
    bool unknown = in->precision == PRECISION_UNRESOLVED && fineness(in) > fineness(out);
    return unknown && (!in->country.n || str_eq(in->country, out->country));
}
