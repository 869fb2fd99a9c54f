/**
 * ONNX, both ways: a fitted pipeline for other runtimes, and models of other tools as steps and learners. Writing needs
 * protobuf, which comes with Tribuo; running needs onnxruntime, which is optional.
 */
@NullMarked
package io.github.millwork.onnx;

import org.jspecify.annotations.NullMarked;
