#include "record/fields.h"

static const Field block_rows[] = {
    FIELD_ENUM_ROW(Block, "kind", kind, BLOCK),
    FIELD_ROW(Block, NULL, span, START_END),
};
static const Fields block_fields = FIELDS_OF(Block, block_rows);

static const Field published_rows[] = {
    FIELD_ROW(Published, NULL, days, DAYS),
    FIELD_ENUM_ROW(Published, "basis", basis, PUBLISHED),
    FIELD_ROW(Published, "probability", probability, PER_MILLE),
    FIELD_ROW(Published, "evidence", evidence, SPANS),
};
static const Fields published_fields = FIELDS_OF(Published, published_rows);

static const Field document_rows[] = {
    FIELD_ROW(Document, "id", id, ID),
    FIELD_ROW(Document, "source_id", source_id, STR),
    FIELD_ROW(Document, "uri", uri, STR),
    FIELD_ROW(Document, "sha256", sha256, STR),
    FIELD_ROW(Document, "outlet", outlet, STR),
    FIELD_ROW(Document, "title", title, STR),
    FIELD_ROW(Document, "byline", byline, STR),
    FIELD_ROW(Document, "agencies", agencies, STRS),
    FIELD_ROW(Document, "lang", lang, STR),
    FIELD_SUB_ROW(Document, "published", published, OBJECT, published_fields),
    FIELD_ROW(Document, "truncated", truncated, BOOL),
    FIELD_ROW(Document, "text", text, STR),
    FIELD_SUB_ROW(Document, "blocks", blocks, OBJECTS, block_fields),
    FIELD_ROW(Document, "sentences", sentences, SPANS),
    FIELD_ROW(Document, "source_map", source_map, SOURCE_MAP),
};

static const Field mention_rows[] = {
    FIELD_ROW(Mention, NULL, span, START_END),
    FIELD_ENUM_ROW(Mention, "how", how, HOW),
};
static const Fields mention_fields = FIELDS_OF(Mention, mention_rows);

static const Field actor_rows[] = {
    FIELD_ROW(Actor, "id", head.id, ID),
    {.name = "doc", .type = FIELD_DOC},
    FIELD_ROW(Actor, "name", name, STR),
    FIELD_ENUM_ROW(Actor, "kind", kind, ACTOR),
    FIELD_ROW(Actor, "country", country, STR),
    FIELD_ROW(Actor, "sectors", sectors, STRS),
    FIELD_ROW(Actor, "title", title, STR),
    FIELD_REF_ROW(Actor, "represents", represents, REF, ACTOR),
    FIELD_ROW(Actor, "known", known, STR),
    FIELD_SUB_ROW(Actor, "mentions", mentions, OBJECTS, mention_fields),
};

static const Field place_rows[] = {
    FIELD_ROW(Place, "id", head.id, ID),
    {.name = "doc", .type = FIELD_DOC},
    FIELD_ROW(Place, "name", name, STR),
    FIELD_ROW(Place, "known", known, STR),
    FIELD_ROW(Place, "geonames", geonames, COUNT),
    FIELD_ROW(Place, "lat", lat, DEGREES),
    FIELD_ROW(Place, "lon", lon, DEGREES),
    FIELD_ROW(Place, "country", country, STR),
    FIELD_ROW(Place, "admin1", admin1, STR),
    FIELD_ROW(Place, "feature", feature, STR),
    FIELD_ENUM_ROW(Place, "precision", precision, PRECISION),
    FIELD_ROW(Place, "disputed", disputed, BOOL),
    FIELD_ROW(Place, "mentions", mentions, SPANS),
};

static const Field relative_rows[] = {
    FIELD_ROW(Relative, "anchor", anchor, ANCHOR),
    FIELD_ROW(Relative, "unit", unit, STR),
    FIELD_ROW(Relative, "offset", offset, INT),
    FIELD_ROW(Relative, "weekday", weekday, WEEKDAY),
};
static const Fields relative_fields = FIELDS_OF(Relative, relative_rows);

