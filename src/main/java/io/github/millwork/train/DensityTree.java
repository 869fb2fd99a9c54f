package io.github.millwork.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What rows hang together at which distance, of which the clusters are taken that last (Campello et al. 2015). Where a cluster
 * falls into parts that are each large enough, these are clusters of their own; from smaller parts rows fall out of it. How long
 * a row stays in a cluster is by one over the distance.
 *
 * @param clusters for each row its cluster from 0, the largest first; -1 for noise
 * @param births for each cluster the distance at which it came apart from others
 */
record DensityTree(int[] clusters, double[] births) {
    /** Of the longest edge: shorter ones count as this, so that rows which are the same stay long, but not forever. */
    private static final double SHORTEST = 1e-9;

    /** A part of the rows that is large enough, and what became of it. */
    private static final class Part {
        final double birth;
        final List<Part> parts = new ArrayList<>();
        final List<Integer> rows = new ArrayList<>(); // those that fell out of it

        double stays; // how long its rows stay, added up
        double best; // the same for the best choice among it and what it falls into
        boolean taken;

        Part(double birth) {
            this.birth = birth;
        }

        void out(int row, double distance) {
            rows.add(row);
            stays += 1 / distance - (birth > 0 ? 1 / birth : 0);
        }
    }

    /** Where two pieces were joined: pieces below the number of rows are rows, others the joins, counted from there. */
    private record Join(int one, int other, double distance, int size) {}

    /**
     * Finds the clusters.
     *
     * @param edges a tree over the rows, the shortest edge first
     * @param minimumSize how many rows a cluster has at least
     */
    static DensityTree of(ReachableRows.Edge[] edges, int minimumSize) {
        int rows = edges.length + 1;
        Join[] joins = joins(edges, rows);
        Part root = new Part(0); // of all rows: it has no birth
        List<Part> all = new ArrayList<>(List.of(root)); // each after the one that it came from
        List<int[]> open = new ArrayList<>(); // a piece, and the part that it belongs to
        if (edges.length > 0) open.add(new int[] {rows + joins.length - 1, 0});
        while (!open.isEmpty()) {
            int[] next = open.remove(open.size() - 1);
            Part part = all.get(next[1]);
            Join join = joins[next[0] - rows];
            int[] pieces = {join.one, join.other};
            boolean splits = Arrays.stream(pieces).allMatch(piece -> size(piece, joins, rows) >= minimumSize);
            for (int piece : pieces) {
                if (splits) {
                    Part own = new Part(join.distance);
                    part.stays += size(piece, joins, rows) * (1 / join.distance - inverse(part.birth));
                    part.parts.add(own);
                    all.add(own);
                    if (piece >= rows) open.add(new int[] {piece, all.size() - 1});
                } else if (size(piece, joins, rows) >= minimumSize) {
                    open.add(new int[] {piece, next[1]});
                } else {
                    fallOut(piece, joins, rows, part, join.distance);
                }
            }
        }
        return chosen(all, rows);
    }

    private static double inverse(double birth) {
        return birth > 0 ? 1 / birth : 0;
    }

    private static int size(int piece, Join[] joins, int rows) {
        return piece < rows ? 1 : joins[piece - rows].size;
    }

    private static void fallOut(int piece, Join[] joins, int rows, Part part, double distance) {
        List<Integer> open = new ArrayList<>(List.of(piece));
        while (!open.isEmpty()) {
            int next = open.remove(open.size() - 1);
            if (next < rows) {
                part.out(next, distance);
            } else {
                open.add(joins[next - rows].one);
                open.add(joins[next - rows].other);
            }
        }
    }

    private static Join[] joins(ReachableRows.Edge[] edges, int rows) {
        double least =
                edges.length == 0 ? 0 : Math.max(SHORTEST * edges[edges.length - 1].distance(), Double.MIN_NORMAL);
        int[] owner = IntStream.range(0, 2 * rows).toArray();
        Join[] joins = new Join[edges.length];
        for (int i = 0; i < edges.length; i++) {
            int one = find(owner, edges[i].one());
            int other = find(owner, edges[i].other());
            int size = size(one, joins, rows) + size(other, joins, rows);
            joins[i] = new Join(one, other, Math.max(least, edges[i].distance()), size);
            owner[one] = rows + i;
            owner[other] = rows + i;
        }
        return joins;
    }

    private static int find(int[] owner, int piece) {
        int last = piece;
        while (owner[last] != last) last = owner[last];
        for (int at = piece; owner[at] != last && at != last; ) {
            int next = owner[at];
            owner[at] = last;
            at = next;
        }
        return last;
    }

    /** Takes a part or what it falls into, whichever stays longer; all rows together are no cluster. */
    private static DensityTree chosen(List<Part> all, int rows) {
        for (int i = all.size() - 1; i > 0; i--) {
            Part part = all.get(i);
            double below = part.parts.stream().mapToDouble(each -> each.best).sum();
            part.taken = part.parts.isEmpty() || part.stays >= below;
            part.best = part.taken ? part.stays : below;
        }
        List<Part> taken = new ArrayList<>();
        List<List<Integer>> members = new ArrayList<>();
        List<Part> open = new ArrayList<>(all.get(0).parts);
        while (!open.isEmpty()) {
            Part part = open.remove(open.size() - 1);
            if (!part.taken) {
                open.addAll(part.parts);
                continue;
            }
            taken.add(part);
            members.add(members(part));
        }
        Integer[] order = IntStream.range(0, taken.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> -members.get(i).size())
                        .thenComparingInt(i -> members.get(i).get(0)))
                .toArray(Integer[]::new);
        int[] clusters = new int[rows];
        Arrays.fill(clusters, -1);
        double[] births = new double[order.length];
        for (int cluster = 0; cluster < order.length; cluster++) {
            births[cluster] = taken.get(order[cluster]).birth;
            for (int row : members.get(order[cluster])) clusters[row] = cluster;
        }
        return new DensityTree(clusters, births);
    }

    /** The rows of a part, in ascending order. */
    private static List<Integer> members(Part part) {
        List<Integer> members = new ArrayList<>();
        List<Part> open = new ArrayList<>(List.of(part));
        while (!open.isEmpty()) {
            Part next = open.remove(open.size() - 1);
            members.addAll(next.rows);
            open.addAll(next.parts);
        }
        members.sort(Comparator.naturalOrder());
        return members;
    }
}
