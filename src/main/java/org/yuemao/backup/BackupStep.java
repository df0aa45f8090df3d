package org.yuemao.backup;

/** How far a backup is that is being made. */
public enum BackupStep {
    /** The database writes its copy. */
    COPYING,
    /** The copy is unpacked, opened and read. */
    VERIFYING,
    /** It gets its manifest, is read once more, and gets its name. */
    SEALING
}
