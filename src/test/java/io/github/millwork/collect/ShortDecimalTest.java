package io.github.millwork.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortDecimalTest {
    private static final long TOO_MANY_DIGITS = 100_000_000_000_000_000L;

    private static long read(String text) {
        return ShortDecimal.of(("x" + text + "y").toCharArray(), 1, text.length());
    }

    private static void isReadRight(String text) {
        long decimal = read(text);
        if (decimal == ShortDecimal.NONE) throw new AssertionError("not taken: " + text);
        if (!ShortDecimal.text(decimal).equals(text)) throw new AssertionError("text of " + text);
        long expected = Double.doubleToRawLongBits(Double.parseDouble(text));
        if (Double.doubleToRawLongBits(ShortDecimal.toDouble(decimal)) != expected) {
            throw new AssertionError("double of " + text + ": " + ShortDecimal.toDouble(decimal));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "0.0",
                "0.50",
                "-12.250",
                "99999999999999999",
                "-99999999999999999",
                "9007199254740993",
                "0.30000000000000004",
                "0.000000000000000000000000000001",
                "-0.000000000000099999999999999999",
                "1234567890123456.7"
            })
    void numbersInPlainFormKeepTheirTextAndAreTheNearestDouble(String text) {
        isReadRight(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "+1",
                "01",
                "-01",
                "00",
                "-0",
                "-0.0",
                ".5",
                "5.",
                "1e3",
                " 1",
                "1 ",
                "1.2.3",
                "1-2",
                "NA",
                "123456789012345678",
                "1.23456789012345678",
                "0.0000000000000000000000000000001",
                "\u0661"
            })
    void otherTextsAreNotTaken(String text) {
        assertThat(read(text)).isEqualTo(ShortDecimal.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "41, true, 41",
        "41.000, true, 41",
        "-7.0, true, -7",
        "0.00000000000000000000, true, 0",
        "41.5, false, 0",
        "0.00000000000000000001, false, 0"
    })
    void wholeNumbersAreKnownByTheirValue(String text, boolean whole, long value) {
        assertThat(ShortDecimal.isWhole(read(text))).isEqualTo(whole);
        if (whole) assertThat(ShortDecimal.toLong(read(text))).isEqualTo(value);
    }

    @Test
    void randomNumbersAreTheNearestDouble() {
        randomNumbers(100_000);
    }

    @Test
    void numbersNearTheMiddleBetweenTwoDoublesAreRoundedRight() {
        middles(100_000);
    }

    @Test
    @Tag("proof")
    void millionsOfNumbersAreTheNearestDouble() {
        randomNumbers(20_000_000);
        middles(5_000_000);
    }

    private static void randomNumbers(int count) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < count; i++) {
            long digits = random.nextLong(TOO_MANY_DIGITS) >> random.nextInt(57);
            BigDecimal number = BigDecimal.valueOf(random.nextBoolean() ? -digits - 1 : digits, random.nextInt(31));
            if (number.precision() <= 17) isReadRight(number.toPlainString());
        }
    }

    /** The hardest cases: decimals of 16 or 17 digits on either side of the middle, and the middle itself. */
    private static void middles(int count) {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < count; i++) {
            int scale = random.nextInt(21);
            double below = random.nextDouble(9e15, 9.9e16) / Math.pow(10, scale);
            BigDecimal middle = new BigDecimal(below)
                    .add(new BigDecimal(Math.nextUp(below)))
                    .divide(BigDecimal.valueOf(2));
            BigDecimal cut = middle.setScale(scale, RoundingMode.FLOOR);
            isReadRight(cut.toPlainString());
            isReadRight(cut.add(BigDecimal.ONE.scaleByPowerOfTen(-scale)).toPlainString());
        }
    }
}
