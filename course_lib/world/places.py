"""Where the company sells and where its customers live.

The cities, their regions and rough coordinates are real; the shops, the zones (parts
of cities) and all their figures are invented.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd


class Places(NamedTuple):
    """Stores, zones and what follows from their distances."""

    stores: pd.DataFrame
    zones: pd.DataFrame
    zone_pull: np.ndarray
    """Weight of each zone among the company's customers."""
    nearest: np.ndarray
    """Positions of the two nearest shops of each zone, nearest first."""
    distance: np.ndarray
    """Kilometres from each zone to its nearest shop."""


# city: region, latitude, longitude, thousand inhabitants (rounded, for scale only),
# number of zones, names of the shops and the year each opened
CITIES = {
    "Béni Mellal": ("Béni Mellal-Khénifra", 32.337, -6.350, 190, 6),
    "Casablanca": ("Casablanca-Settat", 33.573, -7.590, 3200, 9),
    "Rabat": ("Rabat-Salé-Kénitra", 34.021, -6.842, 560, 4),
    "Salé": ("Rabat-Salé-Kénitra", 34.040, -6.800, 900, 3),
    "Marrakech": ("Marrakech-Safi", 31.629, -7.981, 960, 5),
    "Fès": ("Fès-Meknès", 34.033, -5.000, 1150, 4),
    "Meknès": ("Fès-Meknès", 33.895, -5.547, 560, 3),
    "Tanger": ("Tanger-Tétouan-Al Hoceïma", 35.760, -5.834, 1100, 4),
    "Tétouan": ("Tanger-Tétouan-Al Hoceïma", 35.578, -5.368, 400, 2),
    "Agadir": ("Souss-Massa", 30.428, -9.598, 500, 4),
    "Oujda": ("Oriental", 34.681, -1.908, 510, 3),
    "Kénitra": ("Rabat-Salé-Kénitra", 34.261, -6.580, 470, 2),
    "Khouribga": ("Béni Mellal-Khénifra", 32.881, -6.906, 200, 3),
    "Settat": ("Casablanca-Settat", 33.001, -7.616, 150, 2),
    "El Jadida": ("Casablanca-Settat", 33.256, -8.508, 210, 2),
    "Fquih Ben Salah": ("Béni Mellal-Khénifra", 32.502, -6.690, 105, 2),
    "Khénifra": ("Béni Mellal-Khénifra", 32.939, -5.668, 120, 2),
}
PARTS = (
    "Centre",
    "Nord",
    "Sud",
    "Est",
    "Ouest",
    "Jardins",
    "Plateau",
    "Quartier neuf",
    "Corniche",
)
# name, city, opened_on, floor area in square metres
SHOPS = (
    ("Tafoukt Béni Mellal Siège", "Béni Mellal", "2009-03-14", 620),
    ("Tafoukt Casablanca Centre", "Casablanca", "2012-10-06", 540),
    ("Tafoukt Casablanca Corniche", "Casablanca", "2017-05-20", 380),
    ("Tafoukt Rabat", "Rabat", "2013-09-07", 420),
    ("Tafoukt Marrakech", "Marrakech", "2014-04-12", 460),
    ("Tafoukt Fès", "Fès", "2015-11-21", 330),
    ("Tafoukt Tanger", "Tanger", "2016-06-04", 350),
    ("Tafoukt Agadir", "Agadir", "2018-03-24", 300),
    ("Tafoukt Khouribga", "Khouribga", "2011-02-19", 210),
    ("Tafoukt Meknès", "Meknès", "2019-10-12", 260),
    ("Tafoukt Oujda", "Oujda", "2023-04-08", 240),
    ("Tafoukt Settat", "Settat", "2024-09-07", 180),
)
WEB_STORE, CONTACT_CENTRE = 13, 14
MARKET = 2_200.0  # invented yearly spend of an average household on the categories
CATCHMENT = 0.08 / 6_000
"""Part of a city's people in its zones, for each customer of the company: the zones
of a larger company are larger, so that its share of their spending stays alike."""


