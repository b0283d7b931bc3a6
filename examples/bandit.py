"""A bandit: thirty rules of thumb, one may be asked per patient, and only that one's success is seen.

Each arm is a rule "this measurement of the cell nuclei is above its middle: malignant". Patients come
one at a time; we pull one arm (ask one rule), and the reward is 1 if it is right. Which rule is best
has to be found out while it matters: asking a poor one costs, asking only one may miss the best.

Data: scikit-learn's 569 biopsies, each once; averages of 20 orders. Every answer is about a patient
that was never seen before. Regret is how many answers fewer were right than by the rule that is best
on all patients, which nobody knows beforehand.

Result:
    569 patients; the best rule is right for 85.4 %
    any rule, at random             right 71.1 %   regret   82
    best so far, 10 % at random     right 79.9 %   regret   31
    policy gradient, Tidu           right 74.4 %   regret   63
    Thompson sampling, Tidu         right 78.1 %   regret   41
    always the best rule            right 85.4 %   regret    0
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_breast_cancer

import tidu
from tidu.distributions import Beta
from tidu.nn import functional as F

RUNS = 20


def rewards(seed: int) -> tidu.Tensor:
    """(patients, runs, rules): 1 where the rule would be right. A policy sees one number of each row."""
    cells, benign = load_breast_cancer(return_X_y=True)
    right = (cells > np.median(cells, 0)) == (benign == 0)[:, None]
    rng = np.random.default_rng(seed)
    return tidu.tensor(np.stack([rng.permutation(right) for _ in range(RUNS)], axis=1), dtype=tidu.float32)


class Anything:
    """Any rule, at random: what learning has to beat."""

    def __init__(self, rules: int) -> None:
        self.won, self.lost = tidu.zeros(RUNS, rules), tidu.zeros(RUNS, rules)

    def choose(self) -> tidu.Tensor:
        """(runs,): the rule that is asked in each run."""
        return tidu.randint(0, self.won.shape[1], (RUNS,))

    def learn(self, arm: tidu.Tensor, reward: tidu.Tensor) -> None:
        """Counts: all that is known of a rule is how often it was right and wrong."""
        self.won[tidu.arange(RUNS), arm] += reward
        self.lost[tidu.arange(RUNS), arm] += 1 - reward


class Greedy(Anything):
    """The rule that was right most often so far; one time in ten any, so that all are tried."""

    def choose(self) -> tidu.Tensor:
        best = ((self.won + 1) / (self.won + self.lost + 1)).argmax(1)
        return tidu.where(tidu.rand(RUNS) < 0.1, super().choose(), best)


class Thompson(Anything):
    """Draws for each rule a success rate that the counts allow (Beta), and asks the best of these.

    A rule that was hardly tried may have any rate, so it is tried; nobody has to say how often.
    """

    def choose(self) -> tidu.Tensor:
        return Beta(self.won + 1, self.lost + 1).sample().argmax(1)


class Gradient(Anything):
    """Preferences behind a softmax, moved along reward · ∇ log(chance of what was chosen)."""

    def __init__(self, rules: int) -> None:
        super().__init__(rules)
        self.preference = tidu.zeros(RUNS, rules, requires_grad=True)
        self.optimizer = tidu.optim.SGD([self.preference], lr=0.3)
        self.usual = tidu.full((RUNS,), 0.5)

    def choose(self) -> tidu.Tensor:
        return tidu.multinomial(F.softmax(self.preference.detach(), 1), 1)[:, 0]

    def learn(self, arm: tidu.Tensor, reward: tidu.Tensor) -> None:
        # Compared with what is usual: else every success would teach, that of a poor rule too.
        chosen = F.log_softmax(self.preference, 1)[tidu.arange(RUNS), arm]
        self.optimizer.zero_grad()
        (-(reward - self.usual) * chosen).sum().backward()
        self.optimizer.step()
        self.usual = 0.95 * self.usual + 0.05 * reward


def main(seed: int = 0) -> dict[str, float]:
    """Plays every policy on the same patients and prints how often it was right."""
    table = rewards(seed)
    patients, _, rules = table.shape
    best = table.mean((0, 1)).max().item()
    print(f"{patients} patients; the best rule is right for {100 * best:.1f} %")
    figures = {"best": best}
    policies = {
        "any rule, at random": Anything,
        "best so far, 10 % at random": Greedy,
        "policy gradient, Tidu": Gradient,
        "Thompson sampling, Tidu": Thompson,
    }
    for name, kind in policies.items():
        tidu.manual_seed(seed)
        policy, right = kind(rules), tidu.zeros(RUNS)
        for row in table:
            arm = policy.choose()
            reward = row[tidu.arange(RUNS), arm]
            policy.learn(arm, reward)
            right += reward
        figures[name] = right.mean().item() / patients
        print(
            f"{name:31} right {100 * figures[name]:.1f} %   regret {patients * (best - figures[name]):4.0f}"
        )
    print(f"{'always the best rule':31} right {100 * best:.1f} %   regret {0:4.0f}")
    return figures


if __name__ == "__main__":
    main()
