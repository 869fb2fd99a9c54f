package io.github.millwork.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library as an application has it that does not read web pages. */
class WithoutJsoupTest {
    @TempDir
    Path folder;

    /** Loads the library anew, and everything else from where it is, but no jsoup. */
    private static final class Hiding extends ClassLoader {
        Hiding() {
            super(WithoutJsoupTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("org.jsoup.")) throw new ClassNotFoundException(name);
                Class<?> known = findLoadedClass(name);
                if (known != null) return known;
                if (!name.startsWith("io.github.millwork.")) return super.loadClass(name, resolve);
                try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (in == null) throw new ClassNotFoundException(name);
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }
    }

    @Test
    void filesAreReadAndAWebPageNamesWhatIsMissing() throws Exception {
        Path csv = Texts.write(folder, "a.csv", "a\n1\n");
        Path html = Texts.write(folder, "a.html", "<table><tr><th>a</table>");
        ClassLoader loader = new Hiding();
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
