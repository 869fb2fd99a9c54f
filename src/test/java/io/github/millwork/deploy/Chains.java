package io.github.millwork.deploy;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FitRecord;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.Transformer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Small fitted chains. */
final class Chains {
    static final Instant WHEN = Instant.parse("2026-01-02T03:04:05Z");

    private static final Map<Fitted<?>, FitRecord> RECORDS = Collections.synchronizedMap(new IdentityHashMap<>());

    private Chains() {}

    /** Sizes and kinds with prices: a few rows, with a missing size and a missing kind. */
    static Dataset flats(int rows) {
        double[] sizes = IntStream.range(0, rows)
                .mapToDouble(i -> i % 7 == 3 ? Double.NaN : 40.125 + i * 3.3)
                .toArray();
        String[] kinds = IntStream.range(0, rows)
                .mapToObj(i ->
                        i % 5 == 4 ? null : List.of("attic", "loft", "studio").get(i % 3))
                .toArray(String[]::new);
        double[] prices =
                IntStream.range(0, rows).mapToDouble(i -> 0.1 * i + i % 3).toArray();
        return Dataset.of(
                Column.numbers("size", sizes), Column.categories("kind", kinds), Column.numbers("price", prices));
    }

    static FittedChain<Regression> fit(Dataset data, Learner<Regression> learner, Transformer... steps) {
        List<Step> chain =
                Arrays.stream(steps).map(step -> new Step("preprocess", step)).toList();
        return fit(new Chain<>(Task.regress(Target.of("price")), chain, learner), data);
    }

    /** Fits a chain, and remembers how for its bundle. */
    static <P extends Prediction> FittedChain<P> fit(Chain<P> chain, Dataset data) {
        FittedChain<P> fitted = chain.fit(data, FitContext.of(0));
        RECORDS.put(fitted, FitRecord.of(chain, fitted, data, FitContext.of(0)));
        return fitted;
    }

    static <P extends Prediction> Bundle<P> bundle(Fitted<P> fitted) {
        return new Bundle<>(fitted, RECORDS.get(fitted));
    }

    static Dataset sample(Fitted<?> fitted) {
        return RECORDS.get(fitted).sample();
    }

    /** A chain that fills missing cells. */
    static FittedChain<Regression> filling(Dataset data) {
        return fit(
                data,
                new TestSteps.Linear(Set.of(Need.COMPLETE)),
                new TestSteps.Fill(),
                new TestSteps.Standardise(),
                new TestSteps.OneHot());
    }

    static FittedChain<Regression> small() {
        return filling(flats(6));
    }

    /** The bytes of a bundle, with a fixed time. */
    static byte[] bytes(FittedChain<?> chain) {
        Golden golden = Golden.of(chain, Chains.sample(chain));
        return BundleFormat.write(Chains.bundle(chain), Saving.DEFAULT, golden, WHEN);
    }
}
