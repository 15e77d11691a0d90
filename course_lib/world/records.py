"""The same people in three systems that disagree: till, web shop, contact centre.

First and last names are combined at random, so that nobody is meant. Addresses are at
example.com, example.org and example.net, which belong to nobody by convention;
telephone numbers are drawn at random in the block 06 00 and looked up nowhere.
"""

import unicodedata

import numpy as np
import pandas as pd

from .dates import DAYS, START, dates
from .streams import identifiers

SOURCES = ("till", "web", "contact_centre")
WOMEN = (
    "Fatima|Khadija|Aïcha|Salma|Hajar|Imane|Sanaa|Zineb|Meryem|Naïma|Latifa|Houda|"
    "Samira|Ghita|Loubna|Hanane|Karima|Nadia|Ilham|Soukaïna|Yasmine|Rim|Asmae|Btissam|"
    "Chaïmae|Dounia|Hafsa|Ikram|Jihane|Kenza|Lamia|Malika|Najat|Oumaïma|Rachida|Saïda|"
    "Siham|Touria|Wafae|Wiam|Fatima Zahra|Amina|Nora|Inès|Léa|Camille|Élodie|Hélène|"
    "Céline|Sophie|Chloé|Noémie"
).split("|")
MEN = (
    "Mohamed|Ahmed|Youssef|Omar|Hassan|Rachid|Karim|Mehdi|Hamza|Anas|Ayoub|Bilal|"
    "Driss|El Mehdi|Fouad|Ghali|Hicham|Ismaïl|Jamal|Khalid|Larbi|Mustapha|Nabil|"
    "Othmane|Reda|Saïd|Tarik|Walid|Yassine|Zakaria|Abdellah|Abdelilah|Aziz|Badr|"
    "Brahim|Imad|Adil|Noureddine|Mounir|Soufiane|Hakim|Thomas|Nicolas|Mathieu|"
    "Jérôme|François|Stéphane|Sébastien|Rémi|Cédric"
).split("|")
LAST = (
    "Alaoui|Benali|Bennani|Berrada|Chraïbi|El Amrani|El Fassi|El Idrissi|Fassi Fihri|"
    "Filali|Guessous|Haddad|Idrissi|Kettani|Lahlou|Mansouri|Naciri|Ouazzani|Rami|"
    "Sebti|Tazi|Zerouali|Aït Ali|Aït Hammou|Aït Lahcen|Amrani|Azzouzi|Belkacem|"
    "Benchekroun|Benjelloun|Benkirane|Bensaïd|Boukhris|Bouziane|Cherkaoui|Daoudi|"
    "El Ouafi|El Khattabi|El Mansouri|El Yousfi|Essaïdi|Ezzahraoui|Gharbi|Hajji|"
    "Hamdaoui|Jabri|Kadiri|Khaldi|Laâroussi|Lamrani|Louahabi|Maâroufi|Mekouar|"
    "Moutaouakil|Nejjar|Ouhaddou|Oulhaj|Qadiri|Rahmouni|Saâdi|Sabri|Sefrioui|Skalli|"
    "Slimani|Soussi|Squalli|Taleb|Touimi|Wahbi|Yacoubi|Zaïdi|Zniber|Ziani|Ouali|"
    "Bouazza|Boutaleb|El Hachimi|El Ghazi|Fikri|Hilali|Jalal|Kabbaj|Martin|Bernard|"
    "Lefèvre|Moreau|Girard|Fournier|Mercier|Gauthier|Chevalier|Barbier"
).split("|")
NICKNAMES = {
    "Mohamed": "Med",
    "Mustapha": "Mus",
    "Abdellah": "Abdou",
    "Abdelilah": "Abdou",
    "Youssef": "Youss",
    "Fatima": "Fati",
    "Fatima Zahra": "Fatiza",
    "Khadija": "Khadij",
    "Meryem": "Mery",
    "Soukaïna": "Souki",
    "Noureddine": "Nour",
    "Zakaria": "Zak",
    "Yassine": "Yass",
    "Nicolas": "Nico",
    "Sébastien": "Seb",
    "Stéphane": "Stef",
    "Camille": "Cam",
    "Oumaïma": "Ouma",
    "Ismaïl": "Smaïl",
}
DOMAINS = ("example.com", "example.org", "example.net")
_SPOKEN = str.maketrans("", "", " '-")


