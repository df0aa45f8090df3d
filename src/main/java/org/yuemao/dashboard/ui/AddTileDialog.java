package org.yuemao.dashboard.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yuemao.dashboard.TileContent;

/** Everything that a tile can show, in groups, to search and choose from. */
class AddTileDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final List<Group> groups = new ArrayList<>();
    private final Paragraph none = new Paragraph(getTranslation("dashboard.add.none"));

    AddTileDialog(SerializableConsumer<TileContent> chosen) {
        setHeaderTitle(getTranslation("dashboard.add.title"));
        setWidth("44rem");
        setMaxWidth("100%");
        TextField search = new TextField(getTranslation("dashboard.add.search"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setWidthFull();
        search.setAutofocus(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(150);
        search.addValueChangeListener(typed -> narrow(typed.getValue()));
        Div all = new Div();
        all.addClassName("dashboard-choices");
        TileNames.choices().forEach((key, contents) -> {
            Group group = new Group(key, contents, content -> {
                close();
                chosen.accept(content);
            });
            groups.add(group);
            all.add(group.section);
        });
        none.setVisible(false);
        none.getElement().setAttribute("role", "status");
        add(search, none, all);
        getFooter().add(new Button(getTranslation("base.cancel"), clicked -> close()));
    }

    private void narrow(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        groups.forEach(group -> group.narrow(wanted));
        none.setVisible(groups.stream().noneMatch(group -> group.section.isVisible()));
    }

    private static final class Group {
        private final Section section = new Section();
        private final List<Choice> choices = new ArrayList<>();

        Group(String key, List<TileContent> contents, SerializableConsumer<TileContent> chosen) {
            UnorderedList list = new UnorderedList();
            section.add(new H3(TileNames.text(key)), list);
            contents.forEach(content -> {
                Span name = new Span(TileNames.of(content));
                Span how = new Span(TileNames.about(content));
                how.addClassName("quiet");
                NativeButton button = new NativeButton();
                button.add(name, how);
                button.addClickListener(clicked -> chosen.accept(content));
                ListItem item = new ListItem(button);
                list.add(item);
                choices.add(new Choice(item, (name.getText() + " " + how.getText()).toLowerCase(Locale.ROOT)));
            });
        }

        void narrow(String wanted) {
            choices.forEach(choice -> choice.item.setVisible(choice.text.contains(wanted)));
            section.setVisible(choices.stream().anyMatch(choice -> choice.item.isVisible()));
        }
    }

    private record Choice(ListItem item, String text) {}
}
