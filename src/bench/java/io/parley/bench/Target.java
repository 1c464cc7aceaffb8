package io.parley.bench;

import java.util.Locale;

/**
 * What a figure has to be.
 *
 * @param shape the rows it stands in
 * @param of whose figure it is compared with; empty: with none
 * @param ofShape the rows that one stands in
 * @param bound of the figure, or of its ratio
 * @param plus what the bound may be exceeded by, such as a commit that the other does not make
 * @param atMost the figure may not be greater; else it may not be less
 */
public record Target(
        String shape,
        String figure,
        String entrant,
        String of,
        String ofShape,
        double bound,
        double plus,
        boolean atMost) {

    public static Target atMost(double ratio, String shape, String figure, String entrant, String of) {
        return new Target(shape, figure, entrant, of, shape, ratio, 0, true);
    }

    public static Target atLeast(double ratio, String shape, String figure, String entrant, String of) {
        return new Target(shape, figure, entrant, of, shape, ratio, 0, false);
    }

    public static Target atMost(double bound, String shape, String figure, String entrant) {
        return new Target(shape, figure, entrant, "", "", bound, 0, true);
    }

    public static Target atLeast(double bound, String shape, String figure, String entrant) {
        return new Target(shape, figure, entrant, "", "", bound, 0, false);
    }

    /** Compared with the same figure of other rows. */
    Target in(String otherShape) {
        return new Target(shape, figure, entrant, of, otherShape, bound, plus, atMost);
    }

    Target plus(double allowance) {
        return new Target(shape, figure, entrant, of, ofShape, bound, allowance, atMost);
    }

    /** Whether it is met, and by what, given the medians. */
    String judge(double value, double other) {
        var compared = of.isEmpty() ? value : (value - plus) / other;
        var met = atMost ? compared <= bound : compared >= bound;
        var unit = of.isEmpty() ? "" : "× " + (ofShape.equals(shape) ? of : ofShape);
        return String.format(
                Locale.ROOT,
                "%s %-14s %-22s %-20s %,10.2f%s, target %s %,.2f%s%s",
                met ? "✓" : "✗",
                entrant,
                shape,
                figure,
                compared,
                of.isEmpty() ? "" : "×",
                atMost ? "≤" : "≥",
                bound,
                unit,
                plus == 0 ? "" : String.format(Locale.ROOT, " plus %.2f", plus));
    }
}
