"""Writes small networks and tables beside it, as Keras, PyTorch and scikit-learn export them, and what they give for a few rows.

Run from the repository root: PYTHONPATH=... python3 src/test/resources/onnx/networks.py DIGITS
Made with onnx 1.23.1 and NumPy 2.4.6; the numbers in networks.json are NumPy's, and the pieces of words those of the few lines
below. DIGITS is digits.csv.gz of scikit-learn's datasets: 64 pixels from 0 to 16 and the digit.

digits.onnx: ten logits over a float input rows x 1 x 8 x 8: a convolution, its maxima, and sums of them
colours.onnx: means of each channel over a float input rows x 3 x ? x ?: of all pixels, of the first row, of the first column
bytes.onnx: means of each channel over a uint8 input rows x 2 x 3 x 3, channels last
text.onnx: six numbers for each token over int64 inputs input_ids, attention_mask, token_type_ids of rows x tokens
maps.onnx, numbered.onnx: a label, and a map from classes (texts, or numbers from 0) to probabilities, as skl2onnx writes them
logit.onnx: the log-odds of the second of two classes
types.onnx: a weighted sum of inputs of one column each, of all types of numbers there are
"""
import json
import os
import sys
import unicodedata
import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

HERE = os.path.dirname(__file__)
FLOAT, DOUBLE, INT64, UINT8, STRING = (TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.INT64, TensorProto.UINT8,
                                       TensorProto.STRING)
random = np.random.RandomState(3)
expected = {}


def write(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, [numpy_helper.from_array(v, k) for k, v in constants])
    model = helper.make_model(graph, ir_version=8, producer_name="networks.py", opset_imports=[
        helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)])
    checker.check_model(model)
    with open(os.path.join(HERE, name + ".onnx"), "wb") as out:
        out.write(model.SerializeToString())


def info(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, [None, *shape])


def drawn(*shape):
    return np.round(random.normal(size=shape), 3).astype(np.float32)


def keep(name, array):
    expected[name] = [float(v) for v in np.ravel(np.asarray(array, dtype=np.float64))]


# A convolution without borders, its maxima in squares of two, and sums of those that were fitted to the digits.
table = np.loadtxt(sys.argv[1], delimiter=",")
images, digits = table[:, :64].reshape(-1, 8, 8) / 16, table[:, 64].astype(int)
filters, shifts = drawn(6, 1, 3, 3), drawn(6)


def maxima(image):
    moved = np.array([[[np.sum(filters[f, 0] * image[y:y + 3, x:x + 3]) + shifts[f] for x in range(6)] for y in range(6)]
                      for f in range(6)])
    return np.maximum(moved, 0).reshape(6, 3, 2, 3, 2).max(axis=(2, 4)).ravel()


some = np.array([maxima(image) for image in images[:600]])
wide = np.hstack([some, np.ones((600, 1))])
wanted = np.where(digits[:600, None] == np.arange(10), 4.0, -2.0)
fitted = np.linalg.solve(wide.T @ wide + np.eye(55), wide.T @ wanted).astype(np.float32)
write("digits", [
    helper.make_node("Conv", ["pixels", "filters", "shifts"], ["moved"]), helper.make_node("Relu", ["moved"], ["positive"]),
    helper.make_node("MaxPool", ["positive"], ["maxima"], kernel_shape=[2, 2], strides=[2, 2]),
    helper.make_node("Flatten", ["maxima"], ["flat"]), helper.make_node("Gemm", ["flat", "W", "b"], ["logits"])],
    [info("pixels", FLOAT, 1, 8, 8)], [info("logits", FLOAT, 10)],
    [("filters", filters), ("shifts", shifts), ("W", fitted[:54]), ("b", fitted[54])])
tried = slice(600, 640)
keep("pixels", table[tried, :64])
keep("digits", digits[tried])
keep("logits", np.array([maxima(image) for image in images[tried]]) @ fitted[:54].astype(float) + fitted[54])

# Means that tell rows, columns and channels apart.
zero, one = np.array([0], dtype=np.int64), np.array([1], dtype=np.int64)
write("colours", [
    helper.make_node("ReduceMean", ["image"], ["all"], axes=[2, 3], keepdims=0),
    helper.make_node("Slice", ["image", "zero", "one", "two"], ["top"]),
    helper.make_node("ReduceMean", ["top"], ["row"], axes=[2, 3], keepdims=0),
    helper.make_node("Slice", ["image", "zero", "one", "three"], ["side"]),
    helper.make_node("ReduceMean", ["side"], ["column"], axes=[2, 3], keepdims=0),
    helper.make_node("Concat", ["all", "row", "column"], ["means"], axis=1)],
    [info("image", FLOAT, 3, None, None)], [info("means", FLOAT, 9)],
    [("zero", zero), ("one", one), ("two", np.array([2], dtype=np.int64)), ("three", np.array([3], dtype=np.int64))])
photos = np.round(random.uniform(size=(5, 2, 3, 3)), 3)  # five of two rows of three pixels, red, green, blue
keep("photos", photos)
centres, spreads = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])


def means(each):
    return np.hstack([each.mean(axis=(1, 2)), each[:, 0].mean(axis=1), each[:, :, 0].mean(axis=1)])


keep("colours", means(photos))
keep("standardised", means((photos - centres) / spreads))
keep("blue first", means(photos[..., ::-1]))
write("bytes", [
    helper.make_node("Cast", ["image"], ["numbers"], to=FLOAT),
    helper.make_node("ReduceMean", ["numbers"], ["means"], axes=[1, 2], keepdims=0)],
    [info("image", UINT8, 2, 3, 3)], [info("means", FLOAT, 3)])
keep("bytes", np.rint(photos * 255).mean(axis=(1, 2)))

