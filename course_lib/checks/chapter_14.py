"""The practicals of chapter 14, The relationship at a distance."""

import math

import pandas as pd

from course_lib import answers
from course_lib import contact_centre as centre
from course_lib.answers import Text
from course_lib.checking import mistake, practical
from course_lib.data import load

WEEKS = 8

# --- 14.1: a channel for each request ---------------------------------------------

CHANNELS = {
    "A": "self_service",
    "B": "phone",
    "C": "chat",
    "D": "email",
    "E": "social",
    "F": "self_service",
    "G": "phone",
    "H": "chat",
}

CLUES = {
    "A": Text(
        "Faut-il un jugement pour répondre à cette question-là ?",
        "Does it take judgement to answer that question?",
    ),
    "B": Text(
        "Combien de temps cette personne peut-elle attendre, et que veut-elle entendre "
        "?",
        "How long can this person wait, and what does she need to hear?",
    ),
    "C": Text(
        "Où est cette personne au moment où elle hésite ?",
        "Where is this person at the moment of hesitation?",
    ),
    "D": Text(
        "Que faudra-t-il retrouver dans un mois ?",
        "What will have to be found again in a month?",
    ),
    "E": Text("Qui d'autre lit cette phrase ?", "Who else reads this sentence?"),
    "F": Text(
        "La réponse change-t-elle d'un client à l'autre ?",
        "Does the answer change from one customer to the next?",
    ),
    "G": Text(
        "Que demande le client lui-même, et pour quand ?",
        "What does the customer ask for, and by when?",
    ),
    "H": Text(
        "Que fera cette personne si la réponse vient demain ?",
        "What will this person do if the answer comes tomorrow?",
    ),
}


def channels():
    return dict(CHANNELS)


def changed(**items):
    return lambda: CHANNELS | items


def given(**items):
    """Recognise an answer that gives one of these items one of these labels."""
    return lambda codes: any(codes.get(item) in some for item, some in items.items())


def all_the_same(codes):
    return len(codes) > 1 and len(set(codes.values())) == 1


# --- 14.2: the service level of all calls -----------------------------------------


def in_time():
    calls = load("calls")
    return (calls["queue_seconds"] <= 20) & ~calls["abandoned"]


def service_level():
    return in_time().mean()


def of_the_answered():
    return in_time().sum() / (~load("calls")["abandoned"]).sum()


def hung_up_counted():
    return (load("calls")["queue_seconds"] <= 20).mean()


def share_answered():
    return (~load("calls")["abandoned"]).mean()


def too_late():
    return 1 - service_level()


def answered_at_once():
    calls = load("calls")
    return ((calls["queue_seconds"] == 0) & ~calls["abandoned"]).mean()


def mean_wait():
    calls = load("calls")
    return calls.loc[~calls["abandoned"], "queue_seconds"].mean()


def occupancy():
    worked = float(load("calls")["handling_seconds"].sum())
    return worked / (load("truth/call_rates")["advisers"].sum() * 1800)


def calls_in_time():
    return in_time().sum()


def one_condition_enough():
    calls = load("calls")
    return ((calls["queue_seconds"] <= 20) | ~calls["abandoned"]).mean()


# --- 14.3: the tail by weekday ----------------------------------------------------


def waits_by_weekday(*, answered=True):
    calls = load("calls")
    if answered:
        calls = calls[~calls["abandoned"]]
    weekday = calls["arrived_at"].dt.day_of_week.rename("weekday")
    return calls["queue_seconds"].astype(float).groupby(weekday)


def tail():
    return waits_by_weekday().quantile(0.99)


def all_days_together():
    waits = tail()
    calls = load("calls")
    whole = calls.loc[~calls["abandoned"], "queue_seconds"].quantile(0.99)
    return waits * 0 + whole


# --- 14.4: the right units --------------------------------------------------------

