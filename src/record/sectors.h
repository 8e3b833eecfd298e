/* The sectors of actors (PLOVER's codes) as sets: who serves a state, who bears arms.
 *
 *   in   the codes of an actor, as its record has them; a code that is not listed is in no set
 *   note tables name a sector by its code; only what C asks for has a name here
 *   src  PLOVER Event Coding Manual, actor sectors
 */
#ifndef SITREP_RECORD_SECTORS_H
#define SITREP_RECORD_SECTORS_H

#include "base/str.h"

typedef enum Sector {
    SECTOR_GOV,
    SECTOR_MIL,
    SECTOR_REB,
    SECTOR_OPP,
    SECTOR_LEG,
    SECTOR_JUD,
    SECTOR_COP,
    SECTOR_SPY,
    SECTOR_UAF,
    SECTOR_CRM,
    SECTOR_CVL,
    SECTOR_IGO,
    SECTOR_NGO,
    SECTOR_MED,
    SECTOR_BUS,
    SECTOR_LAB,
    SECTOR_EDU,
    SECTOR_IMG,
    SECTOR_ELI,
    SECTOR_SEP,
    SECTOR_COUNT
} Sector;

typedef uint32_t SectorSet;
#define SECTOR(name) ((SectorSet)1 << SECTOR_##name)

enum {
    SECTORS_OF_STATE =
        SECTOR(GOV) | SECTOR(MIL) | SECTOR(LEG) | SECTOR(JUD) | SECTOR(COP) | SECTOR(SPY),
    SECTORS_LAWLESS = SECTOR(REB) | SECTOR(UAF) | SECTOR(CRM),
    SECTORS_ARMED = SECTOR(MIL) | SECTOR(REB) | SECTOR(UAF) | SECTOR(COP),
    SECTORS_WITHOUT_COUNTRY = SECTOR(IGO) | SECTOR(NGO) | SECTOR(IMG)
};

/* The sets that a code, or any of several codes, belongs to. */
SectorSet sector_set(Str code);
SectorSet sectors_set(const Strs *codes);

static inline bool sectors_any(const Strs *codes, SectorSet of) {
    return (sectors_set(codes) & of) != 0;
}

#endif
