package org.yuemao.importing;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.entry.Problem;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.RowPlan.Verdict;
import tools.jackson.databind.json.JsonMapper;

/** The reasons of the wrong rows of a file, a line each in the order of the file, so that they take no memory. */
final class WrongRows {
    private static final JsonMapper JSON = JsonMapper.shared();

    private WrongRows() {}

    /** A wrong row and why, by the kind's columns. */
    record Wrong(long row, Map<String, Problem> problems) {}

    static final class Writing implements Closeable {
        private final Writer file;

        private Writing(Writer file) {
            this.file = file;
        }

        void add(RowPlan plan) {
            if (plan.verdict() == Verdict.WRONG) {
                try {
                    file.write(JSON.writeValueAsString(new Wrong(plan.row().number(), plan.problems())));
                    file.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    static Writing write(Path path) throws IOException {
        return new Writing(Files.newBufferedWriter(path));
    }

    static final class Reading implements Closeable {
        private final BufferedReader file;

        private Reading(BufferedReader file) {
            this.file = file;
        }

        /** The next wrong row, or null after the last one. */
        @Nullable
        Wrong next() throws IOException {
            String line = file.readLine();
            return line == null ? null : JSON.readValue(line, Wrong.class);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    static Reading read(Path path) throws IOException {
        return new Reading(Files.newBufferedReader(path));
    }
}
