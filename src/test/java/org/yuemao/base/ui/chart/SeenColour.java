package org.yuemao.base.ui.chart;

/** A colour as somebody sees it, in linear light from 0 to 1. */
record SeenColour(String name, double red, double green, double blue) {

    /**
     * Full colour vision, and the three ways of lacking one kind of cone: matrices for linear light of Machado, Oliveira and
     * Fernandes, “A Physiologically-based Model for Simulation of Color Vision Deficiency” (2009), at severity 1.
     */
    enum Sight {
        FULL(1, 0, 0, 0, 1, 0, 0, 0, 1),
        PROTANOPIA(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        DEUTERANOPIA(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        TRITANOPIA(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        private final double[] matrix;

        Sight(double... matrix) {
            this.matrix = matrix;
        }
    }

    static SeenColour of(String hex) {
        double[] parts = new double[3];
        for (int part = 0; part < 3; part++) {
            double value = Integer.parseInt(hex.substring(1 + 2 * part, 3 + 2 * part), 16) / 255.0;
            parts[part] = value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
        return new SeenColour(hex, parts[0], parts[1], parts[2]);
    }

    SeenColour as(Sight sight) {
        double[] m = sight.matrix;
        return new SeenColour(
                name,
                clamp(m[0] * red + m[1] * green + m[2] * blue),
                clamp(m[3] * red + m[4] * green + m[5] * blue),
                clamp(m[6] * red + m[7] * green + m[8] * blue));
    }

    private static double clamp(double part) {
        return Math.min(Math.max(part, 0), 1);
    }

    /** The contrast ratio of WCAG, from 1 to 21. */
    double contrastTo(SeenColour other) {
        double one = luminance();
        double two = other.luminance();
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    private double luminance() {
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    /** CIEDE2000: Sharma, Wu and Dalal, “The CIEDE2000 Color-Difference Formula” (2005). */
    double differenceTo(SeenColour other) {
        double[] one = lab();
        double[] two = other.lab();
        double chroma = (Math.hypot(one[1], one[2]) + Math.hypot(two[1], two[2])) / 2;
        double stretch = 1.5 - 0.5 * Math.sqrt(Math.pow(chroma, 7) / (Math.pow(chroma, 7) + Math.pow(25, 7)));
        double a1 = one[1] * stretch;
        double a2 = two[1] * stretch;
        double c1 = Math.hypot(a1, one[2]);
        double c2 = Math.hypot(a2, two[2]);
        double h1 = degrees(one[2], a1);
        double h2 = degrees(two[2], a2);
        double turn = c1 * c2 == 0 ? 0 : h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1;
        double lightness = two[0] - one[0];
        double saturation = c2 - c1;
        double hue = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(turn / 2));
        double meanL = (one[0] + two[0]) / 2;
        double meanC = (c1 + c2) / 2;
        double meanH = c1 * c2 == 0
                ? h1 + h2
                : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
        double t = 1
                - 0.17 * cos(meanH - 30)
                + 0.24 * cos(2 * meanH)
                + 0.32 * cos(3 * meanH + 6)
                - 0.20 * cos(4 * meanH - 63);
        double weightL = 1 + 0.015 * Math.pow(meanL - 50, 2) / Math.sqrt(20 + Math.pow(meanL - 50, 2));
        double weightC = 1 + 0.045 * meanC;
        double weightH = 1 + 0.015 * meanC * t;
        double rotation = -2
                * Math.sqrt(Math.pow(meanC, 7) / (Math.pow(meanC, 7) + Math.pow(25, 7)))
                * Math.sin(Math.toRadians(60 * Math.exp(-Math.pow((meanH - 275) / 25, 2))));
        return Math.sqrt(Math.pow(lightness / weightL, 2)
                + Math.pow(saturation / weightC, 2)
                + Math.pow(hue / weightH, 2)
                + rotation * (saturation / weightC) * (hue / weightH));
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    private static double degrees(double b, double a) {
        double angle = Math.toDegrees(Math.atan2(b, a));
        return angle < 0 ? angle + 360 : angle;
    }

    /** CIE L*a*b* under D65. */
    private double[] lab() {
        double x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
        double y = curve(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
        double z = curve((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double curve(double part) {
        return part > 216.0 / 24389 ? Math.cbrt(part) : (24389.0 / 27 * part + 16) / 116;
    }

    @Override
    public String toString() {
        return name;
    }
}
