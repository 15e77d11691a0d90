"""The practicals of chapter 12, Loyalty."""

from course_lib import answers
from course_lib.checking import mistake, practical
from course_lib.data import load
from course_lib.loyalty import joining_windows

VALUE = 0.10
YEAR_END = "2024-12-31"

# --- 12.1: the four loyalties -----------------------------------------------------

CELLS = {
    "A": "true",
    "B": "spurious",
    "C": "latent",
    "D": "none",
    "E": "spurious",
    "F": "latent",
    "G": "none",
    "H": "true",
}
BEHAVIOUR_ALONE = {"true": "true", "spurious": "true", "latent": "none", "none": "none"}
ATTITUDE_ALONE = {"true": "true", "spurious": "none", "latent": "true", "none": "none"}
EXCHANGED = {
    "true": "true",
    "spurious": "latent",
    "latent": "spurious",
    "none": "none",
}


def cells():
    return dict(CELLS)


def read_as(words):
    """Return how someone who mixes the words up sorts the cases."""
    return lambda: {case: words[cell] for case, cell in CELLS.items()}


def gold_is_true():
    return CELLS | {"E": "true"}


def all_the_same(found):
    return len(found) == len(CELLS) and len(set(found.values())) == 1


# --- 12.2: points outstanding -----------------------------------------------------


def entries(until=YEAR_END):
    ledger = load("points_ledger")
    return ledger[ledger["entry_on"] <= until]


def face_value(*, until=YEAR_END, leave_out=(), value=VALUE):
    kept = entries(until)
    return kept.loc[~kept["kind"].isin(list(leave_out)), "points"].sum() * value


def unsigned_balance():
    return entries()["points"].abs().sum() * VALUE


def one_year_only():
    year = entries()
    return year.loc[year["entry_on"] >= "2024-01-01", "points"].sum() * VALUE


# --- 12.3: breakage ---------------------------------------------------------------


def lost_share(
    *,
    until=YEAR_END,
    granted_before="2023-07-01",
    granted_kinds=("earned", "referral"),
    sign=-1,
):
    known = entries(until)
    lost = sign * known.loc[known["kind"] == "expired", "points"].sum()
    granted = known[known["kind"].isin(list(granted_kinds))]
    return lost / granted.loc[granted["entry_on"] < granted_before, "points"].sum()


def lost_among_gone():
    sums = entries().groupby("kind")["points"].sum()
    return sums["expired"] / (sums["expired"] + sums["redeemed"])


def unused_so_far():
    known = entries()
    granted = known.loc[known["points"] > 0, "points"].sum()
    return 1 + known.loc[known["kind"] == "redeemed", "points"].sum() / granted


def share_of_entries():
    """Count entries instead of points."""
    known = entries()
    granted = known[known["kind"].isin(["earned", "referral"])]
    over = granted["entry_on"] < "2023-07-01"
    return (known["kind"] == "expired").sum() / over.sum()


# --- 12.4: the allocation of IFRS 15 ----------------------------------------------


def of_2025():
    ledger = load("points_ledger")
    new = (ledger["kind"] == "earned") & (ledger["entry_on"] >= "2025-01-01")
    earned, orders = ledger[new], load("orders")
    paid = orders.loc[orders["order_id"].isin(earned["order_id"]), "amount"].sum()
    return paid, earned["points"].sum()


def waiting(*, used=0.8, value=VALUE, sales=None):
    paid, points = of_2025()
    sales = paid if sales is None else sales
    alone = points * value * used
    return sales * alone / (sales + alone)


def all_sales_of_2025():
    orders = load("orders")
    return orders.loc[orders["ordered_at"] >= "2025-01-01", "amount"].sum()


def goods_part():
    return of_2025()[0] - waiting()


def stand_alone_price():
    return of_2025()[1] * VALUE * 0.8


# --- 12.5: revenue recognised -----------------------------------------------------


def revenue(allocated, granted, used, breakage):
    return allocated * used / (granted * (1 - breakage))


def breakage_on_day_one(allocated, granted, used, breakage):
    return allocated * (breakage + used / granted)


def over_points_granted(allocated, granted, used, breakage):
    return allocated * used / granted


def everything_at_once(allocated, granted, used, breakage):
    return allocated


def points_for_dirhams(allocated, granted, used, breakage):
    return used


def still_waiting(allocated, granted, used, breakage):
    return allocated - revenue(allocated, granted, used, breakage)


