package io.github.millwork.deploy;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FitRecord;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a fit can be repeated: what was said to be fitted is fitted again to the data, with the same seed, and what comes
 * of it is compared bit for bit. Where it differs, what differs is named, from the cause (data, versions) to the effect
 * (steps, model).
 *
 * @param sameBits whether what was fitted anew is equal in every bit
 * @param expected the fingerprint of what was saved
 * @param found the fingerprint of what was fitted anew
 * @param differences what differs; empty where nothing does
 */
public record Reproduction(boolean sameBits, String expected, String found, List<Difference> differences) {
    /** So many values are named for each part. */
    private static final int NAMED = 3;

    /**
     * Makes a result.
     *
     * @param sameBits whether what was fitted anew is equal in every bit
     * @param expected the fingerprint of what was saved
     * @param found the fingerprint of what was fitted anew
     * @param differences what differs; copied
     */
    public Reproduction {
        differences = List.copyOf(differences);
    }

    /** What may differ. */
    public enum Kind {
        /** The rows or columns are not those that it was fitted to. */
        DATA,
        /** A version of the library, of Java or of the platform is another one. */
        VERSIONS,
        /** A fitted step is another. */
        STEP,
        /** The model, or what adjusts its numbers, is another. */
        MODEL
    }

    /**
     * Something that differs.
     *
     * @param kind what it is of
     * @param what where and how, in words
     */
    public record Difference(Kind kind, String what) {}

    /**
     * Fits again, and compares.
     *
     * @param bundle what was fitted, and how
     * @param data the rows that it was fitted to
     * @return whether the bits agree, and if not what differs
     * @throws BundleException if the bundle does not say what was fitted, or it cannot be read
     * @throws io.github.millwork.data.DataException if the rows do not suit
     */
    public static Reproduction of(Bundle<?> bundle, Dataset data) {
        FitRecord record = bundle.record();
        State specification = record.specification()
                .orElseThrow(
                        () -> new BundleException(
                                "Expected the pipeline to say what was fitted but it does not, "
                                        + "since a step or learner of it has no codec. Offer one through a CodecProvider, and fit it anew."));
        Estimator<?> estimator = Codecs.decode(specification, Estimator.class);
        Fitted<?> anew = estimator.fit(data, FitContext.of(record.seed()));
        String found = anew.fingerprint();
        String expected = bundle.fitted().fingerprint();
        List<Difference> differences = new ArrayList<>();
        data(record, bundle.fitted(), data, differences);
        bundle.facts().lineage().differences(Lineage.here()).forEach((name, versions) -> {
            if (!bundle.facts().lineage().versions().isEmpty()) {
                differences.add(new Difference(
                        Kind.VERSIONS, name + " was " + versions[0] + " and is " + versions[1] + " here"));
            }
        });
        if (!found.equals(expected)) content(bundle.fitted(), anew, differences);
        return new Reproduction(found.equals(expected), expected, found, differences);
    }

    private static void data(FitRecord record, Fitted<?> fitted, Dataset data, List<Difference> differences) {
        if (record.data().equals(data.fingerprint())) return;
        List<String> how = new ArrayList<>();
        if (record.rows() != data.rowCount()) how.add(record.rows() + " rows then, " + data.rowCount() + " now");
        for (Field field : fitted.schema().fields()) {
            if (!data.has(field.name())) how.add("no column '" + field.name() + "'");
            else if (data.column(field.name()).type() != field.type()) {
                how.add("column '" + field.name() + "' was " + field.type() + " and is "
                        + data.column(field.name()).type());
            }
        }
        if (how.isEmpty()) how.add("the same columns and number of rows, but other cells");
        differences.add(new Difference(Kind.DATA, String.join("; ", how)));
    }

    private static void content(Fitted<?> then, Fitted<?> now, List<Difference> differences) {
        State was = Codecs.encode(then);
        State is = Codecs.encode(now);
        for (StateDifference.Part part : StateDifference.parts(was, is, NAMED)) {
            boolean step = part.where().startsWith("step ");
            differences.add(new Difference(step ? Kind.STEP : Kind.MODEL, part.toString()));
        }
    }

    /** {@return whether the bits agree, and a line for all that differs} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                sameBits
                        ? "the same bits: fingerprint " + expected
                        : "other bits: fingerprint " + found + " instead of " + expected);
        for (Difference difference : differences) {
            text.append("\n  ")
                    .append(difference.kind().name().toLowerCase(java.util.Locale.ROOT))
                    .append(": ")
                    .append(difference.what());
        }
        return text.toString();
    }
}