# A text: the sum of what a piece and its type stand for, squeezed.
vocabulary = open(os.path.join(HERE, "vocab.txt"), encoding="utf-8").read().split("\n")[:-1]
pieces, kinds = drawn(len(vocabulary), 6), drawn(2, 6)
write("text", [
    helper.make_node("Gather", ["pieces", "input_ids"], ["own"]), helper.make_node("Gather", ["kinds", "token_type_ids"], ["kind"]),
    helper.make_node("Add", ["own", "kind"], ["both"]), helper.make_node("Cast", ["attention_mask"], ["mask"], to=FLOAT),
    helper.make_node("Unsqueeze", ["mask", "two"], ["wide"]), helper.make_node("Add", ["both", "wide"], ["sum"]),
    helper.make_node("Tanh", ["sum"], ["last_hidden_state"])],
    [info("input_ids", INT64, None), info("attention_mask", INT64, None), info("token_type_ids", INT64, None)],
    [info("last_hidden_state", FLOAT, None, 6)],
    [("pieces", pieces), ("kinds", kinds), ("two", np.array([2], dtype=np.int64))])


def cut(text, plain=True):
    """The rules of BERT: words and marks, then from the left the longest piece that is known."""
    if plain:
        text = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    words = "".join(" " + c + " " if unicodedata.category(c)[0] in "PS" or 0x4E00 <= ord(c) <= 0x9FFF else c for c in text).split()
    found = []
    for word in words:
        own, begin = [], 0
        while begin < len(word):
            for end in range(len(word), begin, -1):
                piece = ("##" if begin else "") + word[begin:end]
                if piece in vocabulary:
                    own.append(piece)
                    begin = end
                    break
            else:
                own, begin = ["[UNK]"], len(word)
        found += own
    return found


texts = ["The cat sat on the mat.", "Unbelievable, it was very good!", "the café's film was BAD", "played cats",
         "Unbelievablely dog 1998 日本", "", "a very very very very very very very good film was good"]
length = 12
ids = np.zeros((len(texts), length), dtype=np.int64)
mask = np.zeros_like(ids)
cased = np.zeros_like(ids)
for row, text in enumerate(texts):
    for into, plain in ((ids, True), (cased, False)):
        numbers = [vocabulary.index(p) for p in ["[CLS]", *cut(text, plain)[:length - 2], "[SEP]"]]
        into[row, :len(numbers)] = numbers
        if plain:
            mask[row, :len(numbers)] = 1
states = np.tanh(pieces.astype(float)[ids] + kinds.astype(float)[0] + mask[..., None])
expected["texts"] = texts
keep("ids", ids)
keep("mask", mask)
keep("cased", cased)
keep("mean", (states * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True))
keep("plain mean", states.mean(axis=1))
keep("first", states[:, 0])

# Maps from classes to probabilities.
x, weights, shift = drawn(12, 3), drawn(3, 3), np.array([0.1, -0.2, 0.3], dtype=np.float32)
keep("x", x)
sums = x.astype(float) @ weights + shift
shares = np.exp(sums - sums.max(axis=1, keepdims=True))
keep("shares", shares / shares.sum(axis=1, keepdims=True))
for name, labels in (("maps", {"classlabels_strings": ["ape", "bee", "cat"]}), ("numbered", {"classlabels_int64s": [0, 1, 2]})):
    texts_or_numbers = "strings" in next(iter(labels))
    own = {"classlabels_strings": labels["classlabels_strings"]} if texts_or_numbers else {"classlabels_ints": [0, 1, 2]}
    kind = helper.make_map_type_proto(STRING if texts_or_numbers else INT64, helper.make_tensor_type_proto(FLOAT, []))
    write(name, [
        helper.make_node("LinearClassifier", ["X"], ["output_label", "scores"], domain="ai.onnx.ml", intercepts=shift.tolist(),
                         coefficients=weights.T.ravel().tolist(), multi_class=1, post_transform="SOFTMAX", **own),
        helper.make_node("ZipMap", ["scores"], ["output_probability"], domain="ai.onnx.ml", **labels)],
        [info("X", FLOAT, 3)],
        [info("output_label", STRING if texts_or_numbers else INT64),
         helper.make_value_info("output_probability", helper.make_sequence_type_proto(kind))])
write("logit", [helper.make_node("Gemm", ["X", "W"], ["logit"])], [info("X", FLOAT, 3)], [info("logit", FLOAT, 1)],
      [("W", weights[:, :1])])
keep("odds", x.astype(float) @ weights[:, :1])

# All types of numbers.
kinds_of_numbers = {"half": TensorProto.FLOAT16, "brain": TensorProto.BFLOAT16, "tiny": TensorProto.INT8, "byte": UINT8,
                    "short": TensorProto.INT16, "int": TensorProto.INT32, "flag": TensorProto.BOOL}
nodes, last = [], None
for place, name in enumerate(kinds_of_numbers):
    nodes.append(helper.make_node("Cast", [name], [name + "_"], to=DOUBLE))
    nodes.append(helper.make_node("Mul", [name + "_", "ten%d" % place], [name + "__"]))
    if last:
        nodes.append(helper.make_node("Add", [last, name + "__"], ["sum" + str(place)]))
    last = "sum" + str(place) if last else name + "__"
nodes[-1].output[0] = "sum"
write("types", nodes, [info(name, kind, 1) for name, kind in kinds_of_numbers.items()], [info("sum", DOUBLE, 1)],
      [("ten%d" % place, np.array([[10.0 ** place]])) for place in range(len(kinds_of_numbers))])

with open(os.path.join(HERE, "networks.json"), "w", encoding="utf-8") as out:
    json.dump(expected, out, ensure_ascii=False)
    out.write("\n")
