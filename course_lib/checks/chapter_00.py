"""Chapter 00, Welcome: first calculations on the company's tables."""

from course_lib.answers import Text, choices, mapping, number, series
from course_lib.checking import mistake, practical
from course_lib.data import load

# --- 00.1 A price after a discount -------------------------------------------------

DISCOUNT = 0.125


def full_price():
    return 2 * load("products")["price"].max()


def to_pay():
    return full_price() * (1 - DISCOUNT)


def one_item():
    return to_pay() / 2


def discount_alone():
    return full_price() * DISCOUNT


def no_discount():
    return full_price()


def dirhams_off():
    return full_price() - 12.5


def share_taken_as_dirhams():
    return full_price() - DISCOUNT


def price_raised():
    return full_price() * (1 + DISCOUNT)


def percent_as_share():
    return full_price() * (1 - 12.5)


PRICE = practical(
    "00.1",
    number(0.01),
    expected=to_pay,
    why=(
        "Une remise se compte en **part** du prix : on garde `1 - 0.125`. Ce calcul "
        "reviendra partout : un taux de réponse, une marge, une part de clients "
        "fidèles sont aussi des parts.",
        "A discount is a **share** of the price: `1 - 0.125` remains. This calculation "
        "will come back everywhere: a response rate, a margin, a share of loyal "
        "customers are shares too.",
    ),
    mistakes=[
        mistake(
            "one_item",
            value=one_item,
            fr="Vous avez fait payer un seul exemplaire. Combien la cliente en "
            "prend-elle ?",
            en="You charged for a single item. How many does the customer take?",
        ),
        mistake(
            "discount_alone",
            value=discount_alone,
            fr="Vous avez calculé la remise elle-même. Est-ce la somme que la cliente "
            "paie, ou celle qu'elle ne paie pas ?",
            en="You computed the discount itself. Is it what the customer pays, or "
            "what she does not pay?",
        ),
        mistake(
            "no_discount",
            value=no_discount,
            fr="Vous avez calculé le prix avant remise. Que reste-t-il à faire ?",
            en="You computed the price before the discount. What is still to be done?",
        ),
        mistake(
            "dirhams_off",
            value=dirhams_off,
            fr="Vous avez retiré 12,5 dirhams. Une remise de 12,5 % dépend du prix : "
            "sur quoi porte le pour-cent ?",
            en="You took off 12.5 dirhams. A discount of 12.5% depends on the price: "
            "per cent of what?",
        ),
        mistake(
            "share_taken_as_dirhams",
            value=share_taken_as_dirhams,
            fr="Vous avez retiré 0,125 dirham, non une part. De quoi cette part "
            "est-elle une part ?",
            en="You took off 0.125 dirham, not a share. A share of what?",
        ),
        mistake(
            "price_raised",
            value=price_raised,
            fr="Vous avez ajouté la remise au prix. La cliente paie-t-elle plus, ou "
            "moins ?",
            en="You added the discount to the price. Does the customer pay more, or "
            "less?",
        ),
        mistake(
            "percent_as_share",
            value=percent_as_share,
            fr="Vous avez compté 12.5 comme une part : c'est 1250 % ! Comment écrire "
            "12,5 % entre 0 et 1 ?",
            en="You used 12.5 as a share: that is 1250%! How is 12.5% written between "
            "0 and 1?",
        ),
    ],
    otherwise=(
        "Dites le calcul en toutes lettres avant de l'écrire : combien d'exemplaires, "
        "à quel prix, et que devient ce prix une fois la remise faite ?",
        "Say the calculation in words before you write it: how many items, at what "
        "price, and what becomes of that price once the discount is made?",
    ),
)

# --- 00.2 Which table answers? -----------------------------------------------------

