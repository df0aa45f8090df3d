package org.yuemao.base.bulk;

import org.yuemao.base.Names;

/** One row as it is kept, with the version that it has, the names that people know it by, and its data. */
public record BulkRow<D extends Record>(long id, long version, Names names, D data) {}
