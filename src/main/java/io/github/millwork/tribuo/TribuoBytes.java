package io.github.millwork.tribuo;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.github.millwork.stage.BundleException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tribuo.Model;
import org.tribuo.Tribuo;
import org.tribuo.protos.core.ModelProto;

/**
 * Tribuo models as protobuf bytes and back, safely. Tribuo loads whatever class the bytes name, so they are looked at
 * before: no class but those of Tribuo and of its provenance may be named, and none whose content is read by Java
 * serialization or by native code.
 */
public final class TribuoBytes {
    /** In all of Tribuo's messages field 2 names a class; in those of its provenance fields 4 and 5 do. */
    private static final Set<Integer> CLASS_FIELDS = Set.of(2, 4, 5);

    private static final String TRIBUO = "org.tribuo.";
    private static final String OLCUT_PROVENANCE = "com.oracle.labs.mlrg.olcut.provenance.";
    private static final List<String> NO_PLAIN_DATA = List.of(".liblinear.", ".xgboost.", ".interop.");
    private static final int DEEPEST = 60;

    private TribuoBytes() {}

    /**
     * {@return a model as bytes, which do not say when and where it was trained}
     *
     * @param model a Tribuo model
     * @throws IllegalArgumentException if it is of a kind that cannot be read back safely
     */
    public static byte[] write(Model<?> model) {
        ByteString bytes = Provenance.emptied(model.serialize().toByteString());
        try {
            check(bytes, 0, new HashSet<>());
        } catch (BundleException e) {
            throw new IllegalArgumentException(
                    "Expected a Tribuo model that can be saved as plain data but found a "
                            + model.getClass().getName()
                            + ". For LibLinear use LogisticRegression or LinearRegression, for XGBoost "
                            + "GradientBoosting. (" + e.getMessage() + ")",
                    e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a model back.
     *
     * @param bytes what {@link #write} gave
     * @return the model
     * @throws BundleException if the bytes are damaged or name a class that is not allowed
     */
    public static Model<?> read(byte[] bytes) {
        check(ByteString.copyFrom(bytes), 0, new HashSet<>());
        try {
            ModelProto proto = ModelProto.parseFrom(bytes);
            return QuietTribuo.call(() -> Model.deserialize(proto));
        } catch (InvalidProtocolBufferException | RuntimeException | LinkageError e) {
            throw new BundleException(
                    "Expected a Tribuo model but could not read it: " + e.getMessage() + ". The file is damaged.", e);
        }
    }

    /** A field that holds no message but bytes that could be one is looked at all the same. */
    private static void check(ByteString bytes, int depth, Set<String> harmless) {
        UnknownFieldSet fields = parse(bytes);
        if (fields == null) return;
        if (depth > DEEPEST) {
            throw new BundleException("Expected a Tribuo model but it is nested too deeply. The file is damaged.");
        }
        for (Map.Entry<Integer, UnknownFieldSet.Field> field : fields.asMap().entrySet()) {
            for (ByteString inner : field.getValue().getLengthDelimitedList()) {
                if (CLASS_FIELDS.contains(field.getKey()) && harmless.add(inner.toStringUtf8())) {
                    checkName(inner.toStringUtf8());
                }
                check(inner, depth + 1, harmless);
            }
        }
    }

    private static void checkName(String name) {
        boolean tribuo = name.startsWith(TRIBUO) && NO_PLAIN_DATA.stream().noneMatch(name::contains);
        if (tribuo || name.startsWith(OLCUT_PROVENANCE) || !(name.startsWith(TRIBUO) || isClass(name))) return;
        throw new BundleException(
                "Expected classes of Tribuo that hold plain data but found '" + name + "'. Such a model is not read.");
    }

    /** Without loading it. A string that names no class is a name of something else, or packed numbers. */
    private static boolean isClass(String name) {
        String element = name.startsWith("[") ? name.replaceFirst("^\\[+L?", "").replace(";", "") : name;
        if (element.isEmpty() || element.chars().anyMatch(c -> c <= ' ' || c == '/')) return false;
        return Model.class.getClassLoader().getResource(element.replace('.', '/') + ".class") != null;
    }

    static @Nullable UnknownFieldSet parse(ByteString bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException unused) {
            return null; // a string or numbers, no message
        }
    }

    /** {@return the version of Tribuo that is at work} */
    public static String version() {
        return Tribuo.VERSION;
    }
}
