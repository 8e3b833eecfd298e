/* Who kidnapped somebody, where only another sentence tells who held or freed him: "Iln was
 * kidnapped in May. … He was released by the Front." Police and armies free hostages, too; whoever
 * serves no state and lets somebody go had taken him.
 *
 *   in   all events of the document, with their roles
 *   out  agents of abductions that had none
 */
#include "extract/event_making.h"

#include "record/sectors.h"

static bool is_open_abduction(const Event *e) {
    return e->class == CLASS_ASSAULT && str_eq(e->mode, S("abduct")) &&
           e->polarity == POLARITY_POSITIVE && !e->agents.n && e->recipients.n;
}

/* Whom somebody holds, takes or lets go, be it only planned, he has or had. */
static bool tells_captor(const Event *e) {
    if (!e->agents.n || e->polarity != POLARITY_POSITIVE) return false;
    if (e->class == CLASS_RETREAT) return str_eq(e->mode, S("release"));
    if (e->class == CLASS_COERCE) return str_eq(e->mode, S("arrest"));
    return e->class == CLASS_ASSAULT && str_eq(e->mode, S("abduct"));
}

static bool share_victim(const Event *a, const Event *b) {
    for (uint32_t i = 0; i < a->recipients.n; i++)
        for (uint32_t k = 0; k < b->recipients.n; k++)
            if (a->recipients.v[i].actor && a->recipients.v[i].actor == b->recipients.v[k].actor)
                return true;
    return false;
}

static bool is_captor(const Records *r, const Role *role) {
    const Actor *a = records_actor(r, role->actor);
    return a && a->kind != ACTOR_STATE && sectors_any(&a->sectors, SECTORS_LAWLESS);
}

static StCode take_captors(EventMaking *m, Event *abduction, const Event *other) {
    for (uint32_t i = 0; i < other->agents.n; i++) {
        if (!is_captor(m->x->out, &other->agents.v[i])) continue;
        Role *role = list_push(m->x->arena, &abduction->agents, Role);
        TRY_MEM(role, m->x->err);
        *role = other->agents.v[i];
    }
    return ST_OK;
}

StCode event_captors_settle(EventMaking *m) {
    Events *events = &m->x->out->events;
    uint32_t tellers[EVENT_CAPTORS_MAX], n = 0;
    for (uint32_t i = 0; i < events->n && n < EVENT_CAPTORS_MAX; i++)
        if (tells_captor(&events->v[i])) tellers[n++] = i;
    for (uint32_t i = 0; n && i < events->n; i++) {
        Event *e = &events->v[i];
        for (uint32_t k = 0; k < n && is_open_abduction(e); k++)
            if (tellers[k] != i && share_victim(e, &events->v[tellers[k]]))
                TRY(take_captors(m, e, &events->v[tellers[k]]));
    }
    return ST_OK;
}
