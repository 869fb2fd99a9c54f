package io.github.millwork.deploy;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Field;
import io.github.millwork.report.Facts;
import io.github.millwork.report.Format;
import io.github.millwork.report.Note;
import io.github.millwork.report.Report;
import io.github.millwork.report.Section;
import io.github.millwork.report.Table;
import io.github.millwork.stage.FitRecord;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one should know of a model before relying on it: for what it is meant, on which data it was fitted, how good it was
 * found to be and how sure that is, how it came about, and what it cannot do. Its parts are those of Mitchell et al., Model
 * Cards for Model Reporting (2019). It is made of a bundle alone; equal bundles give equal cards. Immutable.
 */
public final class ModelCard {
    private static final int LEVELS = 12;

    private final String name;
    private final Bundle<?> bundle;

    private ModelCard(String name, Bundle<?> bundle) {
        this.name = name;
        this.bundle = bundle;
    }

    /**
     * {@return the card of a model}
     *
     * @param name what the model is called
     * @param pipeline the pipeline
     */
    public static ModelCard of(String name, Bundled<?> pipeline) {
        return new ModelCard(name, pipeline.bundle());
    }

    /**
     * {@return the card of a version}
     *
     * @param version a version of a registry
     * @throws io.github.millwork.stage.BundleException if its file is not as it was published
     */
    public static ModelCard of(ModelVersion version) {
        return new ModelCard(version.toString(), version.registry().read(version));
    }

    /** {@return the card, to be shown as a page or as text} */
    public Report report() {
        return Report.of(name, use(), data(), scores(), training(), limitations())
                .subtitle(learner());
    }

    /**
     * Writes the card as one HTML page that needs nothing else.
     *
     * @param file where to; the folder is made if it is not there, and a file is replaced whole or not at all
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        report().write(file);
    }

    private String learner() {
        return bundle.fitted() instanceof FittedChain<?> chain
                ? chain.learner()
                : bundle.fitted().getClass().getSimpleName();
    }

    private Section use() {
        ModelNotes notes = bundle.facts().notes();
        Section section = Section.of("Intended use");
        section = section.with(
                notes.use().isBlank()
                        ? Note.warning("Nobody has said what this model is meant for.")
                        : Note.of(notes.use()));
        Facts facts =
                Facts.create().with("predicts", bundle.fitted().task().type().getSimpleName() + targets());
        if (bundle.fitted().outputs() instanceof ClassificationOutputs classes) {
            facts = facts.with("classes", String.join(", ", classes.labels()));
        }
        return section.with(notes.owner().isBlank() ? facts : facts.with("owner", notes.owner()));
    }

    private String targets() {
        List<String> columns = bundle.fitted().task().columns();
        return columns.isEmpty() ? "" : " of " + String.join(", ", columns);
    }

    private Section data() {
        FitRecord record = bundle.record();
        Facts facts = Facts.create()
                .with("training rows", Integer.toString(record.rows()))
                .with("fingerprint of the rows", record.data());
        Set<String> read = read();
        Table table = Table.of(
                Table.text("column"),
                Table.text("type"),
                Table.text("role"),
                Table.text("read"),
                Table.text("categories"));
        for (Field field : bundle.fitted().schema().fields()) {
            table = table.row(
                    field.name(),
                    words(field.type().name()),
                    words(field.role().name()),
                    read.contains(field.name()) ? "yes" : "",
                    levels(field));
        }
        Section section = Section.of("Data");
        String said = bundle.facts().notes().data();
        if (!said.isBlank()) section = section.with(Note.of(said));
        return section.with(facts, table.caption("Columns of the training data"));
    }

    private Set<String> read() {
        return bundle.fitted().inputs().stream().map(RowProgram.Input::column).collect(Collectors.toSet());
    }

    private static String words(String constant) {
        return constant.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static String levels(Field field) {
        if (!field.type().isString() || field.levels().isEmpty()) return "";
        List<String> levels = field.levels();
        String shown = levels.stream().limit(LEVELS).collect(Collectors.joining(", "));
        return levels.size() > LEVELS ? shown + " and " + (levels.size() - LEVELS) + " more" : shown;
    }

    private Section scores() {
        Optional<EvaluationRecord> evaluation = bundle.facts().evaluation();
        if (evaluation.isEmpty()) {
            return Section.of("Scores", Note.warning("This model was not evaluated before it was saved."));
        }
        EvaluationRecord known = evaluation.get();
        Table table = Table.of(
                Table.text("metric"),
                Table.number("value"),
                Table.number("low"),
                Table.number("high"),
                Table.text("interval"),
                Table.number("rows", Format.count()));
        for (Score score : known.scores()) {
            String interval = Math.round(100 * score.level()) + " % by " + score.method();
            table = table.row(score.metric(), score.value(), score.low(), score.high(), interval, score.rows());
        }
        return Section.of(
                "Scores on rows held out",
                table,
                Facts.create().with("held out by", known.how()).with("rows held out", Integer.toString(known.rows())));
    }

    private Section training() {
        Facts facts = Facts.create()
                .with("learner", learner())
                .with("seed", Long.toString(bundle.record().seed()))
                .with("fingerprint", bundle.fitted().fingerprint());
        for (var version : bundle.facts().lineage().versions().entrySet()) {
            facts = facts.with(version.getKey(), version.getValue());
        }
        Section section = Section.of("Training", facts);
        if (bundle.facts().search().isEmpty()) return section;
        SearchRecord search = bundle.facts().search().get();
        Table table = Table.of(
                Table.number("rank", Format.count()),
                Table.text("learner"),
                Table.text("metric"),
                Table.number("value"),
                Table.number("low"),
                Table.number("high"));
        for (SearchRecord.Candidate one : search.best()) {
            Object[] cells = {
                one.rank(),
                one.learner(),
                one.score().metric(),
                one.score().value(),
                one.score().low(),
                one.score().high()
            };
            table = one.winner() ? table.highlightedRow(cells) : table.row(cells);
        }
        String tried =
                search.trials() + " tried" + (search.failed() > 0 ? ", " + search.failed() + " of them failed" : "");
        return section.with(table.caption("Chosen by " + search.how() + " (" + tried + ")"));
    }

    private Section limitations() {
        String said = bundle.facts().notes().limitations();
        Section section = Section.of("Limitations");
        section = section.with(
                said.isBlank()
                        ? Note.warning("Nobody has said where this model must not be relied on.")
                        : Note.of(said));
        for (String limit : limits()) section = section.with(Note.of(limit));
        return section;
    }

    /** What follows from the pipeline itself. */
    private List<String> limits() {
        Fitted<?> fitted = bundle.fitted();
        List<String> limits = new ArrayList<>();
        limits.add("The scores hold for rows that come about as the training rows did. Watch the columns for drift.");
        if (!fitted.toleratesMissing()) {
            limits.add("A row with a missing cell that no step fills is refused.");
        }
        if (fitted.looksBack()) limits.add("It needs earlier rows: it cannot be asked about a row alone.");
        if (bundle.facts().evaluation().isPresent()) {
            int rows = bundle.facts().evaluation().get().rows();
            if (rows < 1000)
                limits.add("It was evaluated on " + rows + " rows only: mind the intervals of its scores.");
        }
        if (bundle.record().specification().isEmpty()) {
            limits.add("It cannot be repeated from its file, since a step or the learner has no codec.");
        }
        return limits;
    }

