"""The calendar of the company's four years: days, months, Ramadan, seasons.

Days are whole numbers from 2022-01-01 (day 0) inside the simulation, and become
dates only in the tables: sums and comparisons of whole numbers are quick.
"""

import numpy as np

START = np.datetime64("2022-01-01", "D")
END = np.datetime64("2025-12-31", "D")
DAYS = int((END - START).astype(int)) + 1
NEVER = 1_000_000
"""The day of what has not happened."""

MONTHS = 48
MONTH_STARTS = (
    ((np.datetime64("2022-01", "M") + np.arange(MONTHS + 1)).astype("datetime64[D]"))
    - START
).astype(np.int64)

# First day of Ramadan, Eid al-Fitr and Eid al-Adha as celebrated in Morocco.
FEASTS = {
    2022: ("2022-04-03", "2022-05-02", "2022-07-10"),
    2023: ("2023-03-23", "2023-04-22", "2023-06-29"),
    2024: ("2024-03-12", "2024-04-10", "2024-06-17"),
    2025: ("2025-03-02", "2025-03-31", "2025-06-07"),
}


def day_of(text):
    """Turn a date written YYYY-MM-DD into the number of its day."""
    return int((np.datetime64(text, "D") - START).astype(int))


def dates(days):
    """Turn day numbers into dates; NEVER becomes a missing date."""
    days = np.asarray(days, dtype=np.int64)
    result = (START + days.clip(0, NEVER)).astype("datetime64[s]")
    result[days >= NEVER] = np.datetime64("NaT")
    return result


def moments(days, minutes):
    """Turn day numbers and minutes after midnight into date-times."""
    start = START.astype("datetime64[s]")
    seconds = np.asarray(days, dtype=np.int64) * 86_400
    return start + (seconds + np.asarray(minutes, dtype=np.int64) * 60)


def month_of(days):
    """Give the number of the month (0 to 47) each day falls in."""
    return np.searchsorted(MONTH_STARTS, days, side="right") - 1


def is_ramadan():
    """Tell for each day whether it falls in Ramadan."""
    flag = np.zeros(DAYS, dtype=bool)
    for start, fitr, _ in FEASTS.values():
        flag[day_of(start) : day_of(fitr)] = True
    return flag


def is_peak():
    """Tell for each day whether deliveries are under strain: feasts and November."""
    flag = np.zeros(DAYS, dtype=bool)
    for year, (_, fitr, adha) in FEASTS.items():
        flag[day_of(fitr) - 14 : day_of(fitr) + 3] = True
        flag[day_of(adha) - 7 : day_of(adha) + 3] = True
        flag[day_of(f"{year}-11-18") : day_of(f"{year}-12-05")] = True
    return flag


def season_weights():
    """Give the weight of each day in purchases, for everyday and for gift buyers.

    Returns
    -------
    numpy.ndarray
        Two rows (everyday, gift), one column a day, each of mean 1.
    """
    weekday = (np.arange(DAYS) + 5) % 7  # 2022-01-01 was a Saturday; Monday is 0
    weight = np.array([0.86, 0.84, 0.90, 0.96, 0.92, 1.34, 1.18])[weekday]
    everyday, gift = weight.copy(), weight.copy()
    for year, (start, fitr, adha) in FEASTS.items():
        ramadan, fitr, adha = day_of(start), day_of(fitr), day_of(adha)
        _raise(everyday, gift, ramadan - 7, ramadan + 5, 1.25, 1.10)
        _raise(everyday, gift, fitr - 12, fitr, 1.45, 2.60)
        _raise(everyday, gift, fitr, fitr + 2, 0.30, 0.30)
        _raise(everyday, gift, adha - 8, adha, 1.15, 1.50)
        _raise(everyday, gift, adha, adha + 3, 0.30, 0.30)
        for first, last, usual, gifts in (
            ("01-06", "01-31", 1.05, 0.85),
            ("02-08", "02-14", 1.10, 1.90),
            ("05-18", "05-30", 1.05, 1.60),
            ("08-01", "08-24", 0.84, 0.80),
            ("08-25", "09-20", 1.18, 0.90),
            ("11-18", "11-30", 1.60, 1.30),
            ("12-15", "12-31", 1.15, 1.90),
        ):
            begin, end = day_of(f"{year}-{first}"), day_of(f"{year}-{last}") + 1
            _raise(everyday, gift, begin, end, usual, gifts)
    return np.stack([everyday / everyday.mean(), gift / gift.mean()])


def _raise(everyday, gift, first, last, usual, gifts):
    first = max(first, 0)
    everyday[first:last] *= usual
    gift[first:last] *= gifts
