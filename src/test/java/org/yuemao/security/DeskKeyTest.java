package org.yuemao.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskKeyTest {
    private static final byte[] SECRET = {1, 2, 3, 4, 5};

    @TempDir
    private Path folder;

    @Test
    void isMadeOnceForItsOwnerAlone() throws Exception {
        Path file = folder.resolve("new/desk.key");
        String code = new DeskKey(file).code("purpose", "text");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new DeskKey(file).code("purpose", "text")).isEqualTo(code);
        assertThat(new DeskKey(file).code("another", "text")).isNotEqualTo(code);
        assertThat(new DeskKey(folder.resolve("other.key")).code("purpose", "text"))
                .isNotEqualTo(code);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void opensWhatItSealedForTheSameAccountAndPurposeAlone() {
        DeskKey key = new DeskKey(folder.resolve("desk.key"));
        String sealed = key.seal("factor", 7, SECRET);
        assertThat(key.open("factor", 7, sealed)).contains(SECRET);
        assertThat(key.open("factor", 8, sealed)).isEmpty();
        assertThat(key.open("other", 7, sealed)).isEmpty();
        assertThat(new DeskKey(folder.resolve("other.key")).open("factor", 7, sealed))
                .isEmpty();
        assertThat(key.seal("factor", 7, SECRET)).isNotEqualTo(sealed);
    }

    @Test
    void saysWhenTheFileIsDamaged() throws Exception {
        Path file = folder.resolve("desk.key");
        Files.writeString(file, "c2hvcnQ=");
        assertThatIllegalStateException()
                .isThrownBy(() -> new DeskKey(file))
                .withMessageContaining("damaged")
                .withMessageContaining(file.toString());
    }
}
