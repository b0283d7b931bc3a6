"""Reinforcement learning: cross a frozen lake, where each step slips one time in five.

    S . . . . .      S start, G goal (+1, the end), O holes (-1, the end); each step costs 0.02.
    . . . . O .      A step goes where it is meant to with 0.8, else to its left or right.
    . O . . . .
    . . . O . .      The agent sees where it stands, acts, and gets a reward; it knows neither the
    . . . . . .      map nor the chances. An actor (what to do) and a critic (what to expect) learn
    O . . . . G      from 64 walkers at once: the critic's surprise tells the actor what was good.

The environment is small enough to be solved: value iteration gives the best there can be, and the
worth of the learned policy is computed exactly, by linear equations, not estimated from a few walks.

Result (expected return from the start, exact; discount 0.98):
    steps at random         -1.001
    straight to the goal    -0.115
    actor and critic, Tidu   0.323
    optimum                  0.350
    at 25 of 31 places the learned policy acts as the optimal one
"""

from __future__ import annotations

import numpy as np

import tidu
from tidu import nn
from tidu.nn import functional as F

LAKE = ("S.....", "....O.", ".O....", "...O..", "......", "O....G")
SIZE, DISCOUNT, WALKERS, STEPS = 6, 0.98, 64, 1500
MOVES = ((0, 1), (1, 0), (0, -1), (-1, 0))
"""Right, down, left, up: from one to the next is a turn by 90 degrees."""
KIND = np.array([list(row) for row in LAKE]).ravel()
ENDS = np.isin(KIND, ["O", "G"])


def model() -> tuple[np.ndarray, np.ndarray]:
    """(places, actions, places) chances and (places,) rewards on arrival: what the agent is not shown."""
    chance = np.zeros((SIZE**2, 4, SIZE**2))
    for place in np.flatnonzero(~ENDS):
        for action in range(4):
            for turn, probability in ((0, 0.8), (1, 0.1), (-1, 0.1)):
                step = MOVES[(action + turn) % 4]
                row, column = (
                    min(max(at + by, 0), SIZE - 1) for at, by in zip(divmod(place, SIZE), step, strict=True)
                )
                chance[place, action, row * SIZE + column] += probability
    return chance, np.select([KIND == "G", KIND == "O"], [1.0, -1.0], 0.0) - 0.02


def worth(policy: np.ndarray, chance: np.ndarray, reward: np.ndarray) -> np.ndarray:
    """Expected return from every place: v = P (r + γ v) is a set of linear equations."""
    moves = np.einsum("pa,paq->pq", policy, chance)
    return np.linalg.solve(np.eye(SIZE**2) - DISCOUNT * moves, moves @ reward)


def optimum(chance: np.ndarray, reward: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(values, what each action is worth at each place) of the best policy, by value iteration."""
    value = np.zeros(SIZE**2)
    for _ in range(1000):
        value = (chance @ (reward + DISCOUNT * value)).max(1)
    return value, chance @ (reward + DISCOUNT * value)


def learned(chance: np.ndarray, reward: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(places, actions): the policy of an actor that has walked STEPS steps with WALKERS walkers."""
    # The chances are used here to play the world, once a step; the networks see places and rewards.
    both = nn.Sequential(nn.Linear(SIZE**2, 64), nn.Tanh(), nn.Linear(64, 5))
    optimizer = tidu.optim.Adam(both.parameters(), lr=0.003)
    views = tidu.eye(SIZE**2)

    @tidu.compile
    def chances(seen: tidu.Tensor) -> tidu.Tensor:
        return F.softmax(both(seen)[:, :4].detach(), 1)

    @tidu.compile
    def learn(
        seen: tidu.Tensor, after: tidu.Tensor, action: tidu.Tensor, gain: tidu.Tensor, goes_on: tidu.Tensor
    ) -> tidu.Tensor:
        now, value = F.log_softmax(both(seen)[:, :4], 1), both(seen)[:, 4]
        surprise = gain + DISCOUNT * goes_on * both(after)[:, 4].detach() - value
        chosen = now.gather(1, action).squeeze(1)
        doubt = -(now.exp() * now).sum(1)  # entropy: a policy that is sure too early stops looking
        loss = (surprise.square() - surprise.detach() * chosen - 0.01 * doubt).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.detach()

    sums = chance.cumsum(2)
    place = rng.choice(np.flatnonzero(~ENDS), WALKERS)
    for _ in range(STEPS):
        seen = views[tidu.tensor(place)]
        action = tidu.multinomial(chances(seen), 1)
        after = (sums[place, action.squeeze(1).numpy()] > rng.random((WALKERS, 1))).argmax(1)
        gain, goes_on = (tidu.tensor(part, dtype=tidu.float32) for part in (reward[after], ~ENDS[after]))
        learn(seen, views[tidu.tensor(after)], action, gain, goes_on)
        # Whoever arrived begins again anywhere, so that far places are seen as well.
        place = np.where(ENDS[after], rng.choice(np.flatnonzero(~ENDS), WALKERS), after)
    with tidu.no_grad():
        return np.eye(4)[both(views)[:, :4].argmax(1).numpy()]


def main(seed: int = 0) -> dict[str, float]:
    """Learns to cross the lake; prints what that policy and others are worth, exactly."""
    chance, reward = model()
    best, worths = optimum(chance, reward)
    tidu.manual_seed(seed)
    policy = learned(chance, reward, np.random.default_rng(seed))
    straight = np.eye(4)[[0 if place % SIZE < SIZE - 1 else 1 for place in range(SIZE**2)]]
    figures = {
        "steps at random": worth(np.full((SIZE**2, 4), 0.25), chance, reward)[0],
        "straight to the goal": worth(straight, chance, reward)[0],
        "actor and critic, Tidu": worth(policy, chance, reward)[0],
        "optimum": best[0],
    }
    for name, value in figures.items():
        print(f"{name:23} {value:6.3f}")
    places = np.flatnonzero(~ENDS)
    figures["agrees"] = int(sum(worths[places, policy[places].argmax(1)] > worths[places].max(1) - 1e-9))
    print(f"at {figures['agrees']} of {len(places)} places the learned policy acts as the optimal one")
    return figures


if __name__ == "__main__":
    main()
