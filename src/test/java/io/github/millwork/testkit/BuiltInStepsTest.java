package io.github.millwork.testkit;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.DATE;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.TEXT;
import static io.github.millwork.data.ColumnType.TIMESTAMP;
import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.dates;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Columns.texts;
import static io.github.millwork.data.Expression.flag;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.data.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.DatasetBuilder;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import io.github.millwork.engineer.Aggregates;
import io.github.millwork.engineer.Bins;
import io.github.millwork.engineer.Cyclic;
import io.github.millwork.engineer.DateParts;
import io.github.millwork.engineer.Derive;
import io.github.millwork.engineer.Elapsed;
import io.github.millwork.engineer.FeatureScore;
import io.github.millwork.engineer.HashFeatures;
import io.github.millwork.engineer.Holidays;
import io.github.millwork.engineer.JointCriterion;
import io.github.millwork.engineer.Lags;
import io.github.millwork.engineer.OrientedGradients;
import io.github.millwork.engineer.Pixels;
import io.github.millwork.engineer.Polynomial;
import io.github.millwork.engineer.PrincipalComponents;
import io.github.millwork.engineer.SelectFeatures;
import io.github.millwork.engineer.Splines;
import io.github.millwork.engineer.Statistic;
import io.github.millwork.engineer.TextFeatures;
import io.github.millwork.engineer.TextStatistics;
import io.github.millwork.engineer.TruncatedSvd;
import io.github.millwork.engineer.Windows;
import io.github.millwork.engineer.WordPieces;
import io.github.millwork.onnx.OnnxFeatures;
import io.github.millwork.preprocess.Clip;
import io.github.millwork.preprocess.Convert;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Replace;
import io.github.millwork.preprocess.RowNorm;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.preprocess.Tidy;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.CodecProvider;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Drop;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.tune.OneOf;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step of the library keeps the rules. */
class BuiltInStepsTest {
    /** A column of each type, every seventh cell missing, and columns that no step may look at. */
    static Dataset sample() {
        DatasetBuilder builder = Dataset.builder()
                .column("price", NUMBER)
                .column("rooms", INTEGER)
                .column("garden", BOOLEAN)
                .column("city", CATEGORY)
                .column("note", TEXT)
                .column("built", DATE)
                .column("listed", TIMESTAMP)
                .column("sold", CATEGORY, Role.TARGET)
                .column("key", INTEGER, Role.ID);
        Random random = new Random(3);
        for (int row = 0; row < 70; row++) {
            Object[] cells = {
                random.nextGaussian() * 1e5,
                random.nextInt(6),
                random.nextInt(3) == 0,
                "city " + (int) Math.abs(random.nextGaussian() * 4),
                "note " + random.nextInt(1000),
                LocalDate.of(1900, 1, 1).plusDays(random.nextInt(50_000)),
                Instant.ofEpochMilli((long) (random.nextGaussian() * 1e12)),
            };
            for (int i = 0; i < cells.length; i++) {
                if ((row + i) % 7 == 0) cells[i] = null;
            }
            builder.row(
                    cells[0],
                    cells[1],
                    cells[2],
                    cells[3],
                    cells[4],
                    cells[5],
                    cells[6],
                    row % 3 == 0 ? "yes" : "no",
                    row);
        }
        return builder.build();
    }

