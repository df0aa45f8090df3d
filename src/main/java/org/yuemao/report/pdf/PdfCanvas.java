package org.yuemao.report.pdf;

import java.io.Closeable;
import java.io.IOException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** A page while it is drawn. Points are counted from its upper left corner; colours are six hexadecimal digits. */
final class PdfCanvas implements Closeable {
    /** How much of the letters' size lies above the line that they stand on. */
    static final float ASCENT = 0.88f;

    private static final float CIRCLE = 0.5523f;
    private static final float BOLD = 0.032f;

    private final PDPage page;
    private final PDPageContentStream stream;
    private final PdfFont font;
    private final float height;

    /** How a surface is filled, so that nothing is told by colour alone. */
    enum Pattern {
        PLAIN,
        RISING,
        LEVEL,
        FALLING;

        /** The pattern of a series, from 0. */
        static Pattern of(int series) {
            return values()[series % values().length];
        }
    }

    PdfCanvas(PDDocument document, PDPage page, PdfFont font) throws IOException {
        this.page = page;
        this.font = font;
        height = page.getMediaBox().getHeight();
        stream = new PDPageContentStream(document, page, AppendMode.APPEND, true, true);
    }

    PDPage page() {
        return page;
    }

    PdfFont font() {
        return font;
    }

    void begin(COSName tag, PDPropertyList properties) throws IOException {
        stream.beginMarkedContent(tag, properties);
    }

    void begin(COSName tag) throws IOException {
        stream.beginMarkedContent(tag);
    }

    void end() throws IOException {
        stream.endMarkedContent();
    }

    /** Writes a line of text from a point on the line that it stands on. */
    void text(String text, float x, float y, float size, String colour, boolean bold) throws IOException {
        if (text.isBlank()) {
            return;
        }
        fill(colour);
        stream.beginText();
        stream.setFont(font.font(), size);
        if (bold) {
            stroke(colour);
            stream.setLineWidth(size * BOLD);
            stream.setRenderingMode(RenderingMode.FILL_STROKE);
        }
        stream.newLineAtOffset(x, height - y);
        stream.showText(text);
        if (bold) {
            stream.setRenderingMode(RenderingMode.FILL);
        }
        stream.endText();
    }

    void text(String text, float x, float y, float size, String colour) throws IOException {
        text(text, x, y, size, colour, false);
    }

    void textToTheLeftOf(String text, float x, float y, float size, String colour) throws IOException {
        text(text, x - font.width(text, size), y, size, colour, false);
    }

    void textAround(String text, float x, float y, float size, String colour) throws IOException {
        text(text, x - font.width(text, size) / 2, y, size, colour, false);
    }

    void rectangle(float x, float y, float width, float high, String colour) throws IOException {
        if (width <= 0 || high <= 0) {
            return;
        }
        fill(colour);
        stream.addRect(x, height - y - high, width, high);
        stream.fill();
    }

    /** A rectangle with a pattern in white over its colour. */
    void rectangle(float x, float y, float width, float high, String colour, Pattern pattern) throws IOException {
        rectangle(x, y, width, high, colour);
        if (pattern == Pattern.PLAIN || width < 1.5f || high < 1.5f) {
            return;
        }
        stream.saveGraphicsState();
        stream.addRect(x, height - y - high, width, high);
        stream.clip();
        lines(x, y, width, high, pattern);
        stream.restoreGraphicsState();
    }

    private void lines(float x, float y, float width, float high, Pattern pattern) throws IOException {
        stroke("FFFFFF");
        stream.setLineWidth(0.7f);
        float step = 4;
        if (pattern == Pattern.LEVEL) {
            for (float at = y + step / 2; at < y + high; at += step) {
                path(x, at, x + width, at);
            }
        } else {
            for (float at = x - high; at < x + width; at += step) {
                if (pattern == Pattern.RISING) {
                    path(at, y + high, at + high, y);
                } else {
                    path(at, y, at + high, y + high);
                }
            }
        }
        stream.stroke();
    }

    private void path(float x1, float y1, float x2, float y2) throws IOException {
        stream.moveTo(x1, height - y1);
        stream.lineTo(x2, height - y2);
    }

    void frame(float x, float y, float width, float high, String colour, float thick) throws IOException {
        stroke(colour);
        stream.setLineWidth(thick);
        stream.addRect(x, height - y - high, width, high);
        stream.stroke();
    }

    void line(float x1, float y1, float x2, float y2, String colour, float thick) throws IOException {
        stroke(colour);
        stream.setLineWidth(thick);
        path(x1, y1, x2, y2);
        stream.stroke();
    }

    /** A line through points (x and y in turn), dashed where the dashes are not 0. */
    void polyline(float[] points, String colour, float thick, float dash) throws IOException {
        if (points.length < 4) {
            return;
        }
        stroke(colour);
        stream.setLineWidth(thick);
        stream.setLineDashPattern(dash == 0 ? new float[0] : new float[] {dash, dash * 0.7f}, 0);
        outline(points);
        stream.stroke();
        stream.setLineDashPattern(new float[0], 0);
    }