static const Field time_rows[] = {
    FIELD_ROW(Time, "id", head.id, ID),
    {.name = "doc", .type = FIELD_DOC},
    FIELD_ROW(Time, NULL, head.span, START_END),
    FIELD_ENUM_ROW(Time, "timex", timex, TIMEX),
    FIELD_ROW(Time, "value", value, STR),
    FIELD_ROW(Time, NULL, days, DAYS),
    FIELD_ENUM_ROW(Time, "basis", basis, TIME_BASIS),
    FIELD_SUB_ROW(Time, "relative", relative, OBJECT, relative_fields),
};

static const Field population_rows[] = {
    FIELD_ROW(Population, "text", text, STR),
    FIELD_ROW(Population, "country", country, STR),
    FIELD_ROW(Population, "groups", groups, STRS),
};
static const Fields population_fields = FIELDS_OF(Population, population_rows);

static const Field as_of_rows[] = {
    FIELD_ROW(AsOf, NULL, days, DAYS),
    FIELD_ENUM_ROW(AsOf, "basis", basis, AS_OF),
};
static const Fields as_of_fields = FIELDS_OF(AsOf, as_of_rows);

static const Field figure_rows[] = {
    FIELD_ROW(Figure, "id", head.id, ID),
    {.name = "doc", .type = FIELD_DOC},
    FIELD_ROW(Figure, NULL, head.span, START_END),
    FIELD_ROW(Figure, "sentence", sentence, SPAN),
    FIELD_ROW(Figure, "measure", measure, STR),
    FIELD_ROW(Figure, "value", value, NUMBER),
    FIELD_ROW(Figure, "low", low, NUMBER),
    FIELD_ROW(Figure, "high", high, NUMBER),
    FIELD_ENUM_ROW(Figure, "quantifier", quantifier, QUANT),
    FIELD_ENUM_ROW(Figure, "bounds", bounds, BOUND),
    FIELD_ENUM_ROW(Figure, "counted_by", counted_by, COUNTED),
    FIELD_ROW(Figure, "unit", unit, STR),
    FIELD_ROW(Figure, "counted", counted, STR),
    FIELD_SUB_ROW(Figure, "population", population, OBJECT, population_fields),
    FIELD_REF_ROW(Figure, "part_of", part_of, REF, FIGURE),
    FIELD_REF_ROW(Figure, "share_of", share_of, REF, FIGURE),
    FIELD_ENUM_ROW(Figure, "scope", scope, SCOPE),
    FIELD_REF_ROW(Figure, "place", place, REF, PLACE),
    FIELD_SUB_ROW(Figure, "as_of", as_of, OBJECT, as_of_fields),
    FIELD_ROW(Figure, "period", period, DAYS_OBJECT),
    FIELD_REF_ROW(Figure, "event", event, REF, EVENT),
    FIELD_ENUM_ROW(Figure, "status", status, STATUS),
    FIELD_ENUM_ROW(Figure, "voice", voice, VOICE),
    FIELD_REF_ROW(Figure, "claim", claim, REF, CLAIM),
};

static const Field source_rows[] = {
    FIELD_ROW(ClaimSource, NULL, span, START_END),
    FIELD_REF_ROW(ClaimSource, "actor", actor, REF, ACTOR),
    FIELD_ENUM_ROW(ClaimSource, "state", state, SOURCE),
};
static const Fields source_fields = FIELDS_OF(ClaimSource, source_rows);

static const Field via_rows[] = {
    FIELD_REF_ROW(Via, "actor", actor, REF, ACTOR),
    FIELD_ROW(Via, NULL, span, START_END),
    FIELD_ROW(Via, "channel", channel, STR),
};
static const Fields via_fields = FIELDS_OF(Via, via_rows);

