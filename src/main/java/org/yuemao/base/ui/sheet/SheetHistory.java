package org.yuemao.base.ui.sheet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a person has done in a sheet since it was opened, so that it can be taken back and done again, the last first. A step
 * that cannot be taken back any more, as somebody has changed its rows meanwhile, is given up with a sentence that says why;
 * those before it stay.
 */
public final class SheetHistory {
    private static final int MOST = 500;

    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private boolean walking;

    /** Something that was done and can be taken back. */
    public interface Step {
        /** What was done, as a sentence. */
        String name();

        /** Takes it back. */
        void undo();

        /** Does it again. */
        void redo();
    }

    /** A step cannot be taken back or done again, and why, in the person's language. */
    public static final class StepRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StepRefused(String sentence) {
            super(sentence);
        }
    }

    /** Several steps that are taken back together, the last first. What cannot be taken back of them does not hinder the others. */
    public record Together(String name, List<Step> steps) implements Step {

        public Together {
            steps = List.copyOf(steps);
        }

        @Override
        public void undo() {
            each(steps.reversed(), Step::undo);
        }

        @Override
        public void redo() {
            each(steps, Step::redo);
        }

        private static void each(List<Step> steps, Consumer<Step> way) {
            List<RuntimeException> refused = new ArrayList<>();
            for (Step step : steps) {
                try {
                    way.accept(step);
                } catch (RuntimeException e) {
                    refused.add(e);
                }
            }
            if (!refused.isEmpty()) {
                throw refused.getFirst();
            }
        }
    }

    /** Remembers something that was done; what was taken back before cannot be done again any more. */
    public void record(Step step) {
        if (walking) {
            return;
        }
        undone.clear();
        done.addLast(step);
        if (done.size() > MOST) {
            done.removeFirst();
        }
    }

    /** Remembers one step in place of the last ones that it sums up. */
    public void sumUp(Predicate<Step> part, @Nullable Step sum) {
        if (walking) {
            return;
        }
        done.removeIf(part);
        undone.removeIf(part);
        if (sum != null) {
            record(sum);
        }
    }

    /** Takes back the last step, if there is one; throws why where it cannot be. */
    public void undo() {
        Step step = done.pollLast();
        if (step != null) {
            walk(step::undo);
            undone.addLast(step);
        }
    }

    /** Does again what was taken back last, if there is something; throws why where it cannot be. */
    public void redo() {
        Step step = undone.pollLast();
        if (step != null) {
            walk(step::redo);
            done.addLast(step);
        }
    }

    private void walk(Runnable way) {
        walking = true;
        try {
            way.run();
        } finally {
            walking = false;
        }
    }

    /** What would be taken back next, or nothing. */
    public String undoable() {
        return done.isEmpty() ? "" : done.getLast().name();
    }

    /** What would be done again next, or nothing. */
    public String redoable() {
        return undone.isEmpty() ? "" : undone.getLast().name();
    }

    /** Forgets everything. */
    public void clear() {
        done.clear();
        undone.clear();
    }
}
