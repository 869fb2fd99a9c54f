package io.github.millwork.deploy;

import io.github.millwork.feedback.Feedback;
import io.github.millwork.feedback.FeedbackResult;
import io.github.millwork.feedback.FeedbackStore;
import io.github.millwork.feedback.LoggedPrediction;
import io.github.millwork.feedback.Route;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A process that keeps predictions and tells of them, of the same ids as others do. Args: the folder, from which number to
 * which. Prints a line for each label that it was the first to tell, once that is kept.
 */
final class FeedbackWorker {
    private FeedbackWorker() {}

    public static void main(String[] args) {
        FeedbackStore store = FeedbackStore.at(Path.of(args[0]));
        for (int i = Integer.parseInt(args[1]); i < Integer.parseInt(args[2]); i++) {
            String id = "p" + i;
            store.log(
                    "flats",
                    List.of(new LoggedPrediction(
                            id, Instant.now(), "1", Route.only("production"), Map.of("size", "50.5"), new double[] {i
                            })));
            List<FeedbackResult> results =
                    store.add("flats", List.of(Feedback.label(id, i), Feedback.reward(id, i % 2)));
            if (results.contains(FeedbackResult.UNKNOWN) || results.contains(FeedbackResult.CONTRADICTORY)) {
                throw new IllegalStateException(id + ": " + results);
            }
            if (results.get(0) == FeedbackResult.JOINED) System.out.println(i);
        }
        System.out.println("done");
    }
}
