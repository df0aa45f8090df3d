package org.yuemao.shell;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuemao.base.ui.Formats;

/** The view could not be built. What went wrong stands in the server's log alone. */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
class PageFailed extends Composite<Div> implements HasErrorParameter<Exception>, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PageFailed.class);

    private final transient Clock clock;

    PageFailed(Clock clock) {
        this.clock = clock;
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        LOG.error("The page {} could not be shown", event.getLocation().getPath(), parameter.getCaughtException());
        Button again = new Button(
                getTranslation("shell.again"),
                click -> UI.getCurrentOrThrow().getPage().reload());
        String time = Formats.moment(clock.instant(), getLocale());
        getContent().removeAll();
        getContent()
                .add(new ErrorPage(
                        VaadinIcon.WARNING, getPageTitle(), getTranslation("shell.error.hint", time), again));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("shell.error.title");
    }
}
