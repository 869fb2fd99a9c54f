package io.github.millwork.preprocess;

import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.Transformer;
import io.github.millwork.testkit.MeanRegressor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users read when the data does not suit a step of a chain. */
class PreprocessMessagesTest {
    private static final Dataset DATA = Dataset.of(
            Column.categories("age", "31", "n/a", "45"),
            Column.numbers("income", 10, Double.POSITIVE_INFINITY, 30),
            Column.numbers("empty", Double.NaN, Double.NaN, Double.NaN),
            Column.numbers("y", 1, 2, 3));

    private static void fit(Dataset data, Transformer second) {
        new Chain<>(
                        Task.regress(Target.of("y")),
                        List.of(
                                new Step("preprocess", Impute.constant(named("income"), 0)),
                                new Step("preprocess", second)),
                        new MeanRegressor())
                .fit(data, FitContext.of(0));
    }

    @Test
    void aCategoryIsNoNumber() {
        assertThatThrownBy(() -> fit(DATA, Impute.median(named("age"))))
                .isInstanceOf(DataException.class)
                .hasMessage("At preprocess step 2 (impute median of 'age'): Expected column 'age' to be a number or an "
                        + "integer but it is a category, such as 'n/a'. If 'n/a' means missing, say so where it is "
                        + "read: missing(\"n/a\"). Otherwise choose other columns.");
        assertThatThrownBy(() -> fit(DATA, Scale.standard(named("age"))))
                .hasMessageStartingWith("At preprocess step 2 (standard scale 'age'): Expected column 'age' to be");
    }

    @Test
    void aNumberIsNoCategory() {
        assertThatThrownBy(() -> fit(DATA, Encode.oneHot(named("income"))))
                .isInstanceOf(DataException.class)
                .hasMessage("At preprocess step 2 (one-hot encode 'income'): Expected column 'income' to be an integer "
                        + "or a boolean or a category but it is a number. Choose other columns, or read it as an "
                        + "integer or a boolean or a category.");
    }

    @Test
    void anAbsentColumnIsAnsweredWithTheNearestName() {
        assertThatThrownBy(() -> fit(DATA, Impute.mean(named("incone"))))
                .isInstanceOf(DataException.class)
                .hasMessage("At preprocess step 2 (impute mean of 'incone'): Expected a column 'incone' but there is "
                        + "none. Did you mean 'income'?");
    }

    @Test
    void whatOnlyTheRowsShowIsToldInTheFit() {
        assertThatThrownBy(() -> fit(DATA.drop("age"), Impute.mean(named("empty"))))
                .isInstanceOf(DataException.class)
                .hasMessage("At preprocess step 2 (impute mean of 'empty'): Expected column 'empty' to have a value in "
                        + "at least one training row but all 3 are missing. Drop it, or use Impute.constant.");
        assertThatThrownBy(() -> fit(DATA.drop("age"), Scale.robust(numeric())))
                .isInstanceOf(DataException.class)
                .hasMessage("At preprocess step 2 (robust scale number or integer): Expected finite numbers in column "
                        + "'income' but found Infinity at training row 1. Make it missing, or leave the row out.");
    }
}
