package org.yuemao.audit;

/**
 * Where the chain of the history ends, to be noted elsewhere: who could write the whole chain anew could not write what was
 * noted.
 *
 * @param position how much is sealed
 * @param hash the last hash, which follows from everything before it
 */
public record ChainHead(long position, String hash) {
    private static final int SHORT = 16;

    /** As people note it: {@code POSITION:HASH}, with the beginning of the hash. */
    public String noted() {
        return position + ":" + hash.substring(0, Math.min(SHORT, hash.length()));
    }
}
