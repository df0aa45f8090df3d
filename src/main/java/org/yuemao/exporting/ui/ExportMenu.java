package org.yuemao.exporting.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuemao.base.Refusal;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.ui.ListAction;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.exporting.ExportFormat;
import org.yuemao.exporting.ListExport;
import org.yuemao.exporting.RunningExports;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.RateLimits;

/** Downloads a list as it is filtered and sorted when the person chooses a format; the browser shows the progress. */
class ExportMenu extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ExportMenu.class);

    private final transient ListExport export;
    private final transient RunningExports running;
    private final transient CurrentPerson currentPerson;
    private final transient RateLimits rates;
    private final Anchor download = new Anchor();

    ExportMenu(
            List<ListAction.OfferedList> lists,
            ListExport export,
            RunningExports running,
            CurrentPerson currentPerson,
            RateLimits rates) {
        this.export = export;
        this.rates = rates;
        this.running = running;
        this.currentPerson = currentPerson;
        MenuBar menu = new MenuBar();
        MenuItem item = menu.addItem(VaadinIcon.DOWNLOAD_ALT.create());
        item.add(getTranslation("exporting.export"));
        for (ListAction.OfferedList list : lists) {
            for (ExportFormat format : ExportFormat.values()) {
                String name = getTranslation("exporting.format." + format);
                item.getSubMenu()
                        .addItem(
                                lists.size() == 1
                                        ? name
                                        : getTranslation("exporting.one", getTranslation(list.titleKey()), name),
                                clicked -> begin(list.shown().get(), format));
            }
        }
        // Only there to be clicked by the program: a browser that cannot save a file stays on the page.
        download.getStyle().setDisplay(com.vaadin.flow.dom.Style.Display.NONE);
        download.getElement().setAttribute("aria-hidden", "true");
        download.setTabIndex(-1);
        getContent().addClassName("export-menu");
        getContent().add(menu, download);
    }

    private void begin(WholeList<?> list, ExportFormat format) {
        if (list.count() == 0) {
            Notices.refused(getTranslation("exporting.nothing"));
            return;
        }
        try {
            rates.require(RateLimits.Kind.EXPORT, currentPerson.get());
            RunningExports.Place place = running.take(currentPerson.username());
            Locale language = getLocale();
            download.setHref(
                    (DownloadHandler) event -> send(event, place, list, format, language), AttachmentType.DOWNLOAD);
            download.getElement().executeJs("this.click()");
        } catch (Refusal refusal) {
            SaveFailures.show(refusal, Map.of());
        }
    }

    private void send(
            DownloadEvent event, RunningExports.Place reserved, WholeList<?> list, ExportFormat format, Locale language)
            throws IOException {
        UI ui = event.getUI();
        RunningExports.Place place;
        try {
            place = reserved.start();
        } catch (Refusal refusal) {
            // The browser asks for the same file again while others are under way.
            event.getResponse().setHeader("Retry-After", "10");
            event.getResponse().sendError(429, "Too many exports");
            return;
        }
        try {
            event.setFileName(export.fileName(list, format, language));
            event.setContentType(format.contentType());
            event.getResponse().setHeader("Cache-Control", "private, no-store");
            export.write(list, format, language, event.getOutputStream());
        } catch (IOException gone) {
            LOG.debug("An export was given up by its browser", gone);
        } catch (RuntimeException failure) {
            if (ui != null) {
                ui.access(() -> Notices.refused(ui.getTranslation("exporting.failed")));
            }
            // Thrown on, so that the server cuts the connection: the browser must not take the file for complete.
            throw failure;
        } finally {
            place.close();
        }
    }
}
