package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.yuemao.base.ui.Breadcrumbed;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.security.SignInAttempts;
import org.yuemao.security.SignInAttempts.Attempt;

/** The last attempts to come in, whosever. */
@Route("accounts/sign-ins")
@RolesAllowed("ADMINISTRATOR")
class AttemptsView extends Composite<Div> implements HasDynamicTitle, Breadcrumbed {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 1000;

    private final Grid<Attempt> grid = new Grid<>();

    AttemptsView(SignInAttempts attempts) {
        grid.addColumn(attempt -> Formats.moment(attempt.at(), getLocale()))
                .setHeader(getTranslation("account.attempts.at"))
                .setAutoWidth(true);
        grid.addColumn(this::whose)
                .setHeader(getTranslation("account.username"))
                .setAutoWidth(true);
        grid.addColumn(AttemptText::kind)
                .setHeader(getTranslation("account.attempts.kind"))
                .setAutoWidth(true);
        grid.addColumn(AttemptText::outcome)
                .setHeader(getTranslation("account.attempts.outcome"))
                .setAutoWidth(true);
        grid.addColumn(Attempt::address)
                .setHeader(getTranslation("account.attempts.address"))
                .setAutoWidth(true);
        grid.addColumn(AttemptText::device)
                .setHeader(getTranslation("account.attempts.device"))
                .setAutoWidth(true);
        Grid.Column<Attempt> card = grid.addColumn(
                        attempt -> whose(attempt) + " · " + AttemptText.of(attempt, getLocale()))
                .setHeader(getTranslation("account.attempts"));
        card.setVisible(false);
        grid.addThemeVariants(GridVariant.ROW_STRIPES, GridVariant.WRAP_CELL_CONTENT);
        grid.setSizeFull();
        grid.setItems(attempts.newest(null, SHOWN));
        grid.setEmptyStateComponent(
                new EmptyState(getTranslation("account.attempts.none"), getTranslation("account.attempts.none.hint")));
        NarrowWindow.follow(
                this, narrow -> grid.getColumns().forEach(column -> column.setVisible(narrow == (column == card))));
        Paragraph about = new Paragraph(getTranslation("account.attempts.about", SHOWN));
        about.addClassName("quiet");
        getContent().addClassName("view");
        getContent().add(new ViewHeader(getPageTitle()), about, grid);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("account.attempts");
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(getTranslation("account.list.title"), "accounts"));
    }

    private String whose(Attempt attempt) {
        return attempt.username() == null ? getTranslation("account.attempts.unknown") : attempt.username();
    }
}
