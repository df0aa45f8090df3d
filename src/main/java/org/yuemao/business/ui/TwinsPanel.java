package org.yuemao.business.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.Duplicates;
import org.yuemao.business.Twin;
import org.yuemao.place.Places;

/** Shows, while a business is typed, kept ones that may be the same, and why. Quiet, and never in the way of saving. */
@StyleSheet("business.css")
public class TwinsPanel extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final BusinessForm form;
    private final transient Duplicates duplicates;
    private final transient Places places;
    private @Nullable SerializableConsumer<BusinessListItem> use;
    private transient @Nullable Business own;
    private boolean looking = true;
    private transient List<Twin> shown = List.of();

    /** Watches the form; what is shown in it later is looked at once {@link #lookFor} is called. */
    public TwinsPanel(BusinessForm form, Duplicates duplicates, Places places) {
        this.form = form;
        this.duplicates = duplicates;
        this.places = places;
        getContent().addClassName("twins");
        getContent().getElement().setAttribute("role", "status");
        form.onTyped(this::look);
    }

    /** Offers to take one of the shown businesses instead of entering another. */
    public void offer(SerializableConsumer<BusinessListItem> action) {
        use = action;
    }

    /** Looks for twins of the business in the form, which is kept already or, where null, new. */
    public void lookFor(@Nullable Business kept) {
        own = kept;
        looking = true;
        // What can be done with those shown depends on it.
        show(List.of());
        look();
    }

    /** Shows nothing from now on. */
    void rest() {
        looking = false;
        show(List.of());
    }

    private void look() {
        if (looking) {
            show(duplicates.twinsOf(form.data(), own == null ? null : own.id()));
        }
    }

    private void show(List<Twin> twins) {
        if (twins.equals(shown)) {
            // Announced once only.
            return;
        }
        shown = twins;
        getContent().removeAll();
        if (twins.isEmpty()) {
            return;
        }
        UnorderedList list = new UnorderedList();
        twins.forEach(twin -> list.add(item(twin)));
        Paragraph title = new Paragraph(getTranslation("business.twins.title", twins.size()));
        title.addClassName("twins-title");
        Span hint = new Span(getTranslation("business.twins.hint"));
        hint.addClassName("quiet");
        title.add(new Span(" "), hint);
        getContent().add(title, list);
    }

    private ListItem item(Twin twin) {
        BusinessListItem business = twin.business();
        String name = business.names().in(getLocale());
        Anchor link = new Anchor("businesses/" + business.id(), name, AnchorTarget.BLANK);
        link.setTitle(getTranslation("business.twins.new-tab"));
        Span about = new Span(Stream.of(
                        business.creditCode(),
                        places.nameOf(
                                business.cityCode() != null ? business.cityCode() : business.countryCode(),
                                getLocale()))
                .filter(text -> text != null && !text.isEmpty())
                .collect(Collectors.joining(" · ")));
        about.addClassName("quiet");
        ListItem item = new ListItem(link, about, TwinReasons.badges(twin.reasons()));
        SerializableConsumer<BusinessListItem> action = use;
        Business current = own;
        if (action != null) {
            Button take = new Button(getTranslation("business.twins.use"), clicked -> action.accept(business));
            take.setAriaLabel(getTranslation("business.twins.use") + ": " + name);
            item.add(take);
        } else if (current != null && duplicates.mayDecide(current.data().cityCode(), business.cityCode())) {
            Button compare = new Button(getTranslation("business.twins.compare"), clicked -> UI.getCurrentOrThrow()
                    .navigate(DuplicatesView.path(current.id(), business.id())));
            compare.setAriaLabel(getTranslation("business.twins.compare") + ": " + name);
            item.add(compare);
        }
        return item;
    }
}
