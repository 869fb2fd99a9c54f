package io.github.millwork.examples;

import io.github.millwork.collect.InMemory;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import java.util.List;
import java.util.Map;

/** Rows that a program has already: records, maps, and rows entered by hand. */
public final class CollectRows {
    record Order(int id, String customer, double amount) {}

    private CollectRows() {}

    /**
     * Runs it.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Dataset records = InMemory.records(List.of(new Order(1, "Ada", 12.5), new Order(2, "Alan", 7)), Order.class)
                .load();
        Dataset maps = InMemory.maps(List.of(Map.of("id", 3, "amount", 20), Map.of("id", 4, "express", true)))
                .load();
        Dataset manual = Dataset.builder()
                .column("id", ColumnType.INTEGER)
                .column("customer", ColumnType.CATEGORY)
                .row(5, "Grace")
                .row(6, null)
                .build();
        System.out.println(records.union(maps).union(manual));
    }
}
