package io.github.millwork.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import io.github.millwork.stage.BundleException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.liblinear.LibLinearRegressionTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;

class TribuoBytesTest {
    private static final int EVERY = Integer.MAX_VALUE;
    private static final LabelFactory LABELS = new LabelFactory();
    private static final Model<Label> TREE = train(new CARTClassificationTrainer(3));
    private static final Model<Label> FOREST = train(forest(3));

    private static MutableDataset<Label> rows() {
        MutableDataset<Label> rows = new MutableDataset<>(new SimpleDataSourceProvenance("rows", LABELS), LABELS);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 40; i++) {
            double[] values = {random.nextDouble(), random.nextDouble()};
            String label = values[0] + values[1] / 3 > 0.6 ? "high" : "low";
            rows.add(new ArrayExample<>(new Label(label), new String[] {"f0", "f1"}, values));
        }
        return rows;
    }

    private static RandomForestTrainer<Label> forest(int trees) {
        return new RandomForestTrainer<>(new CARTClassificationTrainer(3, 0.5f, 1), new VotingCombiner(), trees);
    }

    private static Model<Label> train(Trainer<Label> trainer) {
        return QuietTribuo.call(() -> trainer.train(rows()));
    }

    private static List<String> predict(Model<?> model) {
        List<String> found = new ArrayList<>();
        rows().forEach(row -> found.add(
                new TreeMap<>(model.castModel(Label.class).predict(row).getOutputScores()).toString()));
        return found;
    }

    @Test
    void aModelReadBackPredictsTheSame() {
        for (Model<Label> model :
                List.of(TREE, FOREST, train(new AdaBoostTrainer(new CARTClassificationTrainer(1), 3)))) {
            byte[] bytes = TribuoBytes.write(model);
            Model<?> read = TribuoBytes.read(bytes);
            assertThat(read).isNotSameAs(model).hasSameClassAs(model);
            assertThat(predict(read)).isEqualTo(predict(model));
        }
    }

    @Test
    void bytesDoNotSayHowAndWhenAModelWasTrained() {
        for (int members : new int[] {1, 4}) {
            List<byte[]> bytes = new ArrayList<>();
            for (String note : List.of("monday", "tuesday morning")) {
                Model<Label> model = QuietTribuo.call(() ->
                        forest(members).train(rows(), Map.of("note", new StringProvenance("note", note))));
                assertThat(model.serialize().toByteArray()).containsSequence(note.getBytes(StandardCharsets.UTF_8));
                bytes.add(TribuoBytes.write(model));
            }
            assertThat(bytes.get(0)).isEqualTo(bytes.get(1));
            Model<?> read = TribuoBytes.read(bytes.get(0));
            assertThat(read.getProvenance().getTrainingTime().getYear()).isEqualTo(1970);
            assertThat(read.getProvenance().getOS()).isEqualTo("unknown-version");
        }
    }

    @Test
    void mostOfTheBytesOfAForestAreLeftOut() {
        int all = FOREST.serialize().toByteArray().length;
        assertThat(TribuoBytes.write(FOREST)).hasSizeLessThan(all / 2);
    }

    @Test
    void modelsOfJavaSerializationOrNativeCodeAreNeitherWrittenNorRead() {
        MutableDataset<Regressor> numbers = new MutableDataset<>(
                new SimpleDataSourceProvenance("rows", new RegressionFactory()), new RegressionFactory());
        for (int i = 0; i < 9; i++) {
            numbers.add(new ArrayExample<>(new Regressor("y", i), new String[] {"f0"}, new double[] {i % 4}));
        }
        List<Model<?>> models = List.of(
                train(new LibLinearClassificationTrainer()),
                train(new XGBoostClassificationTrainer(2)),
                train(new BaggingTrainer<>(new LibLinearClassificationTrainer(), new VotingCombiner(), 2)),
                QuietTribuo.call(() -> new LibLinearRegressionTrainer().train(numbers)),
                QuietTribuo.call(() -> new XGBoostRegressionTrainer(XGBoostRegressionTrainer.RegressionType.LINEAR, 2)
                        .train(numbers)));
        for (Model<?> model : models) {
            assertThatThrownBy(() -> TribuoBytes.write(model))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Expected a Tribuo model that can be saved as plain data but found a "
                            + model.getClass().getName()
                            + ". For LibLinear use LogisticRegression or LinearRegression, for XGBoost "
                            + "GradientBoosting.");
            byte[] bytes = model.serialize().toByteArray();
            assertThatThrownBy(() -> TribuoBytes.read(bytes))
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("Expected classes of Tribuo that hold plain data but found 'org.tribuo.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.github.millwork.tribuo.Trap",
                "[Lio.github.millwork.tribuo.Trap;",
                "[[Lio.github.millwork.tribuo.Trap;",
                "java.util.ArrayList",
                "com.oracle.labs.mlrg.olcut.config.ConfigurationManager",
                "org.tribuo.interop.ExternalModel",
                "module-info"
            })
    void noOtherClassMayBeNamedAnywhere(String name) throws InvalidProtocolBufferException {
        for (Model<Label> model : List.of(TREE, FOREST)) {
            ByteString bytes = ByteString.copyFrom(TribuoBytes.write(model));
            TreeSet<String> places = new TreeSet<>();
            collectClassNames(bytes, places);
            assertThat(places)
                    .contains("org.tribuo.common.tree.TreeModel", "org.tribuo.classification.ImmutableLabelInfo")
                    .contains("org.tribuo.ImmutableFeatureMap", "org.tribuo.common.tree.LeafNode")
                    .contains("org.tribuo.provenance.ModelProvenance")
                    .contains("com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance");
            for (String place : places) {
                byte[] hostile = new Replacement(place, name, EVERY).in(bytes).toByteArray();
                assertThatThrownBy(() -> TribuoBytes.read(hostile))
                        .as(place)
                        .isInstanceOf(BundleException.class)
                        .hasMessage("Expected classes of Tribuo that hold plain data but found '" + name
                                + "'. Such a model is not read.");
            }
        }
        assertThat(Trap.Alarm.SPRUNG).isFalse();
    }

    @Test
    void aClassNeedNoContentToBeRefused() {
        ModelProto named = ModelProto.newBuilder().setClassName(name()).build();
        assertRefused(named.toByteArray(), name());
    }

    /** Protobuf merges a message that comes in two parts, and takes the last of two values. */
    @Test
    void aClassIsFoundInTheSecondPartOfAMessageToo() throws InvalidProtocolBufferException {
        ByteString bytes = ByteString.copyFrom(TribuoBytes.write(TREE));
        ByteString name = ModelProto.newBuilder().setClassName(name()).build().toByteString();
        assertRefused(bytes.concat(name).toByteArray(), name());
        ByteString domainOf = new Nested("org.tribuo.ImmutableFeatureMap", name).in(bytes);
        assertRefused(domainOf.toByteArray(), name());
        assertThat(Trap.Alarm.SPRUNG).isFalse();
    }

    @Test
    void messagesMayNotBeNestedForEver() {
        ByteString bytes = ByteString.EMPTY;
        for (int depth = 0; depth < 2000; depth++) {
            bytes = UnknownFieldSet.newBuilder()
                    .addField(
                            3,
                            UnknownFieldSet.Field.newBuilder()
                                    .addLengthDelimited(bytes)
                                    .build())
                    .build()
                    .toByteString();
        }
        byte[] deep = bytes.toByteArray();
        assertThatThrownBy(() -> TribuoBytes.read(deep))
                .isInstanceOf(BundleException.class)
                .hasMessage("Expected a Tribuo model but it is nested too deeply. The file is damaged.");
    }

    @Test
    void labelsMayBeNamedLikeClasses() {
        MutableDataset<Label> rows = new MutableDataset<>(new SimpleDataSourceProvenance("rows", LABELS), LABELS);
        for (int i = 0; i < 20; i++) {
            Label label = new Label(i % 2 == 0 ? "java.util.ArrayList" : "io.github.millwork.tribuo.Trap");
            rows.add(new ArrayExample<>(label, new String[] {"f0"}, new double[] {i % 2}));
        }
        Model<Label> model = QuietTribuo.call(() -> new CARTClassificationTrainer(2).train(rows));
        Model<?> read = TribuoBytes.read(TribuoBytes.write(model));
        assertThat(read.getOutputIDInfo().getDomain().toString()).contains("java.util.ArrayList");
        assertThat(Trap.Alarm.SPRUNG).isFalse();
    }

    @Test
    void aFileCutOffAnywhereGivesAModelOrABundleException() {
        byte[] bytes = TribuoBytes.write(TREE);
        int refused = 0;
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            if (isRefused(cut)) refused++;
        }
        assertThat(refused).isGreaterThan(bytes.length * 9 / 10);
    }

    @Test
    void aFileWithChangedBitsGivesAModelOrABundleException() {
        SplittableRandom random = new SplittableRandom(4);
        byte[] bytes = TribuoBytes.write(TREE);
        int refused = 0;
        for (int round = 0; round < 600; round++) {
            byte[] changed = bytes.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (isRefused(changed)) refused++;
        }
        assertThat(refused).isBetween(200, 590);
    }

    @Test
    void bytesOfAnythingElseAreRefused() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 500; round++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThatThrownBy(() -> TribuoBytes.read(noise)).isInstanceOf(BundleException.class);
        }
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            TribuoBytes.read(bytes);
            return false;
        } catch (BundleException e) {
            assertThat(e).hasMessageEndingWith(".");
            return true;
        }
    }

    private static String name() {
        return "io.github.millwork.tribuo.Trap"; // not Trap.class.getName(), to leave the class alone
    }

    private static void assertRefused(byte[] bytes, String name) {
        assertThatThrownBy(() -> TribuoBytes.read(bytes))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("but found '" + name + "'");
    }

    /** The names that are in the bytes wherever Tribuo and OLCUT look for the name of a class to load. */
    private static void collectClassNames(ByteString bytes, TreeSet<String> names) {
        UnknownFieldSet fields;
        try {
            fields = UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            return;
        }
        fields.asMap().forEach((number, field) -> {
            for (ByteString inner : field.getLengthDelimitedList()) {
                String text = inner.toStringUtf8();
                boolean loaded = number == 2 || number == 4 || number == 5;
                if (loaded && text.matches("(org\\.tribuo|com\\.oracle)[\\w.$]+")) names.add(text);
                collectClassNames(inner, names);
            }
        });
    }

    /** Puts another string in the place of the nth one that equals the old, at any depth. */
    private static class Replacement {
        private final ByteString old;
        private final ByteString replacement;
        int left;

        Replacement(String old, String replacement, int nth) {
            this.old = ByteString.copyFromUtf8(old);
            this.replacement = ByteString.copyFromUtf8(replacement);
            this.left = nth;
        }

        ByteString in(ByteString bytes) throws InvalidProtocolBufferException {
            if (bytes.equals(old) && (left == EVERY || left-- == 0)) return replacement;
            UnknownFieldSet fields;
            try {
                fields = UnknownFieldSet.parseFrom(bytes);
            } catch (InvalidProtocolBufferException e) {
                return bytes;
            }
            UnknownFieldSet.Builder builder = UnknownFieldSet.newBuilder(fields);
            for (Map.Entry<Integer, UnknownFieldSet.Field> entry :
                    fields.asMap().entrySet()) {
                UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
                UnknownFieldSet.Field before = entry.getValue();
                before.getVarintList().forEach(field::addVarint);
                before.getFixed32List().forEach(field::addFixed32);
                before.getFixed64List().forEach(field::addFixed64);
                for (ByteString inner : before.getLengthDelimitedList()) {
                    if (left < 0) field.addLengthDelimited(inner);
                    else put(field, inner);
                }
                builder.addField(entry.getKey(), field.build());
            }
            return builder.build().toByteString();
        }

        void put(UnknownFieldSet.Field.Builder field, ByteString inner) throws InvalidProtocolBufferException {
            field.addLengthDelimited(in(inner));
        }
    }

    /** Adds a second part to the first message that names a class. */
    private static final class Nested extends Replacement {
        private final String className;
        private final ByteString part;

        Nested(String className, ByteString part) {
            super("no such string", "", 0);
            this.className = className;
            this.part = part;
        }

        @Override
        void put(UnknownFieldSet.Field.Builder field, ByteString inner) throws InvalidProtocolBufferException {
            super.put(field, inner);
            boolean found = left >= 0 && ModelPart.classNames(inner).contains(ByteString.copyFromUtf8(className));
            if (found) {
                field.addLengthDelimited(part);
                left = -1;
            }
        }
    }

    private static final class ModelPart {
        private static List<ByteString> classNames(ByteString bytes) {
            try {
                return UnknownFieldSet.parseFrom(bytes).getField(2).getLengthDelimitedList();
            } catch (InvalidProtocolBufferException e) {
                return List.of();
            }
        }
    }
}
