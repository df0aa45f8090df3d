package org.yuemao.indicator;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yuemao.audit.RestorableRecords;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Role;

/** Earlier versions of targets. */
@Component
class TargetVersions implements RestorableRecords<TargetData> {
    private final TargetService targets;
    private final CurrentPerson currentPerson;

    TargetVersions(TargetService targets, CurrentPerson currentPerson) {
        this.targets = targets;
        this.currentPerson = currentPerson;
    }

    @Override
    public String kind() {
        return "TARGET";
    }

    @Override
    public Class<TargetData> type() {
        return TargetData.class;
    }

    @Override
    public Optional<Kept<TargetData>> find(long id) {
        Role role = currentPerson.get().role();
        return targets.find(id)
                .map(target -> new Kept<>(
                        target.version(), target.data(), role == Role.OFFICIAL || role == Role.ADMINISTRATOR));
    }

    @Override
    public void restore(long id, long version, TargetData data) {
        targets.move(id, version, data);
    }
}
