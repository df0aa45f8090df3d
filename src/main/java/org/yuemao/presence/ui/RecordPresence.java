package org.yuemao.presence.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuemao.presence.Companion;
import org.yuemao.presence.Presence;
import org.yuemao.security.Person;

/**
 * A component's being at a record: others see it from when the component is attached until it is detached, its window is
 * closed, or the connection has been dead for a while. A form tells the fields that the person enters; a sheet tells rows and
 * columns.
 */
public final class RecordPresence {
    private final Presence presence;
    private final String recordKey;
    private final Person person;
    private final SerializableConsumer<List<Companion>> others;
    private Presence.@Nullable Stay stay;
    /** Kept while the component is not attached, such as before it is shown. */
    private @Nullable String place;

    private RecordPresence(
            Presence presence, String recordKey, Person person, SerializableConsumer<List<Companion>> others) {
        this.presence = presence;
        this.recordKey = recordKey;
        this.person = person;
        this.others = others;
    }

    /**
     * Joins those who have the record open, for as long as the component is attached.
     *
     * @param others told under the window's lock who else is there, whenever that changes
     */
    public static RecordPresence join(
            Component component,
            Presence presence,
            String recordKey,
            Person person,
            SerializableConsumer<List<Companion>> others) {
        RecordPresence joined = new RecordPresence(presence, recordKey, person, others);
        var attaching = component.addAttachListener(attached -> joined.begin(attached.getUI()));
        component.addDetachListener(detached -> joined.pause());
        joined.ending = attaching::remove;
        component.getUI().ifPresent(joined::begin);
        return joined;
    }

    private Runnable ending = () -> {};

    private void begin(UI ui) {
        pause();
        stay = presence.join(recordKey, person, () -> {
            try {
                ui.access(this::show);
            } catch (UIDetachedException closed) {
                // The window is being closed; its stay ends with it.
                return;
            }
        });
        if (place != null) {
            stay.enter(place);
        }
    }

    private void show() {
        Presence.Stay now = stay;
        if (now != null) {
            others.accept(now.others());
        }
    }

    private void pause() {
        Presence.Stay ended = stay;
        stay = null;
        if (ended != null) {
            ended.end();
        }
    }

    /** The person is in this field, or in this cell, named by row and column. */
    public void enter(String place) {
        this.place = place;
        Presence.Stay now = stay;
        if (now != null) {
            now.enter(place);
        }
    }

    /** The person has left the field or cell. */
    public void leave() {
        place = null;
        Presence.Stay now = stay;
        if (now != null) {
            now.leave();
        }
    }

    /** The window has been heard of. */
    public void stillHere() {
        Presence.Stay now = stay;
        if (now != null) {
            now.stillHere();
        }
    }

    /** Another record is shown now. */
    public void end() {
        ending.run();
        pause();
    }
}
