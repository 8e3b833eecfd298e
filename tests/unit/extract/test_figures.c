#include "parse_of.h"

#include "extract/extraction.h"

static Tables *tables;

/* One figure as a line: text|quantifier value low high|measure|unit|counted|scope status by. */
static Str line_of(Arena *a, const Document *doc, const Figure *f) {
    Text t = {.arena = a};
    Number n[] = {f->value, f->low, f->high};
    text_add(&t, document_cut(doc, f->head.span));
    text_format(&t, "|%s", QUANT_words[f->quantifier]);
    for (size_t i = 0; i < 3; i++) {
        if (!n[i].some)
            text_add_c(&t, " -");
        else if (n[i].milli % 1000)
            text_format(&t, " %lld.%03lld", (long long)n[i].milli / 1000,
                        (long long)n[i].milli % 1000);
        else
            text_format(&t, " %lld", (long long)n[i].milli / 1000);
    }
    text_format(&t, "|%.*s|%.*s|%.*s", STR_ARG(f->measure), STR_ARG(f->unit), STR_ARG(f->counted));
    if (f->part_of) text_format(&t, "|part %u", f->part_of);
    if (f->share_of) text_format(&t, "|of %u", f->share_of);
    if (f->status != STATUS_ASSERTED) text_format(&t, "|%s", STATUS_words[f->status]);
    if (f->counted_by != COUNTED_NUMERAL && f->counted_by != COUNTED_WORD)
        text_format(&t, "|%s", COUNTED_words[f->counted_by]);
    if (f->scope == SCOPE_CUMULATIVE) text_add_c(&t, "|cumulative");
    return text_str(&t);
}

static Str figures_in(Arena *a, const char *words) {
    Records out = {0};
    StErr err = {0};
    Extraction x = {.tables = tables, .arena = a, .out = &out, .err = &err};
    x.parse = parse_of(a, words, &out.doc);
    Ref **covers[] = {&x.time_at, &x.place_at, &x.actor_at, &x.figure_at, &x.claim_at};
    for (size_t i = 0; i < sizeof covers / sizeof *covers; i++)
        *covers[i] = arena_new(a, Ref, x.parse.tokens.n);
    check_ok(extract_figures(&x), &err);
    Text t = {.arena = a};
    for (uint32_t i = 0; i < out.figures.n; i++) {
        if (i) text_add_c(&t, " // ");
        text_add(&t, line_of(a, &out.doc, &out.figures.v[i]));
    }
    return text_str(&t);
}

