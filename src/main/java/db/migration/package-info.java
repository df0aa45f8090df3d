/** Changes of the schema that SQL alone cannot say. */
@NullMarked
package db.migration;

import org.jspecify.annotations.NullMarked;
