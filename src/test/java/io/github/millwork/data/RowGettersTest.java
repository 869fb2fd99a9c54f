package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The typed getters of a row give what the column gives, and nothing that is of another type. */
class RowGettersTest {
    private static final LocalDate DAY = LocalDate.of(2024, 2, 29);
    private static final Instant NOON = Instant.parse("2024-02-29T12:00:00Z");

    private final Row row = Row.of("count", 3, "paid", true, "day", DAY, "at", NOON, "gone", null);

    @Test
    void aCellIsGivenAsItsType() {
        assertThat(row.integer("count")).contains(3L);
        assertThat(row.number("count")).isEqualTo(3);
        assertThat(row.bool("paid")).contains(true);
        assertThat(row.date("day")).contains(DAY);
        assertThat(row.timestamp("at")).contains(NOON);
    }

    @Test
    void aMissingCellIsEmpty() {
        assertThat(row.integer("gone")).isEmpty();
        assertThat(row.bool("gone")).isEmpty();
        assertThat(row.date("gone")).isEmpty();
        assertThat(row.timestamp("gone")).isEmpty();
    }

    @Test
    void aCellOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> row.integer("paid"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'paid'");
        assertThatThrownBy(() -> row.date("count")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> row.timestamp("cuont"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'count'");
    }
}