    static Stream<Transformer> steps() {
        return Stream.of(
                new Drop(named("price", "city")),
                categoryCodes(),
                Impute.mean(numeric()),
                Impute.median(numeric()).withIndicator(),
                Impute.mostFrequent(all()).withIndicator(),
                Impute.mostFrequent(categorical()),
                Impute.constant(numeric(), 2.5),
                Impute.constant(named("rooms"), -1),
                Impute.constant(named("city", "note"), "none").withIndicator(),
                Scale.standard(numeric()),
                Scale.minMax(numeric()),
                Scale.robust(named("price")),
                Encode.oneHot(categorical()),
                Encode.oneHot(categorical()).withOther().withMissing(),
                Encode.oneHot(categorical()).minFrequency(5),
                Encode.oneHot(named("city", "rooms", "garden")).maxLevels(2).withMissing(),
                Encode.oneHot(named("garden", "city")).dropFirst().withMissing(),
                Impute.mean(numeric()).withIndicator().within("city"),
                Impute.median(named("price")).within("rooms"),
                Impute.mostFrequent(all()).withIndicator().within("city"),
                Impute.mostFrequent(categorical()).within("garden"),
                Impute.neighbours(numeric(), 3).withIndicator(),
                Impute.neighbours(named("price", "rooms"), 5).byDistance(),
                Scale.maxAbs(numeric()),
                Scale.quantile(numeric()),
                Scale.quantile(numeric()).normal().quantiles(10),
                Scale.power(numeric()),
                Scale.power(named("rooms")).unscaled(),
                Scale.rows(numeric(), RowNorm.Norm.L2),
                Clip.quantiles(numeric(), 0.1, 0.9),
                Clip.fences(named("price"), 1.5),
                Clip.between(named("rooms"), 1, 4),
                Replace.values(categorical(), Map.of("city 0", "none", "city 1", "")),
                Replace.withMissing(named("rooms"), 3, 4),
                Replace.pattern(texts(), "note (\\d)", "$1"),
                Tidy.strings(named("city", "note")).upperCase().compatible(),
                Convert.toCategory(named("note", "rooms", "garden", "built", "listed")),
                Convert.toNumber(named("note", "garden", "built", "city")).orMissing(),
                Convert.to(TIMESTAMP, named("built")),
                Convert.to(DATE, named("listed")),
                Convert.to(INTEGER, named("price")).orMissing(),
                Encode.ordinal(categorical()),
                Encode.ordinal(named("city", "garden", "rooms")).unknownAs(-1),
                Encode.frequency(categorical()),
                Encode.frequency(named("rooms")).counts(),
                Encode.binary(named("city", "rooms")),
                Encode.hash(named("city", "rooms", "garden")).dimensions(8),
                Encode.target(categorical()),
                Encode.target(named("city", "rooms", "garden")).smoothing(3).folds(3),
                Encode.target(categorical()).perClass(),
                TextFeatures.tfidf("note").ngrams(1, 2).minDocuments(2),
                TextFeatures.counts(texts()).charactersInWords(2, 3).maxTerms(20),
                TextFeatures.tfidf("note", "city").presence().englishStopWords().norm("l1"),
                TextFeatures.hashing("note").dimensions(64),
                WordPieces.of("note", Path.of("src/test/resources/onnx/vocab.txt"))
                        .length(8),
                TextStatistics.of(texts()).count("ones", "1"),
                Polynomial.degree(3, numeric()),
                Polynomial.interactions(named("price", "rooms")),
                Splines.of(numeric()),
                Splines.of(named("price")).knots(4).degree(2).atQuantiles(),
                Bins.width(numeric(), 4),
                Bins.quantile(numeric(), 3),
                Bins.clusters(named("price"), 3),
                Bins.tree(numeric(), 4),
                Cyclic.of(named("rooms"), 6),
                Elapsed.days("waited", "built", "listed"),
                Holidays.of(dates(), List.of(LocalDate.of(1950, 5, 1), LocalDate.of(1980, 1, 1))),
                Lags.of("price", "listed", 1, 3).and("rooms").by("city"),
                Windows.last(3, "price", "listed").by("city").statistics(Statistic.values()),
                Windows.within(Duration.ofDays(4_000), "rooms", "built").withOwnTime(),
                Windows.soFar("price", "listed").by("garden", "city").statistics(Statistic.values()),
                Aggregates.of(numeric(), "city").statistics(Statistic.values()),
                Aggregates.of(named("price", "garden"), "rooms", "garden"),
                SelectFeatures.variance(all(), 1),
                SelectFeatures.by(FeatureScore.ANOVA, all()).best(2),
                SelectFeatures.by(FeatureScore.MUTUAL_INFORMATION, numeric()).percent(50),
                Impute.iterative(numeric()).withIndicator(),
                Impute.iterative(named("price", "rooms")).rounds(2),
                HashFeatures.of("hashed", all()).dimensions(16),
                SelectFeatures.by(FeatureScore.CORRELATION, numeric()).best(1),
                SelectFeatures.uncorrelated(all(), 0.5),
                SelectFeatures.important(GradientBoosting.classifier().trees(5), numeric())
                        .best(1),
                Derive.number("ratio", number("price").dividedBy(number("rooms").plus(1))),
                Derive.flag("large", flag("garden").and(number("rooms").atLeast(4))),
                Derive.category("where", text("city").plus(text("note")).lower()),
                DateParts.of(dates()));
    }

    /** Rows without missing cells, for steps that cannot do with them: numbers, a vector, and images. */
    static Dataset complete() {
        Random random = new Random(5);
        int rows = 60;
        double[][] numbers = new double[4][rows];
        SparseVector[] vectors = new SparseVector[rows];
        String[] images = new String[rows];
        String[] classes = new String[rows];
        for (int row = 0; row < rows; row++) {
            for (double[] column : numbers) column[row] = random.nextGaussian() * 10 + row % 3;
            vectors[row] = SparseVector.of(new int[] {row % 2, 2 + row % 3}, new double[] {1, random.nextDouble()});
            images[row] = row % 2 == 0 ? WHITE_AND_BLACK : BLACK;
            classes[row] = row % 3 == 0 ? "yes" : "no";
        }
        return Dataset.of(
                Column.numbers("a", numbers[0]),
                Column.numbers("b", numbers[1]),
                Column.numbers("c", numbers[2]),
                Column.numbers("d", numbers[3]),
                Column.vectors("v", List.of("v=0", "v=1", "v=2", "v=3", "v=4"), vectors),
                Column.texts("image", images),
                Column.categories("class", classes).withRole(Role.TARGET));
    }

