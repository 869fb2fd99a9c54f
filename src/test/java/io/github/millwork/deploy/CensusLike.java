package io.github.millwork.deploy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Rows with the columns of the Adult census data, made up. Public for the benchmarks. */
public final class CensusLike {
    /** A person, as an application would declare it. */
    public record Person(
            int age,
            String workclass,
            int fnlwgt,
            String education,
            int educationNum,
            String maritalStatus,
            String occupation,
            String relationship,
            String race,
            String sex,
            int capitalGain,
            int capitalLoss,
            Integer hoursPerWeek,
            String nativeCountry) {}

    private CensusLike() {}

    /** {@return so many persons, some with missing values} */
    public static List<Person> people(int count) {
        SplittableRandom random = new SplittableRandom(7);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(new Person(
                    17 + random.nextInt(70),
                    random.nextInt(15) == 0 ? null : "workclass " + random.nextInt(8),
                    12_285 + random.nextInt(1_400_000),
                    "education " + random.nextInt(16),
                    1 + random.nextInt(16),
                    "status " + random.nextInt(7),
                    "occupation " + random.nextInt(14),
                    "relationship " + random.nextInt(6),
                    "race " + random.nextInt(5),
                    random.nextBoolean() ? "Male" : "Female",
                    random.nextInt(12) == 0 ? random.nextInt(99_999) : 0,
                    random.nextInt(20) == 0 ? random.nextInt(4_356) : 0,
                    random.nextInt(30) == 0 ? null : 1 + random.nextInt(99),
                    "country " + random.nextInt(41)));
        }
        return people;
    }

    /** {@return the persons as a dataset with the names of columns that the Adult data has} */
    public static Dataset dataset(List<Person> people) {
        Dataset data = Dataset.of(people, Person.class);
        for (Column column : data.columns()) {
            String name = column.name().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (!name.equals(column.name())) data = data.rename(column.name(), name);
        }
        String[] income = people.stream()
                .map(person -> person.age + 4 * person.educationNum + person.capitalGain / 1000 > 90 ? ">50K" : "<=50K")
                .toArray(String[]::new);
        return data.with(Column.categories("income", income));
    }

    /** {@return fill, standardise, one-hot and logistic, fitted to 500 persons} */
    public static FittedChain<Classification> fitted() {
        return Chains.fit(
                new Chain<>(
                        Task.classify(Target.of("income").positive(">50K")),
                        List.of(
                                new Step("preprocess", new TestSteps.Fill()),
                                new Step("preprocess", new TestSteps.Standardise()),
                                new Step("preprocess", new TestSteps.OneHot())),
                        new TestSteps.Logistic()),
                dataset(people(500)));
    }
}
