package io.github.millwork.tune;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A search that begins with points spread evenly and then chooses a few at a time by what was found. */
final class Sequential implements SearchStrategy.Search {
    /** Chooses points by what was found. */
    interface Chooser {
        /**
         * Chooses a point.
         *
         * @param found what was found so far
         * @param asked what is asked for beside the point, and not known yet
         * @param known all that was proposed so far, which is not to be proposed again
         * @param number how many were proposed before
         * @return the point; null where there is none left
         */
        @Nullable
        Proposal choose(List<? extends Trial<?>> found, List<Proposal> asked, Set<Proposal> known, int number);
    }

    private final SearchStrategy.Question question;
    private final int trials;
    private final int atOnce;
    private final int startup;
    private final Chooser chooser;
    private int proposed;

    /** With so many points to start with for each candidate, if there are trials for them. */
    Sequential(SearchStrategy.Question question, int trials, int atOnce, int each, Chooser chooser) {
        this.question = question;
        this.trials = trials;
        this.atOnce = atOnce;
        int candidates = question.spaces().size();
        this.startup = Math.min(trials, each * candidates);
        this.chooser = chooser;
    }

    @Override
    public List<Proposal> next(List<? extends Trial<?>> found) {
        if (proposed == 0) return start();
        Set<Proposal> known = new HashSet<>();
        found.forEach(trial -> known.add(trial.proposal()));
        List<Proposal> next = new ArrayList<>();
        while (next.size() < atOnce && proposed < trials) {
            Proposal proposal = chooser.choose(found, next, known, proposed);
            proposed++;
            if (proposal == null) continue;
            known.add(proposal);
            next.add(proposal);
        }
        return next;
    }

    private List<Proposal> start() {
        int each = (int) Math.ceil((double) startup / question.spaces().size());
        List<Proposal> first = Points.deal(
                question, startup, candidate -> LatinHypercube.source(question, candidate, Math.max(1, each - 1)));
        proposed = Math.max(startup, first.size());
        return first;
    }

    @Override
    public double fits() {
        return trials * (double) question.folds();
    }
}
