package org.yuemao.importing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;

/**
 * The texts that a workbook keeps apart from its cells. There may be millions, so they lie in a temporary file, in blocks
 * of which those used last are in memory.
 */
final class SharedStrings implements Closeable {
    static final SharedStrings NONE = new SharedStrings(null);

    private static final int BLOCK_STRINGS = 32;
    private static final int BLOCK_BYTES = 4096;
    private static final int BLOCKS_IN_MEMORY = 1024;
    private static final long CHARACTERS_IN_MEMORY = 8_000_000;

    private final @Nullable FileChannel file;
    private final Map<Integer, String[]> recent = new LinkedHashMap<>(16, 0.75f, true);
    private long recentCharacters;
    private int[] firsts = new int[64];
    private long[] offsets = new long[64];
    private int blocks;
    private int count;
    private int lastBlock = -1;
    private String[] last = new String[0];

    private SharedStrings(@Nullable FileChannel file) {
        this.file = file;
    }

    static SharedStrings of(WorkbookXml xml) {
        try {
            Path path = Files.createTempFile("yuemao-import-", ".strings");
            SharedStrings strings = new SharedStrings(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
            try {
                strings.write(xml);
                return strings;
            } catch (RuntimeException | IOException e) {
                strings.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(WorkbookXml xml) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        while (xml.toStart()) {
            if (!xml.name().equals("si")) {
                if (!xml.name().equals("sst")) {
                    xml.skip();
                }
                continue;
            }
            String string = xml.richText();
            if (string.length() > Limits.CELL_CHARACTERS) {
                // One too many, so that the cell it stands in is refused by name.
                string = string.substring(0, Limits.CELL_CHARACTERS + 1);
            }
            byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
            if (blocks == 0 || count - firsts[blocks - 1] >= BLOCK_STRINGS || block.position() >= BLOCK_BYTES / 2) {
                flush(block);
                begin();
            }
            if (block.remaining() < bytes.length + 4) {
                block = ByteBuffer.allocate(block.position() + bytes.length + BLOCK_BYTES)
                        .put(block.flip());
            }
            block.putInt(bytes.length).put(bytes);
            count++;
        }
        flush(block);
    }

    private void begin() throws IOException {
        if (blocks == firsts.length) {
            firsts = Arrays.copyOf(firsts, blocks * 2);
            offsets = Arrays.copyOf(offsets, blocks * 2);
        }
        firsts[blocks] = count;
        offsets[blocks++] = channel().position();
    }

    private void flush(ByteBuffer block) throws IOException {
        block.flip();
        while (block.hasRemaining()) {
            channel().write(block);
        }
        block.clear();
    }

    /** The string of an index, from 0. */
    String at(int index) {
        if (index < 0 || index >= count) {
            throw new Refusal(null, "importing.file.damaged");
        }
        if (lastBlock < 0 || index < firsts[lastBlock] || index >= firsts[lastBlock] + last.length) {
            int found = Arrays.binarySearch(firsts, 0, blocks, index);
            lastBlock = found >= 0 ? found : -found - 2;
            last = block(lastBlock);
        }
        return last[index - firsts[lastBlock]];
    }

    private String[] block(int number) {
        String[] known = recent.get(number);
        if (known != null) {
            return known;
        }
        String[] strings = read(number);
        recent.put(number, strings);
        recentCharacters += characters(strings);
        var eldest = recent.entrySet().iterator();
        while (recent.size() > 1 && (recent.size() > BLOCKS_IN_MEMORY || recentCharacters > CHARACTERS_IN_MEMORY)) {
            recentCharacters -= characters(eldest.next().getValue());
            eldest.remove();
        }
        return strings;
    }

    private String[] read(int number) {
        try {
            long end = number + 1 < blocks ? offsets[number + 1] : channel().size();
            ByteBuffer bytes = ByteBuffer.allocate((int) (end - offsets[number]));
            while (bytes.hasRemaining() && channel().read(bytes, offsets[number] + bytes.position()) >= 0) {
                // until it is whole
            }
            bytes.flip();
            String[] strings = new String[(number + 1 < blocks ? firsts[number + 1] : count) - firsts[number]];
            for (int i = 0; i < strings.length; i++) {
                int length = bytes.getInt();
                strings[i] = new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8);
                bytes.position(bytes.position() + length);
            }
            return strings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long characters(String[] strings) {
        long characters = 0;
        for (String string : strings) {
            characters += string.length();
        }
        return characters;
    }

    private FileChannel channel() {
        if (file == null) {
            throw new IllegalStateException("There are no shared strings");
        }
        return file;
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