static const Field claim_rows[] = {
    FIELD_ROW(Claim, "id", head.id, ID),
    {.name = "doc", .type = FIELD_DOC},
    FIELD_ROW(Claim, "sentence", sentence, SPAN),
    FIELD_SUB_ROW(Claim, "source", source, OBJECT, source_fields),
    FIELD_ROW(Claim, "cue", cue, SPAN_OBJECT),
    FIELD_ROW(Claim, "content", content, SPANS),
    FIELD_ENUM_ROW(Claim, "quote", quote, QUOTE),
    FIELD_ROW(Claim, "speech", speech, BOOL),
    FIELD_ENUM_ROW(Claim, "stance", stance, STANCE),
    FIELD_REF_ROW(Claim, "target", target, REF, ACTOR),
    FIELD_REF_ROW(Claim, "addressee", addressee, REF, ACTOR),
    FIELD_SUB_ROW(Claim, "via", via, OBJECTS, via_fields),
    FIELD_ROW(Claim, "said_on", said_on, DAYS_OBJECT),
    FIELD_ROW(Claim, "about", about, ABOUTS),
    FIELD_REF_ROW(Claim, "answers", answers, REFS, CLAIM),
};

static const Field role_rows[] = {
    FIELD_REF_ROW(Role, "actor", actor, REF, ACTOR),
    FIELD_ROW(Role, NULL, span, START_END),
};
static const Fields role_fields = FIELDS_OF(Role, role_rows);

static const Field object_rows[] = {
    FIELD_ROW(Object, "kind", kind, STR),
    FIELD_ROW(Object, NULL, span, START_END),
};
static const Fields object_fields = FIELDS_OF(Object, object_rows);

static const Field event_time_rows[] = {
    FIELD_ROW(EventTime, NULL, days, DAYS),
    FIELD_ENUM_ROW(EventTime, "precision", precision, WHEN),
};
static const Fields event_time_fields = FIELDS_OF(EventTime, event_time_rows);

static const Field event_rows[] = {
    FIELD_ROW(Event, "id", head.id, ID),
    {.name = "doc", .type = FIELD_DOC},
    FIELD_ROW(Event, NULL, head.span, START_END),
    FIELD_ROW(Event, "sentence", sentence, SPAN),
    FIELD_ENUM_ROW(Event, "class", class, CLASS),
    FIELD_ROW(Event, "mode", mode, STR),
    FIELD_ROW(Event, "context", context, STRS),
    FIELD_ROW(Event, "sector", sector, STRS),
    FIELD_ROW(Event, "cameo", cameo, STR),
    FIELD_SUB_ROW(Event, "agents", agents, OBJECTS, role_fields),
    FIELD_SUB_ROW(Event, "recipients", recipients, OBJECTS, role_fields),
    FIELD_SUB_ROW(Event, "objects", objects, OBJECTS, object_fields),
    FIELD_ROW(Event, "instrument", instrument, SPAN_OBJECT),
    FIELD_REF_ROW(Event, "place", place, REF, PLACE),
    FIELD_SUB_ROW(Event, "time", time, OBJECT, event_time_fields),
    FIELD_ENUM_ROW(Event, "modality", modality, MODALITY),
    FIELD_ENUM_ROW(Event, "polarity", polarity, POLARITY),
    FIELD_ROW(Event, "background", background, BOOL),
    FIELD_REF_ROW(Event, "figures", figures, REFS, FIGURE),
    FIELD_REF_ROW(Event, "claim", claim, REF, CLAIM),
};

const Fields record_fields[RECORD_COUNT] = {
    [RECORD_DOCUMENT] = FIELDS_OF(Document, document_rows),
    [RECORD_ACTOR] = FIELDS_OF(Actor, actor_rows),
    [RECORD_PLACE] = FIELDS_OF(Place, place_rows),
    [RECORD_TIME] = FIELDS_OF(Time, time_rows),
    [RECORD_FIGURE] = FIELDS_OF(Figure, figure_rows),
    [RECORD_CLAIM] = FIELDS_OF(Claim, claim_rows),
    [RECORD_EVENT] = FIELDS_OF(Event, event_rows),
};
