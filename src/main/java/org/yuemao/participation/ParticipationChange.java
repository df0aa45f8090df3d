package org.yuemao.participation;

/** What can be changed of many participations at once. */
public sealed interface ParticipationChange {

    /** The businesses take part in this role. */
    record Role(ParticipationRole role) implements ParticipationChange {}

    /** The businesses take part on site or online. */
    record Attending(Attendance attendance) implements ParticipationChange {}

    /** The businesses do not take part. */
    record Removal() implements ParticipationChange {}
}
