package io.github.millwork.tribuo;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.ObjectProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.RootProvenanceProto;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tribuo.protos.ProtoSerializable;
import org.tribuo.provenance.EnsembleModelProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;

/**
 * What Tribuo saves of how a model came about: the time, the machine, the trainer, and for a part of an ensemble the
 * number of each of its rows. It is most of the bytes, and it differs from run to run, so an empty one takes its place.
 */
final class Provenance {
    private static final OffsetDateTime NEVER = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final ByteString OF_MODEL = bytes(new ModelProvenance(
            "", NEVER, new EmptyDatasetProvenance(), new EmptyTrainerProvenance(), Map.of(), false));
    private static final ByteString OF_ENSEMBLE = bytes(new EnsembleModelProvenance(
            "",
            NEVER,
            new EmptyDatasetProvenance(),
            new EmptyTrainerProvenance(),
            Map.of(),
            false,
            new ListProvenance<ModelProvenance>()));

    private Provenance() {}

    private static ByteString bytes(ModelProvenance provenance) {
        return ProtoSerializable.PROVENANCE_SERIALIZER
                .serializeToProto(ProvenanceUtil.marshalProvenance(provenance))
                .toByteString();
    }

    /** {@return a saved model with empty provenance in all its parts} */
    static ByteString emptied(ByteString model) {
        UnknownFieldSet fields = TribuoBytes.parse(model);
        if (fields == null) return model;
        UnknownFieldSet.Builder emptied = UnknownFieldSet.newBuilder(fields);
        boolean changed = false;
        for (Map.Entry<Integer, UnknownFieldSet.Field> entry : fields.asMap().entrySet()) {
            UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
            boolean changedHere = false;
            for (ByteString inner : entry.getValue().getLengthDelimitedList()) {
                ByteString empty = emptyOf(inner);
                ByteString now = empty == null ? emptied(inner) : empty;
                field.addLengthDelimited(now);
                changedHere |= !now.equals(inner);
            }
            if (changedHere) emptied.addField(entry.getKey(), field.build());
            changed |= changedHere;
        }
        return changed ? emptied.build().toByteString() : model;
    }

    /** {@return what takes the place of these bytes; null if they are no provenance of a model} */
    private static @Nullable ByteString emptyOf(ByteString bytes) {
        try {
            Set<String> classes = RootProvenanceProto.parseFrom(bytes).getOmpList().stream()
                    .map(ObjectProvenanceProto::getProvenanceClassName)
                    .collect(Collectors.toSet());
            if (classes.contains(EnsembleModelProvenance.class.getName())) return OF_ENSEMBLE;
            return classes.contains(ModelProvenance.class.getName()) ? OF_MODEL : null;
        } catch (InvalidProtocolBufferException unused) {
            return null;
        }
    }
}
