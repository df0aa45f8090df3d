package org.yuemao.participation;

/** What a business does at an event. */
public enum ParticipationRole {
    EXHIBITOR,
    BUYER,
    SERVICE_PROVIDER
}
