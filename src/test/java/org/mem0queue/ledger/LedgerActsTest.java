package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ledger.LedgerFixture.START;
import static org.mem0queue.ledger.LedgerFixture.done;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.NewAct;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

class LedgerActsTest extends OpenLedger {
    @Test
    void anActIsWrittenDownWithWhatAnUndoNeeds() {
        long number = done(ledger.recordAct(act(ActKind.EDIT, OptionalLong.empty(), "b", "a")));

        Act act = done(ledger.act(number)).orElseThrow();
        assertThat(act.kind()).isEqualTo(ActKind.EDIT);
        assertThat(act.actor()).isEqualTo("cli");
        assertThat(act.time()).isEqualTo(START);
        assertThat(act.detail()).isEqualTo("by hand");
        assertThat(act.completed()).isTrue();
        assertThat(act.doneIds()).containsExactly("b", "a");
        assertThat(act.undoneBy()).isEmpty();
        assertThat(done(ledger.undo(number)))
                .containsExactly(
                        new NewAct.Target("b", "{\"before\": \"b \\u00e9\\ud83d\"}"),
                        new NewAct.Target("a", "{\"before\": \"a \\u00e9\\ud83d\"}"));
        assertThat(done(ledger.act(99))).isEmpty();
    }

    @Test
    void anActWhoseProcessEndedStandsAsBegun() {
        long number = done(ledger.beginAct(act(ActKind.DISCARD, OptionalLong.empty(), "a")));
        ledgers.closeAll();
        ledger = ledgers.open();

        Act act = done(ledger.act(number)).orElseThrow();

        assertThat(act.completed()).isFalse();
        assertThat(act.doneIds()).isEmpty();
        assertThat(done(ledger.undo(number))).hasSize(1);
    }

    @Test
    void whatAnActDidNotReachCannotBeUndone() {
        long number =
                done(ledger.beginAct(act(ActKind.RETRY, OptionalLong.empty(), "a", "b", "c")));

        assertThat(done(ledger.completeAct(number, List.of("c", "a")))).isTrue();

        Act act = done(ledger.act(number)).orElseThrow();
        assertThat(act.completed()).isTrue();
        assertThat(act.doneIds()).containsExactly("a", "c");
        assertThat(act.undoableIds()).containsExactly("a", "c");
        assertThat(done(ledger.completeAct(12345, List.of("a")))).isFalse();
    }

    @Test
    void anUndoMarksIdByIdAndItsOwnUndoTakesThatBack() {
        long discard = done(ledger.recordAct(act(ActKind.DISCARD, OptionalLong.empty(), "a", "b")));
        long undo = done(ledger.beginAct(act(ActKind.UNDO, OptionalLong.of(discard), "a", "b")));
        done(ledger.completeAct(undo, List.of("a")));

        Act undone = done(ledger.act(discard)).orElseThrow();
        assertThat(undone.undoneBy()).hasValue(undo);
        assertThat(undone.undoableIds()).containsExactly("b");
        assertThat(done(ledger.act(undo)).orElseThrow().undoes()).hasValue(discard);

        long redo = done(ledger.recordAct(act(ActKind.UNDO, OptionalLong.of(undo), "a")));

        Act again = done(ledger.act(discard)).orElseThrow();
        assertThat(again.undoneBy()).isEmpty();
        assertThat(again.undoableIds()).containsExactly("a", "b");
        assertThat(done(ledger.act(undo)).orElseThrow().undoneBy()).hasValue(redo);
    }

    @Test
    void theTrailIsReadFromItsEnd() {
        long one = done(ledger.recordAct(act(ActKind.RETRY, OptionalLong.empty(), "a", "b")));
        long two = done(ledger.recordAct(act(ActKind.PAUSE, OptionalLong.empty())));
        long three = done(ledger.recordAct(act(ActKind.DISCARD, OptionalLong.empty(), "b")));

        assertThat(one).isLessThan(two);
        assertThat(numbers(done(ledger.acts(2)))).containsExactly(three, two);
        assertThat(numbers(done(ledger.actsOn("b")))).containsExactly(three, one);
        assertThat(done(ledger.actsOn("nobody"))).isEmpty();
    }

    @Test
    void aBulkActKeepsItsOrder() {
        String[] ids =
                Stream.iterate(9_999, i -> i >= 0, i -> i - 1)
                        .map(i -> "id" + i)
                        .toArray(String[]::new);

        long number = done(ledger.recordAct(act(ActKind.RETRY, OptionalLong.empty(), ids)));

        assertThat(done(ledger.act(number)).orElseThrow().doneIds()).containsExactly(ids);
    }

    @Test
    void wordsOfANewerVersionAreShownNotLost() {
        for (ActKind kind : ActKind.values()) {
            assertThat(ActKind.ofWord(kind.word())).contains(kind);
        }
        assertThat(ActKind.ofWord("teleport")).isEmpty();
    }

    private static NewAct act(ActKind kind, OptionalLong undoes, String... ids) {
        List<NewAct.Target> targets = new ArrayList<>();
        for (String id : ids) {
            targets.add(new NewAct.Target(id, "{\"before\": \"" + id + " \u00e9\\ud83d\"}"));
        }
        return new NewAct(START, "cli", kind, "by hand", targets, undoes);
    }

    private static List<Long> numbers(List<Act> acts) {
        return acts.stream().map(Act::number).toList();
    }
}
