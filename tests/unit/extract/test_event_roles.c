/* Who stands in the roles of an event, from whole texts. Texts are invented. */
#include "extract_of.h"

enum { LINE_MAX_BYTES = 512 };

static ExtractOf e;

typedef struct Line {
    char p[LINE_MAX_BYTES];
    size_t n;
} Line;

static void put(Line *l, const char *label, Str words) {
    int n = snprintf(l->p + l->n, sizeof l->p - l->n, "%s%s=%.*s", l->n ? " " : "", label,
                     STR_ARG(words));
    l->n += n > 0 && l->n + (size_t)n < sizeof l->p ? (size_t)n : 0;
}

static const Event *event_of(const Records *r, const char *trigger) {
    for (uint32_t i = 0; i < r->events.n; i++)
        if (str_eq(document_cut(&r->doc, r->events.v[i].head.span), str_of(trigger)))
            return &r->events.v[i];
    return NULL;
}

/* "[mode] by=… to=… what=…" */
static void render(const Records *r, const Event *v, Line *l) {
    l->n = 0;
    l->p[0] = 0;
    if (v->mode.n) put(l, "mode", v->mode);
    for (uint32_t i = 0; i < v->agents.n; i++)
        put(l, "by", document_cut(&r->doc, v->agents.v[i].span));
    for (uint32_t i = 0; i < v->recipients.n; i++)
        put(l, "to", document_cut(&r->doc, v->recipients.v[i].span));
    for (uint32_t i = 0; i < v->objects.n; i++)
        put(l, "what", document_cut(&r->doc, v->objects.v[i].span));
    if (v->polarity == POLARITY_NEGATIVE) put(l, "not", S("so"));
}

typedef struct RoleRow {
    const char *why, *text, *trigger, *want;
} RoleRow;

