package org.yuemao.base;

/** No such record exists, or no longer. */
public class RecordNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecordNotFound(String what, Object id) {
        super(what + " " + id + " does not exist");
    }
}
