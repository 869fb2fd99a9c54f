package io.github.millwork.onnx;

import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says that what a model is given is an image: pixels row after row, of each its colours (red, green, blue), as {@code
 * Pixels.grid} and {@code Pixels.images} of package {@code engineer} make them, from 0 to 1 in the case of the latter. They
 * are put in the order that the model's input asks for by its shape, channels first or last; {@code x} becomes {@code (x *
 * factor - mean) / deviation}, and is rounded where the input takes whole numbers.
 *
 * <pre>{@code
 * OnnxImage.grey(28, 28)
 * OnnxImage.colours(224, 224).standardised(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225))
 * OnnxImage.colours(96, 96).times(255).channelsLast()
 * }</pre>
 *
 * @param height its rows, at least 1
 * @param width the pixels of a row, at least 1
 * @param channels the numbers of a pixel, 1 or 3
 * @param last whether the channels of a pixel are together, where the model leaves open which it wants
 * @param blueFirst whether the model wants blue, green, red
 * @param factor what each number is multiplied by first
 * @param means what is taken from each channel then; empty for nothing
 * @param deviations what each channel is divided by; empty for nothing
 */
public record OnnxImage(
        int height,
        int width,
        int channels,
        boolean last,
        boolean blueFirst,
        double factor,
        List<Double> means,
        List<Double> deviations) {
    private static final int MOST = 1 << 24;

    /**
     * Checks sizes and scales.
     *
     * @param height its rows, at least 1
     * @param width the pixels of a row, at least 1
     * @param channels the numbers of a pixel, 1 or 3
     * @param last whether the channels of a pixel are together, where the model leaves open which it wants
     * @param blueFirst whether the model wants blue, green, red
     * @param factor what each number is multiplied by first
     * @param means what is taken from each channel then; empty for nothing
     * @param deviations what each channel is divided by; empty for nothing
     */
    public OnnxImage {
        if (height < 1 || width < 1 || (channels != 1 && channels != 3) || (long) height * width > MOST) {
            throw new IllegalArgumentException(
                    "Expected an image of at least one pixel, with 1 or 3 numbers each, but found " + height + " x "
                            + width + " x " + channels + ". Give the height, then the width.");
        }
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        boolean finite = Double.isFinite(factor)
                && means.stream().allMatch(Double::isFinite)
                && deviations.stream().allMatch(each -> Double.isFinite(each) && each > 0);
        boolean each = means.size() == deviations.size() && (means.isEmpty() || means.size() == channels);
        if (!finite || !each) {
            throw new IllegalArgumentException(
                    "Expected a finite factor, and a mean and a deviation above 0 for each of "
                            + channels + (channels == 1 ? " channel" : " channels") + " but found " + factor + ", "
                            + means
                            + " and " + deviations + ". Give one of each for a channel.");
        }
    }

    /**
     * {@return an image with one number for each pixel}
     *
     * @param height its rows, at least 1
     * @param width the pixels of a row, at least 1
     */
    public static OnnxImage grey(int height, int width) {
        return new OnnxImage(height, width, 1, false, false, 1, List.of(), List.of());
    }

    /**
     * {@return an image with three numbers for each pixel: red, green and blue}
     *
     * @param height its rows, at least 1
     * @param width the pixels of a row, at least 1
     */
    public static OnnxImage colours(int height, int width) {
        return new OnnxImage(height, width, 3, false, false, 1, List.of(), List.of());
    }

    /** {@return this image with the channels of a pixel together where the model leaves open which it wants; else first} */
    public OnnxImage channelsLast() {
        return new OnnxImage(height, width, channels, true, blueFirst, factor, means, deviations);
    }

    /** {@return this image for a model that wants blue, green, red} */
    public OnnxImage withBlueFirst() {
        return new OnnxImage(height, width, channels, last, true, factor, means, deviations);
    }

    /**
     * {@return this image with its numbers multiplied}
     *
     * @param by what by, such as 255 for a model that wants bytes of pixels from 0 to 1
     */
    public OnnxImage times(double by) {
        return new OnnxImage(height, width, channels, last, blueFirst, by, means, deviations);
    }

    /**
     * {@return this image with its numbers centred and scaled, after they were multiplied}
     *
     * @param mean what is taken from each channel, in the order of the model
     * @param deviation what each channel is divided by
     */
    public OnnxImage standardised(List<Double> mean, List<Double> deviation) {
        return new OnnxImage(height, width, channels, last, blueFirst, factor, mean, deviation);
    }

    int size() {
        return height * width * channels;
    }

    /** {@return the shapes that it can be given in, the preferred one first} */
    List<List<Long>> shapes() {
        List<Long> together = List.of((long) height, (long) width, (long) channels);
        List<Long> apart = List.of((long) channels, (long) height, (long) width);
        List<List<Long>> shapes = new ArrayList<>(last ? List.of(together, apart) : List.of(apart, together));
        if (channels == 1) shapes.add(List.of((long) height, (long) width));
        shapes.add(List.of((long) size()));
        return shapes;
    }

    /**
     * {@return pixels as a model wants them}
     *
     * @param pixels row after row, of each its channels
     * @param shape one of {@link #shapes()}
     * @param whole whether it takes whole numbers
     */
    double[] arranged(double[] pixels, List<Long> shape, boolean whole) {
        boolean together = shape.size() == 3 ? shape.equals(shapes().get(0)) == last : last;
        double[] arranged = new double[pixels.length];
        int count = height * width;
        for (int pixel = 0; pixel < count; pixel++) {
            for (int c = 0; c < channels; c++) {
                double number = pixels[pixel * channels + (blueFirst ? channels - 1 - c : c)] * factor;
                if (!means.isEmpty()) number = (number - means.get(c)) / deviations.get(c);
                arranged[together ? pixel * channels + c : c * count + pixel] = whole ? Math.rint(number) : number;
            }
        }
        return arranged;
    }

    State toState() {
        return State.empty()
                .with("height", height)
                .with("width", width)
                .with("channels", channels)
                .with("last", last)
                .with("blueFirst", blueFirst)
                .with("factor", factor)
                .with("means", numbers(means))
                .with("deviations", numbers(deviations));
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static OnnxImage fromState(State state) {
        return new OnnxImage(
                state.integer("height"),
                state.integer("width"),
                state.integer("channels"),
                state.flag("last"),
                state.flag("blueFirst"),
                state.number("factor"),
                Arrays.stream(state.numbers("means")).boxed().toList(),
                Arrays.stream(state.numbers("deviations")).boxed().toList());
    }
}
