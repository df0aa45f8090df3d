package org.yuemao.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The desk's own key, in a file beside the database and not in it: what it seals is of no use to who has copied the database
 * alone. Made at the first start, readable for the owner only. Nodes that share a database need the same file
 * ({@code yuemao.key-file}).
 */
@Component
public class DeskKey {
    private static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom CHANCE = new SecureRandom();

    private final byte[] key;

    DeskKey(@Value("${yuemao.key-file:${yuemao.data}/yuemao.key}") Path file) {
        key = readOrMake(file.toAbsolutePath());
    }

    /** What nobody can compute without the key: a code of the text for a purpose, in hexadecimal digits. */
    public String code(String purpose, String text) {
        return HexFormat.of().formatHex(mac(key, purpose + "\n" + text));
    }

    /** Seals a secret of an account; it opens for the same purpose and account alone. */
    public String seal(String purpose, long accountId, byte[] secret) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            CHANCE.nextBytes(nonce);
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, purpose, accountId, nonce).doFinal(secret);
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The secret that was sealed; nothing where it was sealed by another key, or for something else. */
    public Optional<byte[]> open(String purpose, long accountId, String sealed) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
            byte[] nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            byte[] rest = new byte[bytes.remaining()];
            bytes.get(rest);
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, purpose, accountId, nonce).doFinal(rest));
        } catch (GeneralSecurityException otherKey) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String purpose, long accountId, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(mac(key, "seal\n" + purpose), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(Long.toString(accountId).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] readOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length != BYTES) {
                throw new IllegalStateException(
                        "The key in " + file + " is damaged: put back the file that was there.");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole or not at all: beside its place, and then moved there unless another node was first. */
    private static void make(Path file) throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        byte[] bytes = new byte[BYTES];
        CHANCE.nextBytes(bytes);
        FileAttribute<?>[] ownerOnly =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Path begun = Files.createTempFile(folder, "key", ".new", ownerOnly);
        try {
            Files.writeString(begun, Base64.getEncoder().encodeToString(bytes) + "\n", StandardOpenOption.SYNC);
            Files.createLink(file, begun);
        } catch (FileAlreadyExistsException anotherWasFirst) {
            return;
        } catch (UnsupportedOperationException noLinks) {
            Files.copy(begun, file);
        } finally {
            Files.deleteIfExists(begun);
        }
    }
}