NOTES = [(50, 4, 9), (30, 5, 7), (12, 3.5, 3), (100, 4, 15), (5, 6, 2)]


def notes():
    """Return calls per half hour, minutes per call, advisers: loads all stable."""
    return list(NOTES)


def served(arriving, minutes, agents, *, hourly=2, seconds=60, target=20):
    return centre.erlang_c(hourly * arriving, seconds * minutes, agents, target)


def service_of(arriving, minutes, agents):
    return served(arriving, minutes, agents).service_level


def half_hour_as_hour(arriving, minutes, agents):
    return served(arriving, minutes, agents, hourly=1).service_level


def minutes_as_seconds(arriving, minutes, agents):
    return served(arriving, minutes, agents, seconds=1).service_level


def target_in_minutes(arriving, minutes, agents):
    return served(arriving, minutes, agents, target=20 * 60).service_level


def occupancy_instead(arriving, minutes, agents):
    return served(arriving, minutes, agents).occupancy


def waiting_instead(arriving, minutes, agents):
    return served(arriving, minutes, agents).waiting_probability


def speed_instead(arriving, minutes, agents):
    return served(arriving, minutes, agents).average_speed_of_answer


def at_once_instead(arriving, minutes, agents):
    return 1 - served(arriving, minutes, agents).waiting_probability


# --- 14.5: Monday's roster --------------------------------------------------------


def arrivals(*, weekday=0):
    """Return the calls of all Mondays (or of all days) by half hour."""
    calls = load("calls")
    if weekday is not None:
        calls = calls[calls["arrived_at"].dt.day_of_week == weekday]
    return calls.groupby(half_hours(calls)).size().astype(float)


def half_hours(calls):
    return calls["arrived_at"].dt.floor("30min").dt.strftime("%H:%M").rename("time")


def monday():
    return arrivals() / WEEKS


def handling():
    return float(load("calls")["handling_seconds"].mean())


def agents_for(calls, *, seconds=None, minutes=30, target=20, share=0.80):
    seconds = seconds or handling()
    plan = centre.staff_day(calls, seconds, target, share, interval_minutes=minutes)
    return plan["agents"].astype(float)


def needed():
    return agents_for(monday())


def load_of_monday():
    return monday() * 2 * handling() / 3600


def rounded_down():
    return load_of_monday().map(math.floor).astype(float)


def rounded_up():
    return load_of_monday().map(math.ceil).astype(float)


def on_the_average():
    calls = monday()
    return agents_for(calls * 0 + calls.mean())


def hour_for_half_hour():
    return agents_for(monday(), minutes=60)


def eight_mondays():
    return agents_for(arrivals())


def every_day_kept():
    return agents_for(arrivals(weekday=None) / WEEKS)


def median_time():
    return agents_for(
        monday(), seconds=float(load("calls")["handling_seconds"].median())
    )


# --- 14.6: solved, for whom -------------------------------------------------------


def settled(calls):
    return calls["resolved_first_contact"].fillna(False).astype(float)


def solved_of_all():
    calls = load("calls")
    return settled(calls).groupby(calls["reason"]).mean()


def solved_of_the_answered():
    calls = load("calls")
    calls = calls[~calls["abandoned"]]
    return settled(calls).groupby(calls["reason"]).mean()


def not_solved():
    return 1 - solved_of_all()


def hung_up():
    calls = load("calls")
    return calls["abandoned"].groupby(calls["reason"]).mean()


def answered_by_reason():
    return 1 - hung_up()


def number_solved():
    calls = load("calls")
    return settled(calls).groupby(calls["reason"]).sum()


def share_of_the_solved():
    return number_solved() / number_solved().sum()


# --- 14.7: one team or two --------------------------------------------------------

TEAMS = [(20, 20, 240), (60, 60, 240), (400, 400, 240), (90, 30, 300), (15, 75, 180)]


def teams():
    return list(TEAMS)


