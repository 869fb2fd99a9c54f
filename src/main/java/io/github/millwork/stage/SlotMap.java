package io.github.millwork.stage;

import io.github.millwork.data.ColumnType;

/** Hands out slots while a program is put together: number slots and object slots are counted apart. */
final class SlotMap {
    private int numbers;
    private int objects;

    int add(ColumnType type) {
        return type.fitsDouble() ? numbers++ : objects++;
    }

    Frame frame(int dimension) {
        return new Frame(numbers, objects, dimension);
    }
}
