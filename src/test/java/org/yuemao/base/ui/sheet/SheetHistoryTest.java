package org.yuemao.base.ui.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yuemao.base.ui.sheet.SheetHistory.Step;
import org.yuemao.base.ui.sheet.SheetHistory.StepRefused;
import org.yuemao.base.ui.sheet.SheetHistory.Together;

class SheetHistoryTest {
    private final SheetHistory history = new SheetHistory();
    private final List<String> written = new ArrayList<>();

    /** Writes something; somebody else may hold it fast. */
    private class Writing implements Step {
        private final String what;
        private boolean held;

        Writing(String what) {
            this.what = what;
            written.add(what);
        }

        @Override
        public String name() {
            return what;
        }

        @Override
        public void undo() {
            if (held) {
                throw new StepRefused(what + " was changed by somebody else");
            }
            written.remove(what);
        }

        @Override
        public void redo() {
            written.add(what);
        }
    }

    @Test
    void takesBackTheLastStepFirstAndDoesItAgain() {
        history.record(new Writing("one"));
        history.record(new Writing("two"));
        assertThat(history.undoable()).isEqualTo("two");
        history.undo();
        assertThat(written).containsExactly("one");
        assertThat(history.redoable()).isEqualTo("two");
        history.undo();
        assertThat(written).isEmpty();
        assertThat(history.undoable()).isEmpty();
        history.redo();
        history.redo();
        assertThat(written).containsExactly("one", "two");
        assertThat(history.redoable()).isEmpty();
    }

    @Test
    void forgetsWhatWasTakenBackOnceSomethingElseIsDone() {
        history.record(new Writing("one"));
        history.undo();
        history.record(new Writing("two"));
        assertThat(history.redoable()).isEmpty();
        history.redo();
        assertThat(written).containsExactly("two");
    }

    @Test
    void givesUpAStepThatIsRefusedAndGoesOnWithThoseBefore() {
        history.record(new Writing("one"));
        Writing held = new Writing("two");
        history.record(held);
        held.held = true;
        assertThatThrownBy(history::undo).isInstanceOf(StepRefused.class).hasMessageContaining("two was changed");
        assertThat(written).containsExactly("one", "two");
        assertThat(history.redoable()).isEmpty();
        history.undo();
        assertThat(written).containsExactly("two");
    }

    @Test
    void takesBackTogetherWhatWasDoneTogetherAndSaysWhatStays() {
        Writing one = new Writing("one");
        Writing held = new Writing("two");
        Writing three = new Writing("three");
        history.record(new Together("three rows", List.of(one, held, three)));
        held.held = true;
        assertThatThrownBy(history::undo).hasMessageContaining("two was changed");
        assertThat(written).containsExactly("two");
    }

    @Test
    void sumsUpTheCellsOfARowOnceItIsSaved() {
        history.record(new Writing("row"));
        history.record(new Writing("cell 1"));
        history.record(new Writing("cell 2"));
        history.sumUp(step -> step.name().startsWith("cell"), new Writing("cells"));
        history.undo();
        assertThat(written).containsExactly("row", "cell 1", "cell 2");
        assertThat(history.undoable()).isEqualTo("row");
    }

    @Test
    void doesNotRememberWhatTakingBackDoes() {
        history.record(new Writing("one") {
            @Override
            public void undo() {
                super.undo();
                history.record(new Writing("while taking back"));
            }
        });
        history.undo();
        assertThat(history.undoable()).isEmpty();
    }
}
