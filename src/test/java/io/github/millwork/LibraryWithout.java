package io.github.millwork;

import java.io.IOException;
import java.io.InputStream;

/**
 * Loads the library anew, and everything else from where it is, but not the packages of an optional dependency: so is the
 * library in an application that has not added it.
 */
public final class LibraryWithout extends ClassLoader {
    private static final String LIBRARY = "io.github.millwork.";

    private final String hidden;

    /**
     * Hides a dependency.
     *
     * @param hidden what the names of its classes begin with, such as {@code org.jsoup.}
     */
    public LibraryWithout(String hidden) {
        super(LibraryWithout.class.getClassLoader());
        this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (name.startsWith(hidden)) throw new ClassNotFoundException(name);
            Class<?> known = findLoadedClass(name);
            if (known != null) return known;
            if (!name.startsWith(LIBRARY)) return super.loadClass(name, resolve);
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
