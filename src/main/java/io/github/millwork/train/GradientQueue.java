package io.github.millwork.train;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes of a tree are split, those first that gain most, and which are looked into next. Threads look into nodes ahead of
 * their turn, so that none waits for another; what they find counts when it is the node's turn, and not at all if its turn does
 * not come. So the tree is the same whoever was first. Safe between threads.
 */
final class GradientQueue {
    private static final Comparator<GradientNode> MOST_GAIN =
            Comparator.<GradientNode>comparingDouble(n -> -n.best.gain).thenComparingInt(n -> n.from);

    /** The next in turn come first. */
    private final PriorityQueue<GradientNode> turns = new PriorityQueue<>(MOST_GAIN);

    /** Those that nobody looks into yet. */
    private final PriorityQueue<GradientNode> waiting;

    private final int most;
    private int split;
    private int ahead;
    private boolean failed;

    /**
     * Begins a tree.
     *
     * @param root its root, which has a split
     * @param rules how many leaves there may be
     */
    GradientQueue(GradientNode root, GradientRules rules) {
        // Where all are split in the end, small ones go first, so that few wait at a time.
        this.waiting = new PriorityQueue<>(
                rules.boundByDepth()
                        ? Comparator.comparingInt(GradientNode::rows).thenComparingInt(n -> n.from)
                        : MOST_GAIN);
        this.most = rules.leaves() - 1;
        turns.add(root);
        waiting.add(root);
    }

    /**
     * {@return the node whose turn is next, if so many rows or more are in it, to be looked into; null if there are fewer}
     *
     * @param rows how many
     */
    synchronized @Nullable GradientNode next(long rows) {
        GradientNode next = split < most ? turns.peek() : null;
        return next == null || next.rows() < rows ? null : taken(next);
    }

    /** {@return a node to look into; null when the tree is done} */
    synchronized @Nullable GradientNode take() {
        while (!failed && split < most && !turns.isEmpty()) {
            if (!turns.peek().taken) return taken(turns.peek());
            GradientNode guess = waiting.peek();
            if (guess != null && split + ahead < most) return taken(guess);
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail();
            }
        }
        return null;
    }

    private GradientNode taken(GradientNode node) {
        waiting.remove(node);
        node.taken = true;
        ahead++;
        return node;
    }

    /**
     * Tells that a node was looked into.
     *
     * @param node the node
     * @param left its parts, which may have splits of their own
     * @param right the other
     */
    synchronized void opened(GradientNode node, GradientNode left, GradientNode right) {
        node.left = left;
        node.right = right;
        if (left.gains()) waiting.add(left);
        if (right.gains()) waiting.add(right);
        for (GradientNode next = turns.peek(); next != null && split < most; next = turns.peek()) {
            if (next.left == null || next.right == null) break; // not yet
            turns.remove();
            ahead--;
            next.split = true;
            split++;
            if (next.left.gains()) turns.add(next.left);
            if (next.right.gains()) turns.add(next.right);
        }
        notifyAll();
    }

    /** Ends the work of all threads. */
    synchronized void fail() {
        failed = true;
        notifyAll();
    }
}