TABLES = {
    "customers": ["clients"],
    "orders": ["commandes"],
    "order_lines": ["lignes de commande", "order lines"],
    "products": ["produits"],
    "stores": ["points de vente", "shops"],
    "campaigns": ["campagnes"],
    "contacts": [],
    "calls": ["appels"],
    "complaints": ["réclamations"],
    "surveys": ["enquêtes"],
}
ANSWERING = {
    "late_delivery": "orders",
    "best_seller": "order_lines",
    "sms_consent": "customers",
    "control_group": "contacts",
    "campaign_cost": "campaigns",
    "phone_wait": "calls",
}
TABLE_CLUES = {
    "late_delivery": Text(
        "Il faut deux dates : celle que l'on a promise, celle que l'on a tenue. Dans "
        "quelle table lit-on les deux ?",
        "Two dates are needed: the one promised and the one kept. Which table holds "
        "both?",
    ),
    "best_seller": Text(
        "Une cliente prend trois savons et un plateau : où lit-on ces deux nombres ?",
        "A customer takes three soaps and one tray: where are these two numbers read?",
    ),
    "sms_consent": Text(
        "Un consentement se donne une fois, avant tout envoi. Qui le donne ?",
        "A consent is given once, before any sending. Who gives it?",
    ),
    "control_group": Text(
        "On demande des noms, pour une campagne donnée : que doit donc représenter une "
        "ligne ?",
        "Names are asked for, in a given campaign: so what must one row be?",
    ),
    "campaign_cost": Text(
        "Combien de fois ce coût est-il payé, si l'on écrit à mille personnes ?",
        "How many times is this cost paid, when a thousand people are written to?",
    ),
    "phone_wait": Text(
        "Cherchez la table où le temps se note en secondes.",
        "Look for the table where time is noted in seconds.",
    ),
}


def answering():
    return ANSWERING


def answered(item, table):
    """Return what recognises a table chosen for an item, and an example of it."""
    return {
        "when": lambda codes: codes.get(item) == table,
        "example": lambda: {**ANSWERING, item: table},
    }


WHICH_TABLE = practical(
    "00.2",
    mapping(TABLES, TABLE_CLUES),
    expected=answering,
    why=(
        "Trouver la bonne table, c'est savoir **ce que représente une ligne**. Une "
        "analyse qui part de la mauvaise table donne un chiffre exact à une autre "
        "question.",
        "Finding the right table is knowing **what one row is**. An analysis that "
        "starts from the wrong table gives an exact figure to another question.",
    ),
    mistakes=[
        mistake(
            "orders_for_items",
            fr="Vous avez cherché le produit le plus vendu dans `orders`. Une ligne y "
            "est une commande entière : y lit-on ce qu'il y avait dans le panier ?",
            en="You looked for the best-selling product in `orders`. One row there is "
            "a whole order: does it tell what was in the basket?",
            **answered("best_seller", "orders"),
        ),
        mistake(
            "catalogue_for_sales",
            fr="Vous avez cherché le produit le plus vendu dans `products`. C'est le "
            "catalogue : dit-il combien chaque produit s'est vendu ?",
            en="You looked for the best-selling product in `products`. That is the "
            "catalogue: does it tell how many were sold?",
            **answered("best_seller", "products"),
        ),
        mistake(
            "campaigns_for_people",
            fr="Vous avez cherché le groupe témoin dans `campaigns`. Une ligne y est "
            "une campagne : elle dit quelle part est mise de côté, mais dit-elle qui ?",
            en="You looked for the control group in `campaigns`. One row there is a "
            "campaign: it gives the share held out, but does it tell who?",
            **answered("control_group", "campaigns"),
        ),
        mistake(
            "contacts_for_cost",
            fr="Vous avez cherché le coût fixe dans `contacts`. Une ligne y est une "
            "personne visée : un coût payé une seule fois y aurait-il sa place ?",
            en="You looked for the fixed cost in `contacts`. One row there is a person "
            "aimed at: would a cost paid only once belong there?",
            **answered("campaign_cost", "contacts"),
        ),
        mistake(
            "contacts_for_calls",
            fr="Vous avez pris `contacts` pour le centre de contact. Cette table note "
            "les messages que l'entreprise **envoie** ; qui appelle qui, ici ?",
            en="You took `contacts` for the contact centre. That table records the "
            "messages the company **sends**; who calls whom here?",
            **answered("phone_wait", "contacts"),
        ),
        mistake(
            "contacts_for_consent",
            fr="Vous avez cherché le consentement dans `contacts`. On y lit les envois "
            "faits ; or le consentement se demande **avant** tout envoi, à qui ?",
            en="You looked for the consent in `contacts`. Sendings are recorded there; "
            "but consent is asked **before** any sending, of whom?",
            **answered("sms_consent", "contacts"),
        ),
    ],
    otherwise=(
        "Affichez le début de chaque table avec `head()` et demandez-vous ce qu'est "
        "une ligne (section 2 du cours).",
        "Display the head of each table and ask what one row is (section 2 of the "
        "lesson).",
    ),
)

