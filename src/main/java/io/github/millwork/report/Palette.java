package io.github.millwork.report;

/**
 * The colours of a page on light and on dark paper. The hues of lines are those of Okabe and Ito, "Color Universal Design"
 * (2008); they differ in lightness too, so that they can be told apart by eyes that lack a kind of cone. Each stands out from
 * the paper by 3 to 1 and text by 4.5 to 1, as WCAG 2.1 asks.
 */
record Palette(int paper, int wash, int rule, int ink, int soft, int warning, int[] lines, int[] onShade) {
    /** How many shades there are of each of the two colours of a matrix. */
    static final int SHADES = 8;

    static final Palette LIGHT = new Palette(
            0xFFFFFF,
            0xF6F7F9,
            0xE1E4E8,
            0x1F2328,
            0x57606A,
            0xA04000,
            new int[] {0x0072B2, 0xE0560F, 0x00966B, 0x963C78, 0x5C4A00, 0x24292F},
            new int[] {0x000000, 0xFFFFFF});

    static final Palette DARK = new Palette(
            0x15181D,
            0x1D2127,
            0x32383F,
            0xE6E9ED,
            0x9BA4AF,
            0xFFAF6B,
            new int[] {0x56B4E9, 0xE8622A, 0x3FDB9E, 0xE865A8, 0xF2CB57, 0xE6E9ED},
            new int[] {0x000000, 0xFFFFFF});

    /** How many series have a colour of their own. */
    static int colours() {
        return LIGHT.lines.length;
    }

    /** The background of a cell: the colour of a line, mixed with the paper. */
    int shade(int line, int level) {
        double share = (double) level / SHADES;
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double of = (paper >> shift & 0xFF) * (1 - share) + (lines[line] >> shift & 0xFF) * share;
            mixed |= (int) Math.round(of) << shift;
        }
        return mixed;
    }

    /** The colour of text on a shade: whichever can be read better. */
    int textOn(int background) {
        return contrast(onShade[0], background) >= contrast(onShade[1], background) ? onShade[0] : onShade[1];
    }

    /** The contrast of two colours, from 1 to 21, as WCAG 2.1 defines it. */
    static double contrast(int a, int b) {
        double first = luminance(a);
        double second = luminance(b);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 0xFF)
                + 0.7152 * linear(colour >> 8 & 0xFF)
                + 0.0722 * linear(colour & 0xFF);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
