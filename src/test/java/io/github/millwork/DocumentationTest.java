package io.github.millwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say is compared with what is compiled. */
class DocumentationTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");

    @Test
    void everyBlockOfJavaInTheDocumentsStandsInACompiledExample() throws IOException {
        String examples = files(Path.of("examples/java"), ".java").stream()
                .map(file -> plain(read(file)))
                .collect(Collectors.joining("\n"));
        int blocks = 0;
        for (Path document : documents()) {
            Matcher matcher = JAVA_BLOCK.matcher(read(document));
            while (matcher.find()) {
                blocks++;
                for (String part : matcher.group(1).split("\\n\\s*\\n")) {
                    assertThat(examples).as("%s: %s", document, part).contains(plain(part));
                }
            }
        }
        assertThat(blocks).isGreaterThanOrEqualTo(3);
    }

    @Test
    void everyLinkBetweenDocumentsLeadsToAFile() throws IOException {
        for (Path document : documents()) {
            Matcher matcher = LINK.matcher(read(document));
            while (matcher.find()) {
                Path folder = document.toAbsolutePath().getParent();
                assertThat(folder.resolve(matcher.group(1))).as("%s", document).exists();
            }
        }
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(files(Path.of("docs"), ".md"));
        documents.add(Path.of("README.md"));
        return documents;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text without white space, since a formatter breaks the lines of a class elsewhere than a document does. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", "");
    }
}
