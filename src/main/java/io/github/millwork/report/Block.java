package io.github.millwork.report;

/** What a section of a report is made of. Every block is a value, and can be shown as HTML and as text. */
public sealed interface Block permits Note, Facts, Table, XyChart, BarChart, Histogram, Heatmap, Flow {}
