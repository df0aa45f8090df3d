package org.yuemao.security;

import java.io.Serializable;
import java.util.UUID;

/**
 * What is known of a sign-in besides whose it is: where from, and a number by which its session is told from others.
 */
public record SignInDetails(String number, Origin origin) implements Serializable {
    static SignInDetails from(Origin origin) {
        return new SignInDetails(UUID.randomUUID().toString(), origin);
    }
}
