"""Networks: cases counted by hand, a formula against simulation, bad input."""

import doctest

import networkx
import numpy as np
import pandas as pd
import pytest

from course_lib import networks
from course_lib.networks import (
    friend_network,
    reproduction_number,
    seed_customers,
    spread,
)


def test_the_examples_in_the_docstrings_run():
    found = doctest.testmod(networks)
    assert found.attempted and not found.failed


@pytest.mark.parametrize("shape", networks.SHAPES)
def test_a_network_has_its_size_and_its_mean_number_of_friends(shape):
    graph = friend_network(400, friends=6, shape=shape, seed=3)
    degrees = np.array([degree for _, degree in graph.degree])
    assert list(graph) == list(range(400))
    # The first few customers of a scale-free network lack older ones to befriend.
    assert degrees.mean() == pytest.approx(6, abs=0.1)
    spread_of_degrees = degrees.std() / degrees.mean()
    assert (spread_of_degrees > 0.6) == (shape == "scale_free")


def test_the_seed_decides_the_network():
    one, same, other = (friend_network(50, seed=s) for s in (1, 1, 2))
    assert set(one.edges) == set(same.edges) != set(other.edges)


def test_reproduction_number_of_regular_networks_is_p_times_k_minus_one():
    ring = friend_network(60, friends=4, shape="small_world", rewired=0)
    assert reproduction_number(ring, 0.25) == pytest.approx(0.75, abs=1e-12)
    assert reproduction_number(networkx.complete_graph(8), 0.5) == pytest.approx(3)


def test_reproduction_number_counts_the_square_of_degrees():
    # Degrees 3, 1, 1, 1: mean 1.5, mean square 3.
    assert reproduction_number(networkx.star_graph(3), 0.6) == pytest.approx(0.6)
    assert reproduction_number(networkx.star_graph(3), 0) == 0


def test_reproduction_number_of_random_graphs_is_p_times_the_mean_degree():
    """For Poisson degrees ⟨k²⟩ = ⟨k⟩² + ⟨k⟩, so R = p⟨k⟩ (Newman, 2002)."""
    graph = networkx.fast_gnp_random_graph(20_000, 5 / 20_000, seed=4)
    # Twenty thousand degrees leave about 1 % of chance.
    assert reproduction_number(graph, 0.3) == pytest.approx(1.5, rel=0.03)


def test_the_formula_predicts_the_second_step_of_simulated_spreads():
    degrees = [3, 9] * 2000
    graph = networkx.Graph(networkx.configuration_model(degrees, seed=5))
    first = second = 0
    for run in range(600):
        table = spread(graph, [run * 5], 0.15, seed=run)
        new = list(table["new"]) + [0, 0]
        first, second = first + new[1], second + new[2]
    # About 530 told friends: the ratio has a standard error near 5 %.
    assert second / first == pytest.approx(reproduction_number(graph, 0.15), rel=0.15)


def test_a_certain_message_reaches_the_whole_component_step_by_step():
    graph = networkx.path_graph(5)
    graph.add_edge(8, 9)
    table = spread(graph, [2], 1)
    assert table.columns.tolist() == ["step", "new", "total"]
    assert table["new"].tolist() == [1, 2, 2]
    assert table["total"].tolist() == [1, 3, 5]


def test_an_impossible_message_stops_at_the_seeds():
    table = spread(networkx.complete_graph(10), [1, 2, 3], 0)
    assert table.to_numpy().tolist() == [[0, 3, 3]]


def test_each_friend_is_convinced_with_the_given_chance():
    graph = networkx.star_graph(4000)
    found = spread(graph, [0], 0.3, seed=1)["total"].iloc[-1] - 1
    # Standard error of 4,000 draws: 29.
    assert found == pytest.approx(1200, abs=120)


def test_the_seed_decides_the_course():
    graph = friend_network(300, seed=1)
    one, same, other = (spread(graph, [0, 9], 0.2, seed=s) for s in (1, 1, 2))
    pd.testing.assert_frame_equal(one, same)
    assert not one.equals(other)


def test_central_customers_of_a_known_network():
    # Two triangles joined by customer 6, who has few friends but holds them together.
    graph = networkx.Graph([(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)])
    graph.add_edges_from([(2, 6), (6, 3)])
    assert set(seed_customers(graph, 2, "degree")) == {2, 3}
    assert seed_customers(graph, 1, "betweenness") == [6]
    drawn = seed_customers(graph, 7, "random", seed=1)
    assert sorted(drawn) == list(range(7)) and drawn != sorted(drawn)
    assert drawn == seed_customers(graph, 7, "random", seed=1)


def test_a_person_is_not_their_own_friend():
    graph = networkx.Graph([(0, 1), (0, 0)])
    assert reproduction_number(graph, 1) == 0


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: friend_network(3), ValueError, "n: must be at least 7"),
        (lambda: friend_network(50, friends=5), ValueError, "must be even, found 5"),
        (lambda: friend_network(50, shape="ring"), ValueError, "'scale_free'"),
        (lambda: friend_network(50.0), TypeError, "whole number"),
        (lambda: reproduction_number([1, 2], 0.1), TypeError, "found list"),
        (
            lambda: reproduction_number(networkx.DiGraph([(0, 1)]), 0.1),
            TypeError,
            "undirected",
        ),
        (
            lambda: reproduction_number(networkx.empty_graph(3), 0.1),
            ValueError,
            "nobody knows anybody",
        ),
        (
            lambda: reproduction_number(networkx.path_graph(3), 20),
            ValueError,
            "at most 1",
        ),
        (lambda: spread(networkx.Graph(), [0], 0.1), ValueError, "no customer"),
        (lambda: spread(networkx.path_graph(3), 1, 0.1), TypeError, "list of cust"),
        (lambda: spread(networkx.path_graph(3), [], 0.1), ValueError, "nobody starts"),
        (lambda: spread(networkx.path_graph(3), [7], 0.1), ValueError, "first is 7"),
        (lambda: spread(networkx.path_graph(3), [1, 1], 0.1), ValueError, "twice"),
        (lambda: spread(networkx.path_graph(3), [1], -0.1), ValueError, "at least 0"),
        (
            lambda: seed_customers(networkx.path_graph(3), 4),
            ValueError,
            "count: must be at most 3",
        ),
        (
            lambda: seed_customers(networkx.path_graph(3), 1, "fame"),
            ValueError,
            "'betweenness'",
        ),
    ],
)
def test_what_is_wrong_is_said(call, error, words):
    with pytest.raises(error, match=words):
        call()