# --- 00.3 A misleading chart -------------------------------------------------------

DEFECTS = ["cut_axis", "no_unit", "partial_year", "wrong_type", "wrong_order"]
REAL_DEFECTS = ["cut_axis", "no_unit", "partial_year"]


def real_defects():
    return REAL_DEFECTS


def without(defect):
    """Return what recognises a forgotten defect, and an example of it."""
    return {
        "when": lambda found: defect not in found,
        "example": lambda: [name for name in REAL_DEFECTS if name != defect],
    }


def accusing(defect):
    """Return what recognises a wrongly named defect, and an example of it."""
    return {
        "when": lambda found: defect in found,
        "example": lambda: [*REAL_DEFECTS, defect],
    }


MISLEADING = practical(
    "00.3",
    choices(DEFECTS),
    expected=real_defects,
    why=(
        "Trois mois comparés à douze, une échelle coupée, pas d'unité : chacun de ces "
        "défauts suffirait à faire prendre une mauvaise décision. Le plus grave est la "
        "période, car redessiner l'axe ne la corrige pas.",
        "Three months against twelve, a cut scale, no unit: each of these defects "
        "would be enough to cause a bad decision. The worst is the period, for no "
        "redrawing of the axis corrects it.",
    ),
    mistakes=[
        mistake(
            "bars_blamed",
            fr="Vous avez reproché au graphique d'être en barres. Pour comparer quatre "
            "années, qu'auriez-vous pris d'autre ?",
            en="You blamed the chart for using bars. To compare four years, what else "
            "would you have used?",
            **accusing("wrong_type"),
        ),
        mistake(
            "order_blamed",
            fr="Vous avez reproché au graphique l'ordre de ses barres. Dans quel ordre "
            "range-t-on des années ?",
            en="You blamed the order of the bars. In what order should years stand?",
            **accusing("wrong_order"),
        ),
        mistake(
            "period_missed",
            fr="Vous avez oublié de regarder la période. Lisez la petite note sous le "
            "graphique : toutes les barres couvrent-elles la même durée ?",
            en="You forgot to look at the period. Read the small note under the chart: "
            "do all the bars cover the same length of time?",
            **without("partial_year"),
        ),
        mistake(
            "axis_missed",
            fr="Vous n'avez rien dit de l'origine. À quelle valeur commence l'axe "
            "vertical ?",
            en="You said nothing of the origin. At what value does the vertical axis "
            "start?",
            **without("cut_axis"),
        ),
        mistake(
            "unit_missed",
            fr="Vous n'avez rien dit de l'unité. L'axe compte-t-il des commandes, des "
            "dirhams, des milliers de dirhams ?",
            en="You said nothing of the unit. Does the axis count orders, dirhams, "
            "thousands of dirhams?",
            **without("no_unit"),
        ),
    ],
    otherwise=(
        "Reprenez les cinq points de la section 7 : titre, unités, origine, période, "
        "ce qui manque.",
        "Go through the five points of section 7: title, units, origin, period, what "
        "is missing.",
    ),
)

# --- 00.4 Filter -------------------------------------------------------------------

LARGE = 500


def orders_of(year):
    orders = load("orders")
    return orders[orders["ordered_at"].dt.year == year]


def large_web(orders):
    return orders[(orders["channel"] == "web") & (orders["amount"] >= LARGE)]


def large_web_2025():
    return len(large_web(orders_of(2025)))


def large_web_every_year():
    return len(large_web(load("orders")))


def large_web_2024():
    return len(large_web(orders_of(2024)))


def customers_of_large_web():
    return large_web(orders_of(2025))["customer_id"].nunique()


def large_every_channel():
    return int((orders_of(2025)["amount"] >= LARGE).sum())


def every_web_order():
    return int((orders_of(2025)["channel"] == "web").sum())


def large_or_web():
    orders = orders_of(2025)
    return int(((orders["channel"] == "web") | (orders["amount"] >= LARGE)).sum())


def small_web():
    orders = orders_of(2025)
    return int((orders["channel"] == "web").sum()) - len(large_web(orders))


def amount_of_large_web():
    return large_web(orders_of(2025))["amount"].sum()


def share_of_large_web():
    orders = orders_of(2025)
    return len(large_web(orders)) / (orders["channel"] == "web").sum()


