"""A logistic regression over lists, learned online: which of those that were shown together was taken."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Listwise:
    """Weights of a softmax over each list's candidates, (k,), with one Newton step per list (online Laplace).

    `prior` is where the weights start, and `strength` how firmly they are held there: the precision of a Gaussian prior. There
    is no learning rate: each step is as long as what was seen before lets it be.
    """

    def __init__(self, prior: Floats, strength: float) -> None:
        self.weights = prior.copy()
        self._precision = strength * np.eye(len(prior))

    def scores(self, features: Floats) -> Floats:
        """Score a list's candidates, (n, k) → (n,), higher is better."""
        scores: Floats = features @ self.weights
        return scores

    def learn(self, features: Floats, is_taken: npt.NDArray[np.bool_]) -> None:
        """Learn from one list; one of which all or nothing was taken teaches nothing."""
        n_taken = int(is_taken.sum())
        if not 0 < n_taken < len(is_taken):
            return
        scores = self.scores(features)
        p_taken = np.exp(scores - scores.max())
        p_taken /= p_taken.sum()
        centred = features - p_taken @ features
        self._precision += n_taken * (centred.T * p_taken) @ centred
        self.weights = self.weights + np.linalg.solve(self._precision, centred[is_taken].sum(axis=0))
