package dev.keyrack.reveal.data;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks an X server of this computer who owns a selection, in the few words of its protocol that this takes. A library
/// would have to be called natively, and ends the whole program when the server goes away.
final class X11Selections implements AutoCloseable {
    private static final Pattern LOCAL_DISPLAY = Pattern.compile("(?:unix)?:(\\d{1,5})(?:\\.\\d+)?");
    private static final int INTERN_ATOM = 16;
    private static final int GET_SELECTION_OWNER = 23;
    private static final int REPLY_LENGTH = 32;
    private static final int MOST_EVENTS = 1000;
    private static final int MOST_SETUP = 1 << 20;

    private final SocketChannel channel;

    private X11Selections(SocketChannel channel) {
        this.channel = channel;
    }

    /// Signs in at the server.
    ///
    /// @param display   as `DISPLAY` has it, such as `:0`
    /// @param authority file with the server's cookies; need not exist
    /// @throws IOException if it is on another computer, does not answer, or refuses
    static X11Selections open(String display, Path authority) throws IOException {
        Matcher local = LOCAL_DISPLAY.matcher(display);
        if (!local.matches()) {
            throw new IOException("not a display of this computer");
        }
        byte[] cookie = XAuthority.cookie(authority, local.group(1));
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        X11Selections opened = new X11Selections(channel);
        boolean signedIn = false;
        try {
            channel.connect(UnixDomainSocketAddress.of("/tmp/.X11-unix/X" + local.group(1)));
            opened.signIn(cookie);
            signedIn = true;
            return opened;
        } finally {
            if (!signedIn) {
                opened.close();
            }
        }
    }

    /// Whether anybody owns the selection.
    ///
    /// @throws IOException if the server does not say
    boolean hasOwner(String selection) throws IOException {
        byte[] name = selection.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request = buffer(8 + padded(name.length));
        request.put((byte) INTERN_ATOM).put((byte) 1).putShort((short) (2 + padded(name.length) / 4))
                .putShort((short) name.length).putShort((short) 0).put(name);
        int atom = ask(request);
        if (atom == 0) {
            return false; // nobody has ever said this word here
        }
        return ask(buffer(8).put((byte) GET_SELECTION_OWNER).put((byte) 0).putShort((short) 2).putInt(atom)) != 0;
    }

    private void signIn(byte[] cookie) throws IOException {
        byte[] way = cookie.length == 0 ? new byte[0] : XAuthority.COOKIE.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer hello = buffer(12 + padded(way.length) + padded(cookie.length));
        hello.put((byte) 'l').put((byte) 0).putShort((short) 11).putShort((short) 0).putShort((short) way.length)
                .putShort((short) cookie.length).putShort((short) 0).put(way).position(12 + padded(way.length))
                .put(cookie);
        send(hello);
        ByteBuffer answer = read(8);
        int rest = Short.toUnsignedInt(answer.getShort(6)) * 4;
        if (answer.get(0) != 1 || rest > MOST_SETUP) {
            throw new IOException("the display refused");
        }
        read(rest);
    }

    /// The number that the answer begins with.
    private int ask(ByteBuffer request) throws IOException {
        send(request);
        for (int i = 0; i < MOST_EVENTS; i++) {
            ByteBuffer answer = read(REPLY_LENGTH);
            if (answer.get(0) == 0) {
                throw new IOException("the display refused a question");
            }
            if (answer.get(0) == 1) {
                return answer.getInt(8);
            }
        }
        throw new IOException("the display does not come to the point");
    }

    private void send(ByteBuffer bytes) throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer bytes = buffer(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException();
            }
        }
        return bytes;
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
