package io.github.millwork.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.LibraryWithout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library as an application has it that does not read web pages. */
class WithoutJsoupTest {
    @TempDir
    Path folder;

    @Test
    void filesAreReadAndAWebPageNamesWhatIsMissing() throws Exception {
        Path csv = Texts.write(folder, "a.csv", "a\n1\n");
        Path html = Texts.write(folder, "a.html", "<table><tr><th>a</table>");
        ClassLoader loader = new LibraryWithout("org.jsoup.");
        Method load = loader.loadClass("io.github.millwork.stage.Source").getMethod("load");
        Object file = loader.loadClass(Csv.class.getName())
                .getMethod("file", Path.class)
                .invoke(null, csv);
        assertThat(load.invoke(file).toString()).contains("1 rows, 1 columns");
        Object page = loader.loadClass(WebPage.class.getName())
                .getMethod("file", Path.class)
                .invoke(null, html);
        assertThatThrownBy(() -> load.invoke(page))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Expected jsoup on the class path, which reads web pages, but there is none. Add the dependency "
                                + "org.jsoup:jsoup (1.22 or later).");
    }
}
