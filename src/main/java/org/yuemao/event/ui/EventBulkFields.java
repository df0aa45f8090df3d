package org.yuemao.event.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.List;
import org.yuemao.base.ui.BulkChangeDialog.Field;
import org.yuemao.base.ui.Fields;
import org.yuemao.event.EventChange;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventStatus;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.security.Person;

/** The fields that can be changed of many events at once. */
final class EventBulkFields {
    private EventBulkFields() {}

    static List<Field<EventChange>> of(Places places, Person person) {
        Select<EventStatus> status = new Select<>();
        status.setLabel(text("field.status"));
        status.setItems(EventStatus.values());
        status.setItemLabelGenerator(one -> text("status." + one));
        Select<EventForm> form = new Select<>();
        form.setLabel(text("field.form"));
        form.setItems(EventForm.values());
        form.setItemLabelGenerator(one -> text("form." + one));
        ComboBox<String> office = Fields.choice(
                text("field.officeCode"),
                places.offices().stream()
                        .map(Office::code)
                        .filter(person::mayWriteFor)
                        .toList(),
                code -> places.office(code) instanceof Office one ? one.names() : places.namesOf(code));
        TextField organiser = new TextField(text("field.organiser"));
        organiser.setMaxLength(200);
        IntegerField target = Fields.count(text("field.targetBusinesses"));
        return List.of(
                Field.required(text("field.status"), status, EventChange.Status::new),
                Field.required(text("field.officeCode"), office, EventChange.Office::new),
                Field.of(text("field.organiser"), organiser, () -> new EventChange.Organiser(organiser.getValue())),
                Field.sectors(
                        text("field.sectors"),
                        new Select<>(),
                        PlaceFields.sectors(text("field.sectors"), places),
                        EventChange.Sectors::new),
                Field.required(text("field.form"), form, EventChange.Form::new),
                Field.of(text("field.targetBusinesses"), target, () -> new EventChange.Target(target.getValue())));
    }

    private static String text(String key) {
        return I18NProvider.translate("event." + key);
    }
}
