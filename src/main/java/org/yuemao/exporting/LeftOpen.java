package org.yuemao.exporting;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The response is the server's to close; closing it here would make what broke off look complete. */
final class LeftOpen extends FilterOutputStream {
    LeftOpen(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
