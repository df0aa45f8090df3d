package org.yuemao.security;

/** What a person is at the desk; see the table of roles in the handbook. */
public enum Role {
    /** A leader: watches summaries, drills down, exports. */
    VIEWER,
    /** Entry staff: writes the rows of the own office. */
    CLERK,
    /** The provincial department: reads and writes everything. */
    OFFICIAL,
    /** Manages accounts, offices and targets; edits no data. */
    ADMINISTRATOR
}