    /** A surface within points (x and y in turn) through which others show. */
    void surface(float[] points, String colour, float opacity) throws IOException {
        stream.saveGraphicsState();
        PDExtendedGraphicsState state = new PDExtendedGraphicsState();
        state.setNonStrokingAlphaConstant(opacity);
        stream.setGraphicsStateParameters(state);
        fill(colour);
        outline(points);
        stream.closePath();
        stream.fill();
        stream.restoreGraphicsState();
    }

    /** A band from a point on the left to one on the right, as high at both, through which others show. */
    void flow(float x1, float y1, float x2, float y2, float high, String colour, float opacity) throws IOException {
        stream.saveGraphicsState();
        PDExtendedGraphicsState state = new PDExtendedGraphicsState();
        state.setNonStrokingAlphaConstant(opacity);
        stream.setGraphicsStateParameters(state);
        fill(colour);
        float middle = (x1 + x2) / 2;
        stream.moveTo(x1, height - y1);
        stream.curveTo(middle, height - y1, middle, height - y2, x2, height - y2);
        stream.lineTo(x2, height - y2 - high);
        stream.curveTo(middle, height - y2 - high, middle, height - y1 - high, x1, height - y1 - high);
        stream.closePath();
        stream.fill();
        stream.restoreGraphicsState();
    }

    void polygon(float[] points, String colour) throws IOException {
        fill(colour);
        outline(points);
        stream.closePath();
        stream.fill();
    }

    private void outline(float[] points) throws IOException {
        stream.moveTo(points[0], height - points[1]);
        for (int i = 2; i < points.length; i += 2) {
            stream.lineTo(points[i], height - points[i + 1]);
        }
    }

    void circle(float x, float y, float radius, String colour) throws IOException {
        fill(colour);
        float middle = height - y;
        float bend = radius * CIRCLE;
        stream.moveTo(x + radius, middle);
        stream.curveTo(x + radius, middle + bend, x + bend, middle + radius, x, middle + radius);
        stream.curveTo(x - bend, middle + radius, x - radius, middle + bend, x - radius, middle);
        stream.curveTo(x - radius, middle - bend, x - bend, middle - radius, x, middle - radius);
        stream.curveTo(x + bend, middle - radius, x + radius, middle - bend, x + radius, middle);
        stream.closePath();
        stream.fill();
    }

    /** A piece of a ring, from an angle to another, clockwise from the top, in radians. */
    void piece(float x, float y, float outer, float inner, double from, double to, String colour, Pattern pattern)
            throws IOException {
        fill(colour);
        pieceOutline(x, y, outer, inner, from, to);
        stream.fill();
        if (pattern != Pattern.PLAIN) {
            stream.saveGraphicsState();
            pieceOutline(x, y, outer, inner, from, to);
            stream.clip();
            lines(x - outer, y - outer, 2 * outer, 2 * outer, pattern);
            stream.restoreGraphicsState();
        }
        stroke("FFFFFF");
        stream.setLineWidth(1.2f);
        pieceOutline(x, y, outer, inner, from, to);
        stream.stroke();
    }

    private void pieceOutline(float x, float y, float outer, float inner, double from, double to) throws IOException {
        int steps = Math.max(1, (int) Math.ceil((to - from) / (Math.PI / 4)));
        double step = (to - from) / steps;
        stream.moveTo(across(x, outer, from), up(y, outer, from));
        for (int i = 0; i < steps; i++) {
            arc(x, y, outer, from + i * step, from + (i + 1) * step);
        }
        stream.lineTo(across(x, inner, to), up(y, inner, to));
        for (int i = steps; i > 0; i--) {
            arc(x, y, inner, from + i * step, from + (i - 1) * step);
        }
        stream.closePath();
    }

    private void arc(float x, float y, float radius, double from, double to) throws IOException {
        double reach = 4.0 / 3 * Math.tan((to - from) / 4) * radius;
        stream.curveTo(
                (float) (across(x, radius, from) + reach * Math.cos(from)),
                (float) (up(y, radius, from) - reach * Math.sin(from)),
                (float) (across(x, radius, to) - reach * Math.cos(to)),
                (float) (up(y, radius, to) + reach * Math.sin(to)),
                across(x, radius, to),
                up(y, radius, to));
    }

    private static float across(float x, float radius, double angle) {
        return (float) (x + radius * Math.sin(angle));
    }

    private float up(float y, float radius, double angle) {
        return (float) (height - y + radius * Math.cos(angle));
    }

    private void fill(String colour) throws IOException {
        stream.setNonStrokingColor(part(colour, 0), part(colour, 2), part(colour, 4));
    }

    private void stroke(String colour) throws IOException {
        stream.setStrokingColor(part(colour, 0), part(colour, 2), part(colour, 4));
    }

    private static float part(String colour, int from) {
        return Integer.parseInt(colour.substring(from, from + 2), 16) / 255f;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
