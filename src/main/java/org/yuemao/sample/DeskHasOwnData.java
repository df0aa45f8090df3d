package org.yuemao.sample;

import org.springframework.boot.ExitCodeGenerator;

/** The sample year was asked for on a database that holds data of its own; nothing has been changed. */
public class DeskHasOwnData extends RuntimeException implements ExitCodeGenerator {
    private static final long serialVersionUID = 1L;

    /** The exit code of a refused start, as in {@code sysexits.h} for a configuration error. */
    private static final int REFUSED = 78;

    DeskHasOwnData() {
        super("The sample year can only be loaded into an empty database, and this one already holds data of its own. "
                + "Nothing was changed. 示例年度只能载入空数据库,而该数据库已有自己的数据。未作任何更改。");
    }

    @Override
    public int getExitCode() {
        return REFUSED;
    }
}
