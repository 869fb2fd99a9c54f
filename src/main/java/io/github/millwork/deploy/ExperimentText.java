package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.millwork.bandit.OffPolicy;
import io.github.millwork.bandit.Standing;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Says what is known of the versions in an experiment: in the history, and to administrators. */
final class ExperimentText {
    static final String EXPERIMENT = "experiment";
    static final String WINNER = "winner";

    private ExperimentText() {}

    /** What a winner was declared on, for the history. */
    static State details(Experiment experiment) {
        List<State> arms = new ArrayList<>();
        for (Standing each : experiment.standings()) {
            arms.add(State.empty()
                    .with("alias", each.arm())
                    .with("chosen", each.chosen())
                    .with("rewarded", each.rewarded())
                    .with("mean", each.mean())
                    .with("low", each.low())
                    .with("high", each.high()));
        }
        return State.empty()
                .with(EXPERIMENT, experiment.name())
                .with(WINNER, experiment.winner().orElse(""))
                .with("policy", experiment.policy().describe())
                .with("arms", arms);
    }

    static void write(JsonGenerator json, Lineup lineup, Experiment experiment) throws IOException {
        List<Standing> standings = experiment.standings();
        List<OffPolicy> estimates = experiment.estimates();
        double[] probabilities = experiment.probabilities();
        json.writeObjectFieldStart(EXPERIMENT);
        json.writeStringField("name", experiment.name());
        json.writeStringField("policy", experiment.policy().describe());
        json.writeArrayFieldStart("arms");
        for (int i = 0; i < standings.size(); i++) {
            Standing each = standings.get(i);
            json.writeStartObject();
            json.writeStringField("alias", each.arm());
            json.writeStringField("version", lineup.at(each.arm()).model().version());
            if (probabilities.length > 0) json.writeNumberField("probability", probabilities[i]);
            json.writeNumberField("chosen", each.chosen());
            json.writeNumberField("rewarded", each.rewarded());
            number(json, "mean", each.mean());
            number(json, "low", each.low());
            number(json, "high", each.high());
            if (!estimates.isEmpty()) estimate(json, estimates.get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        if (experiment.winner().isPresent()) {
            json.writeStringField(WINNER, experiment.winner().get());
        }
        json.writeEndObject();
    }

    /** What it would earn had it always answered, by the propensities that were logged. */
    private static void estimate(JsonGenerator json, OffPolicy estimate) throws IOException {
        Score score = estimate.selfNormalised();
        json.writeObjectFieldStart("estimate");
        number(json, "value", score.value());
        number(json, "low", score.low());
        number(json, "high", score.high());
        number(json, "effectiveRows", estimate.effectiveRows());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        JsonIn.number(json, value);
    }
}
