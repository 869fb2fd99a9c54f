package io.github.millwork.train;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads XGBoost's text dump with statistics, whose numbers have enough digits to be exact. */
final class TreeDump {
    private static final Pattern SPLIT = Pattern.compile(
            "\\s*(\\d+):\\[f(\\d+)<([^\\]]+)\\] yes=(\\d+),no=(\\d+),missing=(\\d+),gain=([^,]+),cover=([^,]+)");
    private static final Pattern LEAF = Pattern.compile("\\s*(\\d+):leaf=([^,]+),cover=([^,]+)");

    private final IntUnaryOperator positionOf;
    private final IntPredicate zeroIsMissing;
    private final int[] roots;
    private int size;
    private int[] feature = new int[1024];
    private float[] number = new float[1024];
    private int[] yes = new int[1024];
    private int[] no = new int[1024];
    private int[] ways = new int[1024];
    private float[] cover = new float[1024];
    private float[] gain = new float[1024];

    private TreeDump(int trees, IntUnaryOperator positionOf, IntPredicate zeroIsMissing) {
        this.roots = new int[trees];
        this.positionOf = positionOf;
        this.zeroIsMissing = zeroIsMissing;
    }

    /**
     * Reads trees.
     *
     * @param dumps a dump for each tree
     * @param positionOf the position of XGBoost's feature number
     * @param zeroIsMissing whether zeros at a position were left out of XGBoost's rows
     */
    static Trees parse(String[] dumps, IntUnaryOperator positionOf, IntPredicate zeroIsMissing) {
        TreeDump dump = new TreeDump(dumps.length, positionOf, zeroIsMissing);
        for (int tree = 0; tree < dumps.length; tree++)
            dump.add(tree, dumps[tree].strip().split("\n"));
        return dump.trees();
    }

    private void add(int tree, String[] lines) {
        roots[tree] = size;
        int[] place = new int[Arrays.stream(lines).mapToInt(TreeDump::id).max().orElse(0) + 1];
        for (int i = 0; i < lines.length; i++) place[id(lines[i])] = size + i;
        for (String line : lines) {
            if (size == feature.length) grow();
            Matcher split = SPLIT.matcher(line);
            Matcher leaf = LEAF.matcher(line);
            if (split.matches()) {
                split(split, place);
            } else if (leaf.matches()) {
                feature[size] = Trees.LEAF;
                number[size] = number(leaf.group(2));
                cover[size] = statistic(leaf.group(3));
            } else {
                throw new IllegalStateException("Expected a node of XGBoost's dump but found '" + line + "'.");
            }
            size++;
        }
    }

    private void split(Matcher split, int[] place) {
        feature[size] = positionOf.applyAsInt(Integer.parseInt(split.group(2)));
        number[size] = number(split.group(3));
        yes[size] = place[Integer.parseInt(split.group(4))];
        no[size] = place[Integer.parseInt(split.group(5))];
        boolean missingIsYes = place[Integer.parseInt(split.group(6))] == yes[size];
        boolean zeroIsYes = zeroIsMissing.test(feature[size]) ? missingIsYes : 0 < number[size];
        ways[size] = (missingIsYes ? Trees.MISSING_IS_YES : 0) | (zeroIsYes ? Trees.ZERO_IS_YES : 0);
        gain[size] = statistic(split.group(7));
        cover[size] = statistic(split.group(8));
    }

    private void grow() {
        int more = size * 2;
        feature = Arrays.copyOf(feature, more);
        number = Arrays.copyOf(number, more);
        yes = Arrays.copyOf(yes, more);
        no = Arrays.copyOf(no, more);
        ways = Arrays.copyOf(ways, more);
        cover = Arrays.copyOf(cover, more);
        gain = Arrays.copyOf(gain, more);
    }

    private Trees trees() {
        return new Trees(
                roots,
                Arrays.copyOf(feature, size),
                Arrays.copyOf(number, size),
                Arrays.copyOf(yes, size),
                Arrays.copyOf(no, size),
                Arrays.copyOf(ways, size),
                Arrays.copyOf(cover, size),
                Arrays.copyOf(gain, size));
    }

    /** C++ writes what is beyond a float as inf. */
    private static float number(String text) {
        return Float.parseFloat(text.replace("inf", "Infinity"));
    }

    /** Of numbers near the ends of a float XGBoost may not know what they come to; then there is nothing to tell. */
    private static float statistic(String text) {
        float value = number(text.replace("nan", "NaN"));
        return value > 0 ? value : 0;
    }

    private static int id(String line) {
        String start = line.strip();
        return Integer.parseInt(start, 0, start.indexOf(':'), 10);
    }
}
