#include "record/sectors.h"

static const char *const names[SECTOR_COUNT] = {
    [SECTOR_GOV] = "GOV", [SECTOR_MIL] = "MIL", [SECTOR_REB] = "REB", [SECTOR_OPP] = "OPP",
    [SECTOR_LEG] = "LEG", [SECTOR_JUD] = "JUD", [SECTOR_COP] = "COP", [SECTOR_SPY] = "SPY",
    [SECTOR_UAF] = "UAF", [SECTOR_CRM] = "CRM", [SECTOR_CVL] = "CVL", [SECTOR_IGO] = "IGO",
    [SECTOR_NGO] = "NGO", [SECTOR_MED] = "MED", [SECTOR_BUS] = "BUS", [SECTOR_LAB] = "LAB",
    [SECTOR_EDU] = "EDU", [SECTOR_IMG] = "IMG", [SECTOR_ELI] = "ELI", [SECTOR_SEP] = "SEP",
};

SectorSet sector_set(Str code) {
    for (unsigned i = 0; i < SECTOR_COUNT; i++)
        if (str_is(code, names[i])) return (SectorSet)1 << i;
    return 0;
}

SectorSet sectors_set(const Strs *codes) {
    SectorSet set = 0;
    for (uint32_t i = 0; i < codes->n; i++) set |= sector_set(codes->v[i]);
    return set;
}
