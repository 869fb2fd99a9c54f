package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    private static final List<String> KNOWN = List.of("kind", "width", "education-num", "x");

    @ParameterizedTest
    @CsvSource({
        "kid, kind",
        "Kind, kind",
        "wdith, width",
        "knid, kind",
        "educationNum, education-num",
        "EDUCATION_NUMBER, education-num",
        "X, x",
        "xs, x"
    })
    void theNearestNameIsSuggested(String wanted, String nearest) {
        assertThat(Names.suggest(wanted, KNOWN)).isEqualTo("Did you mean '" + nearest + "'?");
    }

    @ParameterizedTest
    @CsvSource({"q", "income", "''", "???", "zz", "fare", "wide", "kg"})
    void aNameThatIsNearNoneIsAnsweredWithAll(String wanted) {
        assertThat(Names.suggest(wanted, KNOWN)).isEqualTo("There are: 'kind', 'width', 'education-num', 'x'.");
    }

    @Test
    void whereThereAreNoNamesThatIsSaid() {
        assertThat(Names.suggest("a", List.of())).isEqualTo("There are none.");
    }

    @Test
    void theNearerOfTwoNamesIsSuggestedAndOfEqualsTheFirst() {
        assertThat(Names.suggest("salery", List.of("salary2", "salary", "celery")))
                .contains("'salary'");
        assertThat(Names.suggest("cat", List.of("bat", "hat"))).contains("'bat'");
    }

    @Test
    void aHugeNameIsComparedWithNothing() {
        String huge = "a".repeat(10_000_000);
        assertThat(Names.suggest(huge, Collections.nCopies(1_000, "name"))).startsWith("There are: 'name'");
    }

    @Test
    void aLongListIsCut() {
        List<String> many = IntStream.range(0, 25).mapToObj(i -> "c" + i).toList();
        assertThat(Names.list(many)).startsWith("'c0', 'c1', ").endsWith("'c19' and 5 more");
        assertThat(Names.list(many.subList(0, 20))).endsWith("'c18', 'c19'");
        assertThat(Names.list(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "educationNum, educationnum",
        "education-num, educationnum",
        "Education_Num, educationnum",
        "hours per week, hoursperweek",
        "Größe, größe",
        "TITLE, title",
        "x2, x2",
        "'--', ''"
    })
    void foldedNamesKeepLettersAndDigits(String name, String folded) {
        assertThat(Names.fold(name)).isEqualTo(folded);
    }
}
