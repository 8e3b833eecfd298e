#include "parse_of.h"

#include "extract/claims_parts.h"

/* Each construction of attribution, with rows that must not match. `want` lists the attributions of
 * the text, parted by " // ": source | cue | content … content. */
static const struct {
    const char *why, *parse, *want;
} rows[] = {
    {"verb and that-clause",
     "Velmar/NNP 's/POS army/NN said=say/VBD that/IN two/CD posts/NNS had=have/VBD fallen=fall/VBN ./.",
     "Velmar 's army | said | that two posts had fallen"},
    {"verb and bare clause, time between",
     "The/DT ministry/NN said=say/VBD on/IN Friday/NNP ten/CD people/NNS died=die/VBD ./.",
     "The ministry | said | ten people died"},
    {"no clause follows: nothing is claimed", "The/DT ministry/NN said=say/VBD ./.", ""},
    {"object", "Oresk/NNP denied=deny/VBD the/DT report/NN ./.", "Oresk | denied | the report"},
    {"a verb of doing has no content", "Oresk/NNP destroyed=destroy/VBD the/DT bridge/NN ./.", ""},
    {"infinitive", "Velmar/NNP vowed=vow/VBD to/TO answer/VB ./.", "Velmar | vowed | to answer"},
    {"an infinitive of movement is no promise",
     "Troops/NNS moved=move/VBD to/TO answer/VB fire/NN ./.", ""},
    {"accuse of",
     "Oresk/NNP accused=accuse/VBD Velmar/NNP of/IN shelling=shell/VBG the/DT dam/NN ./.",
     "Oresk | accused | Velmar of shelling the dam"},
    {"blame for", "Oresk/NNP blamed=blame/VBD Velmar/NNP for/IN the/DT fire/NN ./.",
     "Oresk | blamed | Velmar for the fire"},
    {"warn of", "Oresk/NNP warned=warn/VBD of/IN famine/NN ./.", "Oresk | warned of | famine"},
    {"call on", "Oresk/NNP called=call/VBD on/IN Velmar/NNP to/TO withdraw/VB ./.",
     "Oresk | called on | Velmar to withdraw"},
    {"urge", "The/DT envoy/NN urged=urge/VBD both/DT sides/NNS to/TO talk/VB ./.",
     "The envoy | urged | both sides to talk"},
    {"tell somebody that",
     "Iln/NNP told=tell/VBD reporters/NNS that/IN roads/NNS were=be/VBD open/JJ ./.",
     "Iln | told | that roads were open"},
    {"cue, colon, quotation", "Iln/NNP said=say/VBD :/: \"/`` Nobody/NN slept=sleep/VBD ./. \"/''",
     "Iln | said | \" Nobody slept . \""},
    {"fronted quotation, subject first",
     "\"/`` Nobody/NN slept=sleep/VBD last/JJ night/NN ,/, \"/'' she/PRP said=say/VBD ./.",
     "she | said | \" Nobody slept last night , \""},
    {"fronted quotation, verb first, apposition",
     "\"/`` Nobody/NN slept=sleep/VBD last/JJ night/NN ,/, \"/'' said=say/VBD Iln/NNP ,/, mayor/NN "
     "of/IN Oresk/NNP ./.",
     "Iln , mayor of Oresk | said | \" Nobody slept last night , \""},
    {"a question, and its cue in a sentence of its own",
     "\"/`` Who/WP slept=sleep/VBD last/JJ night/NN ?/. \"/'' // Iln/NNP asked=ask/VBD ./.",
     "Iln | asked | \" Who slept last night ? \""},
    {"quotation split by its cue",
     "\"/`` We/PRP left=leave/VBD at/IN dawn/NN ,/, \"/'' he/PRP said=say/VBD ./. // \"/`` The/DT "
     "road/NN burned=burn/VBD ./. \"/''",
     "he | said | \" We left at dawn , \" … \" The road burned . \""},
    {"quotation of two sentences before its cue",
     "\"/`` We/PRP left=leave/VBD ./. // The/DT road/NN burned=burn/VBD ,/, \"/'' he/PRP "
     "said=say/VBD ./.",
     "he | said | \" We left . The road burned , \""},
    {"quotation over paragraphs: the later ones are the last speaker's",
     "\"/`` We/PRP left=leave/VBD early/RB ,/, \"/'' said=say/VBD Iln/NNP ./. // \"/`` The/DT "
     "road/NN burned=burn/VBD ./. ## \"/`` Nobody/NN helped=help/VBD us/PRP ./. \"/''",
     "Iln | said | \" We left early , \" … \" The road burned … \" Nobody helped us . \""},
    {"a quotation after speech that was not quoted",
     "Iln/NNP said=say/VBD roads/NNS were=be/VBD open/JJ ./. // \"/`` The/DT port/NN burned=burn/VBD "
     "down/RP ./. \"/''",
     "Iln | said | roads were open … \" The port burned down . \""},
    {"name, colon, quotation",
     "Mayor/NNP Iln/NNP :/: \"/`` The/DT port/NN burned=burn/VBD down/RP ./. \"/''",
     "Mayor Iln | : | \" The port burned down . \""},
    {"what a text is of and a colon are no speaker",
     "Oresk/NNP bus/NN crash/NN :/: toll/NN rises=rise/VBZ to/IN ten/CD", ""},
    {"a time and a colon are no speaker",
     "It/PRP began=begin/VBD at/IN 5/CD :/: 30/CD in/IN the/DT port/NN ./.", ""},
    {"another source ends the content",
     "Oresk/NNP said=say/VBD ten/CD died=die/VBD ,/, but/CC Velmar/NNP said=say/VBD nobody/NN "
     "had=have/VBD ./.",
     "Oresk | said | ten died // Velmar | said | nobody had"},
    {"quoted by a relay",
     "Oresk/NNP ,/, quoted=quote/VBN by/IN Radio/NNP ,/, said=say/VBD ten/CD had=have/VBD "
     "died=die/VBN ./.",
     "Oresk | said | ten had died"},
    {"a word in quotation marks is no speech",
     "The/DT so/RB -/HYPH called=call/VBN \"/`` safe/JJ zone/NN \"/'' burned=burn/VBD ./.", ""},
    {"fronted indirect", "Ten/CD had=have/VBD died=die/VBN ,/, the/DT ministry/NN said=say/VBD ./.",
     "the ministry | said | Ten had died"},
    {"parenthesis", "The/DT bridge/NN ,/, she/PRP said=say/VBD ,/, was=be/VBD mined=mine/VBN ./.",
     "she | said | The bridge … was mined"},
    {"as somebody said", "As/IN Iln/NNP noted=note/VBD ,/, the/DT port/NN is=be/VBZ shut/JJ ./.",
     "Iln | noted | the port is shut"},
    {"according to, last", "Ten/CD died=die/VBD ,/, according/VBG to/IN Oresk/NNP radio/NN ./.",
     "Oresk radio | according to | Ten died"},
    {"according to, first", "According/VBG to/IN Oresk/NNP radio/NN ,/, ten/CD died=die/VBD ./.",
     "Oresk radio | According to | ten died"},
    {"in the view of", "In/IN Oresk/NNP 's/POS view/NN ,/, the/DT truce/NN is=be/VBZ over/RB ./.",
     "Oresk | view | the truce is over"},
    {"noun with that",
     "Oresk/NNP 's/POS claim/NN that/IN the/DT dam/NN broke=break/VBD was=be/VBD false/JJ ./.",
     "Oresk | claim | that the dam broke"},
    {"a noun without a source is no claim",
     "The/DT claim/NN that/IN matters=matter/VBZ is=be/VBZ old/JJ ./.", ""},
    {"adjective", "He/PRP is=be/VBZ confident/JJ that/IN aid/NN will/MD come/VB ./.",
     "He | is confident | that aid will come"},
    {"passive with by", "The/DT report/NN was=be/VBD denied=deny/VBN by/IN Oresk/NNP ./.",
     "Oresk | was denied | The report"},
    {"passive, nobody named", "The/DT unit/NN is=be/VBZ accused=accuse/VBN of/IN arson/NN ./.",
     " | is accused of | The unit … arson"},
    {"participle",
     "The/DT general/NN rejected=reject/VBD talks/NNS ,/, adding=add/VBG that/IN roads/NNS were=be/VBD "
     "open/JJ ./.",
     "The general | rejected | talks // The general | adding | that roads were open"},
    {"a second verb goes with the first, not with its object",
     "Sudan/NNP rejected=reject/VBD accusations=accusation/NNS of/IN torture/NN in/IN the/DT camp/NN "
     "and/CC maintains=maintain/VBZ that/IN residents/NNS are=be/VBP free/JJ ./.",
     "Sudan | rejected | accusations of torture in the camp // Sudan | maintains | that residents are "
     "free"},
    {"conjoined cues",
     "Oresk/NNP said=say/VBD the/DT dam/NN broke=break/VBD and/CC accused=accuse/VBD Velmar/NNP "
     "of/IN arson/NN ./.",
     "Oresk | said | the dam broke // Oresk | accused | Velmar of arson"},
    {"relative clause: the pronoun is the source",
     "Iln/NNP ,/, who/WP said=say/VBD that/IN roads/NNS were=be/VBD open/JJ ,/, left=leave/VBD ./.",
     "who | said | that roads were open"},
    {"a cue that shares its source inside another's content is part of it",
     "Iln/NNP declined=decline/VBD to/TO say/VB whether/IN roads/NNS were=be/VBD open/JJ ./.",
     "Iln | declined | to say whether roads were open"},
    {"a clause far from its cue, by the tree",
     "Iln/NNP/2/nsubj said=say/VBD/0/root ,/,/2/punct as/IN/7/mark the/DT/6/det count/NN/7/nsubj "
     "began=begin/VBD/2/advcl ,/,/7/punct that/IN/12/mark roads/NNS/12/nsubj were=be/VBD/12/cop "
     "open/JJ/2/ccomp ././2/punct",
     "Iln | said | that roads were open"},
    {"a participle goes with who speaks, not with the noun before it",
     "The/DT general/NN called=call/VBD Velmar/NNP weak/JJ ,/, accusing=accuse/VBG it/PRP of/IN "
     "arson/NN ./.",
     "The general | called | Velmar weak // The general | accusing | it of arson"},
    {"telling is a cue outside her telling",
     "Iln/NNP hailed=hail/VBD the/DT truce/NN ,/, telling=tell/VBG reporters/NNS that/IN roads/NNS "
     "were=be/VBD open/JJ ./.",
     "Iln | hailed | the truce // Iln | telling | that roads were open"},
    {"of nested speakers the outermost goes on",
     "Iln/NNP said=say/VBD Doyle/NNP claimed=claim/VBD roads/NNS burned=burn/VBD ,/, "
     "insisting=insist/VBG that/IN they/PRP were=be/VBD open/JJ ./.",
     "Iln | said | Doyle claimed roads burned // Doyle | claimed | roads burned // Iln | insisting | that they were open"},
    {"a participle of doing is no cue",
     "Iln/NNP said=say/VBD roads/NNS were=be/VBD open/JJ ,/, crossing=cross/VBG the/DT river/NN ./.",
     "Iln | said | roads were open , crossing the river"},
    {"opening participle: the subject follows",
     "Denying=deny/VBG the/DT report/NN ,/, Iln/NNP left=leave/VBD the/DT port/NN ./.",
     "Iln | Denying | the report"},
    {"opening participle before another cue",
     "Conceding=concede/VBG that/IN talks/NNS failed=fail/VBD ,/, she/PRP warned=warn/VBD of/IN "
     "famine/NN ./.",
     "she | Conceding | that talks failed // she | warned of | famine"},
    {"an opening participle of doing",
     "Crossing=cross/VBG the/DT river/NN ,/, Iln/NNP left=leave/VBD the/DT port/NN ./.", ""},
    {"inverted parenthesis",
     "The/DT truce/NN ,/, said=say/VBD Iln/NNP and/CC others/NNS ,/, would/MD hold/VB ./.",
     "Iln and others | said | The truce … would hold"},
    {"an object after the verb is no speaker",
     "The/DT envoy/NN ,/, Iln/NNP ,/, told=tell/VBD reporters/NNS ,/, twice/RB ,/, that/IN roads/NNS "
     "were=be/VBD open/JJ ./.",
     "The envoy , Iln | told | that roads were open"},
    {"brackets and a day between speaker and cue",
     "Senator/NNP Iln/NNP (/-LRB- Oresk/NNP )/-RRB- in/IN May/NNP said=say/VBD ten/CD men/NNS "
     "died=die/VBD ./.",
     "Senator Iln | said | ten men died"},
    {"a quotation's cue shares the source of the cue before it",
     "Iln/NNP confirmed=confirm/VBD she/PRP had=have/VBD left=leave/VBN and/CC said=say/VBD ,/, \"/`` "
     "Nobody/NN slept=sleep/VBD ./. \"/''",
     "Iln | confirmed | she had left // Iln | said | \" Nobody slept . \""},
    {"a quotation that goes on its clause",
     "Iln/NNP says=say/VBZ the/DT road/NN \"/`` is=be/VBZ mined=mine/VBN again/RB ./. \"/''",
     "Iln | says | the road \" is mined again . \""},
    {"a quotation after who is told",
     "Iln/NNP told=tell/VBD reporters/NNS \"/`` nobody/NN slept=sleep/VBD here/RB ./. \"/''",
     "Iln | told | \" nobody slept here . \""},
    {"as with what it is called",
     "Iln/NNP denounced=denounce/VBD the/DT raid/NN as/IN/6/case \"/`` cruel/JJ and/CC "
     "pointless/JJ ./. \"/''",
     "Iln | denounced | the raid as \" cruel and pointless . \""},
    {"how it sounds", "\"/`` This/DT is=be/VBZ fantastic/JJ !/. \"/'' beamed=beam/VBD Iln/NNP ./.",
     "Iln | beamed | \" This is fantastic ! \""},
    {"a verb the tagger took for a noun, at the end",
     "\"/`` Nobody/NN slept=sleep/VBD last/JJ night/NN ,/, \"/'' the/DT two/CD write/NN ./.",
     "the two | write | \" Nobody slept last night , \""},
    {"verb, name, colon", "Stated=state/VBN Iln/NNP :/: \"/`` Nobody/NN slept=sleep/VBD ./. \"/''",
     "Iln | Stated | \" Nobody slept . \""},
    {"a closing mark of the wrong kind",
     "“/`` Nobody/NN slept=sleep/VBD ,/, “/`` he/PRP said=say/VBD ./.",
     "he | said | “ Nobody slept , “"},
    {"a transcript's speaker has the paragraph",
     "It/PRP began=begin/VBD ./. ## ILN/NNP :/: We/PRP left=leave/VBD early/RB ./. // Nobody/NN "
     "helped=help/VBD us/PRP ./. ## It/PRP ended=end/VBD ./.",
     "ILN | : | We left early . Nobody helped us"},
    {"question and answer name nobody",
     "It/PRP began=begin/VBD ./. ## Q/NNP :/: You/PRP left=leave/VBD early/RB ./.", ""},
    {"the head of a list says nothing",
     "It/PRP began=begin/VBD ./. ## Oresk/NNP :/: Iln/NNP ,/, Doyle/NNP ,/, Marsh/NNP ./.", ""},
    {"a word may be a blow: a post is hit",
     "They/PRP attacked=attack/VBD the/DT army/NN post/NN ./.", ""},
    {"a word may be a blow: a budget is blamed", "They/PRP slammed=slam/VBD the/DT budget/NN ./.",
     "They | slammed | the budget"},
    {"a word may be a blow: somebody died of it",
     "They/PRP slammed=slam/VBD the/DT crowd/NN and/CC killed=kill/VBD four/CD ./.", ""},
    {"what was found is no statement",
     "Crews/NNS found=find/VBD ten/CD bodies=body/NNS there/RB ,/, the/DT mayor/NN said=say/VBD ./.",
     "the mayor | said | Crews found ten bodies there"},
};