def make_records(stream_of, people, places, journey):
    """Make the raw records, the clean ones and the truth behind them.

    Returns
    -------
    raw, clean, truth : pandas.DataFrame
        The tables customer_records, customer_records_clean, truth/record_pairs.
    """
    identity = _identities(stream_of("identities"), people, places)
    rng = stream_of("customer_records")
    who, source = _systems(rng, people, journey)
    typed = _typed(rng, identity, who, source)
    created, amount = _context(rng, people, journey, who)
    ids = identifiers(journey.chunk, len(who))
    raw = pd.DataFrame({"record_id": ids, "source": source, **typed})
    clean = _clean(raw, identity, who, typed)
    clean["created_on"] = dates(created)
    clean["last_amount"] = amount
    paper = _paper(rng, source)
    raw["birth_date"] = _written(typed["birth_day"], paper)
    raw["created_on"] = _written(created, paper)
    raw["last_amount"] = _amount_text(rng, amount)
    columns = [
        "record_id source first_name last_name email phone city birth_date gender "
        "created_on last_amount"
    ][0].split()
    truth = pd.DataFrame(
        {"record_id": ids, "customer_id": people["customer_id"].to_numpy()[who]}
    )
    named = pd.Categorical.from_codes(source, list(SOURCES))
    return (
        raw.assign(source=named)[columns],
        clean.assign(source=named)[columns],
        truth,
    )


def _identities(rng, people, places):
    count = len(people)
    woman = (people["gender"] == "f").to_numpy()
    # Some names are far more common than others: true homonyms follow.
    first = np.where(
        woman,
        np.array(WOMEN, dtype=object)[_common(rng, len(WOMEN), count)],
        np.array(MEN, dtype=object)[_common(rng, len(MEN), count)],
    )
    last = np.array(LAST, dtype=object)[_common(rng, len(LAST), count)]
    number = rng.integers(1, 10_000, count)
    domain = np.array(DOMAINS, dtype=object)[rng.integers(0, 3, count)]
    email = [
        f"{_bare(a)}.{_bare(b)}{n}@{d}"
        for a, b, n, d in zip(first, last, number, domain, strict=True)
    ]
    year = people["birth_year"].to_numpy() - 1970
    january = (year.astype("datetime64[Y]").astype("datetime64[D]") - START).astype(int)
    return {
        "first_name": first,
        "last_name": last,
        "email": np.array(email, dtype=object),
        "phone": rng.integers(0, 1_000_000, count),
        "city": places.zones["city"].to_numpy(dtype=object)[people["zone"].to_numpy()],
        "birth_day": january + people["birth_day"].to_numpy() - 1,
        "gender": np.where(woman, "f", "m").astype(object),
    }


def _common(rng, names, count):
    return (names * rng.random(count) ** 1.6).astype(np.int64)


def _plain(text):
    """Take the accents off."""
    return "".join(
        c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
    )


def _bare(text):
    return _plain(text).lower().translate(_SPOKEN)


def _systems(rng, people, journey):
    """Choose the systems that hold each customer, sometimes twice."""
    count = len(people)
    channel = journey.orders["channel"].cat.codes.to_numpy()
    who = journey.orders["customer"].to_numpy()
    used = np.stack(
        [np.bincount(who[channel == code], minlength=count) > 0 for code in range(3)]
    )
    complained = np.zeros(count, dtype=bool)
    incidents = journey.incidents
    complained[incidents.loc[incidents["complained"], "customer"].to_numpy()] = True
    used[2] |= complained & (rng.random(count) < 0.5)
    kept = used & (rng.random((3, count)) < np.array([[0.72], [0.86], [0.62]]))
    lost = ~kept.any(axis=0)
    kept[0, lost & used[0]] = True
    kept[1, lost & ~used[0] & used[1]] = True
    kept[2, lost & ~used[0] & ~used[1]] = True
    again = kept[0] & (rng.random(count) < 0.03)
    source = np.concatenate(
        [np.repeat([0, 1, 2], kept.sum(axis=1)), np.zeros(again.sum(), dtype=np.int64)]
    )
    owner = np.concatenate(
        [
            np.flatnonzero(kept[0]),
            np.flatnonzero(kept[1]),
            np.flatnonzero(kept[2]),
            np.flatnonzero(again),
        ]
    )
    order = rng.permutation(len(owner))
    return owner[order], source[order].astype(np.int8)


