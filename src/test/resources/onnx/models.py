"""Writes three small ONNX models beside it, as other tools export them, and what they give for a few rows.

Run from the repository root: PYTHONPATH=... python3 src/test/resources/onnx/models.py
Made with onnx 1.23.1 and NumPy 2.4.6; the numbers in expected.json are NumPy's.

classifier.onnx: label and probabilities of three classes over a float input of 3 columns, as skl2onnx writes them
embedding.onnx: 4 numbers over a float input of 3 columns, tanh(x W + b), as Keras and PyTorch write a layer
named.onnx: one number over the double input "size" and the string input "colour", each of one column
"""
import json
import os
import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

HERE = os.path.dirname(__file__)
DOUBLE, FLOAT, INT64, STRING = TensorProto.DOUBLE, TensorProto.FLOAT, TensorProto.INT64, TensorProto.STRING
random = np.random.RandomState(7)


def write(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, [numpy_helper.from_array(v, k) for k, v in constants])
    model = helper.make_model(graph, ir_version=8, producer_name="models.py", opset_imports=[
        helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)])
    checker.check_model(model)
    with open(os.path.join(HERE, name + ".onnx"), "wb") as out:
        out.write(model.SerializeToString())


def rows(name, kind, columns):
    return helper.make_tensor_value_info(name, kind, [None, columns])


x = np.round(random.normal(size=(12, 3)), 3).astype(np.float32)
weights = np.round(random.normal(size=(3, 3)), 3).astype(np.float32)
bias = np.array([0.1, -0.2, 0.3], dtype=np.float32)
write("classifier", [
    helper.make_node("LinearClassifier", ["X"], ["label", "scores"], domain="ai.onnx.ml", coefficients=weights.T.ravel().tolist(),
                     intercepts=bias.tolist(), classlabels_ints=[0, 1, 2], multi_class=1, post_transform="NONE"),
    helper.make_node("Softmax", ["scores"], ["probabilities"], axis=1)],
    [rows("X", FLOAT, 3)], [helper.make_tensor_value_info("label", INT64, [None]), rows("probabilities", FLOAT, 3)])
sums = x @ weights + bias
shares = np.exp(sums - sums.max(axis=1, keepdims=True))
shares /= shares.sum(axis=1, keepdims=True)

layer = np.round(random.normal(size=(3, 4)), 3).astype(np.float32)
shift = np.round(random.normal(size=4), 3).astype(np.float32)
write("embedding", [
    helper.make_node("MatMul", ["input", "W"], ["product"]), helper.make_node("Add", ["product", "b"], ["sum"]),
    helper.make_node("Tanh", ["sum"], ["embedding"])],
    [rows("input", FLOAT, 3)], [rows("embedding", FLOAT, 4)], [("W", layer), ("b", shift)])

write("named", [
    helper.make_node("LabelEncoder", ["colour"], ["code"], domain="ai.onnx.ml", keys_strings=["red", "green"],
                     values_floats=[10.0, 20.0], default_float=-1.0),
    helper.make_node("Cast", ["code"], ["number"], to=DOUBLE), helper.make_node("Mul", ["size", "number"], ["answer"])],
    [rows("size", DOUBLE, 1), rows("colour", STRING, 1)], [rows("answer", DOUBLE, 1)])


def flat(array):
    return [float(v) for v in np.ravel(array)]


with open(os.path.join(HERE, "expected.json"), "w", encoding="utf-8") as out:
    json.dump({"x": flat(x), "probabilities": flat(shares), "embedding": flat(np.tanh(x @ layer + shift))}, out)
    out.write("\n")
