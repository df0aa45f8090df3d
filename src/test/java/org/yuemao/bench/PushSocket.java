package org.yuemao.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The browser's end of a WebSocket (RFC 6455) that asks for compressed messages (RFC 7692), as browsers do. The JDK's own
 * client cannot ask for them, and the server's work and memory would be less than they are with browsers.
 */
final class PushSocket implements AutoCloseable {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final byte[] END_OF_BLOCK = {0, 0, (byte) 0xff, (byte) 0xff};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final boolean compressed;
    private final Inflater inflater = new Inflater(true);
    private volatile boolean closed;
    private volatile long bytes;

    private PushSocket(Socket socket, DataInputStream in, boolean compressed) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.compressed = compressed;
    }

    static PushSocket open(URI address, String cookies) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        byte[] key = new byte[16];
        ThreadLocalRandom.current().nextBytes(key);
        String encoded = Base64.getEncoder().encodeToString(key);
        String request = """
                GET %s HTTP/1.1
                Host: localhost:%d
                Connection: Upgrade
                Upgrade: websocket
                Origin: http://localhost:%d
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: %s
                Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits
                Cookie: %s

                """.formatted(
                        address.getRawPath() + "?" + address.getRawQuery(),
                        address.getPort(),
                        address.getPort(),
                        encoded,
                        cookies);
        socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 14));
        String status = line(in);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        if (!status.contains(" 101") || !accepted(encoded).equals(headers.get("Sec-WebSocket-Accept"))) {
            socket.close();
            throw new IOException("The push connection was refused: " + status);
        }
        return new PushSocket(
                socket,
                in,
                headers.getOrDefault("Sec-WebSocket-Extensions", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("permessage-deflate"));
    }

    private static String accepted(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                    .getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException();
            }
            if (one != '\r') {
                line.append((char) one);
            }
        }
        return line.toString();
    }

    /** Whether the server compresses what it sends. */
    boolean isCompressed() {
        return compressed;
    }

    /** How much has been received, in bytes as they were sent. */
    long bytes() {
        return bytes;
    }

    /** Whether this end has been closed. */
    boolean isClosed() {
        return closed;
    }

    /** Waits for the next whole text message. */
    String receive() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        boolean deflated = false;
        while (true) {
            int head = in.readUnsignedByte();
            int length = in.readUnsignedByte() & 0x7f;
            long whole = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
            byte[] payload = in.readNBytes(Math.toIntExact(whole));
            switch (head & 0x0f) {
                case CLOSE -> throw new EOFException("The server has closed the push connection");
                case PING -> send(PONG, payload);
                case PONG -> {}
                default -> {
                    deflated |= (head & 0x40) != 0;
                    message.write(payload);
                    bytes += payload.length;
                    if ((head & 0x80) != 0) {
                        byte[] all = message.toByteArray();
                        return new String(deflated ? inflated(all) : all, StandardCharsets.UTF_8);
                    }
                }
            }
        }
    }

    private byte[] inflated(byte[] message) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(message.length * 6);
        byte[] buffer = new byte[1 << 14];
        try {
            inflate(message, text, buffer);
            inflate(END_OF_BLOCK, text, buffer);
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
        return text.toByteArray();
    }

    private void inflate(byte[] part, ByteArrayOutputStream text, byte[] buffer) throws DataFormatException {
        inflater.setInput(part);
        for (int read = inflater.inflate(buffer); read > 0; read = inflater.inflate(buffer)) {
            text.write(buffer, 0, read);
        }
    }

    void send(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** One frame, masked as all that browsers send is. */
    private synchronized void send(int kind, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (0x80 | kind));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        int mask = ThreadLocalRandom.current().nextInt();
        frame.putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask >> 8 * (3 - i % 4)));
        }
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }

    /** Says goodbye, as a browser does when a window is closed. */
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            send(CLOSE, new byte[] {0x03, (byte) 0xe9});
        } finally {
            vanish();
        }
    }

    /** Is gone without a word, as a laptop that falls asleep. */
    void vanish() throws IOException {
        closed = true;
        socket.close();
        inflater.end();
    }
}
