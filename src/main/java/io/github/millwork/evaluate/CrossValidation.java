package io.github.millwork.evaluate;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.Splitter;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.State;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the rows into folds, each of which is tested once by what was fitted to the others. Rows are dealt at random by the
 * seed; each part keeps the order of the rows. Repeated, the rows are dealt anew each time.
 *
 * <pre>{@code
 * List<Cut> cuts = CrossValidation.stratified("kind", 5).repeated(2).seed(7).cuts(data, Splitter.Request.NONE);
 * }</pre>
 *
 * @param method which rows share a fold
 * @param strata the column of the classes; null for the target, or where none are needed
 * @param groups the column of the groups; null for the one of role {@link Role#GROUP}, or where none are needed
 * @param folds how many folds, at least 2; 0 for one for each group
 * @param repeats how many times the rows are dealt, at least 1
 * @param seed what decides which rows; if empty the seed of the request, else 0
 */
public record CrossValidation(
        Method method, @Nullable String strata, @Nullable String groups, int folds, int repeats, OptionalLong seed)
        implements Resampling {
    /** Which rows share a fold. */
    public enum Method {
        /** Whole groups where a column has the role group, classes of the target in proportion where it has classes. */
        SUITED,
        /** Any rows. */
        RANDOM,
        /** Rows of each class in proportion. */
        STRATIFIED,
        /** Whole groups. */
        GROUPED,
        /** Whole groups, so that classes are nearly in proportion. */
        STRATIFIED_GROUPED,
        /** One group. */
        LEAVE_ONE_GROUP_OUT
    }

    static final Codec<CrossValidation> CODEC =
            Codec.of("cross-validation", CrossValidation.class, CrossValidation::encode, CrossValidation::decode);

    /**
     * Checks the numbers, and that no column is named in vain.
     *
     * @param method which rows share a fold
     * @param strata the column of the classes; null for the target, or where none are needed
     * @param groups the column of the groups; null for the one of role {@link Role#GROUP}, or where none are needed
     * @param folds how many folds, at least 2; 0 for one for each group
     * @param repeats how many times the rows are dealt, at least 1
     * @param seed what decides which rows; if empty the seed of the request, else 0
     */
    public CrossValidation {
        boolean each = method == Method.LEAVE_ONE_GROUP_OUT;
        if (each ? folds != 0 : folds < 2) {
            throw new IllegalArgumentException("Expected " + (each ? "no number of folds" : "at least 2 folds")
                    + " but found " + folds + ". "
                    + (each ? "There is one for each group." : "Use Holdout to test once."));
        }
        if (repeats < 1 || (each && repeats > 1)) {
            throw new IllegalArgumentException("Expected " + (each ? "no repeats" : "at least 1 repeat") + " but found "
                    + repeats + ". "
                    + (each ? "There is one way only to leave each group out." : "Write 1 to deal the rows once."));
        }
        boolean stratified = method == Method.STRATIFIED || method == Method.STRATIFIED_GROUPED;
        boolean grouped = each || method == Method.GROUPED || method == Method.STRATIFIED_GROUPED;
        if (strata != null && !stratified) throw inVain(method, "classes", strata);
        if (groups != null && !grouped) throw inVain(method, "groups", groups);
    }

    private static IllegalArgumentException inVain(Method method, String what, String column) {
        return new IllegalArgumentException("Expected no column of " + what + " for " + words(method)
                + " cross-validation but found '" + column
                + "'. Use stratified, grouped or stratifiedGrouped with a column.");
    }

    private static CrossValidation of(Method method, @Nullable String strata, @Nullable String groups, int folds) {
        return new CrossValidation(method, strata, groups, folds, 1, OptionalLong.empty());
    }

    /**
     * {@return cross-validation that suits the data} As {@link #stratifiedGrouped(int)} or {@link #grouped(int)} where a
     * column has the role {@link Role#GROUP}, as {@link #stratified(int)} where the target is a category or boolean, as
     * {@link #random(int)} otherwise. An integer target may be a number or a class, so that it is not stratified by.
     *
     * @param folds how many folds, at least 2
     */
    public static CrossValidation of(int folds) {
        return of(Method.SUITED, null, null, folds);
    }

    /**
     * {@return cross-validation with any rows in each fold} The first {@code rows % folds} folds have one row more.
     *
     * @param folds how many folds, at least 2
     */
    public static CrossValidation random(int folds) {
        return of(Method.RANDOM, null, null, folds);
    }

    /**
     * {@return cross-validation with rows of each class of the target in proportion; see {@link #stratified(String, int)}}
     *
     * @param folds how many folds, at least 2
     */
    public static CrossValidation stratified(int folds) {
        return of(Method.STRATIFIED, null, null, folds);
    }

    /**
     * {@return cross-validation with rows of each class in proportion} Folds differ by one row at most, in all and of
     * each class. Classes of fewer rows than folds are logged as a warning; it is an error if all classes are so, or if
     * there would be one class only to fit on.
     *
     * @param strata a category, integer or boolean column
     * @param folds how many folds, at least 2
     */
    public static CrossValidation stratified(String strata, int folds) {
        return of(Method.STRATIFIED, strata, null, folds);
    }

    /**
     * {@return cross-validation with whole groups, which the column of role {@link Role#GROUP} tells apart; see
     * {@link #grouped(String, int)}}
     *
     * @param folds how many folds, at least 2
     */
    public static CrossValidation grouped(int folds) {
        return of(Method.GROUPED, null, null, folds);
    }

    /**
     * {@return cross-validation with whole groups} Large groups come first, those of like size in random order, and each
     * goes to the fold with fewest rows: folds differ by the rows of the largest group at most.
     *
     * @param groups a column that is equal in the rows of a group
     * @param folds how many folds, at least 2
     */
    public static CrossValidation grouped(String groups, int folds) {
        return of(Method.GROUPED, null, groups, folds);
    }

    /**
     * {@return cross-validation with whole groups by the column of role {@link Role#GROUP}, so that classes of the target
     * are nearly in proportion; see {@link #stratifiedGrouped(String, String, int)}}
     *
     * @param folds how many folds, at least 2
     */
    public static CrossValidation stratifiedGrouped(int folds) {
        return of(Method.STRATIFIED_GROUPED, null, null, folds);
    }

    /**
     * {@return cross-validation with whole groups, so that classes are nearly in proportion} Large groups come first,
     * those of like size in random order, and each goes to the fold where the shares of its classes then differ least.
     *
     * @param strata a category, integer or boolean column
     * @param groups a column that is equal in the rows of a group
     * @param folds how many folds, at least 2
     */
    public static CrossValidation stratifiedGrouped(String strata, String groups, int folds) {
        return of(Method.STRATIFIED_GROUPED, strata, groups, folds);
    }

    /** {@return cross-validation with a fold for each group by the column of role {@link Role#GROUP}} */
    public static CrossValidation leaveOneGroupOut() {
        return of(Method.LEAVE_ONE_GROUP_OUT, null, null, 0);
    }

    /**
     * {@return cross-validation with a fold for each group, in ascending order of their values} With a column that differs
     * in every row this leaves one row out. Nothing is random in it.
     *
     * @param groups a column that is equal in the rows of a group
     */
    public static CrossValidation leaveOneGroupOut(String groups) {
        return of(Method.LEAVE_ONE_GROUP_OUT, null, groups, 0);
    }

    /**
     * {@return this cross-validation, done several times with the rows dealt anew} The first time is as without repeats.
     *
     * @param times how many times, at least 1
     */
    public CrossValidation repeated(int times) {
        return new CrossValidation(method, strata, groups, folds, times, seed);
    }

    /**
     * {@return this cross-validation with a seed of its own}
     *
     * @param newSeed the same seed deals the same rows alike
     */
    public CrossValidation seed(long newSeed) {
        return new CrossValidation(method, strata, groups, folds, repeats, OptionalLong.of(newSeed));
    }

    @Override
    public String describe() {
        String by = strata == null ? "" : " by '" + strata + "'";
        if (groups != null) by += (strata == null ? " by '" : " and '") + groups + "'";
        String times = repeats == 1 ? "" : ", " + repeats + " times";
        if (method == Method.LEAVE_ONE_GROUP_OUT) return "leave-one-group-out cross-validation" + by;
        return (method == Method.SUITED ? "" : words(method) + " ") + folds + "-fold cross-validation" + by + times;
    }

    private static String words(Method method) {
        return method.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public List<Cut> cuts(Dataset data, Splitter.Request request) {
        return new FoldCuts(this, data, request).cuts();
    }

    private State encode() {
        State state =
                State.empty().with("method", method.name()).with("folds", folds).with("repeats", repeats);
        if (strata != null) state = state.with("strata", strata);
        if (groups != null) state = state.with("groups", groups);
        return seed.isPresent() ? state.with("seed", seed.getAsLong()) : state;
    }

    private static CrossValidation decode(State state) {
        return new CrossValidation(
                Method.valueOf(state.string("method")),
                state.has("strata") ? state.string("strata") : null,
                state.has("groups") ? state.string("groups") : null,
                state.integer("folds"),
                state.integer("repeats"),
                state.has("seed") ? OptionalLong.of(state.wide("seed")) : OptionalLong.empty());
    }
}