def _typed(rng, identity, who, source):
    """Write each record as its system's people type it."""
    first = identity["first_name"][who].copy()
    last = identity["last_name"][who].copy()
    count = len(who)

    def some(till, web, centre):
        return np.flatnonzero(rng.random(count) < np.array([till, web, centre])[source])

    for at in some(0.06, 0.02, 0.06):
        first[at] = NICKNAMES.get(first[at], first[at])
    for at in some(0.55, 0.12, 0.40):
        first[at], last[at] = _plain(first[at]), _plain(last[at])
    draws = rng.random((count, 2))
    for at in some(0.05, 0.025, 0.07):
        if draws[at, 0] < 0.7:
            last[at] = _typo(last[at], *draws[at])
        else:
            first[at] = _typo(first[at], *draws[at])
    for at in some(0.03, 0.005, 0.04):
        first[at], last[at] = last[at], first[at]
    for at in some(0.30, 0.03, 0.10):
        last[at] = last[at].upper()
    for at in some(0.0, 0.10, 0.0):
        first[at], last[at] = first[at].lower(), last[at].lower()
    email = identity["email"][who].copy()
    for at in some(0.02, 0.05, 0.06):
        email[at] = f"{_bare(last[at])}.{_bare(first[at])[:1]}@{DOMAINS[at % 3]}"
    email[some(0.52, 0.0, 0.38)] = None
    phone = _phones(rng, identity["phone"][who])
    phone[some(0.14, 0.22, 0.02)] = None
    city = identity["city"][who].copy()
    for at in some(0.25, 0.03, 0.15):
        city[at] = _plain(city[at]).upper()
    for at in some(0.03, 0.05, 0.05):
        city[at] = _plain(city[at]).lower()
    city[some(0.05, 0.04, 0.12)] = None
    birth = identity["birth_day"][who].copy()
    for at in some(0.01, 0.01, 0.02):
        birth[at] = _swapped(birth[at])
    birth[some(0.34, 0.12, 0.30)] = 10**6
    gender = identity["gender"][who].copy()
    gender[some(0.10, 0.05, 0.08)] = None
    return {
        "first_name": first,
        "last_name": last,
        "email": email,
        "phone": phone,
        "city": city,
        "birth_day": birth,
        "gender": gender,
    }


def _typo(text, kind, place):
    """Drop, double or swap a letter, somewhere after the first."""
    if len(text) < 4:
        return text
    at = 1 + int(place * (len(text) - 2))
    if kind < 0.25:
        return text[:at] + text[at + 1 :]
    if kind < 0.45:
        return text[:at] + text[at] + text[at:]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _swapped(day):
    """Exchange day and month of a date when both can be a month."""
    year, month, date = str(START + np.timedelta64(int(day), "D")).split("-")
    if int(date) > 12:
        return day
    return int((np.datetime64(f"{year}-{date}-{month}") - START).astype(int))


def _phones(rng, number):
    style = rng.choice(4, len(number), p=[0.45, 0.25, 0.2, 0.1])
    digits = [f"00{n:06d}" for n in number]
    written = np.empty(len(number), dtype=object)
    for at, (kind, d) in enumerate(zip(style, digits, strict=True)):
        if kind == 0:
            written[at] = "06" + d
        elif kind == 1:
            written[at] = "06 " + " ".join(d[i : i + 2] for i in (0, 2, 4, 6))
        elif kind == 2:
            written[at] = "+2126" + d
        else:
            written[at] = "+212 6 " + " ".join(d[i : i + 2] for i in (0, 2, 4, 6))
    return written


def _context(rng, people, journey, who):
    """Give the day each record was made and the amount last seen by its system."""
    acquired = people["acquired_day"].to_numpy()[who]
    later = (rng.exponential(120, len(who)) * (rng.random(len(who)) < 0.5)).astype(int)
    last = np.zeros(len(people))
    last[journey.orders["customer"].to_numpy()] = journey.orders["amount"].to_numpy()
    return np.minimum(acquired + later, DAYS - 1), last[who]


def _paper(rng, source):
    """Tell which records write dates the till's way, DD/MM/YYYY."""
    return (source == 0) | ((source == 2) & (rng.random(len(source)) < 0.5))


def _written(days, paper):
    known = days < 10**6
    text = np.datetime_as_string(START + np.where(known, days, 0), unit="D")
    return pd.Series(
        [
            None if not k else f"{t[8:]}/{t[5:7]}/{t[:4]}" if p else t
            for t, k, p in zip(text.tolist(), known, paper, strict=True)
        ],
        dtype=object,
    )


def _amount_text(rng, amount):
    style = rng.choice(6, len(amount), p=[0.52, 0.22, 0.12, 0.08, 0.03, 0.03])
    written = []
    for kind, value in zip(style.tolist(), amount.tolist(), strict=True):
        plain = f"{value:.2f}"
        written.append(
            (
                plain,
                plain.replace(".", ","),
                f"{plain} MAD",
                f"{plain.replace('.', ',')} DH",
                f"{plain} EUR",  # the typo: every amount is in dirhams
                f"{plain} DHM",
            )[kind]
        )
    return pd.Series(written, dtype=object)


def _clean(raw, identity, who, typed):
    """Bring formats together, without judging which records are the same person."""
    titled = {
        name: [text.title() if text else None for text in typed[name]]
        for name in ("first_name", "last_name")
    }
    phone = [
        None
        if text is None
        else "+212" + text.replace(" ", "").removeprefix("+212")[-9:]
        for text in typed["phone"]
    ]
    known = np.array([text is not None for text in typed["city"]])
    city = np.where(known, identity["city"][who], None)
    birth = np.where(typed["birth_day"] < 10**6, typed["birth_day"], 0)
    born = pd.Series((START + birth).astype("datetime64[s]"))
    return raw.assign(
        **titled,
        phone=phone,
        city=city,
        birth_date=born.where(typed["birth_day"] < 10**6),
    )
