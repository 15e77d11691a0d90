"""A message that spreads from customer to customer, over a network made up for it.

The company does not know who talks to whom: the network here is simulated, never
data. What it teaches is how the spread depends on the network and on who starts it.
"""

import numpy as np
import pandas as pd

from course_lib.validation import require_choice, require_number, require_whole

SHAPES = ["scale_free", "small_world"]
CENTRALITIES = ["degree", "betweenness", "random"]


def friend_network(
    n: int,
    *,
    friends: int = 6,
    shape: str = "scale_free",
    rewired: float = 0.1,
    seed: int = 0,
):
    """Make up a network of customers who talk to one another.

    Parameters
    ----------
    n : int
        Number of customers; more than `friends`.
    friends : int, default 6
        Number of friends per customer, on average; even.
    shape : {"scale_free", "small_world"}, default "scale_free"
        `"scale_free"`: newcomers befriend those who have many friends already, so that
        a few customers know a great many others. `"small_world"`: neighbours in a ring
        know one another, and a few friendships cut across; all have about as many
        friends.
    rewired : float, default 0.1
        For `"small_world"`, the share of friendships that cut across.
    seed : int, default 0
        The same seed gives the same network.

    Returns
    -------
    networkx.Graph
        Customers are numbered from 0 to n − 1; a link is a friendship, both ways.

    Raises
    ------
    TypeError, ValueError
        If a number is out of its bounds, or `shape` is not known.

    Examples
    --------
    >>> graph = friend_network(200, friends=4, seed=1)
    >>> graph.number_of_nodes(), graph.number_of_edges()
    (200, 396)

    References
    ----------
    Barabási, A.-L. and Albert, R. (1999). Emergence of scaling in random networks.
    Science, 286(5439), 509–512.
    Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of “small-world”
    networks. Nature, 393, 440–442.
    """
    import networkx

    friends = require_whole(friends, "friends", minimum=2)
    n = require_whole(n, "n", minimum=friends + 1)
    seed = require_whole(seed, "seed", minimum=0)
    rewired = require_number(rewired, "rewired", minimum=0, maximum=1)
    if friends % 2:
        raise ValueError(
            f"friends: must be even, found {friends}: a friendship counts for two "
            f"people; write {friends + 1} for example."
        )
    if require_choice(shape, "shape", SHAPES) == "small_world":
        return networkx.watts_strogatz_graph(n, friends, rewired, seed=seed)
    return networkx.barabasi_albert_graph(n, friends // 2, seed=seed)


def reproduction_number(graph, probability: float) -> float:
    """Compute how many others one person reached by a friend reaches in turn.

    R = p × (⟨k²⟩ − ⟨k⟩) ÷ ⟨k⟩, with ⟨k⟩ the mean number of friends and ⟨k²⟩ the mean of
    its square. A message comes along a friendship, so it comes to people in proportion
    to their number of friends: they have ⟨k²⟩ ÷ ⟨k⟩ on average, more than the mean. One
    of them is the friend who told them, which leaves (⟨k²⟩ − ⟨k⟩) ÷ ⟨k⟩ to be told.

    Parameters
    ----------
    graph : networkx.Graph
        Who talks to whom.
    probability : float
        Chance, from 0 to 1, that a person told convinces a given friend.

    Returns
    -------
    float
        Above 1, the message may run through much of the network; below, it dies out.
        It describes the beginning, in a large network where friends of one person
        seldom know one another: in a small or tight one, it is too high.

    Raises
    ------
    TypeError, ValueError
        If the graph is none, is directed or has no link, or the probability is not
        between 0 and 1.

    Examples
    --------
    >>> import networkx
    >>> reproduction_number(networkx.cycle_graph(10), 0.5)  # 1 friend left to tell
    0.5
    >>> reproduction_number(networkx.star_graph(9), 0.5)  # one has nine friends
    2.0

    References
    ----------
    Newman, M. E. J. (2002). Spread of epidemic disease on networks. Physical Review E,
    66, 016128.
    """
    _require_graph(graph)
    probability = require_number(probability, "probability", minimum=0, maximum=1)
    degrees = np.array([len(_friends(graph, one)) for one in graph], dtype=float)
    if not degrees.any():
        raise ValueError(
            "graph: nobody knows anybody, so a message has nowhere to go; add links."
        )
    return float(probability * ((degrees**2).mean() / degrees.mean() - 1))


def spread(graph, seeds, probability: float, *, seed: int = 0) -> pd.DataFrame:
    """Let a message spread: the independent cascade.

    Whoever has just been convinced talks once to each friend not yet convinced, and
    convinces them with the same chance, independently. It ends when nobody new is.

    Parameters
    ----------
    graph : networkx.Graph
        Who talks to whom.
    seeds : list
        The customers who start, such as those `seed_customers` gives.
    probability : float
        Chance, from 0 to 1, that a person convinces a given friend.
    seed : int, default 0
        The same seed gives the same course; another seed, another chance.

    Returns
    -------
    DataFrame
        One row per step: `step` from 0 (the seeds), `new` people convinced at that
        step, `total` so far.

    Raises
    ------
    TypeError, ValueError
        If the graph is none or is directed, a seed is not in it or comes twice, there
        is no seed, or the probability is not between 0 and 1.

    Examples
    --------
    >>> import networkx
    >>> spread(networkx.path_graph(4), [0], 1.0)
       step  new  total
    0     0    1      1
    1     1    1      2
    2     2    1      3
    3     3    1      4

    References
    ----------
    Kempe, D., Kleinberg, J. and Tardos, É. (2003). Maximizing the spread of influence
    through a social network. Proceedings of the 9th ACM SIGKDD, 137–146.
    """
    _require_graph(graph)
    probability = require_number(probability, "probability", minimum=0, maximum=1)
    told = _require_seeds(seeds, graph)
    rng = np.random.default_rng(require_whole(seed, "seed", minimum=0))
    convinced, new = set(told), []
    while told:
        new.append(len(told))
        convinced_now = []
        for one in told:
            friends = _friends(graph, one)
            lucky = rng.random(len(friends)) < probability
            for friend, yes in zip(friends, lucky, strict=True):
                if yes and friend not in convinced:
                    convinced.add(friend)
                    convinced_now.append(friend)
        told = convinced_now
    return pd.DataFrame({"step": range(len(new)), "new": new, "total": np.cumsum(new)})


def seed_customers(graph, count: int, by: str = "degree", *, seed: int = 0) -> list:
    """Choose the customers who start a message.

    Parameters
    ----------
    graph : networkx.Graph
        Who talks to whom.
    count : int
        How many to choose.
    by : {"degree", "betweenness", "random"}, default "degree"
        `"degree"`: those with most friends; `"betweenness"`: those through whom most
        shortest paths between two others pass; `"random"`: drawn by lot.
    seed : int, default 0
        For `"random"`: the same seed gives the same draw.

    Returns
    -------
    list
        The customers chosen, the most central first; equals keep the graph's order.

    Raises
    ------
    TypeError, ValueError
        If the graph is none or is directed, `by` is not known, or there are not that
        many customers.

    Examples
    --------
    >>> import networkx
    >>> seed_customers(networkx.star_graph(5), 1)
    [0]

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness.
    Sociometry, 40(1), 35–41.
    """
    _require_graph(graph)
    require_choice(by, "by", CENTRALITIES)
    count = require_whole(count, "count", minimum=1, maximum=len(graph))
    customers = list(graph)
    if by == "random":
        rng = np.random.default_rng(require_whole(seed, "seed", minimum=0))
        return [customers[i] for i in rng.permutation(len(customers))[:count]]
    if by == "degree":
        centrality = {one: len(_friends(graph, one)) for one in graph}
    else:
        import networkx

        centrality = networkx.betweenness_centrality(graph)
    # Sorting keeps the order of equals: the same graph gives the same seeds.
    return sorted(customers, key=lambda one: -centrality[one])[:count]


def _friends(graph, one) -> list:
    """Return the friends of a customer; nobody is their own."""
    return [other for other in graph[one] if other != one]


def _require_graph(graph) -> None:
    import networkx

    if not isinstance(graph, networkx.Graph) or graph.is_directed():
        kind = type(graph).__name__
        raise TypeError(
            f"graph: expected an undirected networkx graph, found {kind}; make one "
            "with friend_network(500) or networkx.Graph(pairs)."
        )
    if not len(graph):
        raise ValueError("graph: it holds no customer; add some first.")


def _require_seeds(seeds, graph) -> list:
    if isinstance(seeds, str) or not np.iterable(seeds):
        raise TypeError(
            f"seeds: expected a list of customers, found {type(seeds).__name__}; write "
            "[12] for customer 12 alone."
        )
    chosen = list(seeds)
    if not chosen:
        raise ValueError(
            "seeds: nobody starts the message; give at least one customer."
        )
    unknown = [one for one in chosen if one not in graph]
    if unknown:
        raise ValueError(
            f"seeds: {len(unknown)} of {len(chosen)} are not in the graph (the first "
            f"is {unknown[0]!r}); choose them with seed_customers."
        )
    if len(set(chosen)) < len(chosen):
        raise ValueError("seeds: the same customer comes twice; give each once.")
    return chosen
