package org.yuemao.diagnosis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.yuemao.security.LinkSecret;

/**
 * What whoever monitors the desk has to show: the text of a file beside the database, made when monitoring is first on and readable for
 * its owner only, unless the environment says another one.
 */
@Component
class MonitorToken {
    private final @Nullable String token;

    MonitorToken(
            @Value("${management.server.port:-1}") int port,
            @Value("${yuemao.monitor.token:}") String given,
            @Value("${yuemao.monitor.token-file:${yuemao.data}/monitor.token}") Path file) {
        token = port < 0 ? null : !given.isBlank() ? given.strip() : readOrMake(file.toAbsolutePath());
    }

    /** Whether the text is the token; takes the same time however much of it is right. */
    boolean matches(String shown) {
        return token != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private static String readOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        FileAttribute<?>[] ownerOnly =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, ownerOnly)) {
            channel.write(StandardCharsets.UTF_8.encode(LinkSecret.create() + "\n"));
        } catch (FileAlreadyExistsException anotherWasFirst) {
            return;
        }
    }
}
