package io.github.millwork.report;

/** The shapes that tell the points of series apart where colours do not. */
enum Mark {
    CIRCLE("m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"),
    SQUARE("m-2.7-2.7h5.4v5.4h-5.4z"),
    TRIANGLE("m0-3.6l3.5 6.1h-7z"),
    DIAMOND("m0-3.8l3.8 3.8-3.8 3.8-3.8-3.8z"),
    WEDGE("m0 3.6l3.5-6.1h-7z"),
    CROSS("m-1-3.6h2v2.6h2.6v2h-2.6v2.6h-2v-2.6h-2.6v-2h2.6z");

    private static final Mark[] ALL = values();

    private final String shape;

    Mark(String shape) {
        this.shape = shape;
    }

    static Mark of(int series) {
        return ALL[series % ALL.length];
    }

    void add(PathData path, double x, double y) {
        path.shape(x, y, shape);
    }
}
