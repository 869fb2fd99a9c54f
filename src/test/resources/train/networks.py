"""Writes networks.json beside it: small networks before and after some epochs, as scikit-learn trains them.

Run from the repository root: /usr/bin/python3 src/test/resources/train/networks.py
Made with scikit-learn 1.2.1, NumPy 1.24.2.
Rows are not shuffled, so that both see the same batches; numbers are on a scale of mean 0 and deviation 1 already.
"""
import json
import os
import warnings
import numpy as np
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.simplefilter("ignore")
HERE = os.path.dirname(__file__)
random = np.random.RandomState(4)
ROWS, EPOCHS, BATCH = 50, 6, 16
x = np.round(random.normal(size=(ROWS, 4)), 3)
score = x[:, 0] - 2 * x[:, 1] * x[:, 2] + 0.3 * random.normal(size=ROWS)
number = (score - score.mean()) / score.std()
classes = np.digitize(score, np.quantile(score, [0.33, 0.66]))


def given(kind, start, **settings):
    class Given(kind):
        """Begins with given weights instead of random ones."""

        def _init_coef(self, fan_in, fan_out, dtype):
            return tuple(np.array(part, dtype=dtype) for part in self.left.pop(0))

    network = Given(solver="adam", batch_size=BATCH, max_iter=EPOCHS, shuffle=False, tol=0, n_iter_no_change=1000, **settings)
    network.left = list(start)
    return network


def flat(array):
    return [float(v) for v in np.ravel(array)]


def layers(sizes, activation, weights, intercepts):
    return {"sizes": sizes, "activation": activation.upper(),
            "layers": [{"weights": flat(np.float32(w)), "intercepts": flat(np.float32(b))}
                       for w, b in zip(weights, intercepts)]}


sets = []
for task, hidden, activation, alpha, rate in [
        ("classes", (5,), "relu", 0.01, 0.01), ("classes", (5, 3), "tanh", 0.5, 0.02),
        ("classes", (6,), "logistic", 0.0, 0.05), ("numbers", (5,), "relu", 0.01, 0.01),
        ("numbers", (4, 3), "logistic", 0.1, 0.02), ("numbers", (), "relu", 0.0, 0.05)]:
    target = classes if task == "classes" else number
    sizes = [4, *hidden, 3 if task == "classes" else 1]
    start = [(np.float32(random.uniform(-0.8, 0.8, (a, b))), np.float32(random.uniform(-0.8, 0.8, b)))
             for a, b in zip(sizes, sizes[1:])]
    network = given(MLPClassifier if task == "classes" else MLPRegressor, start, hidden_layer_sizes=hidden,
                    activation=activation, alpha=alpha, learning_rate_init=rate)
    network.fit(x, target)
    answers = network.predict_proba(x) if task == "classes" else network.predict(x)
    sets.append({
        "task": task, "l2": alpha, "rate": rate, "batch": BATCH, "epochs": EPOCHS, "x": flat(x), "target": flat(target),
        "start": layers(sizes, activation, [w for w, _ in start], [b for _, b in start]),
        "end": layers(sizes, activation, network.coefs_, network.intercepts_),
        "losses": network.loss_curve_, "answers": flat(answers)})
with open(os.path.join(HERE, "networks.json"), "w", encoding="utf-8") as out:
    json.dump({"sets": sets}, out, indent=None, separators=(",", ":"))
    out.write("\n")
