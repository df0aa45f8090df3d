package org.yuemao.base;

/** A save was refused because somebody else has changed or removed the record since it was read. */
public class StaleRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleRecord(String what, long id) {
        super(what + " " + id + " has been changed by somebody else");
    }
}
