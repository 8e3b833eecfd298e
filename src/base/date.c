#include "base/date.h"

int days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

Day day_of(int year, int month, int day) {
    if (year < 1 || year > 9999 || day < 1 || day > days_in_month(year, month)) return 0;
    int y = month <= 2 ? year - 1 : year; /* years that begin in March */
    int m = (month + 9) % 12;
    int era = y / 400, yoe = y % 400;
    int doy = (153 * m + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 305;
}

void day_split(Day d, int *year, int *month, int *day) {
    int z = d + 305;
    int era = z / 146097, doe = z % 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int m = (5 * doy + 2) / 153;
    *day = doy - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = era * 400 + yoe + (*month <= 2);
}

int day_weekday(Day d) {
    return (d - 1) % 7 + 1;
} /* 0001-01-01 was a Monday */

void day_format(Day d, char out[11]) {
    int y, m, day;
    day_split(d > 0 && d <= DAY_MAX ? d : 1, &y, &m, &day);
    static const int places[] = {1000, 100, 10, 1};
    for (int i = 0; i < 4; i++) out[i] = (char)('0' + y / places[i] % 10);
    for (int i = 0; i < 2; i++) {
        out[5 + i] = (char)('0' + m / places[2 + i] % 10);
        out[8 + i] = (char)('0' + day / places[2 + i] % 10);
    }
    out[4] = out[7] = '-';
    out[10] = '\0';
}

static int digits(Str s, size_t at, size_t n) {
    int v = 0;
    for (size_t i = at; i < at + n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return -1;
        v = v * 10 + (s.p[i] - '0');
    }
    return v;
}

Day day_parse(Str s) {
    if (s.n < 10 || s.p[4] != '-' || s.p[7] != '-') return 0;
    return day_of(digits(s, 0, 4), digits(s, 5, 2), digits(s, 8, 2));
}
