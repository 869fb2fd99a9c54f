package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Row;
import io.github.millwork.stage.FittedChain;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorerOfBeansTest {
    private static final FittedChain<Regression> FLATS = Chains.small();

    /** As frameworks make them, with getters of any other sort besides. */
    public static class Flat {
        private final double size;
        private final String kind;

        Flat(double size, String kind) {
            this.size = size;
            this.kind = kind;
        }

        public double getSize() {
            return size;
        }

        public String getKind() {
            return kind;
        }

        public List<String> getTags() {
            return List.of("not for the model");
        }

        public String getKind(int ignored) {
            throw new AssertionError("no getter");
        }

        public static String getAll() {
            throw new AssertionError("no property of one flat");
        }

        public void get() {}

        protected String getPrice() {
            throw new AssertionError("not public");
        }
    }

    @Test
    void aBeanGetsTheBitsThatARowGets() {
        Scorer<Flat, Regression> scorer = Scorer.of(FLATS, Flat.class);

        assertThat(scorer.score(new Flat(50, "loft"))).isEqualTo(FLATS.predict(Row.of("size", 50, "kind", "loft")));
        assertThat(scorer.score(new Flat(Double.NaN, null)))
                .isEqualTo(FLATS.predict(Row.of("size", null, "kind", null)));
        assertThat(scorer.score(List.of(new Flat(1, "castle"), new Flat(2, "castle")))
                        .unseen())
                .isEqualTo(Map.of("kind", 2L));
    }

    @Test
    void aThousandBeansGetTheBitsThatRecordsGet() {
        FittedChain<Classification> census = CensusLike.fitted();
        List<CensusLike.Person> people = CensusLike.people(1_000);
        Scorer<CensusLike.Person, Classification> records = Scorer.of(census, CensusLike.Person.class);
        Scorer<PersonBean, Classification> beans = Scorer.of(census, PersonBean.class);

        for (CensusLike.Person person : people) {
            assertThat(beans.score(() -> person)).isEqualTo(records.score(person));
        }
    }

    /** An interface whose getters have bodies. */
    public interface PersonBean {
        CensusLike.Person person();

        default int getAge() {
            return person().age();
        }

        default String getWorkclass() {
            return person().workclass();
        }

        default int getFnlwgt() {
            return person().fnlwgt();
        }

        default String getEducation() {
            return person().education();
        }

        default int getEducationNum() {
            return person().educationNum();
        }

        default String getMaritalStatus() {
            return person().maritalStatus();
        }

        default String getOccupation() {
            return person().occupation();
        }

        default String getRelationship() {
            return person().relationship();
        }

        default String getRace() {
            return person().race();
        }

        default String getSex() {
            return person().sex();
        }

        default int getCapitalGain() {
            return person().capitalGain();
        }

        default int getCapitalLoss() {
            return person().capitalLoss();
        }

        default Integer getHoursPerWeek() {
            return person().hoursPerWeek();
        }

        default String getNativeCountry() {
            return person().nativeCountry();
        }
    }

    /** Its getters are inherited, from a class that is not public. */
    private static final class Penthouse extends Flat {
        Penthouse() {
            super(200, "penthouse");
        }

        @Override
        public String getKind() {
            return "loft";
        }
    }

    @Test
    void gettersAreInheritedAndOverridden() {
        Regression expected = FLATS.predict(Row.of("size", 200, "kind", "loft"));

        assertThat(Scorer.of(FLATS, Penthouse.class).score(new Penthouse())).isEqualTo(expected);
        assertThat(Scorer.of(FLATS, Flat.class).score(new Penthouse())).isEqualTo(expected);
    }

    /** What {@code is} and {@code get} mean for booleans. */
    public static final class Flags {
        public boolean isNew() {
            return true;
        }

        public boolean getNew() {
            throw new AssertionError("the other one is meant");
        }

        public Boolean isLarge() {
            return null;
        }

        public Boolean getFurnished() {
            return false;
        }

        public String isNothing() {
            throw new AssertionError("no getter");
        }
    }

    @Test
    void booleansAreReadByEitherSpelling() {
        FittedChain<Regression> fitted = Chains.filling(io.github.millwork.data.Dataset.of(
                Column.booleans("new", true, false, true),
                Column.booleans("large", true, false, null),
                Column.booleans("furnished", false, false, true),
                Column.numbers("price", 1, 2, 4)));

        assertThat(Scorer.of(fitted, Flags.class).score(new Flags()))
                .isEqualTo(fitted.predict(Row.of("new", true, "large", null, "furnished", false)));
    }

    /** A getter of a wider type is overridden by one of a narrower type. */
    public static class Sized {
        public Number getSize() {
            return 1;
        }
    }

    /** With one that a column can hold. */
    public static final class Narrow extends Sized {
        @Override
        public Integer getSize() {
            return 44;
        }

        public Kind getKind() {
            return Kind.ATTIC;
        }
    }

    enum Kind {
        ATTIC
    }

    @Test
    void aNarrowerTypeOfAnOverriddenGetterCounts() {
        assertThat(Scorer.of(FLATS, Narrow.class).score(new Narrow()))
                .isEqualTo(FLATS.predict(Row.of("size", 44, "kind", "ATTIC")));
    }

    /** Nothing for the columns. */
    public static final class Misspelt {
        public double getSiz() {
            return 1;
        }

        public String getKind() {
            return "";
        }
    }

    /** A type that no number is. */
    public static final class Wrong {
        public String getSize() {
            return "1";
        }

        public Collection<String> getKind() {
            return List.of();
        }
    }

    /** Two names that match one column. */
    public static final class Twins {
        public double getSize() {
            return 1;
        }

        public double getSIZE() {
            return 2;
        }

        public String getKind() {
            return "loft";
        }
    }

    @Test
    void whatDoesNotMatchIsNamed() {
        assertThatThrownBy(() -> Scorer.of(FLATS, Misspelt.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a getter of Misspelt for column 'size', a number such as 1.5, but there are only 'kind', 'siz'. Did you mean "
                                + "'siz'? Add or rename one; case, hyphens, underscores and spaces do not matter.");
        assertThatThrownBy(() -> Scorer.of(FLATS, Object.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected getters of Object for columns 'size', a number such as 1.5; and 'kind', a category such as "
                                + "'a', but there are none. Add or rename them; case, hyphens, underscores and spaces do not matter.");
        assertThatThrownBy(() -> Scorer.of(FLATS, Wrong.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected getKind() of ")
                .hasMessageEndingWith(
                        "to give a number, boolean, string, enum, date or timestamp but found java.util.Collection. Change "
                                + "its type or leave it out.");
        assertThatThrownBy(() -> Scorer.of(FLATS, Twins.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected one property of Twins for column 'size' but both 'SIZE' and 'size' match it. Rename "
                                + "one of them.");
    }

    /** A getter that fails. */
    public static final class Failing {
        public double getSize() throws Exception {
            throw new java.io.IOException("as asked");
        }

        public String getKind() {
            return "loft";
        }

        @Override
        public String toString() {
            return "a flat";
        }
    }

    @Test
    void aGetterThatFailsIsNamed() {
        Scorer<Failing, Regression> scorer = Scorer.of(FLATS, Failing.class);

        assertThatThrownBy(() -> scorer.score(new Failing()))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected to read 'size' of a flat but its accessor failed. Mend the accessor.")
                .hasRootCauseMessage("as asked");
    }
}
