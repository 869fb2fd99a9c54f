package io.github.millwork.select;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.TrainingOption;
import io.github.millwork.tune.Space;
import io.github.millwork.tune.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the learners of trials are called where several stand side by side: by their kind, their options, what was searched,
 * and what is not as it is by default or as it is in another trial of the kind. Where that does not tell them apart, all that
 * there is to say of them.
 */
final class CandidateNames {
    private final Map<Integer, String> names = new HashMap<>();

    private CandidateNames() {}

    static <P extends Prediction> CandidateNames of(List<Trial<P>> trials) {
        Map<String, Map<String, Set<String>>> values = new HashMap<>();
        for (Trial<P> trial : trials) {
            Map<String, Set<String>> ofKind = values.computeIfAbsent(kind(trial), kind -> new HashMap<>());
            settings(trial)
                    .forEach((name, value) -> ofKind.computeIfAbsent(name, each -> new HashSet<>())
                            .add(value));
        }
        CandidateNames names = new CandidateNames();
        Map<String, Set<String>> learners = new HashMap<>();
        for (Trial<P> trial : trials) {
            String name = name(trial, values.getOrDefault(kind(trial), Map.of()));
            names.names.put(trial.number(), name);
            learners.computeIfAbsent(name, each -> new HashSet<>())
                    .add(trial.chain().learner().describe());
        }
        for (Trial<P> trial : trials) {
            Set<String> alike = learners.getOrDefault(names.of(trial), Set.of());
            if (alike.size() > 1)
                names.names.put(trial.number(), trial.chain().learner().describe());
        }
        return names;
    }

    String of(Trial<?> trial) {
        return names.getOrDefault(trial.number(), trial.chain().learner().describe());
    }

    private static String name(Trial<?> trial, Map<String, Set<String>> values) {
        List<String> parts = new ArrayList<>();
        trial.words().forEach((name, word) -> parts.add(name + " " + word));
        Hyperparameters parameters = trial.chain().learner().hyperparameters();
        settings(trial).forEach((name, value) -> {
            boolean apart = values.getOrDefault(name, Set.of()).size() > 1 || !isDefault(parameters, name);
            if (apart && !trial.words().containsKey(name)) parts.add(name + " " + value);
        });
        return parts.isEmpty() ? kind(trial) : kind(trial) + ": " + String.join(", ", parts);
    }

    private static boolean isDefault(Hyperparameters parameters, String name) {
        List<String> options = parameters.options(name);
        return options.isEmpty()
                ? parameters.number(name) == parameters.initial(name)
                : options.indexOf(parameters.text(name)) == parameters.initial(name);
    }

    /** What each hyperparameter of the learner is, in words; those that have no effect are not told. */
    private static Map<String, String> settings(Trial<?> trial) {
        Hyperparameters parameters = trial.chain().learner().hyperparameters();
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : parameters.names()) {
            boolean number = parameters.options(name).isEmpty();
            settings.put(name, number ? Space.brief(parameters.number(name)) : parameters.text(name));
        }
        return settings;
    }

    /** The learner and its options, without what stands in parentheses. */
    private static <P extends Prediction> String kind(Trial<P> trial) {
        Learner<P> learner = trial.chain().learner();
        StringBuilder kind = new StringBuilder(
                outsideParentheses(learner.withOptions(List.of()).describe()));
        for (TrainingOption<?> option : learner.options()) {
            // What stands in parentheses of an option without hyperparameters is told nowhere else.
            boolean told = !option.hyperparameters().names().isEmpty();
            kind.append(" with ").append(told ? outsideParentheses(option.describe()) : option.describe());
        }
        return kind.toString();
    }

    private static String outsideParentheses(String words) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c == '(' && depth++ == 0 && outside.toString().endsWith(" ")) outside.setLength(outside.length() - 1);
            if (depth == 0) outside.append(c);
            if (c == ')' && depth > 0) depth--;
        }
        return outside.toString();
    }
}
