"""Makes the small networks that the example PretrainedModels reads, as a stand-in for large ones.

Run from the repository root: PYTHONPATH=... python3 examples/data/pretrained.py DIGITS
Made with onnx 1.23.1 and NumPy 2.4.6. DIGITS is digits.csv.gz of scikit-learn's datasets.

digits.onnx: a convolutional network, ten logits over rows x 1 x 8 x 8 with pixels from 0 to 1; its last layer was fitted to
    the first 1,400 of 1,797 digits, the others are in digits.csv
words.onnx, words.txt: 32 numbers for each word piece over input_ids and attention_mask: which words of novels.csv stand in the
    same paragraphs (singular vectors of their pointwise mutual information); what is no frequent word is cut into letters
"""
import collections
import csv
import re
import string
import sys
import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

FOLDER = "examples/data/"
FLOAT, INT64 = TensorProto.FLOAT, TensorProto.INT64


def write(name, nodes, inputs, outputs, constants):
    graph = helper.make_graph(nodes, name, inputs, outputs, [numpy_helper.from_array(v, k) for k, v in constants])
    model = helper.make_model(graph, ir_version=8, producer_name="pretrained.py", opset_imports=[helper.make_opsetid("", 17)])
    checker.check_model(model)
    with open(FOLDER + name + ".onnx", "wb") as out:
        out.write(model.SerializeToString())


def info(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, [None, *shape])


random = np.random.RandomState(1)
table = np.loadtxt(sys.argv[1], delimiter=",")
images, digits = table[:, :64].reshape(-1, 8, 8) / 16, table[:, 64].astype(int)
filters, shifts = random.normal(size=(24, 1, 3, 3)).astype(np.float32), random.normal(size=24).astype(np.float32)
windows = np.lib.stride_tricks.sliding_window_view(images, (3, 3), axis=(1, 2))
moved = np.maximum(np.einsum("nyxij,fij->nfyx", windows, filters[:, 0]) + shifts[:, None, None], 0)
maxima = moved.reshape(-1, 24, 3, 2, 3, 2).max(axis=(3, 5)).reshape(len(images), -1)
wide = np.hstack([maxima, np.ones((len(images), 1))])[:1400]
wanted = np.where(digits[:1400, None] == np.arange(10), 6.0, -3.0)
fitted = np.linalg.solve(wide.T @ wide + 10 * np.eye(wide.shape[1]), wide.T @ wanted).astype(np.float32)
write("digits", [
    helper.make_node("Conv", ["pixels", "filters", "shifts"], ["moved"]), helper.make_node("Relu", ["moved"], ["positive"]),
    helper.make_node("MaxPool", ["positive"], ["maxima"], kernel_shape=[2, 2], strides=[2, 2]),
    helper.make_node("Flatten", ["maxima"], ["flat"]), helper.make_node("Gemm", ["flat", "W", "b"], ["logits"])],
    [info("pixels", FLOAT, 1, 8, 8)], [info("logits", FLOAT, 10)],
    [("filters", filters), ("shifts", shifts), ("W", fitted[:-1]), ("b", fitted[-1])])
with open(FOLDER + "digits.csv", "w", encoding="ascii") as out:
    out.write(",".join("pixel_%d_%d" % (y, x) for y in range(8) for x in range(8)) + ",digit\n")
    for row in table[1400:].astype(int):
        out.write(",".join(map(str, row)) + "\n")

texts = [row["text"] for row in csv.DictReader(open(FOLDER + "novels.csv", encoding="ascii"))]
paragraphs = [set(re.findall("[a-z]+", text.lower())) for text in texts]
frequent = [w for w, n in collections.Counter(w for p in paragraphs for w in sorted(p)).most_common() if n >= 4 and len(w) > 1]
letters = list(string.ascii_lowercase + string.digits)
pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] + letters + ["##" + c for c in letters] + list(string.punctuation) + frequent
held = np.array([[w in p for p in paragraphs] for w in frequent], dtype=float)
together, own = held @ held.T, held.sum(axis=1)
information = np.log(np.maximum(together * len(texts) / np.outer(own, own), 1))
left, sizes, _ = np.linalg.svd(information)
signs = np.sign(left[np.abs(left).argmax(axis=0), np.arange(left.shape[1])])
vectors = np.zeros((len(pieces), 32), dtype=np.float32)
vectors[-len(frequent):] = np.round((left * signs)[:, :32] * np.sqrt(sizes[:32]), 3)
write("words", [
    helper.make_node("Gather", ["vectors", "input_ids"], ["own"]), helper.make_node("Cast", ["attention_mask"], ["mask"], to=FLOAT),
    helper.make_node("Unsqueeze", ["mask", "two"], ["wide"]), helper.make_node("Mul", ["own", "wide"], ["last_hidden_state"])],
    [info("input_ids", INT64, None), info("attention_mask", INT64, None)], [info("last_hidden_state", FLOAT, None, 32)],
    [("vectors", vectors), ("two", np.array([2], dtype=np.int64))])
with open(FOLDER + "words.txt", "w", encoding="ascii") as out:
    out.write("\n".join(pieces) + "\n")
