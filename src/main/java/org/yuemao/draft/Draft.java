package org.yuemao.draft;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.yuemao.base.FieldChange;

/** What a person typed into a form and did not save, by the name of the field. */
public record Draft(UUID id, DraftSubject subject, Map<String, FieldChange> changes, Instant savedAt) {}
