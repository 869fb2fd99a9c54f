package io.github.millwork;

import io.github.millwork.deploy.SearchRecord;
import io.github.millwork.select.Leaderboard;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.State;
import io.github.millwork.tune.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a pipeline was chosen from, as it is saved with it. */
final class SearchSummary {
    private SearchSummary() {}

    static SearchRecord of(String how, Leaderboard<?> board) {
        List<Leaderboard.Entry> entries = board.entries();
        int winner = board.winner().trial();
        Map<Integer, Chain<?>> chains =
                board.trials().all().stream().collect(Collectors.toMap(Trial::number, Trial::chain));
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
                                entry.rank(),
                                entry.learner(),
                                entry.score(),
                                entry.trial() == winner,
                                specification(chains.get(entry.trial()))))
                        .toList());
    }

    private static Optional<State> specification(@Nullable Chain<?> chain) {
        return chain != null && Codecs.canEncode(chain) ? Optional.of(Codecs.encode(chain)) : Optional.empty();
    }
}