FILTER = practical(
    "00.4",
    number(),
    expected=large_web_2025,
    why=(
        "L'équipe sait maintenant combien de cartes imprimer. Trois tests reliés par "
        "`&` : c'est ainsi que l'on définira la **cible** de chaque campagne.",
        "The team now knows how many cards to print. Three tests linked by `&`: that "
        "is how the **target** of every campaign will be defined.",
    ),
    mistakes=[
        mistake(
            "every_year",
            value=large_web_every_year,
            fr="Vous avez compté les quatre années. Comment ne garder que les "
            "commandes de 2025 (geste 9) ?",
            en="You counted all four years. How do you keep the orders of 2025 only "
            "(move 9)?",
        ),
        mistake(
            "year_before",
            value=large_web_2024,
            fr="Vous avez compté les commandes de 2024. Relisez l'année demandée.",
            en="You counted the orders of 2024. Read again which year is asked for.",
        ),
        mistake(
            "customers",
            value=customers_of_large_web,
            fr="Vous avez compté des clients (`nunique`). Une cliente qui commande "
            "deux fois reçoit deux colis : que faut-il compter ?",
            en="You counted customers (`nunique`). A customer who orders twice gets "
            "two parcels: what should be counted?",
        ),
        mistake(
            "every_channel",
            value=large_every_channel,
            fr="Vous avez compté tous les canaux. Lesquelles de ces commandes passent "
            "par le site ? Si votre filtre est bien là, rechargez `orders` : un `=` a "
            "pu écraser la colonne.",
            en="You counted every channel. Which of these orders came through the web "
            "shop? If your filter is there, load `orders` again: a single `=` may have "
            "overwritten the column.",
        ),
        mistake(
            "every_amount",
            value=every_web_order,
            fr="Vous avez compté toutes les commandes du site, grosses ou petites. "
            "Quel test manque ?",
            en="You counted every web order, large or small. Which test is missing?",
        ),
        mistake(
            "or_for_and",
            value=large_or_web,
            fr="Vous avez relié les tests par « ou » (`|`) : une petite commande du "
            "site est comptée. Lequel de `|` et `&` exige les deux à la fois ?",
            en="You linked the tests by “or” (`|`): a small web order is counted. "
            "Which of `|` and `&` asks for both at once?",
        ),
        mistake(
            "small_ones",
            value=small_web,
            fr="Vous avez compté les commandes **sous** le seuil. Dans quel sens va le "
            "signe de comparaison ?",
            en="You counted the orders **under** the threshold. Which way does the "
            "comparison sign point?",
        ),
        mistake(
            "amount",
            value=amount_of_large_web,
            fr="Vous avez additionné des dirhams. On demande combien il y a de "
            "commandes : des lignes, comptées avec `len`.",
            en="You added up dirhams. The question is how many orders there are: rows, "
            "counted with `len`.",
        ),
        mistake(
            "share",
            value=share_of_large_web,
            fr="Vous avez calculé une part des commandes du site. On demande un nombre "
            "de commandes.",
            en="You computed a share of the web orders. The question is a number of "
            "orders.",
        ),
    ],
    otherwise=(
        "Comptez d'abord les lignes après un test, puis après deux, puis après trois : "
        "le nombre doit baisser à chaque fois (geste 3). Si vous bornez l'année par "
        "des dates, à quelle heure commence le 31 décembre ?",
        "Count the rows after one test, then after two, then after three: the number "
        "must fall each time (move 3). If you bound the year by dates, at what hour "
        "does 31 December begin?",
    ),
)

# --- 00.5 Join and group -----------------------------------------------------------


def with_places(orders):
    return orders.merge(load("stores"), on="store_id")


def shop_orders(year=2025):
    orders = with_places(orders_of(year))
    return orders[orders["kind"] == "shop"]


def revenue_by_city():
    return shop_orders().groupby("city")["amount"].sum()


def web_included():
    return with_places(orders_of(2025)).groupby("city")["amount"].sum()


def centre_included():
    orders = with_places(orders_of(2025))
    return orders[orders["kind"] != "web"].groupby("city")["amount"].sum()


def cities_every_year():
    orders = with_places(load("orders"))
    return orders[orders["kind"] == "shop"].groupby("city")["amount"].sum()


def cities_of_the_year_before():
    return shop_orders(2024).groupby("city")["amount"].sum()


