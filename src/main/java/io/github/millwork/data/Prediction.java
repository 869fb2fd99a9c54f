package io.github.millwork.data;

/** What a model says of a row. The kind of prediction is a type parameter of pipelines, learners and metrics. */
public sealed interface Prediction permits Classification, Regression, Cluster, Anomaly, MultiLabel {}
