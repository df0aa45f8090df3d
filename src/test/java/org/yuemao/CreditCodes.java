package org.yuemao;

import java.util.concurrent.atomic.AtomicInteger;
import org.yuemao.business.CreditCode;

/** Codes of businesses of Shenzhen that no other test of this run has. */
public final class CreditCodes {
    private static final AtomicInteger NEXT = new AtomicInteger(700_000_000);

    private CreditCodes() {}

    public static String next() {
        String first = "91440300" + NEXT.incrementAndGet();
        return first + CreditCode.checkCharacter(first);
    }
}
