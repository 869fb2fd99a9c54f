package io.github.millwork.tribuo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tribuo.util.tokens.impl.wordpiece.Wordpiece;
import org.tribuo.util.tokens.impl.wordpiece.WordpieceBasicTokenizer;
import org.tribuo.util.tokens.impl.wordpiece.WordpieceTokenizer;

/**
 * Tribuo's cuts of texts into the pieces of words that BERT knows: at blanks and punctuation first, then each word from its
 * beginning into the longest pieces there are. Immutable and thread-safe.
 */
public final class WordPieceCuts {
    private final Wordpiece pieces;
    private final boolean plain;

    /**
     * Takes a vocabulary.
     *
     * @param vocabulary the pieces, of which those inside of words begin with {@code ##}
     * @param unknown the piece that stands for words that cannot be cut
     * @param plain whether texts are made lower case and lose their accents first
     */
    public WordPieceCuts(List<String> vocabulary, String unknown, boolean plain) {
        this.pieces = new Wordpiece(new HashSet<>(vocabulary), unknown);
        this.plain = plain;
    }

    /**
     * {@return the pieces of a text}
     *
     * @param text the text
     */
    public List<String> of(String text) {
        WordpieceTokenizer tokenizer =
                new WordpieceTokenizer(pieces, new WordpieceBasicTokenizer(), plain, plain, Set.of());
        tokenizer.reset(text);
        List<String> found = new ArrayList<>();
        while (tokenizer.advance()) found.add(tokenizer.getText());
        return found;
    }
}