def cities_without_any_filter():
    return with_places(load("orders")).groupby("city")["amount"].sum()


def cities_without_the_last_day():
    # "2025-12-31" is midnight: whatever was bought that day comes after it.
    orders = shop_orders()
    before = orders[orders["ordered_at"] <= "2025-12-31"]
    return before.groupby("city")["amount"].sum()


def orders_by_city():
    return shop_orders().groupby("city")["amount"].count()


def basket_by_city():
    return shop_orders().groupby("city")["amount"].mean()


def full_price_by_city():
    orders = shop_orders()
    return (orders["amount"] + orders["discount"]).groupby(orders["city"]).sum()


def revenue_by_shop():
    return shop_orders().groupby("name")["amount"].sum()


def revenue_by_shop_number():
    return shop_orders().groupby("store_id")["amount"].sum()


CITIES = practical(
    "00.5",
    series(0.5, key="city"),
    expected=revenue_by_city,
    why=(
        "Sans le filtre sur `kind`, Béni Mellal aurait passé pour la ville des ventes "
        "en ligne de tout le pays. Joindre, c'est aussi se demander **ce que veut "
        "dire** la colonne que l'on colle.",
        "Without the filter on `kind`, Béni Mellal would have been credited with the "
        "online sales of the whole country. To join is also to ask **what the column "
        "means** that one glues on.",
    ),
    mistakes=[
        mistake(
            "web_included",
            value=web_included,
            fr="Vous avez gardé le site et le centre de contact, inscrits dans la "
            "ville du siège. Sont-ce des boutiques (colonne `kind`) ?",
            en="You kept the web shop and the contact centre, booked in the city of "
            "the head office. Are they shops (column `kind`)?",
        ),
        mistake(
            "centre_included",
            value=centre_included,
            fr="Vous avez écarté le site, mais gardé le centre de contact, inscrit lui "
            "aussi dans la ville du siège. Quelle valeur de `kind` faut-il garder ?",
            en="You left the web shop out but kept the contact centre, booked in the "
            "city of the head office too. Which value of `kind` should be kept?",
        ),
        mistake(
            "every_year",
            value=cities_every_year,
            fr="Vous avez additionné les quatre années. Quelle année demande-t-on ?",
            en="You added up all four years. Which year is asked for?",
        ),
        mistake(
            "year_before",
            value=cities_of_the_year_before,
            fr="Vous avez additionné les ventes de 2024. Relisez l'année demandée.",
            en="You added up the sales of 2024. Read again which year is asked for.",
        ),
        mistake(
            "no_filter",
            value=cities_without_any_filter,
            fr="Vous avez tout gardé : les quatre années, et tous les points de vente. "
            "Que demande-t-on de chacun des deux ?",
            en="You kept everything: all four years, and every point of sale. What is "
            "asked of each of the two?",
        ),
        mistake(
            "last_day_lost",
            value=cities_without_the_last_day,
            fr="Il manque le 31 décembre : à quelle heure commence cette date ?",
            en="31 December is missing: at what hour does that date begin?",
        ),
        mistake(
            "count",
            value=orders_by_city,
            fr="Vous avez compté les commandes. Le chiffre d'affaires est-il un nombre "
            "de commandes ou une somme d'argent ?",
            en="You counted the orders. Is revenue a number of orders or a sum of "
            "money?",
        ),
        mistake(
            "mean",
            value=basket_by_city,
            fr="Vous avez calculé le panier moyen de chaque ville. On veut ce qu'elle "
            "rapporte en tout.",
            en="You computed the average basket of each city. What is wanted is what "
            "it earns in all.",
        ),
        mistake(
            "before_discount",
            value=full_price_by_city,
            fr="Vous avez rajouté la remise. Cet argent est-il entré dans la caisse ?",
            en="You added the discount back. Did that money ever reach the till?",
        ),
        mistake(
            "by_shop",
            value=revenue_by_shop,
            fr="Vous avez regroupé par boutique. Une ville peut en avoir deux : quelle "
            "colonne faut-il donner à `groupby` ?",
            en="You grouped by shop. A city may have two of them: which column should "
            "`groupby` be given?",
        ),
        mistake(
            "by_shop_number",
            value=revenue_by_shop_number,
            fr="Vous avez regroupé par numéro de point de vente (`store_id`). Quelle "
            "colonne de `stores` porte la ville ?",
            en="You grouped by the number of the point of sale (`store_id`). Which "
            "column of `stores` holds the city?",
        ),
    ],
    otherwise=(
        "Affichez votre table avant de regrouper (gestes 3, 7 et 8) : chaque ligne "
        "est-elle une vente que la question veut compter, et une seule fois ?",
        "Display your table before you group it (moves 3, 7 and 8): is each row a sale "
        "that the question wants counted, and counted once?",
    ),
)