def make_places(stream_of, customers):
    """Make the stores and the zones of an edition of so many customers."""
    stores = _stores()
    zones = _zones(stream_of("zones"))
    shops = stores[stores["kind"] == "shop"]
    distance = _kilometres(zones, shops)
    order = np.argsort(distance, axis=1, kind="stable")
    nearest = distance[np.arange(len(zones)), order[:, 0]]
    # People come to a shop they live near; far zones are reached by the web alone.
    pull = zones["households"].to_numpy() * (
        0.15 + np.exp(-nearest / 12.0) * (zones["income_index"].to_numpy() / 100) ** 1.5
    )
    # The company is best known around its head office.
    home = zones["region"].to_numpy() == "Béni Mellal-Khénifra"
    pull = pull * np.where(home, 4.0, 1.0)
    return Places(stores, _catchments(zones, customers), pull, order[:, :2], nearest)


def _catchments(zones, customers):
    """Bring the figures of the zones to the size of the company."""
    part = CATCHMENT * customers
    return zones.assign(
        population=(zones["population"] * part).round().astype("int64").clip(lower=4),
        households=(zones["households"] * part).round().astype("int64").clip(lower=1),
        estimated_spend=(zones["estimated_spend"] * part / 1000)
        .round()
        .astype("int64")
        .clip(lower=1)
        * 1000,
    )


def _stores():
    rows = []
    for name, city, opened, area in SHOPS:
        region, latitude, longitude = CITIES[city][:3]
        rows.append((name, "shop", city, region, opened, latitude, longitude, area))
    region, latitude, longitude = CITIES["Béni Mellal"][:3]
    for name, kind, opened in (
        ("Tafoukt en ligne", "web", "2019-01-15"),
        ("Tafoukt Contact", "contact_centre", "2016-09-01"),
    ):
        rows.append(
            (name, kind, "Béni Mellal", region, opened, latitude, longitude, None)
        )
    columns = "name kind city region opened_on latitude longitude floor_area".split()
    stores = pd.DataFrame(rows, columns=columns)
    stores.insert(0, "store_id", np.arange(1, len(stores) + 1))
    stores["opened_on"] = pd.to_datetime(stores["opened_on"])
    stores["floor_area"] = stores["floor_area"].astype("Int64")
    return stores


def _zones(rng):
    rows = []
    for city, (region, latitude, longitude, thousands, parts) in CITIES.items():
        shares = rng.dirichlet(np.full(parts, 6.0))
        spread = 0.012 + 0.018 * np.sqrt(thousands / 1000)
        for part, share in zip(PARTS, shares, strict=False):
            where = rng.normal(0, spread, 2)
            # Outskirts count as well, so that a zone is not the whole share.
            population = round(thousands * 1000 * share * 0.8, -2)
            households = round(population / rng.uniform(3.6, 4.6), -1)
            income = round(float(np.exp(rng.normal(np.log(98), 0.20))))
            spend = households * MARKET * (income / 100) ** 0.85 * rng.uniform(0.9, 1.1)
            rows.append(
                (
                    f"{city} {part}",
                    city,
                    region,
                    round(latitude + where[0], 4),
                    round(longitude + where[1], 4),
                    int(population),
                    int(households),
                    income,
                    int(round(spend, -3)),
                )
            )
    columns = (
        "name city region latitude longitude population households "
        "income_index estimated_spend"
    ).split()
    zones = pd.DataFrame(rows, columns=columns)
    zones.insert(0, "zone_id", np.arange(1, len(zones) + 1))
    return zones


def _kilometres(zones, shops):
    """Give the great-circle distance from every zone to every shop."""
    here = np.radians(zones[["latitude", "longitude"]].to_numpy())[:, None, :]
    there = np.radians(shops[["latitude", "longitude"]].to_numpy())[None, :, :]
    half = np.sin((here - there) / 2) ** 2
    inner = half[..., 0] + np.cos(here[..., 0]) * np.cos(there[..., 0]) * half[..., 1]
    return 2 * 6371.0 * np.arcsin(np.sqrt(inner))
