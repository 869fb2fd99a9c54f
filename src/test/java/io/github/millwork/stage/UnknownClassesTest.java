package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownClassesTest {
    @Test
    void classesThatTheModelDoesNotKnowKeepTheirNames() {
        Dataset data = Dataset.of(Column.categories("kind", "rose", "iris", "lily", "aster", "iris"));
        TargetValues truth = Task.classify(Target.of("kind"))
                .truth(data, ClassificationOutputs.probabilities(List.of("lily", "rose"), null));
        TargetValues.Classes classes = (TargetValues.Classes) truth;
        assertThat(classes.codes()).containsExactly(1, -1, 0, -2, -1);
        assertThat(classes.unknown()).containsExactly("iris", "aster");
        assertThat(classes.rows(new int[] {3, 0}).label(0)).isEqualTo("aster");
        assertThat(classes.rows(new int[] {3, 0}).label(1)).isEqualTo("rose");
    }
}
