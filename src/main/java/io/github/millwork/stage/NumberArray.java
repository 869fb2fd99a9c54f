package io.github.millwork.stage;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Locale;
import java.util.RandomAccess;

/**
 * An array of numbers in a state: a list that cannot be changed, of which nothing is boxed before it is asked for. Its
 * items are those that JSON would give: a Long for a whole number, a Double, and a String for what JSON has no number for.
 * So it equals any other list of the same numbers.
 */
abstract sealed class NumberArray extends AbstractList<Object> implements RandomAccess {
    /** How numbers are kept; saved by its name in lower case. */
    enum Type {
        DOUBLE(Double.BYTES),
        FLOAT(Float.BYTES),
        INT(Integer.BYTES);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Type type;
    private final int size;

    private NumberArray(Type type, int size) {
        this.type = type;
        this.size = size;
    }

    static NumberArray of(double[] numbers) {
        return new Doubles(numbers.clone());
    }

    static NumberArray of(float[] numbers) {
        return new Floats(numbers.clone());
    }

    static NumberArray of(int[] numbers) {
        return new Ints(numbers.clone());
    }

    /** Reads so many numbers, which must be there. */
    static NumberArray read(Type type, int size, ByteBuffer from) {
        return switch (type) {
            case DOUBLE -> {
                double[] numbers = new double[size];
                for (int i = 0; i < size; i++) numbers[i] = from.getDouble();
                yield new Doubles(numbers);
            }
            case FLOAT -> {
                float[] numbers = new float[size];
                for (int i = 0; i < size; i++) numbers[i] = from.getFloat();
                yield new Floats(numbers);
            }
            case INT -> {
                int[] numbers = new int[size];
                for (int i = 0; i < size; i++) numbers[i] = from.getInt();
                yield new Ints(numbers);
            }
        };
    }

    /** Writes all numbers, one after the other. */
    abstract void write(ByteBuffer to);

    /** The number at a place. Whole numbers are no larger than a double holds exactly. */
    abstract double number(int place);

    /** A copy of all numbers. */
    double[] toDoubles() {
        double[] numbers = new double[size];
        for (int i = 0; i < size; i++) numbers[i] = number(i);
        return numbers;
    }

    /** A copy of all whole numbers. */
    int[] toInts() {
        throw new IllegalStateException("Expected whole numbers but these are " + type.label() + "s.");
    }

    Type type() {
        return type;
    }

    boolean whole() {
        return type == Type.INT;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Object get(int place) {
        return State.plain(number(place));
    }

    @Override
    @SuppressWarnings("EqualsUnsafeCast") // the other class of list is left to the list's own
    public boolean equals(Object other) {
        if (!(other instanceof NumberArray that)) return super.equals(other);
        if (size != that.size || (size > 0 && whole() != that.whole())) return false;
        for (int i = 0; i < size; i++) if (Double.compare(number(i), that.number(i)) != 0) return false;
        return true;
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private static final class Doubles extends NumberArray {
        private final double[] numbers;

        Doubles(double[] numbers) {
            super(Type.DOUBLE, numbers.length);
            this.numbers = numbers;
        }

        @Override
        void write(ByteBuffer to) {
            for (double number : numbers) to.putDouble(number);
        }

        @Override
        double number(int place) {
            return numbers[place];
        }
    }

    private static final class Floats extends NumberArray {
        private final float[] numbers;

        Floats(float[] numbers) {
            super(Type.FLOAT, numbers.length);
            this.numbers = numbers;
        }

        @Override
        void write(ByteBuffer to) {
            for (float number : numbers) to.putFloat(number);
        }

        @Override
        double number(int place) {
            return numbers[place];
        }
    }

    private static final class Ints extends NumberArray {
        private final int[] numbers;

        Ints(int[] numbers) {
            super(Type.INT, numbers.length);
            this.numbers = numbers;
        }

        @Override
        void write(ByteBuffer to) {
            for (int number : numbers) to.putInt(number);
        }

        @Override
        double number(int place) {
            return numbers[place];
        }

        @Override
        int[] toInts() {
            return Arrays.copyOf(numbers, numbers.length);
        }

        @Override
        public Object get(int place) {
            return (long) numbers[place];
        }
    }
}
