/* Who says by a verb that stands behind its clause, where a day or a place parts the verb from its subject:
 * "The dead are fourteen, declared yesterday before the press the head of the fund, Iln." Taggers take
 * such a verb for a participle, and trees hang its subject on the day.
 */
#include "extract/claims_parts.h"

/* Past days, adverbs and phrases of place behind a verb of saying; `i` itself where none stands there. */
static uint32_t past_circumstances(const Parse *p, uint32_t i, uint32_t end) {
    enum { CIRCUMSTANCES_MAX = 5 };
    const Token *t = p->tokens.v;
    for (int n = 0; n < CIRCUMSTANCES_MAX && i + 1 < end; n++) {
        if (t[i].upos == UPOS_ADV || token_in(&t[i], LIST_DAY_NAME)) {
            i++;
            continue;
        }
        bool phrase = t[i].xpos == XPOS_IN && !token_is_word(&t[i], "by") &&
                      !token_is_word(&t[i], "of") && !token_is_word(&t[i], "as");
        if (!phrase) break;
        TokenRange chunk = clause_noun_chunk(p, i + 1);
        if (chunk.first != i + 1 || !token_is_nominal(&t[chunk.end - 1])) break;
        i = chunk.end;
        while (i + 1 < end && token_is_word(&t[i], "of")) i = clause_noun_chunk(p, i + 1).end;
    }
    return i;
}

/* A clause stands before, and no noun with a relative clause whose verb the cue would be. */
static bool tells_before(const Parse *p, uint32_t cue) {
    const Token *t = p->tokens.v;
    for (uint32_t i = clause_sentence(p, cue).first; i < cue; i++) {
        if (is_relative_word(&t[i])) return false;
        if (token_is_finite(&t[i]) || t[i].xpos == XPOS_MD) return true;
    }
    return false;
}

uint32_t cue_speaker_closing(const Parse *p, const Cue *cue) {
    enum { QUOTING_WEIGHT = 90 };
    const Token *t = p->tokens.v;
    uint32_t i = cue->group.range.first, end = clause_sentence(p, i).end, at = cue->range.end;
    if (i != cue->head || !i || t[i - 1].xpos != XPOS_COMMA || !cue->speech ||
        cue_weight(cue, FRAME_QUOTE) < QUOTING_WEIGHT || !tells_before(p, i))
        return TOKEN_NONE;
    uint32_t who = past_circumstances(p, at, end);
    if (who == at || who >= end) return TOKEN_NONE;
    bool opens = t[who].upos == UPOS_PROPN || t[who].xpos == XPOS_DT || t[who].xpos == XPOS_PRPS;
    for (uint32_t k = who; k < end; k++)
        if (token_is_finite(&t[k]) || t[k].xpos == XPOS_MD || t[k].xpos == XPOS_COLON)
            return TOKEN_NONE;
    uint32_t head = opens ? clause_noun_head(p, clause_noun_chunk(p, who)) : TOKEN_NONE;
    return head != TOKEN_NONE && token_is_noun(&t[head]) ? head : TOKEN_NONE;
}
