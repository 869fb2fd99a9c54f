package io.github.millwork.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryTest {
    record Person(String name, Integer age) {}

    @Test
    void recordsMapsAndDatasetsAreSources() {
        Dataset records = InMemory.records(List.of(new Person("Ada", 36), new Person("Alan", null)), Person.class)
                .load();
        assertThat(records.column("age").type()).isEqualTo(ColumnType.INTEGER);
        assertThat(records.column("age").isMissing(1)).isTrue();
        assertThat(records.provenance().get(0).place()).isEqualTo("records of Person");
        Dataset maps =
                InMemory.maps(List.of(Map.of("name", "Ada"), Map.of("age", 41))).load();
        assertThat(maps.schema().names()).containsExactlyInAnyOrder("name", "age");
        assertThat(InMemory.of(records).load()).isSameAs(records);
    }

    @Test
    void rowsThatWereCollectedKeepWhereTheyCameFrom() {
        Dataset rows = Dataset.ofMaps(List.of(Map.of("a", 1))).collectedFrom("csv", "a.csv", Instant.EPOCH);
        assertThat(InMemory.of(rows).load().provenance().get(0).place()).isEqualTo("a.csv");
    }

    @Test
    void itIsEqualByItsRows() {
        InMemory one = InMemory.maps(List.of(Map.of("a", 1)));
        assertThat(one)
                .isEqualTo(InMemory.maps(List.of(Map.of("a", 1))))
                .hasSameHashCodeAs(InMemory.maps(List.of(Map.of("a", 2))));
        assertThat(one).isNotEqualTo(InMemory.maps(List.of(Map.of("a", 2))));
        assertThat(one.isData()).isFalse();
    }
}
