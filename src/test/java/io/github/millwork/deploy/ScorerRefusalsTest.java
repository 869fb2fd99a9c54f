package io.github.millwork.deploy;

import static io.github.millwork.deploy.ScorerTest.FLATS;
import static io.github.millwork.deploy.ScorerTest.over;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import io.github.millwork.deploy.ScorerTest.Flat;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.HistoryTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Records that do not suit a pipeline are refused, with the column and what to do. */
class ScorerRefusalsTest {
    record Wide(long size, String kind) {}

    @Test
    void aLongThatADoubleCannotHoldIsRefused() {
        Scorer<Wide, Regression> scorer = Scorer.of(FLATS, Wide.class);

        assertThat(scorer.score(new Wide(1L << 53, "loft")))
                .isEqualTo(FLATS.predict(Row.of("size", 1L << 53, "kind", "loft")));
        assertThatThrownBy(() -> scorer.score(new Wide((1L << 60) + 1, "loft")))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'size' to hold numbers that a double can hold exactly but found "
                        + "1152921504606846977. Give it as a category if it is an identifier, or round it first.");
    }

    record Rooms(double rooms) {}

    @Test
    void aFractionForAColumnOfWholeNumbersIsRefusedAndAWholeOneIsNot() {
        FittedChain<Regression> chain = over(Column.integers("rooms", 1, 2, 3));
        Scorer<Rooms, Regression> scorer = Scorer.of(chain, Rooms.class);

        assertThat(scorer.score(new Rooms(3))).isEqualTo(chain.predict(Row.of("rooms", 3)));
        assertThatThrownBy(() -> scorer.score(new Rooms(2.5)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected column 'rooms' to be of type integer but found the Double '2.5'. Give a whole number "
                                + "such as 3, or null if it is missing.");
    }

    record Misspelt(double siz, String kind) {}

    record Lacking(String kind) {}

    @Test
    void aColumnWithoutComponentIsNamedWithTheNearestOne() {
        assertThatThrownBy(() -> Scorer.of(FLATS, Misspelt.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a component of Misspelt for column 'size', a number such as 1.5, but there are only 'siz', 'kind'. Did you "
                                + "mean 'siz'? Add or rename one; case, hyphens, underscores and spaces do not matter.");
        assertThatThrownBy(() -> Scorer.of(over(Column.numbers("acreage", 1, 2, 4)), Lacking.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a component of Lacking for column 'acreage', a number such as 1.5, but there are only "
                                + "'kind'. Add or rename one; case, hyphens, underscores and spaces do not matter.");
    }

    record School(int educationNum) {}

    @Test
    void twoColumnsForOneComponentAreRefused() {
        FittedChain<Regression> chain =
                over(Column.numbers("education-num", 1, 2, 3), Column.numbers("education_num", 1, 1, 4));

        assertThatThrownBy(() -> Scorer.of(chain, School.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected each component of School to match one column but 'educationNum' matches "
                        + "'education-num' and 'education_num'. Score rows by name with predict(Row), or rename one of the "
                        + "columns and fit again.");
    }

    record Double2(double size, double Size, String kind) {}

    @Test
    void twoComponentsForOneColumnAreRefused() {
        assertThatThrownBy(() -> Scorer.of(FLATS, Double2.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected one component of Double2 for column 'size' but both 'size' and 'Size' match it. "
                        + "Rename one of them.");
    }

    record Strings(String size, String kind) {}

    record Reals(double size, double kind) {}

    record Lists(double size, List<String> kind) {}

    @Test
    void aComponentOfAnotherTypeIsRefusedWithBothTypes() {
        assertThatThrownBy(() -> Scorer.of(FLATS, Strings.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected component 'size' of Strings to suit column 'size', which is of type number, but it is "
                                + "a String. Change its type to double, or Double if it can be missing.");
        assertThatThrownBy(() -> Scorer.of(FLATS, Reals.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected component 'kind' of Reals to suit column 'kind', which is of type category, but it is "
                                + "a double. Change its type to String, an enum, a whole number or a boolean.");
        assertThatThrownBy(() -> Scorer.of(FLATS, Lists.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected component 'kind' of ")
                .hasMessageContaining("but found java.util.List");
    }

    @Test
    void aPipelineThatLooksBackIsRefused() {
        Transformer lag = new Transformer() {
            @Override
            public String describe() {
                return "lag";
            }

            @Override
            public List<Schema.Rewrite> plan(Schema input) {
                return List.of(Operation.map("size", "size", size -> size).rewrite());
            }

            @Override
            public TransformerFit fit(Dataset training, FitContext context) {
                return TransformerFit.of(new HistoryTransformer() {
                    @Override
                    public List<Operation> operations() {
                        return List.of(Operation.map("size", "size", size -> size));
                    }

                    @Override
                    public List<Column> transform(Dataset rows) {
                        return List.of(rows.column("size"));
                    }
                });
            }
        };
        FittedChain<Regression> chain = Chains.fit(Chains.flats(6).drop("kind"), new TestSteps.Linear(Set.of()), lag);

        assertThatThrownBy(() -> Scorer.of(chain, Flat.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a pipeline that predicts each row by itself but this one looks back on earlier rows. "
                                + "Use predict(rows, earlier).");
    }

    @Test
    void noRecordIsRefused() {
        Scorer<Flat, Regression> scorer = Scorer.of(FLATS, Flat.class);

        assertThatThrownBy(() -> scorer.score((Flat) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a Flat but found null. Leave it out, or give one whose values are null where they are "
                                + "missing.");
    }
}
