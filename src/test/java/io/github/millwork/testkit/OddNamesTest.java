package io.github.millwork.testkit;

import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.dates;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Columns.texts;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.data.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.engineer.Aggregates;
import io.github.millwork.engineer.Bins;
import io.github.millwork.engineer.DateParts;
import io.github.millwork.engineer.Derive;
import io.github.millwork.engineer.HashFeatures;
import io.github.millwork.engineer.Lags;
import io.github.millwork.engineer.Polynomial;
import io.github.millwork.engineer.PrincipalComponents;
import io.github.millwork.engineer.SelectFeatures;
import io.github.millwork.engineer.Splines;
import io.github.millwork.engineer.TextFeatures;
import io.github.millwork.engineer.TextStatistics;
import io.github.millwork.engineer.Windows;
import io.github.millwork.preprocess.Clip;
import io.github.millwork.preprocess.Convert;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.preprocess.Tidy;
import io.github.millwork.stage.Transformer;
import io.github.millwork.train.GradientBoosting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns are called what they are called: no name means something to a step. */
class OddNamesTest {
    private static final String PRICE = "a, b \"c\" 'd'";
    private static final String ROOMS = "x*y^2 #0";
    private static final String GARDEN = "$1\\{}[](?)";
    private static final String CITY = "\u00e4=\u6771\u4eac \ud83c\udfe0";
    private static final String NOTE = "two  blanks\tand a tab";
    private static final String BUILT = "null";
    private static final String LISTED = "n".repeat(500);
    private static final List<String> ODD = List.of(PRICE, ROOMS, GARDEN, CITY, NOTE, BUILT, LISTED);

    /** The sample of {@link BuiltInStepsTest} under other names. */
    private static Dataset sample() {
        List<Column> renamed = new ArrayList<>();
        for (Column column : BuiltInStepsTest.sample().columns()) {
            boolean feature = column.role() == Role.FEATURE;
            renamed.add(feature ? column.withName(ODD.get(renamed.size())) : column);
        }
        return Dataset.of(renamed);
    }

    private static Stream<Transformer> steps() {
        return Stream.of(
                Impute.mean(numeric()).withIndicator(),
                Impute.mostFrequent(categorical()).within(GARDEN),
                Impute.iterative(named(PRICE, ROOMS)),
                Scale.standard(numeric()),
                Clip.quantiles(named(PRICE), 0.1, 0.9),
                Tidy.strings(named(CITY, NOTE)),
                Convert.toCategory(named(ROOMS, LISTED)),
                Encode.oneHot(named(CITY, ROOMS)).withMissing(),
                Encode.ordinal(categorical()),
                Encode.target(categorical()),
                Encode.frequency(named(CITY, GARDEN)),
                Encode.binary(categorical()),
                Encode.hash(categorical()).dimensions(8),
                Derive.number("ratio", number(PRICE).dividedBy(number(ROOMS).plus(1))),
                Derive.category("where", text(CITY).plus(text(NOTE))),
                DateParts.of(dates()),
                Polynomial.degree(2, numeric()),
                Splines.of(named(PRICE)),
                Bins.quantile(numeric(), 3),
                Lags.of(PRICE, LISTED, 1).by(CITY),
                Windows.last(3, ROOMS, LISTED).by(CITY, GARDEN),
                Aggregates.of(numeric(), CITY),
                TextFeatures.tfidf(NOTE),
                TextStatistics.of(texts()).count("ones", "1"),
                HashFeatures.of("h\u00e4sh", all()).dimensions(16),
                SelectFeatures.variance(numeric(), 1));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void noNameIsTooOddForAStep(Transformer step) {
        assertThatCode(() -> TransformerKit.check(step, sample())).doesNotThrowAnyException();
    }

    @Test
    void norForAWholePipelineAndItsFile(@TempDir Path folder) {
        Dataset rows = sample();
        FittedPipeline<Classification> fitted = Pipeline.classify("sold")
                .drop(NOTE)
                .preprocess(Impute.median(numeric()).withIndicator(), Impute.mostFrequent(categorical()))
                .engineer(
                        Derive.number(
                                "ratio", number(PRICE).dividedBy(number(ROOMS).plus(1))),
                        DateParts.of(dates()),
                        Bins.width(named("ratio"), 3))
                .preprocess(Encode.oneHot(categorical()), Impute.constant(numeric(), 0))
                .engineer(PrincipalComponents.of("p c", named(PRICE, ROOMS)).components(1))
                .train(GradientBoosting.classifier().trees(5))
                .fit(rows);
        fitted.save(folder.resolve("model"));
        FittedPipeline<Classification> loaded = FittedPipeline.load(folder.resolve("model"), Classification.class);
        assertThat(loaded.predict(rows)).isEqualTo(fitted.predict(rows));
        assertThat(loaded.mapScorer().score(rows.row(3).toMap()))
                .isEqualTo(fitted.predict(rows).get(3));
        assertThat(loaded.explain(rows.row(3)).toString()).contains(CITY);
    }
}
