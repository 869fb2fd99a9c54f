package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.TargetValues;
import java.util.List;

/**
 * The classes that were decided on beside the true ones.
 *
 * @param outputs what the predictions mean
 * @param truth the true class of each row
 * @param predicted the index of the predicted class of each row
 */
record Decisions(ClassificationOutputs outputs, TargetValues.Classes truth, int[] predicted) {
    static Decisions of(Assessment<Classification> assessment) {
        Predictions<Classification> predictions = assessment.predictions();
        ClassificationOutputs outputs = outputs(assessment);
        double[] numbers = new double[outputs.width()];
        int[] predicted = new int[predictions.size()];
        for (int row = 0; row < predicted.length; row++) {
            for (int k = 0; k < numbers.length; k++) numbers[k] = predictions.value(row, k);
            predicted[row] = outputs.decide(numbers, 0);
        }
        return new Decisions(outputs, truth(assessment), predicted);
    }

    /** {@return what the predictions mean} */
    static ClassificationOutputs outputs(Assessment<Classification> assessment) {
        return (ClassificationOutputs) assessment.predictions().outputs();
    }

    /** {@return the true classes} */
    static TargetValues.Classes truth(Assessment<Classification> assessment) {
        if (assessment.truth() instanceof TargetValues.Classes classes) return classes;
        throw new DataException("Expected the true class of each row to compare predictions with but found "
                + assessment.truth().getClass().getSimpleName() + ". Evaluate on rows that have the target column.");
    }

    /** {@return the index of the positive class, which a metric needs} */
    static int positive(Assessment<Classification> assessment, String metric) {
        ClassificationOutputs outputs = outputs(assessment);
        String positive = outputs.positive();
        if (positive != null) return outputs.labels().indexOf(positive);
        List<String> labels = outputs.labels();
        throw new DataException("Expected a positive class to measure " + metric + " of but none was named, and the "
                + "classes are " + Names.list(labels)
                + ". Name the one that is looked for where the pipeline names its "
                + "target: Target.of(\"column\").positive(\"" + labels.get(labels.size() - 1) + "\").");
    }
}