static const struct {
    const char *why, *words, *want;
} rows[] = {
    {"passive", "At/IN least/JJS 51/CD villagers=villager/NNS were=be/VBD killed=kill/VBN ./.",
     "At least 51|at_least 51 51 -|killed|person|villager"},
    {"a tagger's past for a participle",
     "More/JJR than/IN 90/CD men=man/NNS have/VBP been=be/VBN evacuated=evacuate/VBD ./.",
     "More than 90|more_than 90 91 -|evacuated|person|man"},
    {"active", "Floods=flood/NNS killed=kill/VBD nearly/RB 30/CD people/NNS ./.",
     "nearly 30|nearly 30 - 30|killed|person|people"},
    {"bare participle",
     "Up/IN to/IN 20/CD lorries=lorry/NNS destroyed=destroy/VBN by/IN fire/NN ./.",
     "Up to 20|up_to 20 - 20|destroyed|item|lorry"},
    {"a clause behind it counts nothing",
     "130/CD wounded=wound/VBN when/WRB shells=shell/NNS hit/VBD a/DT market/NN ./.",
     "130|exact 130 130 130|injured|person|"},
    {"a number alone goes on with the count before it",
     "41/CD people/NNS were=be/VBD killed=kill/VBN ./. // There/EX were=be/VBD 24/CD ./.",
     "41|exact 41 41 41|killed|person|people // 24|exact 24 24 24|killed|person|"},
    {"an auxiliary alone says what was said before",
     "4,800/CD men=man/NNS were=be/VBD arrested=arrest/VBN ./. // He/PRP said=say/VBD 1,200/CD "
     "were=be/VBD ./.",
     "4,800|exact 4800 4800 4800|detained|person|man // 1,200|exact 1200 1200 1200|detained|person|"},
    {"a number that is rejected",
     "Three/CD men=man/NNS were=be/VBD killed=kill/VBN ,/, and/CC not/RB five/CD ./.",
     "Three|exact 3 3 3|killed|person|man // five|exact 5 5 5|killed|person||denied"},
    {"too many to be of the same",
     "Two/CD men=man/NNS were=be/VBD killed=kill/VBN ./. // There/EX were=be/VBD 900/CD ./.",
     "Two|exact 2 2 2|killed|person|man"},
    {"written twice",
     "Three/CD (/-LRB- 3/CD )/-RRB- deaths=death/NNS were=be/VBD reported=report/VBN ./.",
     "Three ( 3 )|exact 3 3 3|killed|person|death"},
    {"burned land", "The/DT fire/NN burned=burn/VBD 4,500/CD hectares=hectare/NNS ./.",
     "4,500|exact 4500 4500 4500|burned|area|hectare"},
    {"what was done to hostages, not what they are",
     "Seven/CD hostages=hostage/NNS were=be/VBD released=release/VBN ./.",
     "Seven|exact 7 7 7|released|person|hostage"},
    {"no noun", "It/PRP left=leave/VBD 483/CD homeless/JJ ./.",
     "483|exact 483 483 483|homeless|person|"},
    {"two measures",
     "Three/CD were=be/VBD killed=kill/VBN and/CC 20/CD others=other/NNS injured=injure/VBN ./.",
     "Three|exact 3 3 3|killed|person| // 20|exact 20 20 20|injured|person|other"},
    {"of",
     "The/DT quake/NN caused=cause/VBD the/DT evacuation/NN of/IN 60/CD families=family/NNS ./.",
     "60|exact 60 60 60|evacuated|household|family"},
    {"inside the phrase",
     "They/PRP fed=feed/VBD 300/CD displaced=displace/VBN families=family/NNS ./.",
     "300|exact 300 300 300|displaced|household|family"},
    {"a noun that measures", "There/EX were=be/VBD 12/CD deaths=death/NNS ./.",
     "12|exact 12 12 12|killed|person|death"},
    {"toll", "The/DT death/NN toll/NN rose=rise/VBD from/IN 30/CD to/IN 45/CD ./.",
     "45|exact 45 45 45|killed|person|"},
    {"the number of",
     "The/DT number/NN of/IN displaced=displace/VBN families=family/NNS is=be/VBZ put/VBN at/IN "
     "349/CD ./.",
     "349|exact 349 349 349|displaced|household|family"},
    {"put at a number, then what it counts",
     "Oresk/NNP put=put/VBD at/IN more/JJR that/IN 98,500/CD the/DT number/NN of/IN "
     "miners=miner/NNS who/WP fled=flee/VBD ./.",
     "more that 98,500|more_than 98500 98501 -|displaced|person|miner"},
    {"nearly all of a number",
     "Nearly/RB all/DT of/IN the/DT town/NN 's/POS former/JJ 120/CD residents=resident/NNS "
     "have/VBP fled=flee/VBN ./.",
     "Nearly all of|vague - 90 100|displaced|percent|resident|of 2 // "
     "Nearly all of the town 's former 120|nearly 120 - 120|displaced|person|resident"},
    {"the part has the measure, the whole is a population",
     "More/JJR than/IN 100/CD of/IN the/DT 120/CD residents=resident/NNS have/VBP "
     "fled=flee/VBN ./.",
     "More than 100|more_than 100 101 -|displaced|person|resident // 120|exact 120 120 120|population|"
     "person|resident"},
    {"a number alone behind the verb", "It/PRP killed=kill/VBD two/CD and/CC left/VBD ./.",
     "two|exact 2 2 2|killed|person|"},
    {"with such an object",
     "Four/CD miners=miner/NNS suffered=suffer/VBD severe/JJ burns=burn/NNS ./.",
     "Four|exact 4 4 4|injured|person|miner"},
    {"but not with another", "Four/CD miners=miner/NNS suffered=suffer/VBD a/DT setback/NN ./.",
     "Four|exact 4 4 4|affected|person|miner"},
    {"a list of names, not an apposition",
     "The/DT clerk/NN ,/, Iln/NNP ,/, was=be/VBD killed=kill/VBN ./.",
     "The clerk|exact 1 1 1|killed|person|clerk|mention"},
    {"shot, and dead",
     "Two/CD men=man/NNS were=be/VBD shot=shoot/VBN ./. // Two/CD men=man/NNS died=die/VBD ./.",
     "Two|exact 2 2 2|killed|person|man // Two|exact 2 2 2|killed|person|man"},
    {"of four who were shot one died",
     "Four/CD men=man/NNS were=be/VBD shot=shoot/VBN ,/, one/CD fatally/RB ./.",
     "Four|exact 4 4 4|casualties|person|man // Four|exact 3 3 3|injured|person||list // "
     "one|exact 1 1 1|killed|person|"},
    {"who is told of along with victims suffered the same",
     "Five/CD guards=guard/NNS were=be/VBD killed=kill/VBN along/IN with/IN two/CD nuns=nun/NNS ./.",
     "Five|exact 5 5 5|killed|person|guard // two|exact 2 2 2|killed|person|nun"},
    {"what they became is not what they are",
     "Rebels=rebel/NNS took=take/VBD 11/CD prisoner/NN ./.", "11|exact 11 11 11|captured|person|"},
    {"a rate stands between a number and its verb",
     "800/CD refugees=refugee/NNS a/DT day/NN crossed=cross/VBD ./.",
     "800|exact 800 800 800|crossed_border|person|refugee|cumulative"},
    {"livestock is lost, not killed", "Some/DT 400/CD goats=goat/NNS drowned=drown/VBD ./.",
     "Some 400|about 400 - -|lost|item|goat"},
    {"an age counts nobody", "A/DT boy/NN of/IN five/CD was=be/VBD hurt=hurt/VBN ./.",
     "A boy|exact 1 1 1|injured|person|boy|mention"},
    {"others are not among the dead",
     "He/PRP killed=kill/VBD one/CD man/NN and/CC shot=shoot/VBD four/CD others=other/NNS ./.",
     "one|exact 1 1 1|killed|person|man // four|exact 4 4 4|injured|person|other"},
    {"an uncounted member behind",
     "It/PRP killed=kill/VBD five/CD guards=guard/NNS and/CC a/DT nun/NN ./.",
     "five|exact 5 5 5|killed|person|guard|part 2 // five guards and a nun|exact 6 6 6|killed|person||"
     "list // a nun|exact 1 1 1|killed|person|nun|part 2|mention"},
    {"an uncounted member before",
     "A/DT nun/NN and/CC five/CD guards=guard/NNS were=be/VBD killed=kill/VBN ./.",
     "A nun|exact 1 1 1|killed|person|nun|part 2|mention // A nun and five guards|exact 6 6 6|killed|"
     "person||list // five|exact 5 5 5|killed|person|guard|part 2"},
    {"a verb of its own",
     "It/PRP killed=kill/VBD five/CD guards=guard/NNS and/CC a/DT nun/NN was=be/VBD hurt/VBN ./.",
     "five|exact 5 5 5|killed|person|guard // a nun|exact 1 1 1|injured|person|nun|mention"},
    {"over an aside",
     "Five/CD monks=monk/NNS ,/, among/IN them/PRP two/CD boys=boy/NNS ,/, were=be/VBD hurt/VBN ./.",
     "Five|exact 5 5 5|injured|person|monk // two|exact 2 2 2|injured|person|boy|part 1"},
    {"lives claimed of whom",
     "It/PRP claimed=claim/VBD the/DT lives=life/NNS of/IN three/CD monks=monk/NNS ./.",
     "three|exact 3 3 3|killed|person|monk"},
    {"a number member of a list",
     "He/PRP killed=kill/VBD his/PRP$ wife/NN and/CC four/CD daughters=daughter/NNS ./.",
     "his wife|exact 1 1 1|killed|person|wife|part 2|mention // his wife and four daughters|exact 5 5 "
     "5|killed|person||list // four|exact 4 4 4|killed|person|daughter|part 2"},
    {"numbers alone are left as stated",
     "It/PRP killed=kill/VBD five/CD guards=guard/NNS and/CC two/CD nuns=nun/NNS ./.",
     "five|exact 5 5 5|killed|person|guard // two|exact 2 2 2|killed|person|nun"},
    {"a list that explains the number before it",
     "Six/CD people=people/NNS ,/, four/CD men=man/NNS and/CC two/CD women=woman/NNS ,/, "
     "were=be/VBD killed=kill/VBN ./.",
     "Six|exact 6 6 6|killed|person|people // four|exact 4 4 4|killed|person|man|part 1 // two|exact 2 "
     "2 2|killed|person|woman|part 1"},
    {"occurrences counted: the total of all of them",
     "Four/CD attacks=attack/NNS killed=kill/VBD nine/CD guards=guard/NNS ./.",
     "nine|exact 9 9 9|killed|person|guard|cumulative"},
    {"an age before a verb of one", "Vask/NNP ,/, 24/CD was=be/VBD shot=shoot/VBN ./.", ""},
    {"the object of joined verbs stands behind them",
     "A/DT girl=girl/NN shot=shoot/VBD and/CC killed=kill/VBD her/PRP$ uncle=uncle/NN ./.",
     "her uncle|exact 1 1 1|killed|person|uncle|mention"},
    {"an age behind a name", "Iln/NNP ,/, 26/CD ,/, sang=sing/VBD ./.", ""},
    {"the number of a name", "Crews/NNS left=leave/VBD Camp/NNP 5/CD in/IN June/NNP ./.", ""},
    {"no age", "Sixteen/CD year/NN -/HYPH old/JJ boy/NN shot=shoot/VBN ./.",
     "Sixteen year - old boy|exact 1 1 1|injured|person|boy|mention"},
    {"forced to",
     "Fire/NN forced=force/VBD about/IN 500/CD residents=resident/NNS to/TO flee/VB ./.",
     "about 500|about 500 - -|displaced|person|resident"},
    {"joined after",
     "A/DT blast/NN killed=kill/VBD two/CD soldiers=soldier/NNS and/CC three/CD miners=miner/NNS ./.",
     "two|exact 2 2 2|killed|person|soldier // three|exact 3 3 3|killed|person|miner"},
    {"joined before",
     "Two/CD soldiers=soldier/NNS and/CC three/CD miners=miner/NNS were=be/VBD killed=kill/VBN ./.",
     "Two|exact 2 2 2|killed|person|soldier // three|exact 3 3 3|killed|person|miner"},
    {"a part of its whole",
     "Officials=official/NNS said=say/VBD 23/CD people/NNS were=be/VBD wounded=wound/VBN ,/, "
     "including=include/VBG at/IN least/JJS eight/CD children=child/NNS ./.",
     "23|exact 23 23 23|injured|person|people // at least eight|at_least 8 8 -|injured|person|child|"
     "part 1"},
    {"between", "Between/IN 30/CD and/CC 40/CD huts=hut/NNS burned=burn/VBD down/RP ./.",
     "Between 30 and 40|between - 30 40|destroyed|item|hut"},
    {"by rule", "Tens/NNS of/IN thousands/NNS of/IN people/NNS fled=flee/VBD ./.",
     "Tens of thousands of|vague - 20000 99999|displaced|person|people"},
    {"a share in words",
     "The/DT majority/NN of/IN residents=resident/NNS still/RB live=live/VBP there/RB ./.",
     "The majority of|vague - 50 100|remaining|percent|resident"},
    {"most of a people", "Most/JJS residents=resident/NNS fled=flee/VBD ./.",
     "Most|vague - 50 100|displaced|percent|resident"},
    {"at most is none", "At/IN most/JJS 30/CD people/NNS fled=flee/VBD ./.",
     "At most 30|up_to 30 - 30|displaced|person|people"},
    {"told twice, the same man",
     "A/DT man/NN was=be/VBD shot=shoot/VBN ./. // The/DT man/NN died=die/VBD ./.",
     "The man|exact 1 1 1|killed|person|man|mention"},
    {"a man and a woman are two", "A/DT man/NN died=die/VBD ./. // A/DT woman/NN died=die/VBD ./.",
     "A man|exact 1 1 1|killed|person|man|part 3|mention // "
     "A woman|exact 1 1 1|killed|person|woman|part 3|mention // "
     "A woman|exact 2 2 2|killed|person||list"},
    {"two ages are two",
     "A/DT 9/CD -/HYPH year/NN -/HYPH old/JJ boy/NN died=die/VBD ./. // "
     "The/DT 4/CD -/HYPH year/NN -/HYPH old/JJ child/NN died=die/VBD ./.",
     "A 9 - year - old boy|exact 1 1 1|killed|person|boy|part 3|mention // "
     "The 4 - year - old child|exact 1 1 1|killed|person|child|part 3|mention // "
     "The 4 - year - old child|exact 2 2 2|killed|person||list"},
    {"a name told of before as a man",
     "A/DT man/NN died=die/VBD ./. // Iln/NNP Orm/NNP died=die/VBD ./.",
     "A man|exact 1 1 1|killed|person|man|mention"},
    {"two names are two", "Orm/NNP died=die/VBD ./. // Vask/NNP died=die/VBD ./.",
     "Orm|exact 1 1 1|killed|person|orm|part 3|mention // "
     "Vask|exact 1 1 1|killed|person|vask|part 3|mention // "
     "Vask|exact 2 2 2|killed|person||list"},
    {"part of a name is the name",
     "Iln/NNP Orm/NNP died=die/VBD ./. // Orm/NNP was=be/VBD killed=kill/VBN ./.",
     "Iln Orm|exact 1 1 1|killed|person|orm|mention"},
    {"a pronoun is who was told of",
     "A/DT woman/NN was=be/VBD shot=shoot/VBN ./. // She/PRP died=die/VBD ./.",
     "She|exact 1 1 1|killed|person||mention"},
    {"no woman is he", "A/DT woman/NN died=die/VBD ./. // He/PRP died=die/VBD ./.",
     "A woman|exact 1 1 1|killed|person|woman|part 3|mention // "
     "He|exact 1 1 1|killed|person||part 3|mention // He|exact 2 2 2|killed|person||list"},
    {"who died was not only hurt",
     "A/DT boy/NN was=be/VBD wounded=wound/VBN ./. // The/DT boy/NN died=die/VBD ./.",
     "The boy|exact 1 1 1|killed|person|boy|mention"},
    {"a written number needs no sum",
     "Two/CD died=die/VBD ./. // A/DT man/NN died=die/VBD ./. // A/DT woman/NN died=die/VBD ./.",
     "Two|exact 2 2 2|killed|person| // A man|exact 1 1 1|killed|person|man|mention // "
     "A woman|exact 1 1 1|killed|person|woman|mention"},
    {"two murders are two happenings",
     "The/DT murder/NN of/IN Orm/NNP shocked=shock/VBD them/PRP ./. // "
     "The/DT murder/NN of/IN Vask/NNP shocked=shock/VBD them/PRP ./.",
     "Orm|exact 1 1 1|killed|person|orm|mention // "
     "Vask|exact 1 1 1|killed|person|vask|mention"},
    {"an age for its owner",
     "A/DT 6/CD -/HYPH year/NN -/HYPH old/JJ was=be/VBD killed=kill/VBN ./.",
     "A 6 - year - old|exact 1 1 1|killed|person|old|mention"},
    {"ages between names",
     "Iln/NNP ,/, 24/CD ,/, and/CC Orm/NNP ,/, 33/CD ,/, were=be/VBD killed=kill/VBN ./.",
     "Orm|exact 1 1 1|killed|person|orm|mention"},
    {"an age in brackets, a note",
     "Orm/NNP (/-LRB- 20/CD )/-RRB- was=be/VBD killed=kill/VBN [/-LRB- 12/CD ]/-RRB- ./.",
     "Orm|exact 1 1 1|killed|person|orm|mention"},
    {"an attempt kills nobody", "He/PRP faces=face/VBZ five/CD attempted/JJ murders=murder/NNS ./.",
     ""},
    {"left dead", "A/DT fight/NN left=leave/VBD a/DT guard/NN dead/JJ ./.",
     "a guard|exact 1 1 1|killed|person|guard|mention"},
    {"one by mention", "A/DT peasant/NN was=be/VBD killed=kill/VBN ./.",
     "A peasant|exact 1 1 1|killed|person|peasant|mention"},
    {"none", "No/DT soldiers=soldier/NNS were=be/VBD wounded=wound/VBN ./.",
     "No|none 0 0 0|injured|person|soldier|negation"},
    {"negated verb", "Civilians=civilian/NNS were=be/VBD not/RB harmed=harm/VBN ./.",
     "Civilians|none 0 0 0|casualties|person|civilian|negation"},
    {"may yet be", "Some/DT 400/CD people/NNS could/MD be/VB displaced=displace/VBN ./.",
     "Some 400|about 400 - -|displaced|person|people|projected"},
    {"may have been",
     "Some/DT 400/CD people/NNS may/MD have/VB been=be/VBN displaced=displace/VBN ./.",
     "Some 400|about 400 - -|displaced|person|people|hypothetical"},
    {"since", "Since/IN June/NNP 90/CD people/NNS have/VBP died=die/VBN ./.",
     "90|exact 90 90 90|killed|person|people|cumulative"},
    {"money", "They/PRP pledged=pledge/VBD $/$ 60/CD million/CD ./.",
     "$ 60 million|exact 60000000 60000000 60000000|money|money|"},
    {"lives claimed", "The/DT storm/NN claimed=claim/VBD 30/CD lives=life/NNS ./.",
     "30|exact 30 30 30|killed|person|life"},
    {"who did it is not who suffered",
     "Two/CD gunmen=gunman/NNS killed=kill/VBD a/DT teacher/NN ./.",
     "Two|exact 2 2 2||person|gunman // a teacher|exact 1 1 1|killed|person|teacher|mention"},
    {"spans of time count nothing", "It/PRP lasted=last/VBD 30/CD years=year/NNS ./.", ""},
    {"nor do names", "Police/NNS closed=close/VBD Route/NNP 66/CD ./.", ""},
    {"nor years", "It/PRP began=begin/VBD in/IN 1988/CD ./.", ""},
    {"nor ages", "A/DT 23/CD -/HYPH year/NN -/HYPH old/JJ singer/NN sang=sing/VBD ./.", ""},
};