# --- 00.6 A share and its denominator ----------------------------------------------


def delivered_orders():
    orders = load("orders")
    return orders[orders["delivered_on"].notna()]


def late(orders):
    return orders["delivered_on"] > orders["promised_on"]


def late_share():
    return late(delivered_orders()).mean()


def late_over_all_orders():
    return late(load("orders")).mean()


def on_time_share():
    return 1 - late_share()


def late_number():
    return int(late(delivered_orders()).sum())


def due_day_counted():
    orders = delivered_orders()
    return (orders["delivered_on"] >= orders["promised_on"]).mean()


def delivered_share():
    return len(delivered_orders()) / len(load("orders"))


def mean_delay():
    orders = delivered_orders()
    return (orders["delivered_on"] - orders["promised_on"]).dt.days.mean()


LATE = practical(
    "00.6",
    number(0.0006, share=True),
    expected=late_share,
    why=(
        "Un achat emporté ne peut pas arriver en retard : le compter ferait paraître "
        "la livraison meilleure qu'elle n'est. Devant un taux, demandez toujours : "
        "**parmi qui ?**",
        "A purchase carried home cannot be late: counting it would make delivery look "
        "better than it is. Faced with a rate, always ask: **out of whom?**",
    ),
    mistakes=[
        mistake(
            "all_orders",
            value=late_over_all_orders,
            fr="Vous avez divisé par toutes les commandes, achats emportés compris. "
            "Ceux-là pouvaient-ils être livrés en retard ?",
            en="You divided by all orders, purchases carried home included. Could "
            "those ever be delivered late?",
        ),
        mistake(
            "on_time",
            value=on_time_share,
            fr="Vous avez calculé la part des promesses tenues. Laquelle demande-t-on "
            "?",
            en="You computed the share of promises kept. Which one is asked for?",
        ),
        mistake(
            "number",
            value=late_number,
            fr="Vous avez compté les retards. Un nombre ne se compare pas d'une année "
            "à l'autre : rapportez-le au nombre de livraisons.",
            en="You counted the late ones. A number does not compare from year to "
            "year: divide it by the number of deliveries.",
        ),
        mistake(
            "due_day",
            value=due_day_counted,
            fr="Vous avez compté en retard les colis arrivés le jour promis. "
            "Choisissez entre `>` et `>=`.",
            en="You counted as late the parcels that came on the promised day. Choose "
            "between `>` and `>=`.",
        ),
        mistake(
            "delivered",
            value=delivered_share,
            fr="Vous avez calculé la part des commandes livrées à domicile. Parmi "
            "elles, lesquelles sont arrivées après la date promise ?",
            en="You computed the share of orders that were delivered. Among them, "
            "which came after the promised date?",
        ),
        mistake(
            "mean_delay",
            value=mean_delay,
            fr="Vous avez calculé un écart moyen en jours : les avances y effacent les "
            "retards. On demande une part de livraisons.",
            en="You computed an average gap in days: early parcels hide late ones in "
            "it. A share of deliveries is asked for.",
        ),
    ],
    otherwise=(
        "Deux étapes : garder les commandes dont `delivered_on` n'est pas vide, puis "
        "prendre la moyenne d'un test (vrai compte pour 1, faux pour 0).",
        "Two steps: keep the orders whose `delivered_on` is not empty, then take the "
        "mean of a test (true counts as 1, false as 0).",
    ),
)

# --- 00.7 A business note ----------------------------------------------------------


def first_and_last(measure):
    """Return the web's part and the whole, in 2022 and in 2025."""
    orders = load("orders")
    years = orders["ordered_at"].dt.year
    whole = orders.groupby(years)["amount"].agg(measure)
    web = orders[orders["channel"] == "web"].groupby(years)["amount"].agg(measure)
    return web[2022], whole[2022], web[2025], whole[2025]


