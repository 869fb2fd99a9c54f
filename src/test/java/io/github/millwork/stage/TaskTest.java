package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.AnomalyOutputs;
import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.data.Truth;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaskTest {
    private final Dataset data = Dataset.of(
            Column.categories("kind", "rose", "lily", "rose"),
            Column.integers("count", 10, 9, 10),
            Column.booleans("fragrant", true, false, true),
            Column.numbers("width", 0.5, 1, 2),
            Column.texts("note", "a", "b", "c"));

    private static Task<Classification> classify(String target) {
        return Task.classify(Target.of(target));
    }

    @Nested
    class ATarget {
        @Test
        void takesTheRoleTargetAndNothingElseChanges() {
            Dataset marked = classify("kind").mark(data);
            assertThat(marked.column("kind").role()).isEqualTo(Role.TARGET);
            assertThat(marked.schema().features()).hasSize(4);
            assertThat(classify("kind").mark(data.schema())).isEqualTo(marked.schema());
        }

        @Test
        void thatIsAbsentIsAnsweredWithTheNearestName() {
            assertThatThrownBy(() -> classify("kid").mark(data))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected the target column 'kid' but the data has none of that name. Did you mean "
                            + "'kind'?");
        }

        @Test
        void ofAWrongTypeIsAnsweredWithWhatToDo() {
            assertThatThrownBy(() -> classify("width").mark(data))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected the target column 'width' to be a category, integer or boolean but it is "
                            + "number. Use regress to predict a number, or read the column as a category.");
            assertThatThrownBy(() -> classify("note").mark(data))
                    .hasMessage(
                            "Expected the target column 'note' to be a category, integer or boolean but it is text. "
                                    + "Read it as a category.");
            assertThatThrownBy(() -> Task.regress(Target.of("kind")).mark(data))
                    .hasMessage("Expected the target column 'kind' to be a number but it is category. Use classify to "
                            + "predict a category, or read the column as a number.");
            assertThatThrownBy(() -> Task.regress(Target.of("fragrant")).mark(data))
                    .isInstanceOf(DataException.class);
        }

        @Test
        void mustBeTheOnlyOne() {
            Dataset other = data.withRole("count", Role.TARGET);
            assertThatThrownBy(() -> classify("kind").mark(other))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "Expected 'kind' to be the only target but column 'count' has the role target too. Give "
                                    + "it another role, or drop it.");
            assertThat(classify("count").mark(other).column("count").role()).isEqualTo(Role.TARGET);
        }

        @Test
        void isNeededToPredictAndNotToFindStructure() {
            assertThatThrownBy(() -> new Task<>(Regression.class, null, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("Use classify, regress, cluster or detectAnomalies.");
            assertThatThrownBy(() -> new Task<>(Cluster.class, Target.of("kind"), null))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Task<>(Classification.class, Target.of("kind"), Truth.of("kind")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Training {
        private static TargetValues.Classes classes(Task<Classification> task, Dataset data) {
            return (TargetValues.Classes) task.training(task.mark(data));
        }

        @Test
        void classesAreCodedInAscendingOrder() {
            assertThat(classes(classify("kind"), data).labels()).containsExactly("lily", "rose");
            assertThat(classes(classify("kind"), data).codes()).containsExactly(1, 0, 1);
            assertThat(classes(classify("count"), data).labels()).containsExactly("9", "10");
            assertThat(classes(classify("fragrant"), data).labels()).containsExactly("false", "true");
            assertThat(classes(Task.classify(Target.of("kind").positive("rose")), data)
                            .positive())
                    .isEqualTo("rose");
        }

        @Test
        void numbersAreTakenAsTheyAre() {
            assertThat(((TargetValues.Numbers) Task.regress(Target.of("width")).training(data)).values())
                    .containsExactly(0.5, 1, 2);
            assertThat(((TargetValues.Numbers) Task.regress(Target.of("count")).training(data)).values())
                    .containsExactly(10, 9, 10);
        }

        @Test
        void oneClassIsNotEnough() {
            assertThatThrownBy(() -> classify("kind").training(data.rows(0, 2)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected at least two classes in the target column 'kind' but all 2 rows are 'rose'. "
                            + "Collect rows of other classes, or use detectAnomalies to learn from one class.");
        }

        @Test
        void aMissingTargetIsAnsweredWithTheFilterThatRemovesIt() {
            Dataset holes = data.with(Column.categories("kind", "rose", null, ""))
                    .with(Column.numbers("width", Double.NaN, 1, 2))
                    .with(Column.booleans("fragrant", true, false, null));
            assertThatThrownBy(() -> classify("kind").training(holes))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "Expected the target column 'kind' to have a value in every row but 2 of 3 are missing, "
                                    + "first at row 1. Leave those rows out: data.where(text(\"kind\").isMissing().not()).");
            assertThatThrownBy(() -> Task.regress(Target.of("width")).training(holes))
                    .hasMessageEndingWith("data.where(number(\"width\").isMissing().not()).");
            assertThatThrownBy(() -> classify("fragrant").training(holes)).isInstanceOf(DataException.class);
        }

        @Test
        void anInfiniteTargetIsRefused() {
            Dataset endless = data.with(Column.numbers("width", 1, Double.NEGATIVE_INFINITY, 2));
            assertThatThrownBy(() -> Task.regress(Target.of("width")).training(endless))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "Expected a finite number in every row of the target column 'width' but found -Infinity "
                                    + "at row 1. Mend it, or leave the row out.");
        }

        @Test
        void aPositiveClassMustBeOneOfTheClasses() {
            assertThatThrownBy(() ->
                            Task.classify(Target.of("kind").positive("Rosé")).training(data))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected the positive class 'Rosé' to be a class of the target but it is not. Did you "
                            + "mean 'rose'?");
        }

        @Test
        void aPartIsCodedAsTheWhole() {
            TargetValues all = classify("kind").training(data);
            TargetValues.Classes part = (TargetValues.Classes) classify("kind").part(data.rows(0), all);
            assertThat(part.labels()).containsExactly("lily", "rose");
            assertThat(part.codes()).containsExactly(1);
            Dataset invented = data.with(Column.categories("kind", "rose", "tulip", "lily"));
            assertThatThrownBy(() -> classify("kind").part(invented, all))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "Expected made-up training rows to be of the classes that there are, 'lily', 'rose', but "
                                    + "found 'tulip'. Mend the training option that makes them.");
        }
    }

    @Nested
    class Truths {
        private final ClassificationOutputs outputs =
                ClassificationOutputs.probabilities(List.of("lily", "rose"), null);

        @Test
        void areCodedByTheLabelsOfThePredictions() {
            TargetValues.Classes truth = (TargetValues.Classes) classify("kind")
                    .truth(Dataset.of(Column.categories("kind", "rose", "tulip", "lily", "iris", "tulip")), outputs);
            assertThat(truth.codes()).containsExactly(1, -1, 0, -2, -1);
            assertThat(truth.unknown()).containsExactly("tulip", "iris");
        }

        @Test
        void thatAreAbsentMissingOrOfAnotherTypeAreRefused() {
            assertThatThrownBy(() -> classify("kind").truth(data.drop("kind"), outputs))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(
                            "Expected the column 'kind' to compare predictions with but the data has none.");
            assertThatThrownBy(
                            () -> classify("kind").truth(Dataset.of(Column.categories("kind", "rose", null)), outputs))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("1 of 2 are missing, first at row 1");
            assertThatThrownBy(() -> classify("kind").truth(Dataset.of(Column.numbers("kind", 1.0)), outputs))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("to be a category, integer or boolean but it is number");
            assertThatThrownBy(() -> Task.regress(Target.of("width"))
                            .truth(Dataset.of(Column.categories("width", "1")), new RegressionOutputs(false)))
                    .isInstanceOf(DataException.class);
        }

        @Test
        void ofAnomaliesAreUsualOrAnomalous() {
            Task<Anomaly> task = Task.detectAnomalies(Truth.of("count").anomalous("9", "8", "9"));
            TargetValues.Classes truth = (TargetValues.Classes) task.truth(data, new AnomalyOutputs());
            assertThat(truth.labels()).containsExactly("usual", "anomalous");
            assertThat(truth.codes()).containsExactly(0, 1, 0);
            assertThat(truth.positive()).isEqualTo("anomalous");
        }

        @Test
        void ofClustersAreTheirGroups() {
            TargetValues.Classes truth =
                    (TargetValues.Classes) Task.cluster(Truth.of("count")).truth(data, new ClusterOutputs(2));
            assertThat(truth.labels()).containsExactly("9", "10");
            assertThat(Task.cluster(null).truth(data, new ClusterOutputs(2))).isEqualTo(new TargetValues.None(3));
        }

        @Test
        void areLeftOutOfTraining() {
            Task<Cluster> task = Task.cluster(Truth.of("kind"));
            assertThat(task.mark(data).has("kind")).isFalse();
            assertThat(task.mark(data).schema()).isEqualTo(task.mark(data.schema()));
            assertThat(task.mark(data.drop("kind")).columnCount()).isEqualTo(4);
            assertThat(task.training(data)).isEqualTo(new TargetValues.None(3));
        }
    }

    @Nested
    class Labels {
        private final Dataset tagged = Dataset.of(
                Column.booleans("red", true, false, true),
                Column.integers("big", 0, 1, 1),
                Column.categories("tags", "red; big", null, "big;;old"));
        private final Target together = Target.of("tags").separatedBy(";");

        @SafeVarargs
        private static List<BitSet> sets(List<Integer>... rows) {
            return java.util.Arrays.stream(rows)
                    .map(row -> {
                        BitSet set = new BitSet();
                        row.forEach(set::set);
                        return set;
                    })
                    .toList();
        }

        @Test
        void mayEachHaveAColumn() {
            Task<MultiLabel> task = Task.classifyLabels(Target.labels("red", "big"));
            TargetValues.LabelSets read = (TargetValues.LabelSets) task.training(task.mark(tagged));
            assertThat(read.labels()).containsExactly("red", "big");
            assertThat(read.sets()).isEqualTo(sets(List.of(0), List.of(1), List.of(0, 1)));
            assertThat(task.mark(tagged).schema().features()).hasSize(1);
        }

        @Test
        void mayBeTogetherInOneColumn() {
            Task<MultiLabel> task = Task.classifyLabels(together);
            TargetValues.LabelSets read = (TargetValues.LabelSets) task.training(task.mark(tagged));
            assertThat(read.labels()).containsExactly("big", "old", "red");
            assertThat(read.sets()).isEqualTo(sets(List.of(0, 2), List.of(), List.of(0, 1)));
        }

        @Test
        void ofOtherRowsAreCodedAsThoseOfThePredictionsAndNewOnesComeAfter() {
            TargetValues.LabelSets truth = (TargetValues.LabelSets)
                    Task.classifyLabels(together).truth(tagged, new MultiLabelOutputs(List.of("red", "big")));
            assertThat(truth.labels()).containsExactly("red", "big", "old");
            assertThat(truth.sets()).isEqualTo(sets(List.of(0, 1), List.of(), List.of(1, 2)));
        }

        @Test
        void thatAreNoneAreRefused() {
            Dataset odd = Dataset.of(Column.integers("red", 0, 2), Column.categories("none", null, " ; "));
            assertThatThrownBy(() -> Task.classifyLabels(Target.labels("red")).training(odd))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "Expected the label column 'red' to hold 0 or 1 but found 2.0 at row 1. Mend the cell.");
            assertThatThrownBy(() -> Task.classifyLabels(Target.of("none").separatedBy(";"))
                            .training(odd))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Expected labels in the target column 'none' but every row of 2 has none.");
            assertThatThrownBy(() -> Task.classifyLabels(Target.labels("tags")).mark(tagged))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected the target column 'tags' to be boolean, or 0 and 1, but it is category. Read "
                            + "it so, or name another column.");
        }

        @Test
        void areNoClasses() {
            assertThatThrownBy(() -> Task.classify(Target.labels("red", "big")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected a target of one value in each row but found labels in 'red', 'big'. Use "
                            + "classifyLabels to predict any number of labels for a row.");
        }
    }

    @Test
    void aTaskIsReadBackFromData() {
        for (Task<?> task : List.of(
                classify("kind"),
                Task.classify(Target.of("kind").positive("rose")),
                Task.classifyLabels(Target.labels("red", "big")),
                Task.classifyLabels(Target.of("tags").separatedBy(";")),
                Task.regress(Target.of("width")),
                Task.cluster(null),
                Task.cluster(Truth.of("kind")),
                Task.detectAnomalies(null),
                Task.detectAnomalies(Truth.of("kind").anomalous("lily", "tulip")))) {
            assertThat(Task.fromState(State.fromJson(task.toState().toJson()))).isEqualTo(task);
        }
        assertThatThrownBy(() -> Task.fromState(State.empty().with("type", "Magic")))
                .isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> Task.fromState(State.empty().with("type", "Regression")))
                .isInstanceOf(BundleException.class);
    }
}
