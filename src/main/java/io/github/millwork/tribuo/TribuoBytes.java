package io.github.millwork.tribuo;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.github.millwork.data.ContentDigest;
import io.github.millwork.stage.BundleException;
import java.util.List;
import java.util.Map;
import org.tribuo.Model;
import org.tribuo.protos.core.ModelProto;

/**
 * Tribuo models as protobuf bytes and back, safely. Tribuo makes an instance of whatever class the bytes name, so every
 * envelope in them is looked at before: only Tribuo's classes may be named, and none of those whose content is
 * serialized Java (LibLinear).
 */
public final class TribuoBytes {
    // Every class of Tribuo's is saved as such an envelope: version, class name, content.
    private static final int CLASS_NAME = 2;
    private static final int CONTENT = 3;
    private static final int ANY_VALUE = 2;
    private static final int DEEPEST = 60;

    private TribuoBytes() {}

    /**
     * {@return a model as bytes}
     *
     * @param model a Tribuo model
     * @throws IllegalArgumentException if it is of a kind that cannot be read back safely
     */
    public static byte[] write(Model<?> model) {
        byte[] bytes = model.serialize().toByteArray();
        try {
            check(bytes, 0);
        } catch (BundleException e) {
            throw new IllegalArgumentException(
                    "Expected a Tribuo model that can be saved without Java serialization but "
                            + "found " + model.getClass().getName()
                            + ". For LibLinear use LogisticRegression or LinearRegression.",
                    e);
        }
        return bytes;
    }

    /**
     * Reads a model back.
     *
     * @param bytes what {@link #write} gave
     * @return the model
     * @throws BundleException if the bytes are damaged or name a class that is not allowed
     */
    public static Model<?> read(byte[] bytes) {
        check(bytes, 0);
        try {
            return QuietTribuo.call(() -> {
                try {
                    return Model.deserialize(ModelProto.parseFrom(bytes));
                } catch (InvalidProtocolBufferException e) {
                    throw new IllegalArgumentException(e);
                }
            });
        } catch (RuntimeException e) {
            throw new BundleException(
                    "Expected a Tribuo model but could not read it: " + e.getMessage() + " The file is damaged.", e);
        }
    }

    private static void check(byte[] bytes, int depth) {
        UnknownFieldSet fields = parse(bytes);
        if (fields == null) return;
        if (depth > DEEPEST) throw new BundleException("Expected a Tribuo model but it is nested too deeply.");
        for (String name : envelopeName(fields)) {
            if (!name.startsWith("org.tribuo.") || name.contains("liblinear")) {
                throw new BundleException("Expected classes of Tribuo that hold plain data but found '" + name
                        + "'. Such a model is not read.");
            }
        }
        for (UnknownFieldSet.Field field : fields.asMap().values()) {
            for (ByteString inner : field.getLengthDelimitedList()) check(inner.toByteArray(), depth + 1);
        }
    }

    private static List<String> envelopeName(UnknownFieldSet fields) {
        if (!fields.hasField(CLASS_NAME) || !fields.hasField(CONTENT)) return List.of();
        return fields.getField(CLASS_NAME).getLengthDelimitedList().stream()
                .map(ByteString::toStringUtf8)
                .filter(name -> name.matches("[a-zA-Z_$][\\w$]*(\\.[a-zA-Z_$][\\w$]*)+"))
                .toList();
    }

    private static @org.jspecify.annotations.Nullable UnknownFieldSet parse(byte[] bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException unused) {
            return null; // a string or number, no message
        }
    }

    /**
     * {@return 64 hexadecimal digits that are equal for models of the same content, whenever they were trained}
     *
     * @param bytes what {@link #write} gave
     */
    public static String fingerprint(byte[] bytes) {
        ContentDigest digest = new ContentDigest();
        put(digest, bytes, false);
        return digest.hex();
    }

    /**
     * Puts the content of an envelope in. The first field of what an envelope holds is the model's metadata, of which
     * the second is its provenance: times and counters, which are left out.
     */
    private static void put(ContentDigest digest, byte[] bytes, boolean content) {
        UnknownFieldSet fields = parse(bytes);
        if (fields == null || (!content && envelopeName(fields).isEmpty())) {
            digest.put(bytes.length).put(bytes);
            return;
        }
        for (Map.Entry<Integer, UnknownFieldSet.Field> entry : fields.asMap().entrySet()) {
            digest.put(entry.getKey());
            UnknownFieldSet.Field field = entry.getValue();
            field.getVarintList().forEach(digest::put);
            field.getFixed32List().forEach(value -> digest.put((long) value));
            field.getFixed64List().forEach(digest::put);
            for (ByteString inner : field.getLengthDelimitedList()) {
                if (!content && entry.getKey() == CONTENT) put(digest, any(inner), true);
                else if (content && entry.getKey() == 1) putWithoutProvenance(digest, inner.toByteArray());
                else put(digest, inner.toByteArray(), false);
            }
        }
    }

    private static byte[] any(ByteString packed) {
        UnknownFieldSet fields = parse(packed.toByteArray());
        if (fields == null || !fields.hasField(ANY_VALUE)) return packed.toByteArray();
        List<ByteString> values = fields.getField(ANY_VALUE).getLengthDelimitedList();
        return values.isEmpty() ? packed.toByteArray() : values.get(0).toByteArray();
    }

    private static void putWithoutProvenance(ContentDigest digest, byte[] metadata) {
        UnknownFieldSet fields = parse(metadata);
        byte[] kept = fields == null || !fields.hasField(2)
                ? metadata
                : UnknownFieldSet.newBuilder(fields).clearField(2).build().toByteArray();
        digest.put(kept.length).put(kept);
    }
}
