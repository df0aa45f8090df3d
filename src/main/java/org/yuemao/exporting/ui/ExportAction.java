package org.yuemao.exporting.ui;

import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.yuemao.base.ui.ListAction;
import org.yuemao.exporting.ListExport;
import org.yuemao.exporting.RunningExports;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.RateLimits;

/** Offers the export among the actions of every list. */
@org.springframework.stereotype.Component
@Order(2)
class ExportAction implements ListAction {
    private final ListExport export;
    private final RunningExports running;
    private final CurrentPerson currentPerson;
    private final RateLimits rates;

    ExportAction(ListExport export, RunningExports running, CurrentPerson currentPerson, RateLimits rates) {
        this.export = export;
        this.rates = rates;
        this.running = running;
        this.currentPerson = currentPerson;
    }

    @Override
    public Optional<Component> create(List<OfferedList> lists) {
        return Optional.of(new ExportMenu(lists, export, running, currentPerson, rates));
    }
}
