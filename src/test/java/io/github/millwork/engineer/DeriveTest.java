package io.github.millwork.engineer;

import static io.github.millwork.data.Expression.constant;
import static io.github.millwork.data.Expression.flag;
import static io.github.millwork.data.Expression.literal;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.data.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.Transforms;
import io.github.millwork.testkit.MeanRegressor;
import io.github.millwork.testkit.TestTables;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeriveTest {
    private static final Dataset DATA = Dataset.of(
            Column.numbers("gain", 5, Double.NaN, 1),
            Column.integers("loss", 2, 3, 4),
            Column.categories("class", "1", "3", null),
            Column.booleans("member", true, null, false),
            Column.numbers("y", 1, 2, 3).withRole(Role.TARGET));

    private static Column derived(Derive derive) {
        Dataset after = Transforms.apply(derive.fit(DATA, FitContext.of(0)).fitted(), DATA, 1);
        assertThat(after.drop(derive.name()).fingerprint()).isEqualTo(DATA.fingerprint());
        return after.column(derive.name());
    }

    @Test
    void aNumberIsAddedAndItsInputsStay() {
        Column net = derived(Derive.number("net", number("gain").minus(number("loss"))));
        assertThat(net.type()).isEqualTo(ColumnType.NUMBER);
        assertThat(net.toDoubles()).containsExactly(3, Double.NaN, -3);
    }

    @Test
    void aFlagIsTrueFalseOrMissing() {
        Column rich = derived(Derive.flag("rich", number("gain").atLeast(2).or(flag("member"))));
        assertThat(rich.type()).isEqualTo(ColumnType.BOOLEAN);
        assertThat(rich.bool(0)).contains(true);
        assertThat(rich.bool(1)).isEmpty();
        assertThat(rich.bool(2)).contains(false);
    }

    @Test
    void aCategoryIsAddedWithItsLevels() {
        Column deck = derived(Derive.category("deck", text("class").is("3").then(literal("low"), literal("high"))));
        assertThat(deck.type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(deck.levels()).containsExactly("high", "low");
        assertThat(deck.isMissing(2)).isTrue();
    }

    @Test
    void theSameExpressionGivesTheSameOnRealData() {
        Dataset credit = TestTables.credit();
        Derive rate = Derive.number("rate", number("amount").dividedBy(number("price")));
        Column found = Transforms.apply(rate.fit(credit, FitContext.of(0)).fitted(), credit, 2)
                .column("rate");
        for (int row = 0; row < credit.rowCount(); row++) {
            double amount = credit.column("amount").number(row);
            assertThat(found.number(row))
                    .isEqualTo(amount / credit.column("price").number(row));
        }
    }

    private static void plan(Derive derive) {
        new Chain<>(Task.regress(Target.of("y")), List.of(new Step("engineer", derive)), new MeanRegressor())
                .plan(DATA.schema());
    }

    @Test
    void theTargetCannotBeRead() {
        assertThatThrownBy(() -> plan(Derive.number("leak", number("y").plus(number("loss")))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "At engineer step 1 (derive 'leak'): Expected 'y' to be a feature but it is the "
                                + "target column.");
    }

    @Test
    void theNameMustBeNew() {
        assertThatThrownBy(() -> plan(Derive.number("gain", number("loss").plus(1))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "At engineer step 1 (derive 'gain'): Expected 'gain' to be a new column but there is one of "
                                + "that name already. Choose another name, or rename or drop the old column first.");
        assertThatThrownBy(() -> plan(Derive.number("y", number("loss").plus(1))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "At engineer step 1 (derive 'y'): Expected a step to write features only but it writes 'y', "
                                + "which is the target column. Write under another name.");
        assertThatThrownBy(() -> Derive.flag(" ", flag("member"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void absentAndUnsuitableColumnsAreRefused() {
        assertThatThrownBy(() -> plan(Derive.number("net", number("gian"))))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("Expected a column 'gian' but there is none. Did you mean 'gain'?");
        assertThatThrownBy(() -> plan(Derive.number("net", number("class"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected column 'class' to be a number in the expression");
    }

    @Test
    void anExpressionThatReadsNothingIsRefused() {
        assertThatThrownBy(() -> Derive.number("one", constant(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected the expression of 'one' to read a column but constant(1.0) is the same in every "
                        + "row. Read a column with number, text or flag.");
    }

    @Test
    void theSavedFormStaysTheSame() {
        Derive derive = Derive.number("net", number("gain").minus(number("loss")));
        assertThat(Codecs.encode(derive).toJson())
                .isEqualTo("{\"name\":\"derive\",\"version\":1,\"state\":{\"name\":\"net\",\"expression\":"
                        + "\"minus(number(\\\"gain\\\"), number(\\\"loss\\\"))\"}}");
        assertThat(Codecs.encode(derive.fit(DATA, FitContext.of(0)).fitted()).toJson())
                .startsWith("{\"name\":\"derive.fitted\",\"version\":1,");
    }
}
