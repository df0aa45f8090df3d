package org.yuemao.draft.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.draft.Drafts;

/** All that the person typed and did not save, each leading back to its form. */
@Route("drafts")
@PermitAll
class DraftsView extends Composite<Div> implements HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient Drafts drafts;
    private final EmptyState nothing =
            new EmptyState(getTranslation("draft.list.empty.title"), getTranslation("draft.list.empty.hint"));

    DraftsView(Drafts drafts) {
        this.drafts = drafts;
        Paragraph hint = new Paragraph(getTranslation("draft.list.hint", Drafts.KEPT.toDays()));
        hint.addClassName("quiet");
        WaitingDrafts list = new WaitingDrafts(
                "", drafts, draft -> open(new Location(draft.subject().address())));
        getContent().addClassNames("view", "page");
        getContent().add(new ViewHeader(getPageTitle()), hint, list, nothing);
        SharedForms.follow(this, this::showWhetherEmpty);
        addAttachListener(attached -> showWhetherEmpty());
    }

    private static void open(Location location) {
        UI.getCurrentOrThrow().navigate(location.getPath(), location.getQueryParameters());
    }

    private void showWhetherEmpty() {
        nothing.setVisible(drafts.own().isEmpty());
    }

    @Override
    public String getPageTitle() {
        return getTranslation("draft.title");
    }
}
