package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Provenance;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a fit came about: what is kept beside what was fitted, to repeat it, to document it and to show what it is fed. No
 * part of a fingerprint: the same thing may have been fitted in several ways.
 *
 * @param specification what was fitted, by its codec; empty where a step or learner has no codec
 * @param seed the seed it was fitted with
 * @param rows how many rows it was fitted to
 * @param data the fingerprint of those rows
 * @param sample at most twenty of those rows, spread evenly, with the columns that are read
 * @param profile what those rows were like, which a monitor compares with; empty in files of before there were profiles
 * @param digests which rows those were; empty where that may not be kept
 */
public record FitRecord(
        Optional<State> specification,
        long seed,
        int rows,
        String data,
        Dataset sample,
        Optional<Profile> profile,
        Optional<RowDigests> digests) {
    private static final int SAMPLE_ROWS = 20;

    /** The codec; the sample is saved apart, since it may have to be left out. */
    static final Codec<FitRecord> CODEC = Codec.of("fit-record", FitRecord.class, FitRecord::encode, FitRecord::decode);

    /**
     * {@return the record of a fit}
     *
     * @param estimator what was fitted
     * @param fitted what came of it
     * @param training the rows
     * @param context the seed, threads and cache of the fit
     */
    public static FitRecord of(Estimator<?> estimator, Fitted<?> fitted, Dataset training, FitContext context) {
        int rows = Math.min(SAMPLE_ROWS, training.rowCount());
        int[] chosen = IntStream.range(0, rows)
                .map(i -> (int) ((long) i * training.rowCount() / rows))
                .toArray();
        String[] read = fitted.inputs().stream().map(RowProgram.Input::column).toArray(String[]::new);
        return new FitRecord(
                specification(estimator),
                context.seed(),
                training.rowCount(),
                training.fingerprint(),
                training.select(read).rows(chosen),
                Optional.of(Profile.of(fitted, training, context)),
                Optional.of(RowDigests.of(training, told(fitted, training))));
    }

    /** What is read, and the target or truth, if it is there: what a row needs to be evaluated. */
    private static List<String> told(Fitted<?> fitted, Dataset training) {
        return Stream.concat(
                        fitted.inputs().stream().map(RowProgram.Input::column),
                        fitted.task().columns().stream().filter(training::has))
                .distinct()
                .sorted()
                .toList();
    }

    /** A step without a codec can be fitted, so that it can be tried, but neither saved nor repeated. */
    private static Optional<State> specification(Estimator<?> estimator) {
        try {
            return Optional.of(Codecs.encode(estimator));
        } catch (IllegalArgumentException noCodec) {
            return Optional.empty();
        }
    }

    /**
     * {@return this record with other rows as the sample}
     *
     * @param other the rows; none where they may not be kept
     */
    public FitRecord withSample(Dataset other) {
        Dataset known = other.provenance().equals(sources()) ? other : other.collectedFrom(sources());
        return new FitRecord(specification, seed, rows, data, known, profile, digests);
    }

    /**
     * {@return this record without any rows of the training data: neither the sample nor those of the profile, nor the
     * digests, by which one could ask whether a row was among them}
     */
    public FitRecord withoutRows() {
        FitRecord kept = withSample(Dataset.of());
        return new FitRecord(
                specification, seed, rows, data, kept.sample, profile.map(Profile::withoutRows), Optional.empty());
    }

    /**
     * {@return this record with another profile}
     *
     * @param other what a monitor is to compare with
     */
    public FitRecord withProfile(Profile other) {
        return new FitRecord(specification, seed, rows, data, sample, Optional.of(other), digests);
    }

    /** {@return where the rows came from, as far as it is known: it goes with the sample, even with an empty one} */
    public List<Provenance> sources() {
        return sample.provenance();
    }

    private State encode() {
        State state = SourceStates.into(
                State.empty().with("seed", seed).with("rows", rows).with("data", data), sources());
        State specified =
                specification.map(spec -> state.with("specification", spec)).orElse(state);
        State profiled = profile.map(found -> specified.with("profile", Codecs.encode(found)))
                .orElse(specified);
        return digests.map(found -> profiled.with("digests", found.encode())).orElse(profiled);
    }

    private static FitRecord decode(State state) {
        return new FitRecord(
                state.has("specification") ? Optional.of(state.state("specification")) : Optional.empty(),
                state.wide("seed"),
                state.integer("rows"),
                state.string("data"),
                Dataset.of().collectedFrom(SourceStates.of(state)),
                state.has("profile")
                        ? Optional.of(Codecs.decode(state.state("profile"), Profile.class))
                        : Optional.empty(),
                state.has("digests") ? Optional.of(RowDigests.decode(state.state("digests"))) : Optional.empty());
    }
}