    /** Images of 2 x 1 and 1 x 1 pixels. */
    private static final String WHITE_AND_BLACK = "data:image/bmp;base64,"
            + "Qk0+AAAAAAAAADYAAAAoAAAAAgAAAAEAAAABABgAAAAAAAgAAAATCwAAEwsAAAAAAAAAAAAA////AAAAAAA=";

    private static final String BLACK = "data:image/bmp;base64,"
            + "Qk06AAAAAAAAADYAAAAoAAAAAQAAAAEAAAABABgAAAAAAAQAAAATCwAAEwsAAAAAAAAAAAAAAAAAAA==";

    static Stream<Transformer> stepsOnCompleteRows() {
        return Stream.of(
                PrincipalComponents.of("shape", all()),
                PrincipalComponents.of("shape", numeric()).components(2).whitened(),
                PrincipalComponents.of("a", named("a", "b", "v")).explaining(0.8),
                TruncatedSvd.of("shape", all()).components(3).rounds(20),
                SelectFeatures.jointly(JointCriterion.MRMR, all()).best(3),
                SelectFeatures.jointly(JointCriterion.JMI, numeric()).best(2),
                SelectFeatures.jointly(JointCriterion.CMIM, all()).best(4),
                SelectFeatures.important(LogisticRegression.create(), all()).percent(40),
                SelectFeatures.recursively(GradientBoosting.classifier().trees(5), all())
                        .best(3)
                        .step(0.3),
                SelectFeatures.variance(all(), 0.1),
                Scale.rows(named("a", "v"), RowNorm.Norm.L1),
                Pixels.grid("pixels", numeric(), 2, 2),
                OnnxFeatures.of(Path.of("src/test/resources/onnx/embedding.onnx"), named("a", "b", "c")),
                Pixels.images("image", 2, 3),
                Pixels.images("image", 1, 1).inColour());
    }

    /** The step that a chain adds for learners that take categories; nobody else makes one. */
    private static Transformer categoryCodes() {
        State saved =
                State.empty().with("name", "category-codes").with("version", 1).with("state", State.empty());
        return Codecs.decode(saved, Transformer.class);
    }

    static Transformer gradients() {
        return OrientedGradients.of("pixels", 2, 2).cell(1).block(2).directions(3);
    }

    /** Asks those who provide codecs, so that a step that is added and not checked is found. */
    @Test
    void everyStepThatThereIsIsAmongThem() {
        Set<Class<?>> checked = Stream.of(steps(), stepsOnCompleteRows(), Stream.of(gradients()))
                .flatMap(each -> each)
                .map(Object::getClass)
                .collect(Collectors.toSet());
        List<Class<?>> built = ServiceLoader.load(CodecProvider.class).stream()
                .filter(provider -> !isOfTests(provider.type()))
                .flatMap(provider -> provider.get().codecs().stream())
                .<Class<?>>map(Codec::type)
                .filter(Transformer.class::isAssignableFrom)
                .filter(type ->
                        type != OneOf.class && type.getEnclosingClass() != OneOf.class) // a question, never fitted
                .toList();
        assertThat(built).hasSizeGreaterThan(40).isSubsetOf(checked);
    }

    private static boolean isOfTests(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .equals(BuiltInStepsTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation());
    }

    @ParameterizedTest
    @MethodSource("stepsOnCompleteRows")
    void keepsTheRulesOnCompleteRows(Transformer step) {
        assertThatCode(() -> TransformerKit.check(step, complete())).doesNotThrowAnyException();
    }

    @Test
    void gradientsOfPixelsKeepTheRules() {
        Dataset pixels = References.apply(Pixels.grid("pixels", numeric(), 2, 2), complete());
        assertThatCode(() -> TransformerKit.check(gradients(), pixels)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void keepsTheRules(Transformer step) {
        assertThatCode(() -> TransformerKit.check(step, sample())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("stepsOnCredit")
    void keepsTheRulesOnRealData(Transformer step) {
        Dataset credit = TestTables.credit().withRole("status", Role.TARGET).sample(500, 1);
        assertThatCode(() -> TransformerKit.check(step, credit)).doesNotThrowAnyException();
    }

    private static Stream<Transformer> stepsOnCredit() {
        return Stream.of(
                Impute.median(numeric()).withIndicator(),
                Impute.mostFrequent(categorical()),
                Scale.standard(numeric()),
                Encode.oneHot(categorical()).minFrequency(20),
                Derive.number("rate", number("debt").dividedBy(number("income"))));
    }
}