static void test_sentences(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Str have = figures_in(&a, rows[i].words);
        if (!str_eq(have, str_of(rows[i].want)))
            print_error("%s:\n  have %.*s\n  want %s\n", rows[i].why, STR_ARG(have), rows[i].want);
        arena_drop(&a);
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        check_str(figures_in(&a, rows[i].words), rows[i].want);
        arena_drop(&a);
    }
}

/* What must hold whatever the text: spans inside it, in order, none without a number. */
static void test_memory_runs_out(void **state) {
    (void)state;
#ifdef SITREP_FAULTS
    for (long n = 1; n < 400; n++) {
        Arena a = {0};
        Records out = {0};
        StErr err = {0};
        Extraction x = {.tables = tables, .arena = &a, .out = &out, .err = &err};
        x.parse = parse_of(&a, rows[14].words, &out.doc);
        Ref **covers[] = {&x.time_at, &x.place_at, &x.actor_at, &x.figure_at, &x.claim_at};
        for (size_t i = 0; i < sizeof covers / sizeof *covers; i++)
            *covers[i] = arena_new(&a, Ref, x.parse.tokens.n);
        st_fault_after = n;
        StCode code = extract_figures(&x);
        st_fault_after = -1;
        arena_drop(&a);
        if (code == ST_OK) return;
        assert_int_equal(code, ST_NOMEM);
    }
    fail_msg("never got through");
#endif
}

static int open_tables(void **state) {
    (void)state;
    return tables_open(TABLES_BLOB, &tables, NULL) != ST_OK;
}

static int close_tables(void **state) {
    (void)state;
    tables_close(tables);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_memory_runs_out),
    };
    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