    /**
     * {@return the card as JSON: {@code name}, {@code kind}, {@code learner}, {@code notes}, {@code schema}, {@code
     * training}, {@code evaluation} and {@code search} where they are known, {@code limitations}}
     */
    public String toJson() {
        FitRecord record = bundle.record();
        Set<String> read = read();
        State state = State.empty()
                .with("name", name)
                .with("kind", bundle.fitted().task().type().getSimpleName())
                .with("target", bundle.fitted().task().columns())
                .with("learner", learner())
                .with("notes", bundle.facts().notes().toState())
                .with(
                        "schema",
                        bundle.fitted().schema().fields().stream()
                                .map(field -> State.empty()
                                        .with("name", field.name())
                                        .with("type", words(field.type().name()))
                                        .with("role", words(field.role().name()))
                                        .with("read", read.contains(field.name()))
                                        .with("categories", field.type().isString() ? field.levels() : List.of()))
                                .toList())
                .with(
                        "training",
                        State.empty()
                                .with("rows", record.rows())
                                .with("data", record.data())
                                .with("seed", record.seed())
                                .with("fingerprint", bundle.fitted().fingerprint())
                                .with("versions", bundle.facts().lineage().toState()));
        if (bundle.facts().evaluation().isPresent()) {
            state = state.with("evaluation", bundle.facts().evaluation().get().toState());
        }
        if (bundle.facts().search().isPresent()) {
            state = state.with("search", bundle.facts().search().get().toState());
        }
        return state.with("limitations", limits()).toJson();
    }

    /** {@return the card as text} */
    @Override
    public String toString() {
        return report().toText();
    }
}
