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
        Path folder = folder();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            end.run();
            FileSystemUtils.deleteRecursively(folder.toFile());
        }));
        return folder;
    }

    /** Makes one that is removed after the Spring applications of this machine, which would write it again as they close. */
    static Path ofApplication() {
        Path folder = folder();
        SpringApplication.getShutdownHandlers().add(() -> FileSystemUtils.deleteRecursively(folder.toFile()));
        return folder;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("desk");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