static void test_roles(void **state) {
    (void)state;
    static const RoleRow rows[] = {
        {"how many is no part of who", "Gunmen killed three priests in the town.", "killed",
         "mode=firearms by=Gunmen to=priests"},
        {"nor of what was hit", "Rebels destroyed two bridges near the border.", "destroyed",
         "mode=destroy by=Rebels what=bridges"},
        {"who only tells of it did not do it",
         "Armenia's Defense Ministry said it has no forces in the enclave and that Baku's offensive "
         "“violated the cease-fire along the entire line of contact with missile-artillery strikes.”",
         "violated", "mode=heavy-weapons"},
        {"whom another deed reaches is not attacked in the one it follows",
         "The first refugees reached Armenia on Sunday, five days after Azerbaijan's offensive of "
         "September 19 forced the fighters to give up their weapons.",
         "offensive", "by=Azerbaijan"},
        {"a number alone stands for those before it",
         "Gunmen attacked the camp. Several villagers were killed and at least 15 wounded.",
         "wounded", "to=15"},
        {"what is thrown is not what is hit", "Demonstrators threw stones at a bank.", "threw",
         "mode=primitive by=Demonstrators what=bank"},
        {"the tree finds one of a long subject",
         "A colonel, two lieutenants, a corporal and three soldiers were kidnapped on Friday.",
         "kidnapped", "mode=abduct to=colonel to=soldiers to=lieutenants to=corporal"},
        {"members of a body act, and it through them",
         "The post was attacked by members of the National Liberation Army.", "attacked",
         "by=members by=members what=post"},
        {"a predicate names the doer",
         "The colonel was the mastermind of the murder of the priest.", "murder",
         "mode=targeted by=colonel to=priest"},
        {"whose work it was", "The attack on the bank was the work of guerrillas.", "attack",
         "by=guerrillas what=bank"},
        {"who repudiates a murder neither did nor denies it",
         "The unions repudiated the murder of the teacher.", "murder", "mode=targeted to=teacher"},
        {"a clause of his own parts nobody from his verb",
         "Sources said that Juan Perez, who was working at the station, was killed.", "killed",
         "to=Juan Perez"},
        {"a name behind what he is", "Gunmen killed university rector Juan Perez.", "killed",
         "mode=firearms by=Gunmen to=university rector Juan Perez"},
        {"whose house is hit is hit", "Gunmen attacked the residence of Juan Perez.", "attacked",
         "mode=firearms by=Gunmen to=Juan Perez what=residence"},
        {"what stands before its owner is left to it", "A bomb went off at Juan Perez's house.",
         "went off", "mode=explosives to=Juan Perez what=house"},
        {"any word of a phrase may have the doer",
         "The minister was shot dead by a hooded man riding a motorcycle.", "shot dead",
         "mode=firearms by=hooded man to=minister"},
        {"who those are that it befell",
         "Those who were kidnapped are Jose Martinez, 55, and Luis Rossi, 35.", "kidnapped",
         "mode=abduct to=Jose Martinez to=Luis Rossi"},
        {"the wounded are told by name or kind", "The wounded include a child and a woman.",
         "wounded", "to=child to=woman"},
        {"windows are of a house",
         "A bomb went off in the town. The blast shattered the windows of a bank.", "blast",
         "mode=explosives what=bank"},
        {"who admits that others did it did not",
         "The president admitted that soldiers were responsible for the murder of the priest.",
         "murder", "mode=targeted by=soldiers to=priest"},
        {"what stands behind with is the subject of its participle",
         "Velmar opened fire with the town already starving after being blockaded.", "blockaded",
         "mode=restrict what=town"},
        {"in the town, in front of the agency: the agency",
         "A bomb went off in Oresk in front of a travel agency.", "went off",
         "mode=explosives what=travel agency"},
        {"damage in news of attacks is done by them",
         "Gunmen attacked the post. Two bank buildings and a restaurant were seriously damaged.",
         "damaged", "mode=destroy what=bank buildings what=restaurant"},
        {"a thing that suffers damage is hit",
         "A bomb exploded in the park. A school suffered serious damage.", "suffered",
         "mode=explosives what=school"},
        {"things in a list", "A bomb destroyed a hotel, two medical clinics and a bank.",
         "destroyed", "mode=destroy what=hotel what=medical clinics what=bank"},
        {"the man is hit, and not his body", "Rebels killed three members of the Red Cross.",
         "killed", "by=Rebels to=members"},
        {"nor the union he leads", "Gunmen murdered a National Union leader on Monday.", "murdered",
         "mode=targeted by=Gunmen to=National Union leader"},
        {"nor the state he is of", "Gunmen wounded an Ecuadorean.", "wounded",
         "mode=firearms by=Gunmen to=Ecuadorean"},
        {"a country whose town is hit is not", "A bomb exploded in the Colombian city of Medellin.",
         "exploded", "mode=explosives"},
        {"the attacks of armed men are theirs", "The attacks of the rebels left ten people dead.",
         "attacks", "by=rebels"},
        {"what is used to attack attacks", "Guerrillas used mortars to attack the barracks.",
         "attack", "by=Guerrillas what=barracks"},
        {"a body is somebody's",
         "The body of Juan Perez, who was kidnapped on Friday, was found on Sunday.", "kidnapped",
         "mode=abduct to=Juan Perez"},
        {"one man's assassination is done to him",
         "The police commander's assassination shocked the town.", "assassination",
         "mode=targeted to=police commander"},
        {"a body in quotation marks stands behind its men",
         "The attack was carried out by Maoist \"Shining Path\" guerrillas.", "attack",
         "by=guerrillas by=guerrillas"},
        {"by whom, over how long it took",
         "The judge was kidnapped over the past two weeks by gunmen.", "kidnapped",
         "mode=abduct by=gunmen to=judge"},
        {"all whom somebody accuses",
         "The colonel accused two lieutenants, a sergeant and three soldiers of the murder of the "
         "priest.",
         "murder", "mode=targeted by=lieutenants by=sergeant by=soldiers to=priest"},
        {"a finite verb shares a finite verb's subject",
         "Angry crowds gathered in Oresk, urging the minister to resign, and clashed with police.",
         "clashed", "by=Angry crowds to=police"},
        {"names behind a colon are a list",
         "Gunmen attacked the post. Three policemen were killed: Major Juan Perez, Captain Luis "
         "Rossi, and Jose Martinez.",
         "killed", "to=policemen to=Major Juan Perez to=Captain Luis Rossi to=Jose Martinez"},
        {"two offices of one man", "Gunmen killed Senator and presidential candidate Juan Perez.",
         "killed", "mode=firearms by=Gunmen to=presidential candidate Juan Perez"},
        {"but two men are two", "Gunmen killed a guard and Judge Juan Perez.", "killed",
         "mode=firearms by=Gunmen to=guard to=Judge Juan Perez"},
        {"they who attack are armed",
         "Rebels met the villagers on Monday. They killed a priest on Tuesday.", "killed",
         "by=Rebels to=priest"},
        {"who does it by a pronoun is shown where he is named",
         "The Red Brigades resumed their attacks on the railway.", "attacks",
         "by=Red Brigades what=railway"},
        {"whom somebody accuses of doing it does it",
         "The authorities accused the major of kidnapping a judge, and of shooting two guards.",
         "kidnapping", "mode=abduct by=major to=judge"},
        {"also what is coordinated with it",
         "The authorities accused the major of kidnapping a judge, and of shooting two guards.",
         "shooting", "mode=firearms by=major to=guards"},
        {"and where he is asked back",
         "The major, whom the president accused of being the mastermind of the murder of the "
         "bishop, fled.",
         "murder", "mode=targeted by=major to=bishop"},
        {"who holds somebody responsible did not do it",
         "The president holds the Red Brigades responsible for the murder of the minister.",
         "murder", "mode=targeted by=Red Brigades to=minister"},
        {"nor one of two alone",
         "We hold the army and the police responsible for the attack on the school.", "attack",
         "by=army by=police what=school"},
        {"who announces that somebody died of it has no part in it",
         "Hospital officials announced that a nurse died as a result of the attack on the station.",
         "attack", "to=nurse what=station"},
        {"nor who announces that it is investigated",
         "The minister announced that two judges are investigating the murder of the senator.",
         "murder", "mode=targeted to=senator"},
        {"nor who protests against it",
         "Teachers began a strike to protest the murder of a colleague.", "murder",
         "mode=targeted to=colleague"},
        {"men of a body whose name is spelt out in brackets",
         "The PKK (Kurdistan Workers Party) guerrillas attacked the post.", "attacked",
         "by=guerrillas by=guerrillas what=post"},
        {"rebels are of the one armed body that is named, be it later",
         "A guerrilla column attacked the farm on Monday. The Lord's Resistance Army has fought "
         "the government since 1987.",
         "attacked", "by=guerrilla column by=guerrilla column what=farm"},
        {"but not of one of two",
         "Guerrillas attacked the farm on Monday. The Lord's Resistance Army and Boko Haram denied "
         "it.",
         "attacked", "by=Guerrillas what=farm"},
        {"the name behind what a body is",
         "The guerrilla organization Shining Path killed a judge.", "killed",
         "by=Shining Path to=judge"},
        {"or behind what it calls itself",
         "A group calling itself the Tupac Amaru Revolutionary Movement kidnapped a judge.",
         "kidnapped", "mode=abduct by=Tupac Amaru Revolutionary Movement to=judge"},
        {"or before it",
         "The \"Shining Path,\" a group with a grim past, claimed responsibility for the murder of "
         "the judge.",
         "murder", "mode=targeted by=group to=judge"},
        {"members of a part of a body",
         "The judge was murdered by members of the southern front of the Lord's Resistance Army.",
         "murdered", "mode=targeted by=members by=members to=judge"},
        {"units of a body are it", "Shining Path units attacked the town hall.", "attacked",
         "by=Shining Path what=town hall"},
        {"behind a name with its gloss stands whom it names",
         "An attack on NPA [New People's Army] leader Juan Perez failed.", "attack",
         "to=leader Juan Perez"},
        {"or what is hit", "A bomb went off at the UN [United Nations] offices.", "went off",
         "mode=explosives what=offices"},
        {"who lets somebody go had taken him",
         "Judge Juan Perez was kidnapped in May. Juan Perez was released by the Shining Path on "
         "Friday.",
         "kidnapped", "mode=abduct by=Shining Path to=Judge Juan Perez"},
        {"but not the police who free him",
         "Judge Juan Perez was kidnapped in May. Juan Perez was freed by police on Friday.",
         "kidnapped", "mode=abduct to=Judge Juan Perez"},
        {"things listed before the verb",
         "The house of a candidate, several shops, some offices and schools have been bombed.",
         "bombed", "mode=explosives to=candidate what=offices what=schools what=house what=shops"},
        {"what stands at once behind the attack",
         "Ten teachers were killed in the bomb explosion at the headquarters of the union.",
         "bomb explosion", "mode=explosives to=teachers what=headquarters"},
        {"what the attack was staged on",
         "A guard was hurt in the attack staged by gunmen on the town hall.", "attack",
         "mode=firearms by=gunmen to=guard what=town hall"},
        {"an engine is of a bus", "Rebels placed a bomb in the engine of a bus.", "placed",
         "mode=explosives by=Rebels what=bus"},
        {"a system of wires is a thing", "Rebels sabotaged the electrical system.", "sabotaged",
         "mode=destroy by=Rebels what=electrical system"},
        {"who suffered stands behind the verb",
         "Also injured were Juan Perez and 4-year-old Luis Rossi, a pupil.", "injured",
         "to=Juan Perez to=Luis Rossi"},
        {"also behind what he suffered it in",
         "Killed in the attack were Juan Perez, a teacher, and his two sons.", "attack",
         "to=Juan Perez to=sons"},
        {"and behind a colon",
         "Injured by the blast were: a taxi driver; Luis Rossi, a pupil; and Juan Perez, a baker.",
         "blast", "to=taxi driver to=Luis Rossi to=Juan Perez"},
        {"who did it stands behind what his victim was",
         "The murder of Juan Perez, minister of trade, by gunmen shocked the town.", "murder",
         "mode=targeted by=gunmen to=Juan Perez"},
        {"who uses something in an attack attacks",
         "Gunmen used grenades in the attack on the post.", "attack",
         "mode=explosives by=Gunmen what=post"},
        {"whose house is burnt suffers it, and not his state",
         "In Bolivia, rioters burned a truck.", "burned", "mode=arson by=rioters what=truck"},
    };
    extract_of_open(&e);
    uint32_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_of(&e, rows[i].text, 0);
        const Event *v = event_of(r, rows[i].trigger);
        Line have = {{0}, 0};
        if (v) render(r, v, &have);
        if (v && !strcmp(have.p, rows[i].want)) continue;
        print_message("%s:\n  have %s\n  want %s\n", rows[i].why, v ? have.p : "no event",
                      rows[i].want);
        failed++;
    }
    extract_of_close(&e);
    if (failed) fail_msg("%u rows", failed);
}