def over_breakage(allocated, granted, used, breakage):
    return allocated * used / (granted * breakage)


def less_breakage(allocated, granted, used, breakage):
    return allocated * used / granted * (1 - breakage)


def revenue_cases():
    return [
        (8_676, 10_000, 4_500, 0.05),
        (30_000, 400_000, 100_000, 0.20),
        (5_000, 60_000, 45_000, 0.25),
        (5_000, 60_000, 0, 0.10),
    ]


# --- 12.6: the effect of joining --------------------------------------------------


def windows():
    return joining_windows(
        load("orders"), load("loyalty_members"), before_days=180, after_days=180
    )


def changes(table):
    sums = table.groupby("joined")[["before", "after"]].sum()
    return sums["after"] / sums["before"]


def factor():
    change = changes(windows())
    return change[True] / change[False]


def members_over_others():
    """Compare orders per head in 2025, as if members had been picked at random."""
    orders, customers = load("orders"), load("customers")
    members = load("loyalty_members")
    known = customers.loc[customers["acquired_on"] < "2025-01-01", "customer_id"]
    recent = orders[orders["ordered_at"] >= "2025-01-01"]
    count = recent.groupby("customer_id").size().reindex(known).fillna(0)
    early = members.loc[members["joined_on"] < "2025-01-01", "customer_id"]
    inside = count.index.isin(early)
    return count[inside].mean() / count[~inside].mean()


def totals_after():
    total = windows().groupby("joined")["after"].sum()
    return total[True] / total[False]


def means_after():
    mean = windows().groupby("joined")["after"].mean()
    return mean[True] / mean[False]


def joined_alone():
    return changes(windows())[True]


def difference_of_changes():
    change = changes(windows())
    return change[True] - change[False]


def difference_of_means():
    mean = windows().groupby("joined")[["before", "after"]].mean()
    gain = mean["after"] - mean["before"]
    return gain[True] - gain[False]


# --- 12.7: the cost of a referral -------------------------------------------------


def cost_per_customer(*, value=VALUE, kinds=("referral",), over="referred"):
    ledger, customers = load("points_ledger"), load("customers")
    recent = customers[customers["acquired_on"] >= ledger["entry_on"].min()]
    paid = ledger.loc[ledger["kind"].isin(list(kinds)), "points"].sum() * value
    by = {
        "referred": recent["referred_by"].notna().sum(),
        "rewards": (ledger["kind"] == "referral").sum(),
        "everybody": len(recent),
        "members": len(load("loyalty_members")),
        "total": 1,
    }
    return paid / by[over]


# --- 12.8: a more generous point --------------------------------------------------


def yearly_sales(*, everybody=False):
    orders, members = load("orders"), load("loyalty_members")
    recent = orders[orders["ordered_at"] >= "2025-01-01"]
    early = members.loc[members["joined_on"] < "2025-01-01", "customer_id"]
    kept = recent if everybody else recent[recent["customer_id"].isin(early)]
    return kept["amount"].sum()


def result(point, effect, *, base, margin=0.21, used=0.8, paid_on="all"):
    share = {"all": 1 + effect, "before": 1, "extra": effect, "nothing": 0}[paid_on]
    return base * effect * margin - base * share * 0.1 * point * used


def gain(*, base=None, new_effect=0.12, **changed):
    base = yearly_sales() / 1.08 if base is None else base
    new = result(0.20, new_effect, base=base, **changed)
    return new - result(0.10, 0.08, base=base, **changed)


def new_result():
    return result(0.20, 0.12, base=yearly_sales() / 1.08)


def current_result():
    return result(0.10, 0.08, base=yearly_sales() / 1.08)


def in_points():
    """Take points for dirhams: the value of a point is left out of their cost."""
    base = yearly_sales() / 1.08
    return base * (0.12 - 0.08) * 0.21 - base * (0.12 - 0.08) * 0.1 * 0.8


