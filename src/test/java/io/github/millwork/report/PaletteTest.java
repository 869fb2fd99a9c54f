package io.github.millwork.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaletteTest {
    /** G. M. Machado and others, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009). */
    private static final double[][][] EYES = {
        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
        {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
        {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
        {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}
    };

    static Stream<Palette> palettes() {
        return Stream.of(Palette.LIGHT, Palette.DARK);
    }

    static Stream<Arguments> palettesAndEyes() {
        return palettes().flatMap(palette -> Stream.of(EYES).map(eye -> Arguments.of(palette, eye)));
    }

    @Test
    void contrastIsThatOfTheGuideline() {
        assertThat(Palette.contrast(0x000000, 0xFFFFFF)).isEqualTo(21, within(1e-9));
        // The best known grey that just passes on white.
        assertThat(Palette.contrast(0x767676, 0xFFFFFF)).isEqualTo(4.54, within(0.005));
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void textStandsOutFromPaper(Palette palette) {
        for (int paper : new int[] {palette.paper(), palette.wash()}) {
            assertThat(Palette.contrast(palette.ink(), paper)).isGreaterThanOrEqualTo(7);
            assertThat(Palette.contrast(palette.soft(), paper)).isGreaterThanOrEqualTo(4.5);
            assertThat(Palette.contrast(palette.warning(), paper)).isGreaterThanOrEqualTo(4.5);
            // Links.
            assertThat(Palette.contrast(palette.lines()[0], paper)).isGreaterThanOrEqualTo(4.5);
        }
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void linesStandOutFromPaper(Palette palette) {
        assertThat(palette.lines()).hasSize(Palette.colours());
        for (int line : palette.lines()) {
            assertThat(Palette.contrast(line, palette.paper())).isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void numbersStandOutFromTheirShades(Palette palette) {
        for (int line = 0; line < 2; line++) {
            for (int level = 1; level <= Palette.SHADES; level++) {
                int shade = palette.shade(line, level);
                assertThat(Palette.contrast(palette.textOn(shade), shade)).isGreaterThanOrEqualTo(4.5);
            }
            assertThat(palette.shade(line, Palette.SHADES)).isEqualTo(palette.lines()[line]);
        }
    }

    @ParameterizedTest
    @MethodSource("palettesAndEyes")
    void linesCanBeToldApartWhateverConesAnEyeLacks(Palette palette, double[][] eye) {
        int[] lines = palette.lines();
        for (int i = 0; i < lines.length; i++) {
            for (int j = 0; j < i; j++) {
                double distance = distance(seen(lines[i], eye), seen(lines[j], eye));
                // A difference of 2.3 is just noticeable.
                assertThat(distance).as("lines %d and %d", i, j).isGreaterThan(14);
            }
        }
    }

    /** A colour in CIELAB, as an eye sees it. */
    private static double[] seen(int colour, double[][] eye) {
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            double share = (colour >> (16 - 8 * i) & 0xFF) / 255.0;
            linear[i] = share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
        }
        double[] cones = times(eye, linear);
        for (int i = 0; i < 3; i++) cones[i] = Math.max(0, Math.min(1, cones[i]));
        double[] xyz = times(
                new double[][] {
                    {0.4124564, 0.3575761, 0.1804375},
                    {0.2126729, 0.7151522, 0.0721750},
                    {0.0193339, 0.1191920, 0.9503041}
                },
                cones);
        double x = root(xyz[0] / 0.95047);
        double y = root(xyz[1]);
        double z = root(xyz[2] / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double share) {
        return share > 216.0 / 24389 ? Math.cbrt(share) : (24389.0 / 27 * share + 16) / 116;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) product[i] += matrix[i][j] * vector[j];
        }
        return product;
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
    }
}
