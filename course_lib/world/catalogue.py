"""What the company sells and the campaigns it ran."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from .dates import day_of
from .parameters import PARAMETERS

CATEGORIES = ("home", "fine_food", "beauty")


class Catalogue(NamedTuple):
    """Products and campaigns, with what the simulation needs of them."""

    products: pd.DataFrame
    prices: np.ndarray
    """Price in centimes of each product (column) in each year 2022–2025 (row)."""
    campaigns: pd.DataFrame
    plans: pd.DataFrame
    """The hidden side of each campaign: sent_day, audience rule, strength, put_off."""


# category, subcategory: (French name, English name, usual price in MAD) …
# A star marks a product that can be personalised.
RANGE = {
    ("home", "tableware"): (
        ("Service à thé six verres", "Six-glass tea set", 189),
        ("*Plat à tajine décoré", "*Decorated tagine dish", 159),
        ("Bol en céramique", "Ceramic bowl", 45),
        ("*Assiettes de Safi, lot de six", "*Safi plates, set of six", 249),
        ("Théière en inox", "Steel teapot", 220),
        ("*Plateau gravé", "*Engraved tray", 349),
        ("Saladier en bois de thuya", "Thuya wood salad bowl", 290),
        ("Couverts de service", "Serving cutlery", 119),
        ("Sucrier ciselé", "Chased sugar bowl", 95),
        ("Carafe en verre soufflé", "Blown-glass carafe", 135),
    ),
    ("home", "textiles"): (
        ("*Nappe brodée", "*Embroidered tablecloth", 399),
        ("Coussin berbère", "Berber cushion", 145),
        ("Plaid en laine", "Wool throw", 320),
        ("*Serviettes de table brodées", "*Embroidered napkins", 165),
        ("Tapis de salon", "Living-room rug", 890),
        ("Tapis de couloir", "Hallway rug", 490),
        ("Torchons tissés, lot de trois", "Woven tea towels, set of three", 69),
        ("*Parure de lit", "*Bed linen set", 540),
        ("Rideau de lin", "Linen curtain", 275),
        ("Fouta de plage", "Beach fouta", 85),
    ),
    ("home", "decoration"): (
        ("Lanterne en métal ajouré", "Pierced metal lantern", 210),
        ("*Miroir sculpté", "*Carved mirror", 450),
        ("Bougie parfumée à l'ambre", "Amber scented candle", 75),
        ("Vase en terre cuite", "Terracotta vase", 125),
        ("*Cadre en marqueterie", "*Marquetry frame", 139),
        ("Panier en palmier", "Palm-leaf basket", 65),
        ("*Coffret à bijoux", "*Jewellery box", 195),
        ("Applique murale", "Wall light", 310),
        ("Pouf en cuir", "Leather pouffe", 620),
        ("Encensoir", "Incense burner", 89),
    ),
    ("home", "kitchen"): (
        ("Couscoussier", "Couscous steamer", 380),
        ("Mortier et pilon", "Mortar and pestle", 79),
        ("Moulin à épices", "Spice grinder", 110),
        ("*Planche à découper", "*Chopping board", 129),
        ("*Tablier de cuisine", "*Kitchen apron", 99),
        ("Boîtes à épices, lot de quatre", "Spice tins, set of four", 85),
        ("Presse-agrumes", "Citrus press", 59),
        ("Cocotte en fonte", "Cast-iron pot", 690),
        ("Poêle à crêpes", "Pancake pan", 175),
        ("Balance de cuisine", "Kitchen scales", 149),
    ),
    ("fine_food", "oils_honey"): (
        ("Huile d'olive vierge extra 1 L", "Extra virgin olive oil 1 L", 95),
        ("Huile d'argan alimentaire 250 ml", "Culinary argan oil 250 ml", 145),
        ("Miel d'euphorbe 500 g", "Euphorbia honey 500 g", 180),
        ("Miel de thym 500 g", "Thyme honey 500 g", 165),
        ("Miel d'oranger 250 g", "Orange-blossom honey 250 g", 70),
        ("Amlou aux amandes", "Almond amlou", 85),
        ("Huile de noix 250 ml", "Walnut oil 250 ml", 90),
        ("Vinaigre de grenade", "Pomegranate vinegar", 48),
        ("Olives cassées 500 g", "Cracked olives 500 g", 32),
        ("Citrons confits", "Preserved lemons", 28),
    ),
    ("fine_food", "tea_spices"): (
        ("Thé vert gunpowder 200 g", "Gunpowder green tea 200 g", 42),
        ("Safran de Taliouine 1 g", "Taliouine saffron 1 g", 60),
        ("Ras el hanout 100 g", "Ras el hanout 100 g", 35),
        ("Cumin d'Alnif 100 g", "Alnif cumin 100 g", 25),
        ("Paprika doux 100 g", "Sweet paprika 100 g", 20),
        ("Infusion de verveine", "Verbena infusion", 30),
        ("Café aux épices 250 g", "Spiced coffee 250 g", 65),
        ("Eau de fleur d'oranger", "Orange-flower water", 38),
        ("*Coffret de thés", "*Tea gift box", 210),
        ("Menthe séchée", "Dried mint", 18),
    ),
    ("fine_food", "sweets"): (
        ("Cornes de gazelle 500 g", "Gazelle horns 500 g", 110),
        ("Dattes majhoul 1 kg", "Medjool dates 1 kg", 130),
        ("*Coffret de pâtisseries", "*Pastry gift box", 260),
        ("Nougat aux amandes", "Almond nougat", 55),
        ("Chebakia 1 kg", "Chebakia 1 kg", 90),
        ("Sellou 500 g", "Sellou 500 g", 75),
        ("Confiture de figues", "Fig jam", 36),
        ("Chocolat aux dattes", "Date chocolate", 48),
        ("Amandes grillées 500 g", "Roasted almonds 500 g", 88),
        ("*Plateau de fruits secs", "*Dried fruit platter", 320),
    ),
    ("fine_food", "hampers"): (
        ("*Panier du ramadan", "*Ramadan hamper", 490),
        ("*Panier de l'Aïd", "*Eid hamper", 590),
        ("*Coffret découverte du terroir", "*Local produce discovery box", 280),
        ("*Coffret épicerie fine", "*Fine food gift box", 380),
        ("*Petit panier gourmand", "*Small gourmet hamper", 190),
        ("Assortiment d'olives", "Olive assortment", 75),
        ("Trio de miels", "Honey trio", 240),
        ("Assortiment d'épices", "Spice assortment", 120),
        ("Coffret petit-déjeuner", "Breakfast box", 230),
        ("Tablettes à partager", "Sharing chocolate bars", 65),
    ),
    ("beauty", "care"): (
        ("Huile d'argan cosmétique 100 ml", "Cosmetic argan oil 100 ml", 140),
        ("Huile de figue de barbarie 30 ml", "Prickly pear oil 30 ml", 320),
        ("Crème de jour à la rose", "Rose day cream", 165),
        ("Sérum éclat", "Radiance serum", 240),
        ("Eau de rose de Kelâa 200 ml", "Kelâa rose water 200 ml", 55),
        ("Masque au ghassoul", "Ghassoul clay mask", 60),
        ("Baume à lèvres", "Lip balm", 30),
        ("Crème pour les mains", "Hand cream", 48),
        ("Lait corporel à l'amande", "Almond body lotion", 95),
        ("Contour des yeux", "Eye cream", 190),
    ),
    ("beauty", "bath"): (
        ("Savon noir 250 g", "Black soap 250 g", 40),
        ("Gant de kessa", "Kessa mitt", 22),
        ("*Coffret hammam", "*Hammam gift set", 210),
        ("Savon à l'huile d'argan", "Argan oil soap", 28),
        ("Sels de bain", "Bath salts", 65),
        ("Shampoing à la figue de barbarie", "Prickly pear shampoo", 85),
        ("Après-shampoing à l'argan", "Argan conditioner", 85),
        ("Gommage au sucre", "Sugar scrub", 98),
        ("*Peignoir brodé", "*Embroidered bathrobe", 350),
        ("Brume d'oreiller", "Pillow mist", 78),
    ),
    ("beauty", "fragrance"): (
        ("Eau de parfum à l'ambre 50 ml", "Amber eau de parfum 50 ml", 420),
        ("Eau de parfum au néroli 50 ml", "Neroli eau de parfum 50 ml", 390),
        ("Musc solide", "Solid musk", 70),
        ("Parfum d'intérieur", "Room fragrance", 120),
        ("*Coffret de parfums", "*Fragrance gift box", 520),
        ("Brume corporelle au jasmin", "Jasmine body mist", 110),
        ("Eau de toilette au cèdre", "Cedar eau de toilette", 280),
        ("Encens en bâtons", "Incense sticks", 35),
        ("Huile parfumée", "Scented oil", 90),
        ("Diffuseur à bâtonnets", "Reed diffuser", 150),
    ),
    ("beauty", "make_up"): (
        ("Khôl traditionnel", "Traditional kohl", 45),
        ("Rouge à lèvres", "Lipstick", 95),
        ("Fond de teint", "Foundation", 180),
        ("Palette de fards", "Eyeshadow palette", 220),
        ("Mascara", "Mascara", 115),
        ("Henné naturel 200 g", "Natural henna 200 g", 38),
        ("Vernis à ongles", "Nail varnish", 50),
        ("Pinceaux, lot de cinq", "Brushes, set of five", 160),
        ("*Trousse de maquillage", "*Make-up bag", 130),
        ("Poudre de soleil", "Bronzing powder", 145),
    ),
}
INFLATION = (0.90, 0.94, 0.97, 1.0)
COST_SHARE = {"home": 0.62, "fine_food": 0.70, "beauty": 0.56}

# The campaigns: sent on, purpose, channel, audience, strength, put off, control share,
# window in days, French name, English name. Strength is the probability that a
# delivered message brings one more order from a persuadable customer; put off is the
# share of the orders of the window that the message loses, among everybody.
PLANS = (
    ("2022-03-28", "season", "email", "all", 0.24, 0, 0.20, 21, "Ramadan", "Ramadan"),
    ("2022-04-20", "promotion", "sms", "all", 0.26, 0, 0.15, 14, "Aïd", "Eid"),
    (
        "2022-06-10",
        "new_product",
        "email",
        "beauty",
        0.22,
        0,
        0.20,
        21,
        "Nouveautés beauté",
        "Beauty novelties",
    ),
    ("2022-07-01", "season", "sms", "all", 0.14, 0, 0.15, 14, "Été", "Summer"),
    (
        "2022-09-05",
        "season",
        "email",
        "all",
        0.20,
        0,
        0.20,
        21,
        "Rentrée",
        "Back to school",
    ),
    (
        "2022-10-12",
        "reactivation",
        "post",
        "sleeping",
        0.42,
        0,
        0.20,
        30,
        "On ne vous voit plus",
        "We miss you",
    ),
    (
        "2022-11-18",
        "promotion",
        "email",
        "all",
        0.30,
        0,
        0.15,
        14,
        "Semaine des prix doux",
        "Low-price week",
    ),
    (
        "2022-12-14",
        "season",
        "email",
        "all",
        0.20,
        0,
        0.20,
        17,
        "Cadeaux de fin d'année",
        "Year-end gifts",
    ),
    (
        "2023-02-06",
        "season",
        "email",
        "all",
        0.16,
        0,
        0.20,
        14,
        "Cadeaux de février",
        "February gifts",
    ),
    ("2023-03-17", "season", "email", "all", 0.24, 0, 0.20, 21, "Ramadan", "Ramadan"),
    ("2023-04-05", "promotion", "sms", "all", 0.26, 0, 0.15, 14, "Aïd", "Eid"),
    (
        "2023-04-14",
        "loyalty",
        "email",
        "members",
        0.06,
        0,
        0.15,
        21,
        "Merci à nos membres",
        "Thanks to our members",
    ),
    (
        "2023-05-22",
        "welcome",
        "email",
        "new",
        0.26,
        0,
        0.20,
        30,
        "Bienvenue",
        "Welcome",
    ),
    (
        "2023-06-16",
        "promotion",
        "sms",
        "all",
        0.18,
        0,
        0.15,
        10,
        "Aïd al-Adha",
        "Eid al-Adha",
    ),
    (
        "2023-09-04",
        "season",
        "email",
        "all",
        0.20,
        0,
        0.20,
        21,
        "Rentrée",
        "Back to school",
    ),
    (
        "2023-10-03",
        "reactivation",
        "post",
        "sleeping",
        0.40,
        0,
        0.20,
        30,
        "On ne vous voit plus",
        "We miss you",
    ),
    (
        "2023-11-06",
        "birthday",
        "phone",
        "birthday",
        0.34,
        0,
        0.20,
        30,
        "Un appel pour votre anniversaire",
        "A call for your birthday",
    ),
    (
        "2023-11-17",
        "promotion",
        "email",
        "all",
        0.28,
        0,
        0.15,
        14,
        "Semaine des prix doux",
        "Low-price week",
    ),
    (
        "2023-11-22",
        "promotion",
        "sms",
        "all",
        0.14,
        0,
        0.15,
        9,
        "Derniers jours",
        "Last days",
    ),
    (
        "2023-12-13",
        "season",
        "email",
        "all",
        0.18,
        0,
        0.20,
        18,
        "Cadeaux de fin d'année",
        "Year-end gifts",
    ),
    (
        "2024-02-05",
        "season",
        "sms",
        "all",
        0.16,
        0,
        0.15,
        10,
        "Cadeaux de février",
        "February gifts",
    ),
    ("2024-03-04", "season", "email", "all", 0.24, 0, 0.20, 21, "Ramadan", "Ramadan"),
    (
        "2024-03-14",
        "new_product",
        "email",
        "fine_food",
        0.18,
        0,
        0.15,
        21,
        "Paniers gourmands",
        "Gourmet hampers",
    ),
    (
        "2024-03-21",
        "promotion",
        "sms",
        "all",
        0.20,
        0,
        0.15,
        14,
        "Mi-Ramadan",
        "Mid-Ramadan",
    ),
    ("2024-03-28", "promotion", "email", "all", 0.26, 0, 0.15, 13, "Aïd", "Eid"),
    (
        "2024-04-02",
        "loyalty",
        "sms",
        "best",
        0.05,
        0,
        0.20,
        21,
        "Nos meilleurs clients",
        "Our best customers",
    ),
    (
        "2024-05-20",
        "promotion",
        "phone",
        "sleeping",
        0.0,
        0.45,
        0.20,
        30,
        "Relance insistante",
        "Insistent calls",
    ),
    (
        "2024-06-06",
        "promotion",
        "sms",
        "all",
        0.18,
        0,
        0.15,
        10,
        "Aïd al-Adha",
        "Eid al-Adha",
    ),
    (
        "2024-07-08",
        "new_product",
        "email",
        "beauty",
        0.24,
        0,
        0.20,
        21,
        "Soins d'été",
        "Summer care",
    ),
    (
        "2024-09-03",
        "season",
        "email",
        "all",
        0.20,
        0,
        0.20,
        21,
        "Rentrée",
        "Back to school",
    ),
    (
        "2024-10-01",
        "reactivation",
        "sms",
        "sleeping",
        0.30,
        0,
        0.20,
        21,
        "On ne vous voit plus",
        "We miss you",
    ),
    (
        "2024-11-15",
        "promotion",
        "email",
        "all",
        0.28,
        0,
        0.15,
        14,
        "Semaine des prix doux",
        "Low-price week",
    ),
    (
        "2024-11-20",
        "promotion",
        "sms",
        "all",
        0.16,
        0,
        0.15,
        10,
        "Derniers jours",
        "Last days",
    ),
    (
        "2024-12-12",
        "season",
        "email",
        "all",
        0.18,
        0,
        0.20,
        18,
        "Cadeaux de fin d'année",
        "Year-end gifts",
    ),
    (
        "2025-02-05",
        "season",
        "email",
        "all",
        0.16,
        0,
        0.20,
        14,
        "Cadeaux de février",
        "February gifts",
    ),
    ("2025-02-24", "season", "email", "all", 0.22, 0, 0.20, 21, "Ramadan", "Ramadan"),
    (
        "2025-03-05",
        "promotion",
        "sms",
        "recent",
        0.0,
        0,
        0.20,
        14,
        "Rappel aux acheteurs récents",
        "Reminder to recent buyers",
    ),
    (
        "2025-03-12",
        "new_product",
        "email",
        "fine_food",
        0.18,
        0,
        0.15,
        18,
        "Paniers gourmands",
        "Gourmet hampers",
    ),
    ("2025-03-18", "promotion", "email", "all", 0.26, 0, 0.15, 13, "Aïd", "Eid"),
    (
        "2025-03-24",
        "promotion",
        "sms",
        "all",
        0.14,
        0,
        0.15,
        7,
        "Derniers jours avant l'Aïd",
        "Last days before Eid",
    ),
    (
        "2025-05-26",
        "promotion",
        "sms",
        "all",
        0.0,
        0.22,
        0.20,
        14,
        "SMS de nuit",
        "Night-time text messages",
    ),
    (
        "2025-09-02",
        "season",
        "email",
        "all",
        0.20,
        0,
        0.20,
        21,
        "Rentrée",
        "Back to school",
    ),
    (
        "2025-10-02",
        "reactivation",
        "post",
        "sleeping",
        0.42,
        0,
        0.20,
        30,
        "On ne vous voit plus",
        "We miss you",
    ),
    (
        "2025-11-14",
        "promotion",
        "email",
        "all",
        0.28,
        0,
        0.15,
        14,
        "Semaine des prix doux",
        "Low-price week",
    ),
    (
        "2025-11-19",
        "promotion",
        "sms",
        "all",
        0.15,
        0,
        0.15,
        10,
        "Derniers jours",
        "Last days",
    ),
    (
        "2025-12-10",
        "season",
        "email",
        "all",
        0.18,
        0,
        0.20,
        20,
        "Cadeaux de fin d'année",
        "Year-end gifts",
    ),
)
UNIT_COST = {"email": 0.05, "sms": 0.35, "post": 6.0, "phone": 12.0}
FIXED_COST = {"email": 900, "sms": 600, "post": 2500, "phone": 1800}


def make_catalogue(stream_of):
    """Make the products and the campaigns of an edition."""
    products, prices = _products(stream_of("products"))
    campaigns, plans = _campaigns(stream_of("campaigns"))
    return Catalogue(products, prices, campaigns, plans)


def _products(rng):
    rows = []
    for (category, subcategory), items in RANGE.items():
        for french, english, price in items:
            rows.append((category, subcategory, french, english, price))
    columns = ["category", "subcategory", "name_fr", "name_en", "usual"]
    table = pd.DataFrame(rows, columns=columns)
    count = len(table)
    made_to_order = table["name_fr"].str.startswith("*").to_numpy()
    table["name_fr"] = table["name_fr"].str.removeprefix("*")
    table["name_en"] = table["name_en"].str.removeprefix("*")
    usual = table.pop("usual").to_numpy() * np.exp(rng.normal(0, 0.05, count))
    prices = np.stack([_shelf_price(usual * level, rng) for level in INFLATION])
    share = table["category"].map(COST_SHARE).to_numpy()
    share = share + rng.uniform(-0.07, 0.07, count)
    table["price"] = prices[-1] / 100
    table["unit_cost"] = (prices[-1] * share).round() / 100
    table["launched_on"] = _launches(rng, table["name_en"])
    table["customisable"] = made_to_order
    table["options"] = np.where(made_to_order, rng.integers(2, 13, count), 0)
    table["preparation_minutes"] = np.where(
        made_to_order, rng.integers(8, 46, count), rng.integers(1, 6, count)
    )
    table.insert(0, "product_id", np.arange(1, count + 1))
    return table, prices


def _shelf_price(amount, rng):
    """Bring amounts to a price ending in .00, .50 or .90, in centimes."""
    endings = np.array([0, 50, 90])[rng.choice(3, len(amount), p=[0.45, 0.2, 0.35])]
    return np.maximum(np.floor(amount).astype(np.int64), 5) * 100 + endings


def _launches(rng, names):
    count, day = len(names), np.timedelta64(1, "D")
    old = np.datetime64("2019-01-05") + rng.integers(0, 1000, count) * day
    new = np.datetime64("2022-02-01") + rng.integers(0, 1330, count) * day
    # What is bought together was there from the start, so that it shows every year.
    pairs = PARAMETERS["basket"]["companions"]
    settled = names.isin({name for pair in pairs for name in pair[:2]}).to_numpy()
    chosen = settled | (rng.random(count) < 0.75)
    return np.where(chosen, old, new).astype("datetime64[s]")


def _campaigns(rng):
    columns = (
        "sent_on purpose channel audience strength put_off control_share "
        "window_days name_fr name_en"
    ).split()
    plans = pd.DataFrame(PLANS, columns=columns).sort_values("sent_on")
    plans = plans.reset_index(drop=True)
    plans.insert(0, "campaign_id", np.arange(1, len(plans) + 1))
    year = plans["sent_on"].str[:4]
    plans["name_fr"] = plans["name_fr"] + " " + year
    plans["name_en"] = plans["name_en"] + " " + year
    plans["sent_day"] = [day_of(text) for text in plans["sent_on"]]
    plans["sent_on"] = pd.to_datetime(plans["sent_on"])
    # Another edition has other strengths, never another sign.
    plans["strength"] *= np.exp(rng.normal(0, 0.10, len(plans)))
    plans["fixed_cost"] = plans["channel"].map(FIXED_COST) + 50 * rng.integers(
        0, 13, len(plans)
    )
    plans["unit_cost"] = plans["channel"].map(UNIT_COST)
    public = (
        "campaign_id name_fr name_en purpose channel sent_on audience "
        "control_share fixed_cost unit_cost window_days"
    ).split()
    return plans[public].copy(), plans
