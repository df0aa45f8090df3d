package org.yuemao.participation;

import org.yuemao.base.Refusal;

/** The business takes part in the event already. */
public class DuplicateParticipation extends Refusal {
    private static final long serialVersionUID = 1L;

    DuplicateParticipation() {
        super("businessId", "participation.refused.duplicate");
    }
}