typedef struct ModeRow {
    const char *why, *text, *trigger, *mode, *cameo;
} ModeRow;

/* To take arms is one thing, to take a town another, and an embassy a third. */
static void test_seizures(void **state) {
    (void)state;
    static const ModeRow rows[] = {
        {"arms, whoever takes them", "The rebels seized 30 rifles.", "seized", "", "171"},
        {"goods, by those who may", "Police seized a truck at the border.", "seized", "", "171"},
        {"goods, by those who may not", "Gunmen seized a truck at the border.", "seized", "seize",
         "171"},
        {"the verb says so", "The court confiscated his house.", "confiscated", "", "171"},
        {"ground", "The rebels captured two villages.", "captured", "", "192"},
        {"a building", "Gunmen occupied the embassy.", "occupied", "seize", NULL},
        {"a house that is searched", "Police raided the house of the minister.", "raided", "",
         "171"},
    };
    extract_of_open(&e);
    uint32_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_of(&e, rows[i].text, 0);
        const Event *v = event_of(r, rows[i].trigger);
        if (v && str_eq(v->mode, str_of(rows[i].mode)) &&
            (!rows[i].cameo || str_eq(v->cameo, str_of(rows[i].cameo))))
            continue;
        print_message("%s: %.*s %.*s\n", rows[i].why, STR_ARG(v ? v->mode : S("no event")),
                      STR_ARG(v ? v->cameo : S("")));
        failed++;
    }
    extract_of_close(&e);
    if (failed) fail_msg("%u rows", failed);
}

