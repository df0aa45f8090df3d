package org.yuemao;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/** A folder for databases, removed at the end of the virtual machine that runs the tests, however they ended. */
public final class TestFolder {
    private TestFolder() {}

    /** Makes one. */
    public static Path create() {
        return create(() -> {});
    }

    /** Makes one that is removed once the runnable has ended what still writes there. */
    public static Path create(Runnable end) {
        try {
            Path folder = Files.createTempDirectory("desk");
            // After the applications: one that is still open would write its database again.
            SpringApplication.getShutdownHandlers().add(() -> {
                end.run();
                FileSystemUtils.deleteRecursively(folder.toFile());
            });
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
