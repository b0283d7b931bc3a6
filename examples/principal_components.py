"""Principal components: 64 pixels in 8 numbers, with as little lost as possible.

The best *linear* code is known exactly: the eight leading singular vectors. A linear network with
eight hidden units, trained to give back its input, must find the same subspace; a network with
bends in it may find a better code, since handwriting does not lie on a plane.

Data: scikit-learn's digits, 8 × 8 pixels of 0 to 1; 497 of 1797 are held out.

Result (share of the held-out pictures' squared distance from the mean that is lost):
    the mean picture alone                1.000
    8 principal components, exact (SVD)   0.342
    linear autoencoder, Tidu              0.342
    autoencoder with two bends, Tidu      0.204
    largest angle between the exact subspace and the learned one: 0.7 degrees
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import subspace_angles
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

import tidu
from tidu import nn

CODE = 8


def trained(model: nn.Module, pictures: tidu.Tensor, epochs: int, lr: float) -> nn.Module:
    """The model, trained to answer with its own input; the learning rate falls to zero like a cosine."""
    optimizer = tidu.optim.Adam(model.parameters(), lr=lr)
    fall = tidu.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    tidu.fit(model, (pictures, pictures), "mse", optimizer, epochs=epochs, scheduler=fall, batch_size=64)
    return model


def main(seed: int = 0) -> dict[str, float]:
    """Trains both autoencoders; prints what each code loses of pictures that were held out."""
    train, test = train_test_split(load_digits().data / 16, test_size=497, random_state=seed)
    middle = train.mean(0)
    x_train, x_test = (tidu.tensor(part - middle, dtype=tidu.float32) for part in (train, test))

    # V of the singular value decomposition: the directions of most variance come first.
    _, _, directions = tidu.linalg.svd(x_train, full_matrices=False)
    leading = directions[:CODE]

    tidu.manual_seed(seed)
    linear = nn.Sequential(nn.Linear(64, CODE, bias=False), nn.Linear(CODE, 64, bias=False))
    bent = nn.Sequential(
        nn.Linear(64, 64), nn.ELU(), nn.Linear(64, CODE), nn.Linear(CODE, 64), nn.ELU(), nn.Linear(64, 64)
    )
    trained(linear, x_train, 150, 0.01)
    trained(bent, x_train, 150, 0.003)

    with tidu.no_grad():
        guesses = {
            "the mean picture alone": tidu.zeros_like(x_test),
            "8 principal components, exact (SVD)": x_test @ leading.T @ leading,
            "linear autoencoder, Tidu": linear(x_test),
            "autoencoder with two bends, Tidu": bent(x_test),
        }
    whole = x_test.square().sum()
    figures = {name: float((guess - x_test).square().sum() / whole) for name, guess in guesses.items()}
    for name, lost in figures.items():
        print(f"{name:37} {lost:.3f}")
    # The learned directions may be turned and stretched within the subspace; only the subspace is unique.
    angles = subspace_angles(leading.T.numpy(), linear[1].weight.detach().numpy())
    figures["angle"] = float(np.degrees(angles.max()))
    print(f"largest angle between the exact subspace and the learned one: {figures['angle']:.1f} degrees")
    return figures


if __name__ == "__main__":
    main()
