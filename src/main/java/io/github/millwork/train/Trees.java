package io.github.millwork.train;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Binary trees in flat arrays: for each node the feature and threshold it asks, or the value of a leaf. Zeros have a way
 * of their own at each node, since at some positions XGBoost has learned from rows that left them out.
 */
final class Trees {
    private static final Pattern SPLIT =
            Pattern.compile("\\s*(\\d+):\\[f(\\d+)<([^\\]]+)\\] yes=(\\d+),no=(\\d+),missing=(\\d+).*");
    private static final Pattern LEAF = Pattern.compile("\\s*(\\d+):leaf=(\\S+)");

    private final int[] roots;
    private final int[] feature;
    private final float[] number;
    private final int[] yes;
    private final int[] no;
    private final int[] missing;
    private final int[] zero;

    private Trees(int[] roots, int[] feature, float[] number, int[] yes, int[] no, int[] missing, int[] zero) {
        this.roots = roots;
        this.feature = feature;
        this.number = number;
        this.yes = yes;
        this.no = no;
        this.missing = missing;
        this.zero = zero;
    }

    int count() {
        return roots.length;
    }

    /** Walks a tree: below the threshold is yes; a zero and NaN go their own ways. */
    float leaf(int tree, double[] features) {
        int node = roots[tree];
        while (feature[node] >= 0) {
            float value = (float) features[feature[node]];
            if (Float.isNaN(value)) node = missing[node];
            else if (value == 0) node = zero[node];
            else node = value < number[node] ? yes[node] : no[node];
        }
        return number[node];
    }

    /**
     * Reads XGBoost's text dump, whose numbers have enough digits to be exact.
     *
     * @param dumps a dump for each tree
     * @param positionOf the position of XGBoost's feature number
     * @param zeroIsMissing whether zeros at a position were left out of XGBoost's rows
     */
    static Trees parse(String[] dumps, IntUnaryOperator positionOf, IntPredicate zeroIsMissing) {
        int[] roots = new int[dumps.length];
        List<int[]> nodes = new ArrayList<>(); // feature, yes, no, missing, zero
        List<Float> numbers = new ArrayList<>();
        for (int t = 0; t < dumps.length; t++) {
            roots[t] = nodes.size();
            String[] lines = dumps[t].strip().split("\n");
            int[] place = new int[highestId(lines) + 1];
            for (int i = 0; i < lines.length; i++) place[id(lines[i])] = roots[t] + i;
            for (String line : lines) {
                Matcher split = SPLIT.matcher(line);
                Matcher leaf = LEAF.matcher(line);
                if (split.matches()) {
                    int position = positionOf.applyAsInt(Integer.parseInt(split.group(2)));
                    float threshold = number(split.group(3));
                    int yes = place[Integer.parseInt(split.group(4))];
                    int no = place[Integer.parseInt(split.group(5))];
                    int missing = place[Integer.parseInt(split.group(6))];
                    int zero = zeroIsMissing.test(position) ? missing : 0 < threshold ? yes : no;
                    nodes.add(new int[] {position, yes, no, missing, zero});
                    numbers.add(threshold);
                } else if (leaf.matches()) {
                    nodes.add(new int[] {-1, 0, 0, 0, 0});
                    numbers.add(number(leaf.group(2)));
                } else {
                    throw new IllegalStateException("Expected a node of XGBoost's dump but found '" + line + "'.");
                }
            }
        }
        float[] number = new float[numbers.size()];
        for (int i = 0; i < number.length; i++) number[i] = numbers.get(i);
        return new Trees(
                roots,
                column(nodes, 0),
                number,
                column(nodes, 1),
                column(nodes, 2),
                column(nodes, 3),
                column(nodes, 4));
    }

    /** C++ writes what is beyond a float as inf. */
    private static float number(String text) {
        return Float.parseFloat(text.replace("inf", "Infinity"));
    }

    private static int id(String line) {
        String start = line.strip();
        return Integer.parseInt(start, 0, start.indexOf(':'), 10);
    }

    private static int highestId(String[] lines) {
        int highest = 0;
        for (String line : lines) highest = Math.max(highest, id(line));
        return highest;
    }

    private static int[] column(List<int[]> nodes, int at) {
        return nodes.stream().mapToInt(node -> node[at]).toArray();
    }

    State toState() {
        double[] numbers = new double[number.length];
        for (int i = 0; i < numbers.length; i++) numbers[i] = number[i];
        return State.empty()
                .with("roots", roots)
                .with("feature", feature)
                .with("number", numbers)
                .with("yes", yes)
                .with("no", no)
                .with("missing", missing)
                .with("zero", zero);
    }

    static Trees fromState(State state) {
        double[] numbers = state.numbers("number");
        float[] number = new float[numbers.length];
        for (int i = 0; i < number.length; i++) number[i] = (float) numbers[i];
        Trees trees = new Trees(
                state.integers("roots"),
                state.integers("feature"),
                number,
                state.integers("yes"),
                state.integers("no"),
                state.integers("missing"),
                state.integers("zero"));
        trees.check();
        return trees;
    }

    /** Children come after their parent, so a damaged file cannot make a walk endless or lead it astray. */
    private void check() {
        int size = number.length;
        boolean sound = feature.length == size;
        for (int root : roots) sound = sound && root >= 0 && root < size;
        for (int[] way : new int[][] {yes, no, missing, zero}) {
            sound = sound && way.length == size;
            for (int i = 0; sound && i < size; i++) sound = feature[i] < 0 || (way[i] > i && way[i] < size);
        }
        if (!sound) {
            throw new BundleException("Expected trees whose nodes hang together but they do not. The file is damaged.");
        }
    }

    /** {@return the highest position that a node asks for, -1 where none asks} */
    int highestFeature() {
        int highest = -1;
        for (int position : feature) highest = Math.max(highest, position);
        return highest;
    }
}
