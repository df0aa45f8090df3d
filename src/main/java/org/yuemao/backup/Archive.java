package org.yuemao.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.yuemao.backup.Manifest.ArchivedFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The file of a backup: a zip of the database, of what else stands in the folder of the data, and of its manifest. */
final class Archive {
    /** The name of the database in the folder of the data, and in a backup. */
    static final String DATABASE = "yuemao.mv.db";

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    Archive(Path file) {
        this.file = file;
    }

    /** Adds files, by their path in the folder of the data, to what is there. */
    void add(Path folder, List<Path> files) throws IOException {
        changing(zip -> {
            for (Path one : files) {
                Path inside = zip.getPath(folder.relativize(one).toString());
                if (inside.getParent() != null) {
                    Files.createDirectories(inside.getParent());
                }
                Files.copy(one, inside);
            }
        });
    }

    /** Adds the manifest, which completes the backup. */
    void seal(Manifest manifest) throws IOException {
        changing(zip -> Files.write(zip.getPath(Manifest.NAME), JSON.writeValueAsBytes(manifest)));
    }

    private interface Change {
        void apply(FileSystem zip) throws IOException;
    }

    private void changing(Change change) throws IOException {
        // Large files by way of a file, not of the memory.
        try (FileSystem zip = FileSystems.newFileSystem(file, Map.of("useTempFile", true))) {
            change.apply(zip);
        }
    }

    /** What the backup says about itself. */
    Manifest manifest() throws DamagedBackup {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(Manifest.NAME);
            if (entry == null) {
                throw new DamagedBackup("backup.damaged.foreign");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                Manifest manifest = JSON.readValue(in, Manifest.class);
                if (manifest.format() > Manifest.FORMAT) {
                    throw new DamagedBackup("backup.damaged.newer", manifest.program());
                }
                return manifest;
            }
        } catch (JacksonException e) {
            throw new DamagedBackup(e, "backup.damaged.foreign");
        } catch (IOException e) {
            throw new DamagedBackup(e, "backup.damaged.cut");
        }
    }

    /** Unpacks all files but the manifest into a folder; what they are, in their order. */
    List<ArchivedFile> unpack(Path folder) throws IOException, DamagedBackup {
        try (ZipFile zip = open()) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory() && !entry.getName().equals(Manifest.NAME))
                    .map(entry -> unpack(zip, entry, folder))
                    .toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof java.util.zip.ZipException) {
                throw new DamagedBackup(e, "backup.damaged.cut");
            }
            throw e.getCause();
        } catch (IllegalArgumentException e) {
            throw new DamagedBackup(e, "backup.damaged.foreign");
        }
    }

    private ZipFile open() throws DamagedBackup {
        try {
            return new ZipFile(file.toFile());
        } catch (IOException e) {
            throw new DamagedBackup(e, "backup.damaged.cut");
        }
    }

    private static ArchivedFile unpack(ZipFile zip, ZipEntry entry, Path folder) {
        Path to = folder.resolve(entry.getName()).normalize();
        if (!to.startsWith(folder)) {
            throw new IllegalArgumentException(entry.getName());
        }
        try {
            if (to.getParent() != null) {
                Files.createDirectories(to.getParent());
            }
            try (InputStream in = zip.getInputStream(entry);
                    OutputStream out = Files.newOutputStream(to)) {
                return copied(entry.getName(), in, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads everything that the manifest names; refused where it is not there, or not as it was. */
    void requireWhole(Manifest manifest) throws IOException, DamagedBackup {
        try (ZipFile zip = open()) {
            for (ArchivedFile one : manifest.files()) {
                ZipEntry entry = zip.getEntry(one.name());
                if (entry == null) {
                    throw new DamagedBackup("backup.damaged.missing", one.name());
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    if (!one.equals(copied(one.name(), in, null))) {
                        throw new DamagedBackup("backup.damaged.changed", one.name());
                    }
                } catch (java.util.zip.ZipException | java.io.EOFException e) {
                    throw new DamagedBackup(e, "backup.damaged.changed", one.name());
                }
            }
        }
    }

    private static ArchivedFile copied(String name, InputStream in, @Nullable OutputStream out) throws IOException {
        MessageDigest sum;
        try {
            sum = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        DigestInputStream summed = new DigestInputStream(in, sum);
        long bytes = summed.transferTo(out == null ? OutputStream.nullOutputStream() : out);
        return new ArchivedFile(name, bytes, HexFormat.of().formatHex(sum.digest()));
    }
}