static void put_range(Text *out, const Parse *p, Str text, TokenRange r) {
    text_add(out, str_cut(text, clause_span(p, r)));
}

static int by_cue(const void *a, const void *b) {
    const Draft *x = a, *y = b;
    return x->cue.first < y->cue.first ? -1 : x->cue.first > y->cue.first;
}

static Str drafts_text(Claiming *c, Arena *a) {
    Text out = {.arena = a};
    Str text = c->x->out->doc.text;
    if (c->drafts.n) qsort(c->drafts.v, c->drafts.n, sizeof *c->drafts.v, by_cue);
    for (uint32_t i = 0; i < c->drafts.n; i++) {
        const Draft *d = &c->drafts.v[i];
        if (d->dropped) continue;
        if (out.n) text_add_c(&out, " // ");
        put_range(&out, c->p, text, d->source);
        text_add_c(&out, " | ");
        put_range(&out, c->p, text, d->cue);
        for (uint32_t k = 0; k < d->content.n; k++) {
            text_add_c(&out, k ? " … " : " | ");
            put_range(&out, c->p, text, d->content.v[k]);
        }
    }
    return text_str(&out);
}

static void test_constructions(void **state) {
    const Tables *tables = *state;
    int failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Records records = {0};
        StErr err = {0};
        Extraction x = {.tables = tables, .arena = &a, .out = &records, .err = &err};
        x.parse = parse_of(&a, rows[i].parse, &records.doc);
        Ref **covers[] = {&x.time_at, &x.place_at, &x.actor_at, &x.figure_at, &x.claim_at};
        for (size_t k = 0; k < 5; k++) *covers[k] = arena_new(&a, Ref, x.parse.tokens.n);
        Claiming c = {0};
        check_ok(claims_draft(&c, &x), &err);
        Str have = drafts_text(&c, &a);
        if (!str_eq(have, str_of(rows[i].want))) {
            print_message("%s:\n  have %.*s\n  want %s\n", rows[i].why, STR_ARG(have),
                          rows[i].want);
            failed++;
        }
        arena_drop(&a);
    }
    assert_int_equal(failed, 0);
}

static int setup(void **state) {
    Tables *t;
    StErr err = {0};
    if (tables_open(TABLES_BLOB, &t, &err) != ST_OK) return -1;
    *state = t;
    return 0;
}

static int teardown(void **state) {
    tables_close(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_constructions),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
