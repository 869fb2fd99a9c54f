package io.github.millwork.preprocess;

import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.booleans;
import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.matching;
import static io.github.millwork.data.Columns.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Row;
import io.github.millwork.data.SparseVector;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.Transforms;
import io.github.millwork.testkit.MeanRegressor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OneHotTest {
    private static final Dataset TRAINING = Dataset.of(Column.categories("c", "b", "a", "b", "z", null, "b", "a"));

    private static FittedTransformer fitted(OneHot encode, Dataset training) {
        return encode.fit(training, FitContext.of(0)).fitted();
    }

    /** What the cells become, fitted on the training rows above: the name of the dimension, empty for zeros. */
    private static List<String> encoded(OneHot encode, String... cells) {
        Column column = Transforms.apply(fitted(encode, TRAINING), Dataset.of(Column.categories("c", cells)), 1)
                .column("c");
        List<String> names = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            SparseVector vector = column.vector(row);
            assertThat(vector.size()).isLessThanOrEqualTo(1);
            names.add(vector.size() == 0 ? "" : column.dimensions().get(vector.index(0)) + vector.value(0));
        }
        return names;
    }

    private static List<String> dimensions(OneHot encode, Column column) {
        Dataset data = Dataset.of(column);
        return Transforms.apply(fitted(encode, data), data, 1)
                .column(column.name())
                .dimensions();
    }

    @Test
    void levelsAreDimensionsInAscendingOrder() {
        assertThat(dimensions(Encode.oneHot(categorical()), TRAINING.column("c")))
                .containsExactly("c=a", "c=b", "c=z");
        assertThat(encoded(Encode.oneHot(categorical()), "a", "z")).containsExactly("c=a1.0", "c=z1.0");
    }

    @Test
    void unseenAndMissingCellsAreZerosByDefault() {
        assertThat(encoded(Encode.oneHot(categorical()), "new", null, "a")).containsExactly("", "", "c=a1.0");
    }

    @Test
    void withOtherAnUnseenLevelHasADimensionAndAMissingCellHasNot() {
        assertThat(encoded(Encode.oneHot(categorical()).withOther(), "new", null))
                .containsExactly("c=(other)1.0", "");
    }

    @Test
    void withMissingAMissingCellHasADimensionAndAnUnseenLevelHasNot() {
        assertThat(encoded(Encode.oneHot(categorical()).withMissing(), "new", null))
                .containsExactly("", "c=(missing)1.0");
        assertThat(dimensions(Encode.oneHot(categorical()).withOther().withMissing(), Column.categories("c", "a")))
                .containsExactly("c=a", "c=(other)", "c=(missing)");
    }

    @Test
    void levelsBelowTheMinimumFrequencyAreOther() {
        assertThat(encoded(Encode.oneHot(categorical()).minFrequency(2), "a", "b", "z", "new"))
                .containsExactly("c=a1.0", "c=b1.0", "c=(other)1.0", "c=(other)1.0");
    }

    @Test
    void onlyTheMostFrequentLevelsAreKept() {
        assertThat(encoded(Encode.oneHot(categorical()).maxLevels(1), "a", "b", "z"))
                .containsExactly("c=(other)1.0", "c=b1.0", "c=(other)1.0");
        assertThat(dimensions(Encode.oneHot(categorical()).maxLevels(2), Column.categories("c", "y", "x", "w")))
                .containsExactly("c=w", "c=x", "c=(other)");
    }

    @Test
    void integersAndBooleansAreEncodedWhereTheyAreChosenByName() {
        Column hours = Column.integers("hour", 10, 9, -1, Long.MIN_VALUE, 9);
        Column flags = Column.booleans("flag", true, null, false, true, true);
        assertThat(dimensions(Encode.oneHot(named("hour")), hours)).containsExactly("hour=-1", "hour=9", "hour=10");
        assertThat(dimensions(Encode.oneHot(matching("fl.*")).maxLevels(1), flags))
                .containsExactly("flag=true", "flag=(other)");
        Dataset data = Dataset.of(hours, flags);
        Dataset encoded =
                Transforms.apply(fitted(Encode.oneHot(named("hour", "flag")).withMissing(), data), data, 1);
        assertThat(encoded.column("hour").vector(0)).isEqualTo(SparseVector.unit(2));
        assertThat(encoded.column("hour").vector(3)).isEqualTo(SparseVector.unit(3));
        assertThat(encoded.column("flag").vector(0)).isEqualTo(SparseVector.unit(1));
        assertThat(encoded.column("flag").vector(1)).isEqualTo(SparseVector.unit(2));
        assertThat(fitted(Encode.oneHot(all()), data).operations()).isEmpty();
        assertThat(fitted(Encode.oneHot(booleans()), data).operations()).isEmpty();
    }

    @Test
    void unseenLevelsAreCountedBehindAnImputerTooAndRareOnesAreNot() {
        Dataset training = TRAINING.with(Column.integers("hour", 1, 1, 1, 2, 2, 3, 3))
                .with(Column.numbers("y", 1, 2, 3, 4, 5, 6, 7));
        Chain<Regression> chain = new Chain<>(
                Task.regress(Target.of("y")),
                List.of(
                        new Step("preprocess", Impute.mostFrequent(categorical())),
                        new Step("preprocess", Encode.oneHot(categorical()).minFrequency(2)),
                        new Step("preprocess", Encode.oneHot(named("hour")))),
                new MeanRegressor());
        FittedChain<Regression> fitted = chain.fit(training, FitContext.of(0));
        Dataset later = Dataset.of(
                Column.categories("c", "new", "z", null, "newer", "a"), Column.integers("hour", 1, 24, 2, 3, 1));
        assertThat(fitted.predict(later).unseen()).containsOnly(Map.entry("c", 2L), Map.entry("hour", 1L));
        assertThat(fitted.predict(training).unseen()).isEmpty();
    }

    @Test
    void theVectorsOfALevelAreOneAndTheSame() {
        RowProgram program =
                RowProgram.of(TRAINING.schema(), List.of(fitted(Encode.oneHot(categorical()), TRAINING), keeper()));
        kept.clear();
        Frame frame = program.frame();
        for (String level : List.of("a", "b", "a")) {
            program.load(frame, Row.of("c", level));
            program.run(frame);
        }
        assertThat(kept.get(0)).isSameAs(kept.get(2)).isNotSameAs(kept.get(1));
    }

    private final List<Object> kept = new ArrayList<>();

    /** Looks at the vector that the encoder left in the frame. */
    private FittedTransformer keeper() {
        var looking = new io.github.millwork.stage.Operation(
                List.of("c"),
                List.of(new io.github.millwork.data.Field("seen", io.github.millwork.data.ColumnType.NUMBER)),
                false,
                (in, out) -> frame -> {
                    kept.add(frame.object(in[0]));
                    frame.set(out[0], 0.0);
                });
        return () -> List.of(looking);
    }

    @Test
    void aColumnWithoutAnyValueIsRefusedUnlessMissingIsALevel() {
        Column empty = Column.categories("c", new String[] {null, null});
        assertThatThrownBy(() -> dimensions(Encode.oneHot(categorical()), empty))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'c' to have a value in at least one training row but all 2 are missing. "
                        + "Drop it, or use withMissing.");
        assertThat(dimensions(Encode.oneHot(categorical()).withMissing(), empty))
                .containsExactly("c=(missing)");
    }

    @Test
    void aLevelCannotBeMistakenForABucket() {
        Column column = Column.categories("c", "(other)", "a");
        assertThat(dimensions(Encode.oneHot(categorical()), column)).containsExactly("c=(other)", "c=a");
        assertThatThrownBy(() -> dimensions(Encode.oneHot(categorical()).withOther(), column))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Rename that level");
    }

    @Test
    void rareLevelsCanBeTuned() {
        OneHot open =
                Encode.oneHot(categorical()).minFrequency(Range.between(1, 20)).maxLevels(Range.between(2, 9));
        assertThat(open.hyperparameters().ranges()).containsOnlyKeys("minFrequency", "maxLevels");
        OneHot set = open.withHyperparameters(
                open.hyperparameters().with("minFrequency", 3).with("maxLevels", 4));
        assertThat(set).isEqualTo(Encode.oneHot(categorical()).minFrequency(3).maxLevels(4));
        for (OneHot step : Arrays.asList(open, set)) {
            assertThat(Codecs.decode(Codecs.encode(step), OneHot.class)).isEqualTo(step);
        }
        assertThatThrownBy(() -> Encode.oneHot(categorical()).minFrequency(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSavedFormStaysTheSame() {
        assertThat(Codecs.encode(Encode.oneHot(named("c")).maxLevels(5)).toJson())
                .isEqualTo("{\"name\":\"encode.one-hot\",\"version\":1,\"state\":{\"columns\":\"names(\\\"c\\\")\","
                        + "\"hyperparameters\":{\"minFrequency\":1.0,\"maxLevels\":5.0},"
                        + "\"other\":true,\"missing\":false}}");
        assertThat(Codecs.encode(fitted(Encode.oneHot(categorical()).minFrequency(2), TRAINING))
                        .toJson())
                .isEqualTo("{\"name\":\"encode.one-hot.fitted\",\"version\":1,\"state\":{\"columns\":[{\"name\":\"c\","
                        + "\"type\":\"CATEGORY\",\"levels\":[\"a\",\"b\"],\"rare\":[\"z\"],"
                        + "\"other\":true,\"missing\":false}]}}");
    }
}
