package io.github.millwork.train;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.lang.ref.Reference;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionConverter;

/**
 * A Tribuo trainer for two classes, given as 0 and 1, by XGBoost's logistic objective: one tree a round. Tribuo's own
 * classification trainer grows one for each class, which takes twice the time for the same model. The model predicts the
 * probability of class 1.
 */
final class BinaryBoostingTrainer extends XGBoostTrainer<Regressor> {
    static final String OBJECTIVE = "binary:logistic";

    BinaryBoostingTrainer(int trees, Map<String, Object> parameters) {
        super(trees, parameters);
        postConfig();
    }

    @Override
    public XGBoostModel<Regressor> train(Dataset<Regressor> examples, Map<String, Provenance> run) {
        return train(examples, run, INCREMENT_INVOCATION_COUNT);
    }

    @Override
    public synchronized XGBoostModel<Regressor> train(
            Dataset<Regressor> examples, Map<String, Provenance> run, int invocationCount) {
        if (invocationCount != INCREMENT_INVOCATION_COUNT) setInvocationCount(invocationCount);
        TrainerProvenance trainer = getProvenance();
        trainInvocationCounter++;
        ImmutableFeatureMap features = examples.getFeatureIDMap();
        Booster booster;
        try {
            DMatrixTuple<Regressor> rows = convertExamples(
                    examples, features, regressor -> (float) regressor.getValues()[0]);
            try {
                booster = XGBoost.train(rows.data, copyParams(overrideParameters), numTrees, Map.of(), null, null);
            } finally {
                Reference.reachabilityFence(rows.data); // its finaliser frees the native rows
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
        }
        ModelProvenance provenance = new ModelProvenance(
                XGBoostModel.class.getName(),
                OffsetDateTime.now(ZoneOffset.UTC),
                examples.getProvenance(),
                trainer,
                run);
        return createModel(
                "binary-boosting",
                provenance,
                features,
                examples.getOutputIDInfo(),
                List.of(booster),
                new XGBoostRegressionConverter());
    }

    @Override
    public TrainerProvenance getProvenance() {
        return new TrainerProvenanceImpl(this);
    }
}
