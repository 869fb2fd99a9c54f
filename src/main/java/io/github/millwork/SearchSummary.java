package io.github.millwork;

import io.github.millwork.deploy.SearchRecord;
import io.github.millwork.select.Leaderboard;
import java.util.List;

/** What a pipeline was chosen from, as it is saved with it. */
final class SearchSummary {
    private SearchSummary() {}

    static SearchRecord of(String how, Leaderboard<?> board) {
        List<Leaderboard.Entry> entries = board.entries();
        int winner = board.winner().trial();
        return new SearchRecord(
                how,
                entries.size(),
                (int) entries.stream()
                        .filter(entry -> !entry.failure().isEmpty())
                        .count(),
                entries.stream()
                        .filter(entry -> entry.failure().isEmpty())
                        .filter(entry -> entry.rank() <= SearchRecord.KEPT || entry.trial() == winner)
                        .map(entry -> new SearchRecord.Candidate(
                                entry.rank(), entry.learner(), entry.score(), entry.trial() == winner))
                        .toList());
    }
}