PRACTICALS = [
    practical(
        "12.1",
        answers.mapping(
            {
                "true": ["vraie", "vrai"],
                "latent": ["latente"],
                "spurious": ["apparente", "fausse"],
                "none": ["aucune", "pas de fidélité"],
            },
            clues={
                "B": answers.Text(
                    "Que ferait-il si un autre magasin ouvrait ?",
                    "What would he do if another shop opened?",
                ),
                "C": answers.Text(
                    "Qu'est-ce qui manque : l'envie ou l'occasion ?",
                    "What is missing: the wish or the opportunity?",
                ),
                "F": answers.Text(
                    "Nous préfère-t-elle ? Achète-t-elle souvent ?",
                    "Does she prefer us? Does she buy often?",
                ),
            },
        ),
        expected=cells,
        why=(
            "À chaque case son action : remercier, lever l'obstacle, mériter la "
            "préférence, ou ne rien dépenser.",
            "Each cell has its action: thank, remove the obstacle, deserve the "
            "preference, or spend nothing.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                when=all_the_same,
                example=lambda: dict.fromkeys(CELLS, "true"),
                fr="Vous avez répondu la même chose partout. Les quatre cases servent.",
                en="You gave the same answer everywhere. All four cells are used.",
            ),
            mistake(
                "behaviour_alone",
                value=read_as(BEHAVIOUR_ALONE),
                fr="Vous n'avez regardé que les achats. Acheter souvent, est-ce "
                "toujours préférer ?",
                en="You looked at purchases alone. Is buying often always preferring?",
            ),
            mistake(
                "attitude_alone",
                value=read_as(ATTITUDE_ALONE),
                fr="Vous n'avez regardé que la préférence. Aimer, est-ce "
                "déjà acheter ?",
                en="You looked at preference alone. Is liking already buying?",
            ),
            mistake(
                "latent_for_spurious",
                value=read_as(EXCHANGED),
                fr="Vous avez échangé latente et apparente. Laquelle est cachée, "
                "laquelle n'est qu'une apparence ?",
                en="You exchanged latent and spurious. Which one is hidden, which one "
                "only seems?",
            ),
            mistake(
                "gold_card_for_loyalty",
                value=gold_is_true,
                fr="Vous avez pris la carte « or » pour de l'attachement. Que dit ce "
                "client de lui-même ?",
                en="You took the gold card for attachment. What does this customer say "
                "of himself?",
            ),
        ],
        otherwise=(
            "Deux questions par cas : achète-t-on souvent ? Nous préfère-t-on ?",
            "Two questions per case: do they buy often? Do they prefer us?",
        ),
    ),
    practical(
        "12.2",
        answers.number(tolerance=0.5),
        expected=face_value,
        why=(
            "C'est la dette la plus haute possible envers les membres : tout calcul de "
            "passif part d'elle.",
            "It is the highest possible debt to members: any sum of the liability "
            "starts from it.",
        ),
        mistakes=[
            mistake(
                "redeemed_added",
                value=unsigned_balance,
                fr="Vous avez compté en plus les points utilisés et expirés. Que dit "
                "le signe d'une écriture ?",
                en="You added the points redeemed and expired. What does the sign of "
                "an entry say?",
            ),
            mistake(
                "points_for_mad",
                value=lambda: face_value(value=1),
                fr="Vous avez donné des points. On demande des dirhams.",
                en="You gave points. Dirhams are asked for.",
            ),
            mistake(
                "divided_for_multiplied",
                value=lambda: face_value(value=1 / VALUE),
                fr="Vous avez divisé par la valeur du point : cent points valent-ils "
                "mille dirhams ?",
                en="You divided by the value of a point: are a hundred points worth a "
                "thousand dirhams?",
            ),
            mistake(
                "expired_forgotten",
                value=lambda: face_value(leave_out=["expired"]),
                fr="Vous avez laissé dans le solde des points expirés.",
                en="You left expired points in the balance.",
            ),
            mistake(
                "redeemed_forgotten",
                value=lambda: face_value(leave_out=["redeemed"]),
                fr="Vous avez laissé dans le solde des points déjà utilisés.",
                en="You left points already redeemed in the balance.",
            ),
            mistake(
                "referral_forgotten",
                value=lambda: face_value(leave_out=["referral"]),
                fr="Vous avez oublié les points de parrainage : ils se dépensent comme "
                "les autres.",
                en="You forgot referral points: they are spent like the others.",
            ),
            mistake(
                "granted_only",
                value=lambda: face_value(leave_out=["redeemed", "expired"]),
                fr="Vous avez compté tout ce qui fut distribué. Que reste-t-il aux "
                "membres ?",
                en="You counted all that was ever given. What do members still hold?",
            ),
            mistake(
                "today",
                value=lambda: face_value(until="2025-12-31"),
                fr="Vous avez pris tout le grand livre. Que savait-on le soir du "
                "31 décembre 2024 ?",
                en="You took the whole ledger. What was known on the evening of "
                "31 December 2024?",
            ),
            mistake(
                "one_year_only",
                value=one_year_only,
                fr="Vous n'avez gardé que les écritures de 2024. Les points d'avant "
                "n'ont pas disparu.",
                en="You kept the entries of 2024 alone. Earlier points have not "
                "vanished.",
            ),
        ],
        otherwise=(
            "La somme signée des écritures jusqu'à la date, fois la valeur d'un point.",
            "The signed sum of the entries up to the date, times the value of a point.",
        ),
    ),
    practical(
        "12.3",
        answers.number(tolerance=0.0002, share=True),
        expected=lost_share,
        why=(
            "Cette part fixe le passif et le chiffre d'affaires de l'année : trop "
            "basse, on retarde ce qui est gagné ; trop haute, on cache une dette.",
            "This share sets the liability and the year's revenue: too low, we put off "
            "what is earned; too high, we hide a debt.",
        ),
        mistakes=[
            mistake(
                "all_points_ever",
                value=lambda: lost_share(granted_before="2026-01-01"),
                fr="Vous avez divisé par tous les points distribués. Ceux qui peuvent "
                "encore servir sont-ils sauvés ?",
                en="You divided by all the points ever given. Are those that may still "
                "be used saved?",
            ),
            mistake(
                "later_expiry",
                value=lambda: lost_share(until="2025-12-31"),
                fr="Vous avez compté des points expirés en 2025. Que savait-on le soir "
                "du 31 décembre 2024 ?",
                en="You counted points that expired in 2025. What was known on the "
                "evening of 31 December 2024?",
            ),
            mistake(
                "expired_over_gone",
                value=lost_among_gone,
                fr="Vous avez divisé par les points utilisés ou expirés : les points "
                "récents n'y sont que s'ils ont servi.",
                en="You divided by points redeemed or expired: recent points are in it "
                "only if they were used.",
            ),
            mistake(
                "unused_for_lost",
                value=unused_so_far,
                fr="Vous avez pris pour perdu tout ce qui n'a pas encore servi.",
                en="You took for lost all that has not been used yet.",
            ),
            mistake(
                "referral_forgotten",
                value=lambda: lost_share(granted_kinds=["earned"]),
                fr="Vous avez oublié les points de parrainage au dénominateur : ils "
                "expirent aussi.",
                en="You forgot referral points in the denominator: they expire too.",
            ),
            mistake(
                "negative",
                value=lambda: lost_share(sign=1),
                fr="Votre part est négative : l'expiration est écrite avec un signe "
                "moins.",
                en="Your share is negative: expiry is written with a minus sign.",
            ),
            mistake(
                "twelve_months",
                value=lambda: lost_share(granted_before="2024-01-01"),
                fr="Vous avez fait vivre les points douze mois. Relisez leur durée.",
                en="You let points live for twelve months. Read their life again.",
            ),
            mistake(
                "one_month_too_many",
                value=lambda: lost_share(granted_before="2023-08-01"),
                fr="Vous avez compté juillet 2023 comme fini. Quand ces points "
                "expirent-ils ?",
                en="You counted July 2023 as over. When do those points expire?",
            ),
            mistake(
                "entries_for_points",
                value=share_of_entries,
                fr="Vous avez compté des écritures. Une écriture peut porter deux "
                "points ou deux cents.",
                en="You counted entries. An entry may hold two points or two hundred.",
            ),
        ],
        otherwise=(
            "Points expirés à cette date, divisés par les points distribués dont la "
            "vie était finie. Relisez la section 5.",
            "Points expired by that date, divided by the points given whose life was "
            "over. Read section 5 again.",
        ),
    ),
    practical(
        "12.4",
        answers.number(tolerance=0.5),
        expected=waiting,
        why=(
            "Cette somme n'est pas encore gagnée : la distribuer en primes ou en "
            "dividendes, c'est dépenser une promesse.",
            "This sum is not earned yet: paying it out as bonuses or dividends is "
            "spending a promise.",
        ),
        mistakes=[
            mistake(
                "breakage_forgotten",
                value=lambda: waiting(used=1),
                fr="Vous avez compté tous les points comme utilisés. Quelle part "
                "servira ?",
                en="You counted all points as used. Which share will be?",
            ),
            mistake(
                "breakage_for_use",
                value=lambda: waiting(used=0.2),
                fr="Vous avez pris la part perdue pour la part utilisée.",
                en="You took the share lost for the share used.",
            ),
            mistake(
                "breakage_on_day_one",
                value=lambda: waiting(used=1) - of_2025()[1] * VALUE * 0.2,
                fr="Vous avez retiré d'un coup la valeur des points perdus, comme un "
                "profit du premier jour. Où les droits non exercés entrent-ils dans "
                "le partage ?",
                en="You took the value of the lost points off at once, as profit on "
                "day one. Where does breakage enter the sharing?",
            ),
            mistake(
                "not_shared",
                value=stand_alone_price,
                fr="Vous avez gardé le prix spécifique des points. Avec celui des "
                "biens, le total dépasse ce qui fut payé : il faut partager.",
                en="You kept the stand-alone price of the points. With that of the "
                "goods the total exceeds what was paid: it must be shared.",
            ),
            mistake(
                "points_for_mad",
                value=lambda: waiting(value=1),
                fr="Vous avez pris un point pour un dirham.",
                en="You took a point for a dirham.",
            ),
            mistake(
                "goods_for_points",
                value=goods_part,
                fr="Vous avez donné la part des biens. On demande celle qui attend.",
                en="You gave the part of the goods. The deferred one is asked for.",
            ),
            mistake(
                "everybody_s_sales",
                value=lambda: waiting(sales=all_sales_of_2025()),
                fr="Vous avez partagé toutes les ventes de 2025. Lesquelles ont "
                "rapporté des points ?",
                en="You shared all the sales of 2025. Which of them earned points?",
            ),
        ],
        otherwise=(
            "Que vaudraient les biens seuls ? Et les points seuls, une fois ôtés ceux "
            "qui ne serviront pas ? Relisez l'exemple de la section 6.",
            "What would the goods be worth alone? And the points alone, without those "
            "that will not be used? Read the example of section 6 again.",
        ),
    ),
    practical(
        "12.5",
        answers.function(revenue_cases, answers.number(tolerance=0.005)),
        expected=lambda: revenue,
        why=(
            "Le chiffre d'affaires suit ce que l'on a honoré : le résultat ne dépend "
            "plus d'un oubli espéré.",
            "Revenue follows what has been honoured: the result no longer hangs on an "
            "oversight hoped for.",
        ),
        mistakes=[
            mistake(
                "breakage_on_day_one",
                value=lambda: breakage_on_day_one,
                fr="Votre fonction gagne les points perdus dès la vente, avant toute "
                "utilisation : c'est un profit du premier jour.",
                en="Your function earns breakage at the sale, before any redemption: "
                "that is profit on day one.",
            ),
            mistake(
                "over_points_granted",
                value=lambda: over_points_granted,
                fr="Votre fonction divise par les points distribués : la part des "
                "points perdus ne serait jamais comptabilisée.",
                en="Your function divides by the points given: the part of the lost "
                "points would never be recognised.",
            ),
            mistake(
                "everything_at_once",
                value=lambda: everything_at_once,
                fr="Votre fonction comptabilise tout d'un coup. Qu'attend encore le "
                "client ?",
                en="Your function recognises everything at once. What is the customer "
                "still waiting for?",
            ),
            mistake(
                "points_for_mad",
                value=lambda: points_for_dirhams,
                fr="Votre fonction renvoie des points. On demande des dirhams.",
                en="Your function returns points. Dirhams are asked for.",
            ),
            mistake(
                "liability_for_revenue",
                value=lambda: still_waiting,
                fr="Votre fonction donne ce qui attend encore, non ce qui est gagné.",
                en="Your function gives what is still deferred, not what is earned.",
            ),
            mistake(
                "over_points_lost",
                value=lambda: over_breakage,
                fr="Votre fonction divise par les points perdus. Lesquels attend-on ?",
                en="Your function divides by the lost points. Which ones are expected?",
            ),
            mistake(
                "breakage_the_wrong_way",
                value=lambda: less_breakage,
                fr="Votre fonction multiplie par la part utilisée : plus on perd de "
                "points, moins chaque point utilisé vaudrait ?",
                en="Your function multiplies by the share used: would each point used "
                "be worth less, the more are lost?",
            ),
        ],
        otherwise=(
            "Combien de points attend-on en tout ? Quelle part en a déjà servi ? "
            "Relisez la section 6.",
            "How many points are expected to be used in all? Which share of them was "
            "already? Read section 6 again.",
        ),
    ),
    practical(
        "12.6",
        answers.number(tolerance=0.0005),
        expected=factor,
        why=(
            "C'est cet effet-là, et non l'écart entre membres et autres, qui doit "
            "payer les points.",
            "It is this effect, not the gap between members and others, that has to "
            "pay for the points.",
        ),
        mistakes=[
            mistake(
                "members_as_if_by_chance",
                value=members_over_others,
                fr="Vous avez comparé les membres aux autres comme si on les avait "
                "tirés au sort. Qui choisit de s'inscrire ?",
                en="You compared members with the others as if they had been picked "
                "at random. Who chooses to join?",
            ),
            mistake(
                "totals_after",
                value=totals_after,
                fr="Vous avez divisé des totaux d'après. Les deux groupes ont-ils la "
                "même taille, et le même avant ?",
                en="You divided the totals of what came after. Are the two groups of "
                "the same size, with the same before?",
            ),
            mistake(
                "means_after",
                value=means_after,
                fr="Vous n'avez comparé que l'après. Les deux groupes achetaient-ils "
                "autant avant ?",
                en="You compared only what came after. Did both groups buy as much "
                "before?",
            ),
            mistake(
                "others_alone",
                value=lambda: changes(windows())[False],
                fr="Vous avez donné l'évolution de ceux qui ne se sont pas inscrits. "
                "À quoi sert-elle ?",
                en="You gave the change of those who did not join. What is it for?",
            ),
            mistake(
                "before_after_alone",
                value=joined_alone,
                fr="Vous n'avez regardé que les inscrits, avant et après. Que "
                "serait-il arrivé sans la carte ?",
                en="You looked only at those who joined, before and after. What would "
                "have happened without the card?",
            ),
            mistake(
                "upside_down",
                value=lambda: 1 / factor(),
                fr="Vous avez divisé l'évolution des autres par celle des inscrits.",
                en="You divided the change of the others by that of those who joined.",
            ),
            mistake(
                "gain_for_factor",
                value=lambda: factor() - 1,
                fr="Vous avez donné le gain. On demande le facteur, qui vaut 1 sans "
                "effet.",
                en="You gave the gain. The factor is asked for, which is 1 with no "
                "effect.",
            ),
            mistake(
                "difference_of_changes",
                value=difference_of_changes,
                fr="Vous avez soustrait les deux évolutions. Par combien l'une "
                "est-elle multipliée ?",
                en="You subtracted the two changes. By how much is one multiplied?",
            ),
            mistake(
                "in_orders",
                value=difference_of_means,
                fr="Vous avez donné des commandes en plus. On demande un facteur.",
                en="You gave additional orders. A factor is asked for.",
            ),
        ],
        otherwise=(
            "Deux groupes, deux périodes : comment chaque groupe a-t-il changé ? "
            "Relisez la section 8.",
            "Two groups, two periods: how did each group change? Read section 8 again.",
        ),
    ),
    practical(
        "12.7",
        answers.number(tolerance=0.005),
        expected=cost_per_customer,
        why=(
            "Ce coût se compare à celui d'une campagne, et à la valeur du client gagné "
            "(chapitre 07).",
            "This cost is to be compared with that of a campaign, and with the value "
            "of the customer won (chapter 07).",
        ),
        mistakes=[
            mistake(
                "points_for_mad",
                value=lambda: cost_per_customer(value=1),
                fr="Vous avez compté des points. On demande des dirhams.",
                en="You counted points. Dirhams are asked for.",
            ),
            mistake(
                "rewarded_only",
                value=lambda: cost_per_customer(over="rewards"),
                fr="Vous avez divisé par le nombre de récompenses. Un parrain non "
                "membre amène aussi un client.",
                en="You divided by the number of rewards. A referrer who is no member "
                "brings a customer too.",
            ),
            mistake(
                "all_new_customers",
                value=lambda: cost_per_customer(over="everybody"),
                fr="Vous avez divisé par tous les nouveaux clients. Lesquels le "
                "parrainage a-t-il gagnés ?",
                en="You divided by all new customers. Which of them did referral win?",
            ),
            mistake(
                "per_member",
                value=lambda: cost_per_customer(over="members"),
                fr="Vous avez divisé par les membres. On demande un coût par client "
                "gagné.",
                en="You divided by members. A cost per customer won is asked for.",
            ),
            mistake(
                "all_points",
                value=lambda: cost_per_customer(kinds=["earned", "referral"]),
                fr="Vous avez compté tous les points distribués. Lesquels récompensent "
                "un parrainage ?",
                en="You counted all the points given. Which of them reward a referral?",
            ),
            mistake(
                "total_cost",
                value=lambda: cost_per_customer(over="total"),
                fr="Vous avez donné le coût total. On le demande par client gagné.",
                en="You gave the total cost. It is asked for per customer won.",
            ),
        ],
        otherwise=(
            "Points de parrainage en dirhams, divisés par les clients parrainés depuis "
            "la première écriture.",
            "Referral points in dirhams, divided by the customers referred since the "
            "first entry.",
        ),
    ),
    practical(
        "12.8",
        answers.number(tolerance=0.5),
        expected=gain,
        why=(
            "Un avantage se paie sur toutes les ventes et ne rapporte que sur la vente "
            "en plus : c'est ce qui condamne tant de programmes généreux.",
            "An advantage is paid on all sales and brings a gain on the additional "
            "ones only: this is what condemns so many generous programmes.",
        ),
        mistakes=[
            mistake(
                "revenue_for_margin",
                value=lambda: gain(margin=1),
                fr="Vous avez pris les ventes en plus pour de la marge.",
                en="You took the additional sales for margin.",
            ),
            mistake(
                "points_on_extra_only",
                value=lambda: gain(paid_on="extra"),
                fr="Vous n'avez payé de points que sur les ventes en plus. Qui d'autre "
                "en reçoit ?",
                en="You paid points on the additional sales only. Who else gets them?",
            ),
            mistake(
                "points_before_effect",
                value=lambda: gain(paid_on="before"),
                fr="Vous avez oublié les points des ventes en plus : eux aussi se "
                "paient.",
                en="You forgot the points of the additional sales: they are paid too.",
            ),
            mistake(
                "cost_forgotten",
                value=lambda: gain(paid_on="nothing"),
                fr="Vous avez compté la marge en plus. Que coûtent les points ?",
                en="You counted the additional margin. What do the points cost?",
            ),
            mistake(
                "breakage_forgotten",
                value=lambda: gain(used=1),
                fr="Vous avez payé tous les points. Quelle part est utilisée ?",
                en="You paid all the points. Which share of them is used?",
            ),
            mistake(
                "points_for_mad",
                value=in_points,
                fr="Vous avez compté un point pour un dirham : la valeur du point "
                "n'est plus dans votre calcul.",
                en="You counted a point as a dirham: the value of a point has left "
                "your sum.",
            ),
            mistake(
                "new_for_change",
                value=new_result,
                fr="Vous avez donné le résultat de la règle proposée. De combien "
                "change-t-il ?",
                en="You gave the result of the rule proposed. By how much does it "
                "change?",
            ),
            mistake(
                "current_result",
                value=current_result,
                fr="Vous avez donné le résultat de la règle actuelle. De combien "
                "change-t-il ?",
                en="You gave the result of the current rule. By how much does it "
                "change?",
            ),
            mistake(
                "upside_down",
                value=lambda: -gain(),
                fr="Votre signe est inversé : on va de la règle actuelle à la règle "
                "proposée.",
                en="Your sign is reversed: we go from the current rule to the one "
                "proposed.",
            ),
            mistake(
                "same_effect",
                value=lambda: gain(new_effect=0.08),
                fr="Vous avez gardé l'effet de 8 % pour la règle proposée.",
                en="You kept the effect of 8% for the rule proposed.",
            ),
            mistake(
                "sales_with_programme",
                value=lambda: gain(base=yearly_sales()),
                fr="Vous êtes parti des ventes de 2025, qui contiennent déjà l'effet. "
                "Que donne `without` ?",
                en="You started from the sales of 2025, which hold the effect already. "
                "What does `without` give?",
            ),
            mistake(
                "everybody",
                value=lambda: gain(base=yearly_sales(everybody=True) / 1.08),
                fr="Vous avez compté tous les clients. Qui reçoit des points ?",
                en="You counted all customers. Who gets points?",
            ),
        ],
        otherwise=(
            "Pour chaque règle : quelle vente est en plus, et quelles ventes "
            "rapportent des points ? Relisez la section 9.",
            "For each rule: which sales are additional, and which sales earn points? "
            "Read section 9 again.",
        ),
    ),
]
