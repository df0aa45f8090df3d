package org.yuemao.account;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** The secret that an app and the desk share, and the codes that follow from it by the time (RFC 6238, as all apps do it). */
public final class FactorSecret {
    private static final int BYTES = 20;
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final SecureRandom CHANCE = new SecureRandom();

    private final byte[] bytes;

    FactorSecret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static FactorSecret create() {
        byte[] bytes = new byte[BYTES];
        CHANCE.nextBytes(bytes);
        return new FactorSecret(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** The secret to be typed into an app, in groups of four. */
    public String text() {
        return base32().replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** What the picture says that an app reads from the screen. */
    public String address(String username) {
        return "otpauth://totp/Yuemao:" + encoded(username) + "?secret=" + base32()
                + "&issuer=Yuemao&algorithm=SHA1&digits=6&period=30";
    }

    /** The code of a moment. */
    public String code(Instant moment) {
        TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator(STEP);
        try {
            return codes.generateOneTimePasswordString(
                    new SecretKeySpec(bytes, codes.getAlgorithm()), moment, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The step that the code is of; the clocks of phones may be half a minute off. */
    OptionalLong step(String code, Instant now) {
        long current = now.getEpochSecond() / STEP.toSeconds();
        return LongStream.rangeClosed(current - 1, current + 1)
                .filter(step -> MessageDigest.isEqual(
                        code(Instant.ofEpochSecond(step * STEP.toSeconds())).getBytes(StandardCharsets.US_ASCII),
                        code.getBytes(StandardCharsets.UTF_8)))
                .findFirst();
    }

    private String base32() {
        return new String(Base32.encode(bytes), StandardCharsets.US_ASCII).replace("=", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
