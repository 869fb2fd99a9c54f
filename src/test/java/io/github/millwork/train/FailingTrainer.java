package io.github.millwork.train;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.Map;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.regression.Regressor;

/** A trainer that cannot. */
record FailingTrainer(RuntimeException failure) implements Trainer<Regressor> {
    @Override
    public Model<Regressor> train(Dataset<Regressor> examples, Map<String, Provenance> run) {
        throw failure;
    }

    @Override
    public Model<Regressor> train(Dataset<Regressor> examples, Map<String, Provenance> run, int invocationCount) {
        throw failure;
    }

    @Override
    public int getInvocationCount() {
        return 0;
    }

    @Override
    public void setInvocationCount(int invocationCount) {}

    @Override
    public TrainerProvenance getProvenance() {
        throw new UnsupportedOperationException();
    }
}