/* What is told as not done, and what is not denied though a "not" stands near. */
static void test_denials(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *trigger;
        bool not_so;
    } rows[] = {
        {"its object, whatever it is", "The patrol held up no ambulance at the gate.", "held up",
         true},
        {"without a deed", "Troops had entered the town without firing on the crowd.", "firing on",
         true},
        {"neither", "The army neither shelled nor bombed the town.", "shelled", true},
        {"nor", "The army neither shelled nor bombed the town.", "bombed", true},
        {"not one of them", "Not one house was burned, the colonel said.", "burned", true},
        {"not a single one", "The colonel said not a single shot had been fired by the guards.",
         "fired", true},
        {"by somebody else",
         "The minister said that it was not the army that had shelled the market.", "shelled",
         true},
        {"a charge that is rejected",
         "The union rejected the charge that its members had attacked the guards.", "attacked",
         true},
        {"a blast without a victim was a blast", "The blast in Lima did not hurt the guards.",
         "blast", false},
        {"those whom nobody saw had been arrested",
         "The guard did not see the students arrested on Monday.", "arrested", false},
    };
    extract_of_open(&e);
    uint32_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Event *v = event_of(extract_of(&e, rows[i].text, 0), rows[i].trigger);
        if (v && (v->polarity == POLARITY_NEGATIVE) == rows[i].not_so) continue;
        print_message("%s: %s\n", rows[i].why, v ? "the other way" : "no event");
        failed++;
    }
    extract_of_close(&e);
    if (failed) fail_msg("%u rows", failed);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_roles),
                                       cmocka_unit_test(test_seizures),
                                       cmocka_unit_test(test_denials)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
