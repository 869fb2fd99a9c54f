"""Boosting of many rows by scikit-learn: million.py ROWS FILE writes rows of 20 numbers and two classes, column by column as doubles,
to a file which MillionRows reads, fits HistGradientBoostingClassifier to the first nine tenths, and prints seconds, AUC on the
rest and the peak resident memory."""
import resource
import sys
import time

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

rows, file = int(sys.argv[1]), sys.argv[2]
random = np.random.default_rng(1)
x = random.normal(size=(rows, 20))
score = x[:, 0] * x[:, 1] + np.sin(2 * x[:, 2]) + np.abs(x[:, 3]) - x[:, 4] * (x[:, 5] > 0) + 0.3 * x[:, 6:].sum(axis=1) / 3
y = (score + random.logistic(size=rows) > np.median(score)).astype(float)
np.vstack([x.T, y]).astype("<f8").tofile(file)
cut = rows * 9 // 10
best = []
for _ in range(3):
    start = time.perf_counter()
    model = HistGradientBoostingClassifier(max_iter=100, early_stopping=False, random_state=0).fit(x[:cut], y[:cut])
    best.append(time.perf_counter() - start)
auc = roc_auc_score(y[cut:], model.predict_proba(x[cut:])[:, 1])
print(f"fits {', '.join(f'{each:.2f}' for each in best)} s, auc {auc:.4f}, "
      f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
