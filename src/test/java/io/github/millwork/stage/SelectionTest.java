package io.github.millwork.stage;

import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.DATE;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.matching;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final Dataset DATA = Dataset.of(
            Column.numbers("a", 1, 2, 3),
            Column.integers("b", 1, 2, 3),
            Column.categories("c", null, "7", "n/a"),
            Column.texts("t", "7", "8", "9"),
            Column.numbers("id", 1, 2, 3).withRole(Role.ID));

    private static List<String> names(Selection selection) {
        List<String> found =
                selection.in(DATA.schema()).stream().map(Field::name).toList();
        assertThat(selection.in(DATA, "a test")).extracting(Column::name).isEqualTo(found);
        return found;
    }

    @Test
    void byTypeWhatDoesNotSuitIsPassedOver() {
        assertThat(names(Selection.of(all(), NUMBER, INTEGER))).containsExactly("a", "b");
        assertThat(names(Selection.of(Columns.booleans().or(Columns.dates()), DATE)))
                .isEmpty();
        assertThat(names(Selection.of(Columns.withRole(Role.FEATURE), CATEGORY)))
                .containsExactly("c");
    }

    @Test
    void byNameWhatDoesNotSuitIsAnError() {
        for (Columns columns : List.of(
                named("a", "c"),
                matching("[ac]"),
                numeric().or(named("c")),
                named("c").except("a"))) {
            assertThatThrownBy(() -> names(Selection.of(columns, NUMBER)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Expected column 'c' to be a number but it is a category");
        }
        assertThat(names(Selection.of(all().except("c"), NUMBER))).containsExactly("a");
    }

    @Test
    void aSelectorThatCanChooseNothingThatSuitsIsAnError() {
        for (Columns columns :
                List.of(numeric(), numeric().except("a"), numeric().and(all()))) {
            assertThatThrownBy(() -> names(Selection.of(columns, CATEGORY)))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(
                            "Expected columns of a type that this step can handle, a category, but it is "
                                    + "told to take columns of type number or integer")
                    .hasMessageEndingWith(", so it would do nothing. Choose other columns.");
        }
    }

    @Test
    void aPatternThatMatchesNoNameIsAnError() {
        assertThatThrownBy(() -> names(Selection.of(matching("aa.*"), NUMBER)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected a feature matching aa.* but there is none. The features are 'a',")
                .hasMessageEndingWith("Correct the pattern, which must match whole names.");
        assertThat(names(Selection.of(matching("aa.*").or(named("a")), NUMBER))).containsExactly("a");
    }

    @Test
    void aCategoryIsToBeEncodedAndAMarkerSuspectedOnlyAmongNumbers() {
        Dataset pets = Dataset.of(Column.categories("sex", "f", "m", "f"));
        assertThatThrownBy(() -> Selection.of(named("sex"), NUMBER).in(pets, "a test"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'sex' to be a number but it is a category, first at training row 0: 'f'. "
                        + "Choose numeric(), or encode it before: Encode.oneHot(named(\"sex\")).");
    }

    @Test
    void someTypesCountOnlyWhereTheyAreAskedForByName() {
        assertThat(names(Selection.of(all(), NUMBER).orNamed(CATEGORY))).containsExactly("a");
        assertThat(names(Selection.of(named("c", "a"), NUMBER).orNamed(CATEGORY)))
                .containsExactly("c", "a");
    }

    @Test
    void theFirstCellThatIsNoNumberIsShownWithItsRow() {
        assertThatThrownBy(() -> Selection.of(named("c"), NUMBER).in(DATA, "a test"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'c' to be a number but it is a category, first at training row 2: 'n/a'. "
                        + "If 'n/a' means missing, say so where it is read: missing(\"n/a\"). Otherwise choose other "
                        + "columns.");
        assertThatThrownBy(() -> Selection.of(named("t"), DATE).in(DATA, "a test"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 't' to be a date but it is text, first at training row 0: '7'. Choose "
                        + "other columns, or read it as a date.");
    }

    @Test
    void aMissingMarkerIsSuspectedOnlyWhereNumbersAreWanted() {
        assertThatThrownBy(() -> Selection.of(named("t"), NUMBER, CATEGORY).in(DATA, "a test"))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(
                        "first at training row 0: '7'. Choose other columns, or read it as a number or a category.");
    }

    @Test
    void withoutRowsALevelIsShownInstead() {
        assertThatThrownBy(() -> Selection.of(named("c"), NUMBER).in(DATA.schema()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("but it is a category, such as 'n/a'. If 'n/a' means missing");
    }

    @Test
    void onlyFeaturesAreEverChosen() {
        assertThatThrownBy(() -> names(Selection.of(Columns.withRole(Role.ID), NUMBER)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected 'id' to be a feature but it is the id column");
        assertThatThrownBy(() -> names(Selection.of(named("id"), NUMBER)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected 'id' to be a feature but it is the id column");
    }

    @Test
    void nothingIsLearnedFromNoRows() {
        assertThatThrownBy(() -> Selection.of(all(), NUMBER).in(DATA.head(0), "a test"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected at least one training row but found none. Check what was left out.");
    }
}
