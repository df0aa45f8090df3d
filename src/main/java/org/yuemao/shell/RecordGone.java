package org.yuemao.shell;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.yuemao.base.RecordNotFound;

/** The address names a record that does not exist. */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
class RecordGone extends Composite<Div> implements HasErrorParameter<RecordNotFound>, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<RecordNotFound> parameter) {
        getContent().removeAll();
        getContent().add(new ErrorPage(VaadinIcon.SEARCH, getPageTitle(), getTranslation("shell.gone.hint")));
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("shell.gone.title");
    }
}
