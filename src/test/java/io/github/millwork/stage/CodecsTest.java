package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Columns;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodecsTest {
    private final Drop drop = new Drop(Columns.numeric().except("a"));

    @Test
    void whatIsSavedIsReadBackEqual() {
        State saved = State.fromJson(Codecs.encode(drop).toJson());
        assertThat(Codecs.decode(saved, Transformer.class)).isEqualTo(drop);
        assertThat(Codecs.canEncode(drop)).isTrue();
        Learner<?> optioned =
                new TestLearners.Line(true).with(new TestOptions.Shift(2)).with(new TestOptions.Shift(3));
        State again = State.fromJson(Codecs.encode(optioned).toJson());
        assertThat(Codecs.decode(again, Learner.class)).isEqualTo(optioned);
    }

    @Test
    void equalSpecificationsHaveOneDigestAndOthersAnother() {
        assertThat(drop.digest()).isEqualTo(new Drop(Columns.numeric().except("a")).digest());
        assertThat(drop.digest()).isNotEqualTo(new Drop(Columns.numeric()).digest());
        Learner<?> plain = new TestLearners.Line(true);
        assertThat(new TestLearners.Line(true).with(new TestOptions.Shift(2)).digest())
                .isNotEqualTo(plain.digest());
    }

    @Test
    void aClassWithoutACodecIsAWrongCall() {
        record Stranger() {}
        assertThat(Codecs.canEncode(new Stranger())).isFalse();
        assertThatThrownBy(() -> Codecs.encode(new Stranger()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Expected a codec for io.github.millwork.stage.CodecsTest$1Stranger but there is " + "none.")
                .hasMessageEndingWith("Offer one by a CodecProvider that is named in the file META-INF/services/"
                        + "io.github.millwork.stage.CodecProvider on the class path, so that it can be saved.");
    }

    @Test
    void anUnknownNameIsAnUnreadableArtifact() {
        State saved = State.empty().with("name", "dorp").with("version", 1).with("state", State.empty());
        assertThatThrownBy(() -> Codecs.decode(saved, Transformer.class))
                .isInstanceOf(BundleException.class)
                .hasMessage("Expected to know 'dorp' but no codec has that name. Add the library that provides it to "
                        + "the class path. Did you mean 'drop'?");
    }

    @Test
    void aVersionThatIsTooNewIsAnUnreadableArtifact() {
        for (int version : new int[] {0, 2, -1}) {
            State saved =
                    State.empty().with("name", "drop").with("version", version).with("state", State.empty());
            assertThatThrownBy(() -> Codecs.decode(saved, Transformer.class))
                    .isInstanceOf(BundleException.class)
                    .hasMessage("Expected version 1 to 1 of 'drop' but found " + version
                            + ". Update the library that reads it.");
        }
    }

    @Test
    void anEarlierVersionIsReadByItsNumber() {
        Codec<Integer> codec = Codec.of(
                "number",
                2,
                Integer.class,
                value -> State.empty().with("value", value),
                (state, version) -> version == 1 ? -state.integer("value") : state.integer("value"));
        assertThat(codec.decode(State.empty().with("value", 3), 1)).isEqualTo(-3);
        assertThat(codec.decode(codec.encode(3), codec.version())).isEqualTo(3);
    }

    @Test
    void aThingOfAnotherKindIsAnUnreadableArtifact() {
        assertThatThrownBy(() -> Codecs.decode(Codecs.encode(drop), Learner.class))
                .isInstanceOf(BundleException.class)
                .hasMessage("Expected a Learner but 'drop' is a Drop. The file is damaged.");
    }

    @Test
    void aStateThatIsNoneOfItsCodecIsAnUnreadableArtifact() {
        List<State> damaged = List.of(
                State.empty(),
                State.empty().with("name", "drop"),
                State.empty().with("name", "drop").with("version", "1").with("state", State.empty()),
                State.empty().with("name", "drop").with("version", 1).with("state", "x"),
                State.empty().with("name", "drop").with("version", 1).with("state", State.empty()),
                State.empty()
                        .with("name", "drop")
                        .with("version", 1)
                        .with("state", State.empty().with("columns", "x(")));
        for (State state : damaged) {
            assertThatThrownBy(() -> Codecs.decode(state, Transformer.class)).isInstanceOf(BundleException.class);
        }
    }

    @Test
    void whateverACodecThrowsTheArtifactIsUnreadable() {
        for (String failure : List.of("argument", "index", "null", "cast", "arithmetic", "size", "state")) {
            State saved = State.empty()
                    .with("name", "test.fragile")
                    .with("version", 1)
                    .with("state", State.empty().with("failure", failure));
            assertThatThrownBy(() -> Codecs.decode(saved, TestCodecs.Fragile.class))
                    .as(failure)
                    .isInstanceOf(BundleException.class)
                    .hasMessageStartingWith("Could not read 'test.fragile': ");
        }
    }

    @Test
    void aNameOrAClassBelongsToOneCodec() {
        Codec<String> text = Codec.of("text", String.class, s -> State.empty(), state -> "");
        Codec<String> same = Codec.of("text", String.class, s -> State.empty(), state -> "");
        Codec<Integer> sameName = Codec.of("text", Integer.class, s -> State.empty(), state -> 0);
        Codec<String> sameClass = Codec.of("words", String.class, s -> State.empty(), state -> "");
        assertThatCode(() -> new Codecs(List.of(() -> List.of(text), () -> List.of(same))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Codecs(List.of(() -> List.of(text, sameName))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected codec names to be unique but 'text' is used for java.lang.String and "
                        + "java.lang.Integer. Rename the newer one.");
        assertThatThrownBy(() -> new Codecs(List.of(() -> List.of(text), () -> List.of(sameClass))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected one codec for java.lang.String but found 'text' and 'words'. Remove one of the "
                        + "two.");
    }
}