def web_shares(measure="sum"):
    web_then, then, web_now, now = first_and_last(measure)
    return web_then / then, web_now / now


def web_gain():
    then, now = web_shares()
    return now - then


def web_order_gain():
    then, now = web_shares("count")
    return now - then


def web_share_growth():
    then, now = web_shares()
    return now / then - 1


def web_revenue_growth():
    web_then, _, web_now, _ = first_and_last("sum")
    return web_now / web_then - 1


def web_share_now():
    return web_shares()[1]


def web_share_then():
    return web_shares()[0]


def web_gain_in_dirhams():
    web_then, _, web_now, _ = first_and_last("sum")
    return web_now - web_then


def web_gain_reversed():
    return -web_gain()


def every_channel_in_both_years():
    return 0.0


NOTE = practical(
    "00.7",
    number(0.0006, share=True),
    expected=web_gain,
    why=(
        "C'est bien le gain de **part** du site, en points. Il dit que le site pèse "
        "plus dans les ventes ; il ne dit pas s'il a amené de nouveaux clients ou "
        "déplacé ceux des boutiques. Votre note doit le rappeler.",
        "This is indeed the gain in the web shop's **share**, in points. It says that "
        "the web weighs more in sales; it does not say whether it brought new "
        "customers or moved those of the shops. Your note must recall it.",
    ),
    mistakes=[
        mistake(
            "orders_not_revenue",
            value=web_order_gain,
            fr="Vous avez calculé une part des **commandes**. Le directeur parle de "
            "chiffre d'affaires : que faut-il additionner ?",
            en="You computed a share of **orders**. The director talks of revenue: "
            "what should be added up?",
        ),
        mistake(
            "relative_growth",
            value=web_share_growth,
            fr="Vous avez calculé une croissance relative de la part. En **points**, "
            "on soustrait : la part de 2025 moins celle de 2022.",
            en="You computed the relative growth of the share. In **points**, one "
            "subtracts: the share of 2025 minus that of 2022.",
        ),
        mistake(
            "revenue_growth",
            value=web_revenue_growth,
            fr="Vous avez calculé la croissance des ventes du site. Si toute "
            "l'entreprise a grandi, cela dit-il que le site pèse plus ?",
            en="You computed the growth of web sales. If the whole company grew, does "
            "that say that the web weighs more?",
        ),
        mistake(
            "share_now",
            value=web_share_now,
            fr="Vous avez donné la part du site en 2025. De combien a-t-elle changé "
            "depuis 2022 ?",
            en="You gave the web share in 2025. By how much has it changed since 2022?",
        ),
        mistake(
            "share_then",
            value=web_share_then,
            fr="Vous avez donné la part du site en 2022. C'est le point de départ : de "
            "combien a-t-elle changé depuis ?",
            en="You gave the web share in 2022. That is the starting point: by how "
            "much has it changed since?",
        ),
        mistake(
            "dirhams",
            value=web_gain_in_dirhams,
            fr="Vous avez soustrait des dirhams. Pour dire si le site pèse plus, à "
            "quoi faut-il comparer ses ventes, chaque année ?",
            en="You subtracted dirhams. To tell whether the web weighs more, what "
            "should its sales be compared with, each year?",
        ),
        mistake(
            "reversed",
            value=web_gain_reversed,
            fr="Vous avez retiré l'année la plus récente de la plus ancienne. Quel "
            "signe doit avoir un gain ?",
            en="You took the latest year away from the earliest. What sign should a "
            "gain have?",
        ),
        mistake(
            "every_channel",
            value=every_channel_in_both_years,
            fr="Vous avez trouvé la même part les deux années. Avez-vous gardé le site "
            "seul ? Si votre filtre est bien là, rechargez `orders` : un `=` a pu "
            "écraser la colonne.",
            en="You found the same share in both years. Did you keep the web shop "
            "only? If your filter is there, load `orders` again: a single `=` may have "
            "overwritten the column.",
        ),
    ],
    otherwise=(
        "Pour chaque année : chiffre d'affaires du site, divisé par le chiffre "
        "d'affaires total de la même année. Puis la différence des deux parts.",
        "For each year: web revenue, divided by the total revenue of the same year. "
        "Then the difference between the two shares.",
    ),
)

PRACTICALS = [PRICE, WHICH_TABLE, MISLEADING, FILTER, CITIES, LATE, NOTE]