def team(per_hour, seconds):
    return centre.agents_needed(per_hour, seconds, 20, 0.80)


def saved(first, second, seconds):
    together = team(first + second, seconds)
    return team(first, seconds) + team(second, seconds) - together


def sign_reversed(first, second, seconds):
    return -saved(first, second, seconds)


def common_team(first, second, seconds):
    return team(first + second, seconds)


def two_teams(first, second, seconds):
    return team(first, seconds) + team(second, seconds)


def from_the_load(first, second, seconds):
    loads = [rate * seconds / 3600 for rate in (first, second, first + second)]
    one, other, both = [math.ceil(work) for work in loads]
    return one + other - both


def mean_of_the_calls(first, second, seconds):
    return two_teams(first, second, seconds) - team((first + second) / 2, seconds)


def share_saved(first, second, seconds):
    return saved(first, second, seconds) / two_teams(first, second, seconds)


def against_one_team(first, second, seconds):
    return team(first + second, seconds) - team(first, seconds)


# --- 14.8: what a Monday costs ----------------------------------------------------

PROMISES = {"80/20": (20, 0.80), "90/20": (20, 0.90), "80/60": (60, 0.80)}
HOURLY_COST, ON_THE_LINE = 60, 0.70


def hours_on_line(calls=None, *, minutes=30):
    calls = monday() if calls is None else calls
    hours = {}
    for name, (target, share) in PROMISES.items():
        agents = agents_for(calls, minutes=minutes, target=target, share=share)
        hours[name] = agents.sum() / 2
    return pd.Series(hours)


def monday_cost():
    return hours_on_line() / ON_THE_LINE * HOURLY_COST


def half_hours_paid_as_hours():
    return 2 * monday_cost()


def off_line_forgotten():
    return hours_on_line() * HOURLY_COST


def thirty_per_cent_more():
    return hours_on_line() * (2 - ON_THE_LINE) * HOURLY_COST


def reduced_instead():
    return hours_on_line() * ON_THE_LINE * HOURLY_COST


def cost_of_the_load():
    hours = load_of_monday().sum() / 2
    return monday_cost() * 0 + hours / ON_THE_LINE * HOURLY_COST


def cost_on_the_average():
    calls = monday()
    level = hours_on_line(calls * 0 + calls.mean())
    return level / ON_THE_LINE * HOURLY_COST


def cost_hour_for_half_hour():
    return hours_on_line(minutes=60) / ON_THE_LINE * HOURLY_COST


def cost_of_eight():
    return WEEKS * monday_cost()


def hours_not_money():
    return hours_on_line() / ON_THE_LINE


