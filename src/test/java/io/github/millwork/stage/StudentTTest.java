package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are those of scipy 1.10: {@code t.ppf(0.975, df)}, {@code 2 * t.sf(2.5, df)}, {@code 2 * t.sf(0.3, df)}. */
class StudentTTest {
    @ParameterizedTest
    @CsvSource({
        "1, 12.706204736174694, 0.24223788318168682, 0.8144528418445154",
        "2, 4.302652729749462, 0.12961172022151082, 0.7924856608401776",
        "3, 3.1824463052837078, 0.08770664700806556, 0.783763292039919",
        "4, 2.7764451051977934, 0.06676654481198814, 0.7791214282774598",
        "5, 2.5705818356363146, 0.05449009934237626, 0.7762490422632745",
        "9, 2.262157162798205, 0.033861827682985735, 0.7709907037415248",
        "30, 2.0422724563012378, 0.01811564906806669, 0.7662461052843528",
        "99, 1.9842169515864174, 0.014062596921149069, 0.7648061617402574"
    })
    void equalsScipy(int degrees, double quantile, double far, double near) {
        assertThat(StudentT.quantile(0.05, degrees)).isCloseTo(quantile, within(1e-12 * quantile));
        assertThat(StudentT.twoSided(2.5, degrees)).isCloseTo(far, within(1e-13));
        assertThat(StudentT.twoSided(-0.3, degrees)).isCloseTo(near, within(1e-13));
    }
}
