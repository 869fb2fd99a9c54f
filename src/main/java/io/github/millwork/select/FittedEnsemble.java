package io.github.millwork.select;

import io.github.millwork.data.ContentDigest;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.AbsentColumns;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Pool;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.RowSession;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Several chains that were fitted to the same rows, and how their predictions are put together. Immutable and thread-safe.
 *
 * @param <P> the kind of prediction
 */
public final class FittedEnsemble<P extends Prediction> implements Fitted<P> {
    @SuppressWarnings("rawtypes")
    static final Codec<FittedEnsemble> CODEC = Codec.of(
            "ensemble.fitted",
            FittedEnsemble.class,
            it -> State.empty()
                    .with("description", it.description)
                    .with(
                            "members",
                            ((FittedEnsemble<?>) it)
                                    .members.stream().map(Codecs::encode).toList()),
            FittedEnsemble::decoded);

    private final List<Fitted<P>> members;
    private final String description;
    private final Voting<P> voting;
    private final SharedInputs inputs;
    private final Pool<EnsembleSession> sessions;

    FittedEnsemble(List<Fitted<P>> members, String description) {
        this.members = List.copyOf(members);
        this.description = description;
        this.voting = Voting.of(members.stream().map(Fitted::outputs).toList());
        this.inputs = SharedInputs.of(members.stream().map(Fitted::inputs).toList());
        this.sessions = new Pool<>(this::newSession);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // that all are of one kind is checked
    private static FittedEnsemble decoded(State state) {
        List<Fitted<Prediction>> members = new ArrayList<>();
        for (State member : state.states("members")) members.add(Codecs.decode(member, Fitted.class));
        Task<?> task = members.get(0).task();
        if (!members.stream().allMatch(member -> member.task().equals(task))) {
            throw new IllegalArgumentException("its members predict different things");
        }
        return new FittedEnsemble<>(members, state.string("description"));
    }

    /** {@return the chains, each of which predicts for itself} */
    public List<Fitted<P>> members() {
        return members;
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public Task<P> task() {
        return members.get(0).task();
    }

    @Override
    public Schema schema() {
        return members.get(0).schema();
    }

    @Override
    public Outputs<P> outputs() {
        return voting.outputs();
    }

    @Override
    public List<RowProgram.Input> inputs() {
        return inputs.inputs();
    }

    @Override
    public boolean toleratesMissing() {
        return members.stream().allMatch(Fitted::toleratesMissing);
    }

    @Override
    public boolean looksBack() {
        return members.stream().anyMatch(Fitted::looksBack);
    }

    @Override
    public RowSession session() {
        return newSession();
    }

    private EnsembleSession newSession() {
        return new EnsembleSession(
                members.stream().map(Fitted::session).toList(),
                members.stream().map(member -> member.outputs().width()).toList(),
                inputs,
                voting);
    }

    @Override
    public Predictions<P> predict(Dataset rows, @Nullable Dataset earlier, FitContext context) {
        List<Predictions<P>> each = new ArrayList<>();
        double count = members.size();
        for (int m = 0; m < members.size(); m++) {
            each.add(members.get(m).predict(rows, earlier, context.part(m / count, (m + 1) / count)));
        }
        int width = outputs().width();
        double[] out = new double[rows.rowCount() * width];
        double[][] numbers = new double[members.size()][];
        for (int row = 0; row < rows.rowCount(); row++) {
            for (int m = 0; m < numbers.length; m++) {
                Predictions<P> of = each.get(m);
                double[] own = new double[of.outputs().width()];
                for (int o = 0; o < own.length; o++) own[o] = of.value(row, o);
                numbers[m] = own;
            }
            voting.combine(numbers, out, row * width);
        }
        Map<String, Long> unseen = new TreeMap<>();
        for (Predictions<P> of : each) of.unseen().forEach((column, cells) -> unseen.merge(column, cells, Math::max));
        return Predictions.of(outputs(), out, unseen);
    }

    @Override
    public P predict(Row row) {
        for (RowProgram.Input input : inputs()) {
            if (row.has(input.column())) continue;
            List<RowProgram.Input> absent = AbsentColumns.of(inputs(), row.names());
            throw new DataException(
                    AbsentColumns.words(absent, row.names(), "the row") + " Give null where it is missing.");
        }
        EnsembleSession session = sessions.take();
        for (RowProgram.Input input : inputs()) input.load(session, row.value(input.column()));
        double[] out = new double[outputs().width()];
        session.score(out, 0);
        sessions.giveBack(session);
        return outputs().read(out, 0);
    }

    @Override
    public Assessment<P> assess(Dataset rows, @Nullable Dataset earlier, FitContext context) {
        Assessment<P> first = members.get(0).assess(rows, earlier, context);
        return new Assessment<>(predict(rows, earlier, context), first.truth(), first.weights(), first.features());
    }

    /** The digest of the fingerprints of the members. */
    @Override
    public String fingerprint() {
        ContentDigest digest = new ContentDigest().put("ensemble");
        members.forEach(member -> digest.put(member.fingerprint()));
        return digest.hex();
    }
}