PRACTICALS = [
    practical(
        "14.1",
        answers.mapping(
            {
                "self_service": ["libre-service", "svi", "ivr"],
                "phone": ["téléphone", "telephone"],
                "chat": [],
                "email": ["e-mail", "courriel"],
                "social": ["réseaux sociaux"],
            },
            CLUES,
        ),
        expected=channels,
        why=(
            "Chaque demande bien orientée libère un conseiller pour celles qui ont "
            "vraiment besoin d'une voix.",
            "Each request well steered frees an adviser for those that truly need a "
            "voice.",
        ),
        mistakes=[
            mistake(
                "all_the_same",
                when=all_the_same,
                example=lambda: dict.fromkeys(CHANNELS, "phone"),
                fr="Vous avez tout envoyé sur un seul canal. Que devient la file "
                "d'attente, et qui la paie ?",
                en="You sent everything to one channel. What becomes of the queue, and "
                "who pays for it?",
            ),
            mistake(
                "urgent_in_writing",
                when=given(B=["email", "self_service"], G=["email", "self_service"]),
                example=changed(B="email"),
                fr="Vous avez orienté une urgence vers un canal qui peut attendre, ou "
                "qui n'écoute pas.",
                en="You steered something urgent to a channel that can wait, or that "
                "does not listen.",
            ),
            mistake(
                "routine_to_an_adviser",
                when=given(A=["phone", "chat", "email"], F=["phone", "chat", "email"]),
                example=changed(A="phone"),
                fr="Vous avez donné à un conseiller une question qui se répète et ne "
                "demande aucun jugement.",
                en="You gave an adviser a question that repeats itself and takes no "
                "judgement.",
            ),
            mistake(
                "proof_not_kept",
                when=given(D=["phone", "chat", "self_service"]),
                example=changed(D="phone"),
                fr="Vous avez choisi pour le dossier un canal où les pièces ne se "
                "joignent ni ne se gardent.",
                en="You chose for the file a channel where documents are neither "
                "attached nor kept.",
            ),
            mistake(
                "public_left_unanswered",
                when=given(E=["phone", "email", "chat", "self_service"]),
                example=changed(E="email"),
                fr="Vous avez répondu ailleurs à une critique publique : ceux qui la "
                "lisent ne verront que le silence.",
                en="You answered a public criticism elsewhere: those who read it will "
                "see nothing but silence.",
            ),
            mistake(
                "visitor_sent_away",
                when=given(C=["email", "phone"], H=["email", "phone"]),
                example=changed(C="email"),
                fr="Vous avez fait quitter la page à quelqu'un qui hésitait devant. "
                "Reviendra-t-il ?",
                en="You made someone who was hesitating leave the page. Will they come "
                "back?",
            ),
        ],
        otherwise=(
            "Relisez la table des canaux, section 1 : idéal pour, à éviter pour.",
            "Read the table of channels again, section 1: good for, poor for.",
        ),
    ),
    practical(
        "14.2",
        answers.number(tolerance=0.0005, share=True),
        expected=service_level,
        why=(
            "Ce chiffre ne peut pas monter parce que des clients se découragent : on "
            "peut s'y engager.",
            "This figure cannot rise because customers give up: one can commit to it.",
        ),
        mistakes=[
            mistake(
                "abandoned_dropped",
                value=of_the_answered,
                fr="Vous avez divisé par les seuls appels décrochés : ceux qui ont "
                "raccroché ont disparu du calcul.",
                en="You divided by answered calls alone: those who hung up have "
                "vanished from the calculation.",
            ),
            mistake(
                "hung_up_counted",
                value=hung_up_counted,
                fr="Vous avez compté comme servis ceux qui ont raccroché très vite. "
                "Leur a-t-on répondu ?",
                en="You counted those who hung up quickly as served. Did anyone answer "
                "them?",
            ),
            mistake(
                "or_for_and",
                value=one_condition_enough,
                fr="Vous avez gardé les appels qui remplissent l'une ou l'autre "
                "condition. Faut-il les deux ?",
                en="You kept the calls that meet either condition. Are both needed?",
            ),
            mistake(
                "share_answered",
                value=share_answered,
                fr="Vous avez donné la part des appels décrochés, quelle que soit "
                "l'attente. Où est le délai ?",
                en="You gave the share of calls answered, however long the wait. Where "
                "is the time limit?",
            ),
            mistake(
                "occupancy",
                value=occupancy,
                fr="Vous avez calculé le temps occupé des conseillers. On demande ce "
                "que vivent les clients.",
                en="You worked out how busy the advisers are. What customers go "
                "through is asked for.",
            ),
            mistake(
                "answered_at_once",
                value=answered_at_once,
                fr="Vous n'avez gardé que les appels sans aucune attente : l'objectif "
                "en accepte un peu.",
                en="You kept only calls with no wait at all: the target accepts some.",
            ),
            mistake(
                "too_late",
                value=too_late,
                fr="Vous avez donné la part qui n'a pas été servie à temps.",
                en="You gave the share that was not served in time.",
            ),
            mistake(
                "mean_wait",
                value=mean_wait,
                fr="Vous avez donné une attente moyenne, en secondes. On demande une "
                "part des appels.",
                en="You gave a mean wait, in seconds. A share of calls is asked for.",
            ),
            mistake(
                "calls_in_time",
                value=calls_in_time,
                fr="Vous avez compté des appels. On demande une part.",
                en="You counted calls. A share is asked for.",
            ),
        ],
        otherwise=(
            "En haut : répondu et dans le délai. En bas : tous les appels. Relisez la "
            "section 6.",
            "On top: answered and in time. Below: all calls. Read section 6 again.",
        ),
    ),
    practical(
        "14.3",
        answers.series(tolerance=0.01, key="weekday"),
        expected=tail,
        why=(
            "C'est de cette attente-là que l'on parle autour de soi. Une moyenne ne "
            "l'aurait pas montrée.",
            "That is the wait people talk about. A mean would not have shown it.",
        ),
        mistakes=[
            mistake(
                "mean",
                value=lambda: waits_by_weekday().mean(),
                fr="Vous avez pris la moyenne : elle est tirée vers le bas par tous "
                "ceux qui n'attendent pas.",
                en="You took the mean: all those who do not wait pull it down.",
            ),
            mistake(
                "median",
                value=lambda: waits_by_weekday().median(),
                fr="Vous avez pris un centile bas, peut-être la médiane : il parle du "
                "client qui n'attend guère, pas du malchanceux.",
                en="You took a low percentile, perhaps the median: it speaks of the "
                "customer who hardly waits, not of the unlucky one.",
            ),
            mistake(
                "another_percentile",
                value=lambda: waits_by_weekday().quantile(0.95),
                fr="Vous avez pris un autre centile : relisez combien d'appels sur "
                "cent.",
                en="You took another percentile: read again how many calls in a "
                "hundred.",
            ),
            mistake(
                "longest",
                value=lambda: waits_by_weekday().max(),
                fr="Vous avez pris l'attente la plus longue : un seul appel la fait.",
                en="You took the longest wait: a single call makes it.",
            ),
            mistake(
                "hung_up_kept",
                value=lambda: waits_by_weekday(answered=False).quantile(0.99),
                fr="Vous avez gardé les abandons, dont l'attente a été coupée. On "
                "demande les appels décrochés.",
                en="You kept abandoned calls, whose wait was cut short. Answered calls "
                "are asked for.",
            ),
            mistake(
                "all_days_together",
                value=all_days_together,
                fr="Vous avez donné le même nombre à tous les jours : calculez jour "
                "par jour.",
                en="You gave every day the same number: compute day by day.",
            ),
            mistake(
                "minutes",
                value=lambda: tail() / 60,
                fr="Vous avez converti en minutes. On demande des secondes.",
                en="You converted to minutes. Seconds are asked for.",
            ),
        ],
        otherwise=(
            "Les appels décrochés, regroupés par jour, puis un centile : relisez la "
            "section 6.",
            "Answered calls, grouped by day, then a percentile: read section 6 again.",
        ),
    ),
    practical(
        "14.4",
        answers.function(notes, answers.number(tolerance=0.0005, share=True)),
        expected=lambda: service_of,
        why=(
            "Une unité fausse ne lève aucune alerte : elle promet un service parfait "
            "que les clients ne verront jamais.",
            "A wrong unit raises no alarm: it promises perfect service that customers "
            "will never see.",
        ),
        mistakes=[
            mistake(
                "half_hour_as_hour",
                value=lambda: half_hour_as_hour,
                fr="Vous avez pris les appels d'une demi-heure pour ceux d'une heure : "
                "la charge est divisée par deux.",
                en="You took the calls of a half hour for those of an hour: the load "
                "is halved.",
            ),
            mistake(
                "minutes_as_seconds",
                value=lambda: minutes_as_seconds,
                fr="Vous avez donné des minutes là où la fonction attend des secondes "
                ": vos appels durent quelques secondes.",
                en="You gave minutes where the function expects seconds: your calls "
                "last a few seconds.",
            ),
            mistake(
                "target_in_minutes",
                value=lambda: target_in_minutes,
                fr="Vous avez converti aussi l'objectif : il était déjà en secondes.",
                en="You converted the target too: it was already in seconds.",
            ),
            mistake(
                "occupancy",
                value=lambda: occupancy_instead,
                fr="Vous avez renvoyé le taux d'occupation : le temps des conseillers, "
                "pas le sort des appels.",
                en="You returned the occupancy: the advisers' time, not the fate of "
                "the calls.",
            ),
            mistake(
                "waiting_probability",
                value=lambda: waiting_instead,
                fr="Vous avez renvoyé la part des appels qui attendent.",
                en="You returned the share of calls that wait.",
            ),
            mistake(
                "at_once",
                value=lambda: at_once_instead,
                fr="Vous avez renvoyé la part décrochée tout de suite : l'objectif "
                "laisse quelques secondes.",
                en="You returned the share answered at once: the target leaves a few "
                "seconds.",
            ),
            mistake(
                "average_speed",
                value=lambda: speed_instead,
                fr="Vous avez renvoyé une attente moyenne, en secondes. On demande une "
                "part.",
                en="You returned a mean wait, in seconds. A share is asked for.",
            ),
        ],
        otherwise=(
            "Convertissez d'abord, sur une feuille : appels par heure, secondes par "
            "appel. Puis choisissez le champ.",
            "Convert first, on paper: calls per hour, seconds per call. Then choose "
            "the field.",
        ),
    ),
    practical(
        "14.5",
        answers.series(key="time"),
        expected=needed,
        why=(
            "Voilà un planning : assez de monde à la pointe, pas trop le soir, et une "
            "marge écrite contre le hasard.",
            "That is a roster: enough people at the peak, not too many in the evening, "
            "and a written margin against chance.",
        ),
        mistakes=[
            mistake(
                "rounded_down",
                value=rounded_down,
                fr="Vous avez arrondi la charge vers le bas : il arrive alors plus de "
                "travail que l'on n'en fait, et la file grandit.",
                en="You rounded the load down: more work then arrives than gets done, "
                "and the queue grows.",
            ),
            mistake(
                "rounded_up",
                value=rounded_up,
                fr="Vous avez arrondi la charge vers le haut. Cela suffit à la "
                "travailler, pas à répondre vite : où est l'objectif ?",
                en="You rounded the load up. That is enough to do the work, not to "
                "answer quickly: where is the target?",
            ),
            mistake(
                "day_average",
                value=on_the_average,
                fr="Vous avez calculé sur la moyenne de la journée : le même effectif "
                "partout, trop à l'ouverture, trop peu à la pointe.",
                en="You computed on the day's average: the same staff everywhere, too "
                "many at opening, too few at the peak.",
            ),
            mistake(
                "half_hour_as_hour",
                value=hour_for_half_hour,
                fr="Vous avez pris les appels d'une demi-heure pour ceux d'une heure.",
                en="You took the calls of a half hour for those of an hour.",
            ),
            mistake(
                "eight_mondays",
                value=eight_mondays,
                fr="Vous avez additionné les lundis au lieu d'en faire la moyenne.",
                en="You added up the Mondays instead of averaging them.",
            ),
            mistake(
                "load",
                value=load_of_monday,
                fr="Vous avez donné la charge : des heures de travail par heure, pas "
                "encore des conseillers.",
                en="You gave the load: hours of work per hour, not advisers yet.",
            ),
            mistake(
                "every_day_kept",
                value=every_day_kept,
                fr="Vous avez gardé les appels de tous les jours : où est le filtre "
                "du lundi ?",
                en="You kept the calls of every day: where is the filter for Monday?",
            ),
            mistake(
                "median_time",
                value=median_time,
                fr="Vous avez pris la durée médiane. La charge a besoin de la moyenne, "
                "longs appels compris.",
                en="You took the median time. The load needs the mean, long calls "
                "included.",
            ),
        ],
        otherwise=(
            "Appels d'un lundi moyen par demi-heure, abandons compris ; durée moyenne "
            "de tous les appels traités ; puis la section 10.",
            "Calls of an average Monday by half hour, abandoned ones included; mean "
            "time of all handled calls; then section 10.",
        ),
    ),
    practical(
        "14.6",
        answers.series(tolerance=0.0005, key="reason", share=True),
        expected=solved_of_all,
        why=(
            "Ce taux ne s'améliore pas quand des gens raccrochent : il dit ce que "
            "vivent tous ceux qui appellent.",
            "This rate does not improve when people hang up: it says what everyone "
            "who calls lives through.",
        ),
        mistakes=[
            mistake(
                "answered_only",
                value=solved_of_the_answered,
                fr="Vous avez divisé par les appels décrochés : `mean` a sauté les "
                "cases vides de ceux qui ont raccroché.",
                en="You divided by answered calls: `mean` skipped the empty cells of "
                "those who hung up.",
            ),
            mistake(
                "not_solved",
                value=not_solved,
                fr="Vous avez donné la part non résolue.",
                en="You gave the share not solved.",
            ),
            mistake(
                "answered",
                value=answered_by_reason,
                fr="Vous avez donné la part des appels décrochés. Répondre, est-ce "
                "résoudre ?",
                en="You gave the share of calls answered. Is answering the same as "
                "solving?",
            ),
            mistake(
                "abandoned",
                value=hung_up,
                fr="Vous avez donné la part des abandons.",
                en="You gave the share of abandoned calls.",
            ),
            mistake(
                "numbers",
                value=number_solved,
                fr="Vous avez compté des appels résolus. On demande une part.",
                en="You counted calls solved. A share is asked for.",
            ),
            mistake(
                "share_of_the_solved",
                value=share_of_the_solved,
                fr="Vos parts font ensemble un tout : elles disent de quels motifs "
                "viennent les appels résolus, non combien chacun en résout.",
                en="Your shares add up to a whole: they say which reasons the solved "
                "calls come from, not how many each one solves.",
            ),
        ],
        otherwise=(
            "Remplissez les vides par « non », regroupez par motif, puis la moyenne : "
            "section 7.",
            "Fill the empty cells with “no”, group by reason, then the mean: section "
            "7.",
        ),
    ),
    practical(
        "14.7",
        answers.function(teams, answers.number()),
        expected=lambda: saved,
        why=(
            "On sait désormais ce qu'une fusion économise avant de la décider, et "
            "qu'elle pèse moins, en proportion, quand les équipes sont déjà grandes.",
            "You now know what a merger saves before deciding on it, and that it "
            "matters less, in proportion, when the teams are already large.",
        ),
        mistakes=[
            mistake(
                "sign",
                value=lambda: sign_reversed,
                fr="Vous avez soustrait dans l'autre sens : une économie est positive.",
                en="You subtracted the other way round: a saving is positive.",
            ),
            mistake(
                "common_team",
                value=lambda: common_team,
                fr="Vous avez renvoyé la taille de l'équipe commune. Combien en "
                "fallait-il avant ?",
                en="You returned the size of the common team. How many were needed "
                "before?",
            ),
            mistake(
                "two_teams",
                value=lambda: two_teams,
                fr="Vous avez renvoyé le total des deux équipes séparées.",
                en="You returned the total of the two separate teams.",
            ),
            mistake(
                "rounded_loads",
                value=lambda: from_the_load,
                fr="Vous avez arrondi des charges. C'est la marge contre le hasard "
                "qui se partage, et elle n'y est pas.",
                en="You rounded loads. It is the margin against chance that is shared, "
                "and it is missing.",
            ),
            mistake(
                "mean_of_the_calls",
                value=lambda: mean_of_the_calls,
                fr="Vous avez donné à l'équipe commune la moyenne des appels : elle "
                "les reçoit tous.",
                en="You gave the common team the mean of the calls: it receives them "
                "all.",
            ),
            mistake(
                "share",
                value=lambda: share_saved,
                fr="Vous avez renvoyé une part. On demande un nombre de conseillers.",
                en="You returned a share. A number of advisers is asked for.",
            ),
            mistake(
                "one_team_only",
                value=lambda: against_one_team,
                fr="Vous n'avez compté qu'une des deux équipes de départ.",
                en="You counted only one of the two starting teams.",
            ),
        ],
        otherwise=(
            "Séparées, puis ensemble : trois effectifs, une somme, une différence.",
            "Apart, then together: three staffs, one sum, one difference.",
        ),
    ),
    practical(
        "14.8",
        answers.series(tolerance=1),
        expected=monday_cost,
        why=(
            "Un engagement a maintenant un prix : on peut le comparer à ce que vaut "
            "un appel décroché à temps.",
            "A commitment now has a price: it can be set against what a call answered "
            "in time is worth.",
        ),
        mistakes=[
            mistake(
                "half_hours_as_hours",
                value=half_hours_paid_as_hours,
                fr="Vous avez payé une heure pour chaque demi-heure.",
                en="You paid an hour for each half hour.",
            ),
            mistake(
                "off_line_forgotten",
                value=off_line_forgotten,
                fr="Vous n'avez payé que le temps au téléphone : pauses et formation "
                "sont payées aussi.",
                en="You paid only the time on the telephone: breaks and training are "
                "paid too.",
            ),
            mistake(
                "multiplied",
                value=thirty_per_cent_more,
                fr="Vous avez ajouté la part hors ligne au temps au téléphone. C'est "
                "une part du temps payé : quelle opération la retrouve ?",
                en="You added the off-line share to the time on the telephone. It is a "
                "share of paid time: which operation finds it again?",
            ),
            mistake(
                "reduced",
                value=reduced_instead,
                fr="Vous avez retiré le temps hors ligne : l'employeur paierait moins "
                "d'heures qu'on n'en passe au téléphone.",
                en="You took the off-line time away: the employer would pay fewer "
                "hours than are spent on the telephone.",
            ),
            mistake(
                "load_only",
                value=cost_of_the_load,
                fr="Vous avez payé la charge seule : elle ne dépend pas de "
                "l'engagement, et personne ne répondrait vite.",
                en="You paid the load alone: it does not depend on the commitment, and "
                "nobody would answer quickly.",
            ),
            mistake(
                "day_average",
                value=cost_on_the_average,
                fr="Vous avez planifié sur la moyenne de la journée. Le pic et le soir "
                "n'ont pas la même taille.",
                en="You planned on the day's average. The peak and the evening are not "
                "the same size.",
            ),
            mistake(
                "half_hour_as_hour",
                value=cost_hour_for_half_hour,
                fr="Vous avez pris les appels d'une demi-heure pour ceux d'une heure.",
                en="You took the calls of a half hour for those of an hour.",
            ),
            mistake(
                "eight_mondays",
                value=cost_of_eight,
                fr="Vous avez payé les huit semaines. On demande un seul lundi.",
                en="You paid for the eight weeks. A single Monday is asked for.",
            ),
            mistake(
                "hours",
                value=hours_not_money,
                fr="Vous avez donné des heures. On demande des dirhams.",
                en="You gave hours. Dirhams are asked for.",
            ),
        ],
        otherwise=(
            "Conseillers, puis heures au téléphone, puis heures payées, puis MAD : "
            "quatre étapes, section 10.",
            "Advisers, then hours on the telephone, then hours paid, then MAD: four "
            "steps, section 10.",
        ),
    ),
]
