package org.yuemao.report.pdf;

/** Grounds that are the darker the more something is, which shows on paper without colours too. */
final class Shades {
    private static final String INK = "22282C";

    private Shades() {}

    /** The ground of a share from 0 to 1. */
    static String of(float share) {
        float part = 0.08f + 0.92f * Math.clamp(share, 0, 1);
        return "%02X%02X%02X".formatted(mixed(0xF1, 0x00, part), mixed(0xF6, 0x5A, part), mixed(0xFA, 0x96, part));
    }

    /** White where it is easier to read on the ground than ink. */
    static String inkOn(float share) {
        return share > 0.62f ? "FFFFFF" : INK;
    }

    private static int mixed(int light, int dark, float part) {
        return Math.round(light + (dark - light) * part);
    }
}
